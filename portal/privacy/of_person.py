"""What is in a copy of the person themselves: who they are here, their devices, letters and drafts."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.cases import drafted
from portal.kernel.db import session
from portal.kernel.drafts import UNTYPED, Draft
from portal.kernel.mail import Letter
from portal.people import circles, feeds
from portal.people.entry import SignedIn
from portal.people.model import Invitation, Person, Seat
from portal.privacy.bundle import Bundle, Row

DESCRIBED = ("name", "handle", "email", "side", "title", "department", "roles")
PREFERRED = ("language", "theme", "length_unit", "zone", "letters", "quiet_from", "quiet_until", "quiet_days")
EVERY_DRAFT = 1000


def gather(bundle: Bundle, person: Person) -> None:
    """Put it in; a secret that opens anything is kept as a digest alone, and stays where it is."""
    bundle.put("you", [{name: getattr(person, name) for name in (*DESCRIBED, *PREFERRED)}])
    bundle.put("seats", _seats(person))
    bundle.put("sessions", _sessions(person))
    own, feed = circles.own(person), feeds.of(person)
    bundle.put("passkeys", ({"name": one.name, "since": one.at} for one in own.passkeys))
    bundle.put("programs", ({"token": one.id, "since": one.at, "used": one.last_used} for one in own.tokens))
    bundle.put("calendar", [{"since": feed.at, "read": feed.last_used}] if feed else [])
    bundle.put("invitations", _invitations(person))
    bundle.put("letters", _letters(person))
    bundle.put("drafts", (_draft(draft) for draft, _case in drafted.waiting(person, EVERY_DRAFT)))


def _seats(person: Person) -> Iterator[Row]:
    chosen = select(Seat).where(Seat.person_id == person.id).options(joinedload(Seat.account))
    for seat in session().scalars(chosen.order_by(Seat.id)):
        yield {"customer": seat.account.name, "senior": seat.senior, "since": seat.since}


def _sessions(person: Person) -> Iterator[Row]:
    chosen = select(SignedIn).where(SignedIn.person_id == person.id).order_by(SignedIn.id)
    for one in session().scalars(chosen):
        names = ("at", "last_seen", "until", "ended", "device", "how")
        yield {name: getattr(one, name) for name in names}


def _invitations(person: Person) -> Iterator[Row]:
    for one in session().scalars(select(Invitation).where(Invitation.by_id == person.id)):
        names = ("name", "email", "at", "until", "accepted", "withdrawn")
        yield {name: getattr(one, name) for name in names}


def _letters(person: Person) -> Iterator[Row]:
    """Letters about orders and what waits. Those that open a door are left out; and all to the people of the
    house, whose letters speak of customers that they may stand for no longer.
    """
    if person.side != "customer":
        return
    chosen = select(Letter).where(Letter.to == person.email, Letter.sealed.is_(True)).order_by(Letter.id)
    for one in session().scalars(chosen):
        yield {"subject": one.subject, "text": one.text, "written": one.written, "sent": one.sent}


def _draft(draft: Draft) -> Row:
    words = [text for name, texts in draft.words.items() if name not in UNTYPED for text in texts if text]
    return {"form": draft.address, "at": draft.at, "words": words}
