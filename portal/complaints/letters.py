"""Letters about a complaint to whoever complained: each leaves once, and one press in it confirms a talk.

A letter tells what was said, so that nobody has to sign in to read it, and is answered by mail. What is wrong
may be said by mail too.
"""

from typing import NamedTuple

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.cases import due
from portal.cases.post import Site
from portal.complaints import handed
from portal.complaints.model import Complaint, ComplaintLetter, ComplaintText, Event
from portal.kernel import signed
from portal.kernel.db import Database, session
from workflows.complaints.choices import VERDICTS
from workflows.language import _, weekday_and_day

TOGETHER = "one letter to all"
_EVENT = select(Event).options(joinedload(Event.owner))


class Asked(NamedTuple):
    """What a link names that asks whether one letter is enough: a complaint, and the person who is asked."""

    complaint: int
    person: int


class Named(NamedTuple):
    """What a link in a letter names: a complaint, a talk of it, and the person who is asked."""

    complaint: int
    talk: int
    person: int


def path(secret: str, row: Complaint, talk: int) -> str:
    """The address under which somebody says whether a talk was so, without signing in."""
    return f"/complaints/talks/{_signed(secret).dumps([row.id, talk, row.complainant_id])}"


def named(secret: str, token: str) -> Named | None:
    """What a link names; None when this house did not make it."""
    try:
        complaint, talk, person = _signed(secret).loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return Named(complaint, talk, person)


def path_to_ask(secret: str, row: Complaint) -> str:
    """The address under which somebody says whether one letter to all is enough, without signing in."""
    return f"/complaints/together/{_signed(secret, TOGETHER).dumps([row.id, row.complainant_id])}"


def asked(secret: str, token: str) -> Asked | None:
    """What such a link names; None when this house did not make it."""
    try:
        complaint, person = _signed(secret, TOGETHER).loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return Asked(complaint, person)


def _signed(secret: str, salt: str = "talks of complaints") -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=salt)


def wrong_address(answers: str) -> str:
    """The address under which anything wrong may be said by mail, where the house takes mails in."""
    local, _, domain = answers.lower().partition("@")
    return f"{local}+wrong@{domain}" if domain else ""


def write_due(database: Database, site: Site) -> int:
    """Write every letter about complaints that is due: what the worker does."""
    return due.write(database, site, KINDS)


def _written(one: ComplaintLetter, number: int) -> str:
    held = session().get(ComplaintText, (one.complaint_id, number))
    return held.text if held else ""


def _received(one: ComplaintLetter) -> due.Words:
    row = one.complaint
    told = _("We have taken up what you said is wrong. Its reference is %(ref)s.", ref=row.ref)
    more = _("Within one working day somebody tells you in their own words what they understood.")
    return _("We have it: %(ref)s", ref=row.ref), told, more, _("Read it, and put it right if it is not so")


def _owner(one: ComplaintLetter) -> due.Words:
    owner = one.complaint.it.owners[one.words - 1]
    subject = _("%(name)s answers you in person", name=owner.called)
    why = handed.why(one.complaint.it, one.words - 1)
    told = _(
        "%(name)s has what you said is wrong, in person, until you say that it is put right.",
        name=owner.called,
    )
    if owner.how in ("stands_in", "back"):
        return subject, why, _("What you were promised stands, with its days."), _("Look at it")
    more = _("You hear from them within two working days. If they are the wrong person for it, say so.")
    return subject, f"{why} {told}".strip(), more, _("Look at it")


def _freed(one: ComplaintLetter) -> due.Words:
    """Somebody has it no longer, and nobody could be drawn."""
    held = one.complaint.it.owners[one.words - 1]
    told = _(handed.WHY[held.because], before=held.called)
    more = _("A steward finds somebody else who answers you in person. You hear the name at once.")
    subject = _("%(name)s answers you no longer", name=held.called)
    return subject, told, more, _("Look at it")


