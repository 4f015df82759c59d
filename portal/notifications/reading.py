"""Reading a mail that came in: who wrote it, to which addresses, what it says, and what is attached.

A mail is made by anybody, so nothing in it is believed and nothing in it may stop the reading of it.
"""

import hashlib
import re
from codecs import lookup
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.header import Header, decode_header, make_header
from email.message import EmailMessage
from email.policy import compat32, default
from email.utils import getaddresses

from portal.kernel.letterhead import KNOT_ID
from portal.notifications.markup import as_text
from workflows.language import N_

MOST = 40_000_000  # bytes of a mail of which everything attached is taken
MOST_READ = 100_000_000  # and of which anything at all is read
MOST_TEXT = 200_000  # characters that are looked through
TO = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc")
OF_MACHINES = ("bulk", "junk", "list", "auto_reply")
DAEMONS = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply)@")
KEPT = "\n\t\u3000\u200c\u200d"  # the last two join and part the signs of Persian, and of small pictures
ID, MOST_IDS = re.compile(r"<[^<>\s]{3,190}>"), 20
# What mail programs write under these names has letters that the names themselves do not: ① in Shift_JIS,
# “ and € in ISO 8859-1. Browsers read them so too (WHATWG Encoding, 4.2).
WIDER: Mapping[str, str] = {
    **{"shift_jis": "cp932", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "euc_kr": "cp949"},
    **{"gb2312": "gb18030", "gbk": "gb18030", "ascii": "utf-8"},
}
NAMES: Mapping[str, str] = {"x-sjis": "cp932", "windows-31j": "cp932", "x-gbk": "gb18030"}
LOGO = 10_000  # bytes; smaller pictures inside the text belong to a signature


@dataclass(frozen=True)
class Attached:
    """One file of a mail, under the name that its sender gave it."""

    name: str
    content: bytes
    picture: bool


@dataclass(frozen=True)
class Came:
    """A mail as it came. By its `key` a second one of the same is known. `answers` are the Message-IDs of the
    mails that it says it answers.

    `automatic` says why no person wrote it, in English; it is empty when one did. `too_large` says that what
    was attached was left out for its size.
    """

    key: str
    sender: str
    name: str
    subject: str
    to: tuple[str, ...]
    automatic: str
    text: str
    attached: tuple[Attached, ...]
    too_large: bool = False
    answers: tuple[str, ...] = ()


def read(raw: bytes) -> Came:
    """Read a mail as far as it can be read."""
    mail = message_from_bytes(raw[:MOST_READ], policy=default)
    assert isinstance(mail, EmailMessage)  # noqa: S101  the policy makes no other
    plain = message_from_bytes(raw[:MOST_READ].partition(b"\n\n")[0] + b"\n\n", policy=compat32)
    headers = {name.lower(): value for name, value in reversed(plain.items())}
    senders = getaddresses([_words(headers.get("from", ""))])
    # The number alone is not enough: some machines give the same to all of theirs.
    known = [_words(headers.get(name, "")).strip() for name in ("message-id", "from", "date")]
    too_large = len(raw) > MOST
    return Came(
        key=hashlib.sha256("\n".join(known).encode("utf-8", "replace") if known[0] else raw).hexdigest(),
        sender=senders[0][1].strip().lower()[:254] if len(senders) == 1 else "",
        name=senders[0][0][:120] if senders else "",
        subject=_line(_words(headers.get("subject", "")))[:200],
        to=tuple(_addresses(plain)),
        automatic=_automatic(headers, mail),
        text=_text(mail)[:MOST_TEXT],
        attached=() if too_large else tuple(_attached(mail)),
        too_large=too_large,
        answers=tuple(ID.findall(f"{headers.get('in-reply-to', '')} {headers.get('references', '')}"))[
            -MOST_IDS:
        ],
    )


def _words(header: object) -> str:
    """A header in letters people read, as far as it can be decoded; it may be plain UTF-8 (RFC 6532)."""
    told = decode_header(header)[0][0] if isinstance(header, Header) else header
    try:
        if isinstance(told, bytes):
            return told.decode()
        parts = decode_header(str(header))
        return str(make_header([(words, name and _letters(name)) for words, name in parts]))
    except (LookupError, ValueError):
        return str(header)


