"""A letter of the outbox as a message for a mail server: the same bytes however often it is sent."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from typing import Protocol

from portal.kernel import letterhead


class Written(Protocol):
    """What a message is made of; see `portal.kernel.mail.Letter`."""

    message_id: str
    to: str
    subject: str
    text: str
    written: datetime
    part_kind: str
    part: str
    html: str
    reply_to: str
    stop: str
    from_name: str


def message(letter: Written, sender: str) -> EmailMessage:
    """The letter with all its headers, plain, designed, and for programs, each the same in another form."""
    made = EmailMessage(policy=SMTP.clone(max_line_length=200))  # else long addresses are written in code
    made["From"] = _named(letter.from_name, sender)
    made["To"], made["Subject"] = letter.to, letter.subject
    made["Message-ID"], made["Date"] = letter.message_id, format_datetime(letter.written)
    if letter.reply_to:
        made["Reply-To"] = letter.reply_to
    if letter.stop:  # RFC 2369 and RFC 8058
        made["List-Unsubscribe"] = letter.stop
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence is told to us
    made.set_content(letter.text)
    if letter.html:
        made.add_alternative(letter.html, subtype="html")
        _with_knot(made)
    if letter.part:
        _add_part(made, letter)
    _bound(made)
    return made


def _bound(made: EmailMessage) -> None:
    """Lines between the parts that are the same whenever this letter is made."""
    name = sha256(str(made["Message-ID"]).encode()).hexdigest()[:24]
    for number, part in enumerate(one for one in made.walk() if one.is_multipart()):
        part.set_boundary(f"=_{name}_{number}")


def _named(name: str, sender: str) -> Address | str:
    address = parseaddr(sender)[1]
    return Address(name, addr_spec=address) if name and "@" in address else sender


def _with_knot(made: EmailMessage) -> None:
    """The picture goes along with the designed form, so that nothing is fetched to show it."""
    (designed,) = [one for one in made.iter_parts() if one.get_content_type() == "text/html"]
    assert isinstance(designed, EmailMessage)  # noqa: S101  add_alternative makes no other
    known = {"cid": f"<{letterhead.KNOT_ID}>", "disposition": "inline", "filename": "knot.png"}
    designed.add_related(letterhead.knot(), "image", "png", **known)  # type: ignore[arg-type]  # its stub


def _add_part(made: EmailMessage, letter: Written) -> None:
    """The part for programs stands beside the text, as another form of the same (multipart/alternative)."""
    told = EmailMessage()
    told["Content-Type"] = letter.part_kind
    kind = told["Content-Type"]
    made.add_alternative(letter.part, subtype=kind.subtype, params=dict(kind.params))