def _together(one: ComplaintLetter) -> due.Words:
    event = session().scalars(_EVENT.where(Event.id == one.complaint.event_id)).one_or_none()
    if event is None:
        return _("About %(ref)s", ref=one.complaint.ref), _("It is answered by itself."), "", _("Look at it")
    told = _(
        "What you told us came of something that happened to several: %(event)s. %(name)s answers it.",
        event=event.title,
        name=event.owner.name,
    )
    more = _(
        "Is one letter to all of you enough for you, or shall we speak with you in person? "
        "Unless you say that it is enough, we do."
    )
    return _("Is one letter enough for you?"), told, f"{event.words}\n\n{more}", _("Say which")


def _letter(one: ComplaintLetter) -> due.Words:
    held = next(each for each in one.complaint.it.letters if each.words == one.words)
    subject = _("%(name)s writes to you about %(ref)s", name=held.name, ref=one.complaint.ref)
    promised = [each for each in one.complaint.it.promises if each.seq == held.seq]
    more = [
        _("Promised for %(day)s: %(what)s", day=weekday_and_day(each.day), what=_written(one, each.words))
        for each in promised
    ]
    return subject, _written(one, one.words), " ".join(more), _("Answer")


def _talk(one: ComplaintLetter) -> due.Words:
    talk = one.complaint.it.contacts[one.words - 1]
    day = weekday_and_day(talk.on)
    subject = _("Did %(name)s speak with you in person?", name=talk.name)
    told = _(
        "%(name)s says that you spoke on %(day)s. It counts only if you say that it was so.",
        name=talk.name,
        day=day,
    )
    return subject, told, _written(one, talk.words), _("Say whether it was so")


def _verdict(one: ComplaintLetter) -> due.Words:
    held = one.complaint.it.findings[-1]
    said = _(VERDICTS[held.verdict])
    return f"{said}: {one.complaint.ref}", f"{said}.", _written(one, held.words), _("Look at it")


def _offer(one: ComplaintLetter) -> due.Words:
    held = next(each for each in one.complaint.it.offers if each.words == one.words)
    subject = _("%(name)s makes you an offer", name=held.name)
    more = _written(one, held.instead)
    if held.by_date:
        more = _("It would be done by %(day)s.", day=weekday_and_day(held.by_date))
    return subject, _written(one, one.words), more, _("Accept it, or say what would be right")


def _agreed(one: ComplaintLetter) -> due.Words:
    held = one.complaint.it.agreed
    day = weekday_and_day(held.by_date) if held and held.by_date else ""
    told = _("What you asked for is agreed. It is done by %(day)s.", day=day)
    return _("Agreed: %(ref)s", ref=one.complaint.ref), told, "", _("Look at it")


def _changed(one: ComplaintLetter) -> due.Words:
    told = _("Something works differently in our house from today, because you said that it was wrong.")
    return _("What changed because of you"), told, _written(one, one.words), _("Look at it")


def _closed(one: ComplaintLetter) -> due.Words:
    told = _("We tried to reach you three times and could not, so a steward has closed it for now.")
    more = _("One press opens it again, whenever you like.")
    return _("Closed for now: %(ref)s", ref=one.complaint.ref), told, more, _("Open it again")


WORDS = {
    "received": _received,
    "owner": _owner,
    "freed": _freed,
    "letter": _letter,
    "talk": _talk,
    "together": _together,
    "verdict": _verdict,
    "offer": _offer,
    "agreed": _agreed,
    "changed": _changed,
    "closed": _closed,
}


def _place(site: Site, one: ComplaintLetter) -> str:
    row = one.complaint
    if one.kind == "together":
        return path_to_ask(site.secret, row)
    return path(site.secret, row, one.words - 1) if one.kind == "talk" else f"/complaints/{row.ref}"


KINDS = (
    due.Due(
        select(ComplaintLetter)
        .where(ComplaintLetter.told.is_(False))
        .options(joinedload(ComplaintLetter.complaint), joinedload(ComplaintLetter.person)),
        ComplaintLetter,
        lambda row: setattr(row, "told", True),
        lambda one: one.person,
        lambda one: WORDS[one.kind](one),
        _place,
        answered=lambda one: signed.Named("complaint", one.person_id, one.complaint_id),
    ),
)