def _letters(named: str) -> str:
    """The encoding that a mail means by the name it gives.

    Raises:
        LookupError: nobody knows that name.
    """
    known = lookup(NAMES.get(named.lower(), named)).name
    return WIDER.get(known, known)


def _line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _addresses(mail: object) -> Iterator[str]:
    found = [_words(value) for name in TO for value in mail.get_all(name, [])]  # type: ignore[attr-defined]
    yield from dict.fromkeys(address.strip().lower() for _, address in getaddresses(found) if address)


def _automatic(headers: dict[str, str], mail: EmailMessage) -> str:
    """Why nobody wrote this with their own hand: absences, lists, bounces, and letters of this very house."""
    said = {name: str(value).strip().lower() for name, value in headers.items()}
    told = {
        N_("It is a letter of this house that came back."): said.get("message-id", "").endswith(
            "@commonthread>"
        ),
        N_("It is an answer by a machine."): said.get("auto-submitted", "no").partition(";")[0].strip()
        != "no"
        or any(name in said for name in ("x-autoreply", "x-autorespond", "x-loop")),
        N_("It is a notice of delivery."): said.get("return-path") == "<>" or _is_report(mail),
        N_("It is from a list."): "list-id" in said or said.get("precedence") in OF_MACHINES,
        N_("It is from an address that nobody reads."): any(
            DAEMONS.match(address.lower()) for _, address in getaddresses([said.get("from", "")])
        ),
    }
    return next((why for why, is_so in told.items() if is_so), "")


def _is_report(mail: EmailMessage) -> bool:
    return mail.get_content_type() in ("multipart/report", "message/delivery-status")


def _text(mail: EmailMessage) -> str:
    """What it says: the plain form, else the designed one made into text."""
    parts = [part for part in mail.walk() if _is_body(part)]
    plain = [_flowed(part) for part in parts if part.get_content_type() == "text/plain"]
    if any(one.strip() for one in plain):
        return _clean("\n\n".join(plain))
    return _clean("\n\n".join(as_text(_decoded(part)) for part in parts))


def _is_body(part: EmailMessage) -> bool:
    kind = part.get_content_type()
    return kind in ("text/plain", "text/html") and not (part.get_filename() or _is_attachment(part))


def _is_attachment(part: EmailMessage) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _decoded(part: EmailMessage) -> str:
    """The words of a part in the letters that it names, or in UTF-8 when nobody knows those."""
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)  # noqa: S101  it is no multipart
    try:
        return content.decode(_letters(part.get_content_charset("utf-8")), "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def _flowed(part: EmailMessage) -> str:
    """Lines that a mail program broke for width, put together again (RFC 3676)."""
    text = _decoded(part).replace("\r\n", "\n")
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    delete = str(part.get_param("delsp", "")).lower() == "yes"
    lines: list[str] = []
    open_ = False
    for line in text.split("\n"):
        own = line if line.startswith(">") else line.removeprefix(" ")
        soft = own.endswith(" ") and own != "-- "
        kept = own[:-1] if soft and delete else own
        joins = open_ and own != "-- " and not own.startswith(">")
        lines[-1:] = [lines[-1] + kept] if joins else [*lines[-1:], kept]
        open_ = soft and not own.startswith(">")
    return "\n".join(lines)


def _clean(text: str) -> str:
    """Without what cannot be printed or kept, and without more than one empty line at a time."""
    kept = "".join(c for c in text.replace("\r", "") if c in KEPT or c.isprintable())
    return re.sub(r"\n{3,}", "\n\n", kept.replace("\t", "    ")).strip()


def _attached(mail: EmailMessage) -> Iterator[Attached]:
    """Every file that somebody attached, without the small pictures of signatures and of our own letter."""
    for part in mail.walk():
        if part.is_multipart() or _is_body(part) or part.get_content_maintype() == "message":
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or not content or _is_logo(part, content):
            continue
        kind = part.get_content_type()
        ending = "" if part.get_filename() else f".{kind.rpartition('/')[2]}"
        name = _line(_words(part.get_filename() or f"attached{ending}"))
        yield Attached(name, content, part.get_content_maintype() == "image")


def _is_logo(part: EmailMessage, content: bytes) -> bool:
    named = str(part.get("Content-ID", "")).strip("<> ")
    inside = bool(named) and not _is_attachment(part) and part.get_content_maintype() == "image"
    return inside and (named == KNOT_ID or len(content) < LOGO)
