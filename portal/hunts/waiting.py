"""What waits for people on hunts: answers they were asked for, and hunts whose day of decision is over."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.clans import errands
from portal.clans.model import Errand
from portal.clans.queries import Member, clan, today
from portal.hunts.model import Hunt
from portal.kernel.db import Database, session
from workflows.language import _

ANSWER, DAY = "hunt.answer", "hunt.day"


def renew(found: Hunt) -> None:
    """Let a hunt wait for those who were asked and have not answered, for nobody once it has ended."""
    asked = [one.person_id for one in found.answers if found.running and not one.answered]
    errands.give(found.account_id, (ANSWER, str(found.id)), asked, found.decided_by, _facts(found))
    if found.passed and (not found.running or found.decided_by >= today()):
        found.passed = False
        errands.take(DAY, str(found.id))


def pass_days(database: Database) -> int:
    """Tell who noted them, and the seniors, of hunts whose day of decision is over; how many there were."""
    with database.unit(write=True):
        late = select(Hunt).where(Hunt.state == "running", Hunt.passed.is_(False), Hunt.decided_by < today())
        found = list(session().scalars(late.options(joinedload(Hunt.account)).with_for_update(of=Hunt)))
        for one in found:
            one.passed = True
            tell_of_day(one, clan(one.account).members)
        return len(found)


def tell_of_day(found: Hunt, members: Iterable[Member]) -> None:
    """Let a hunt whose day is over wait for who noted it and for the seniors of today."""
    people = {one.person.id for one in members if one.senior or one.person.id == found.noter_id}
    errands.give(found.account_id, (DAY, str(found.id)), people, found.decided_by, _facts(found))


def _facts(found: Hunt) -> dict[str, object]:
    return {"number": found.number, "what": found.what}


def asked(errand: Errand) -> errands.Words:
    """An answer that somebody was asked for, as first pages and its letter put it."""
    facts = {"customer": errand.account.name, "what": errand.said["what"]}
    return errands.Words(
        line=_("%(customer)s: is it good for them? %(what)s", **facts),
        letter=_(
            "Say whether this hunt is good for %(customer)s: %(what)s. There are five questions.", **facts
        ),
        path=f"{_page(errand)}/answer",
        deed=_("Answer the five questions"),
    )


def to_decide(errand: Errand) -> errands.Words:
    """A hunt whose day of decision is over, as first pages and its letter put it."""
    facts = {"customer": errand.account.name, "what": errand.said["what"]}
    return errands.Words(
        line=_("%(customer)s: how does this hunt end? %(what)s", **facts),
        letter=_(
            "The day on which this hunt with %(customer)s was to be decided is over: %(what)s. "
            "It is won, lost, let go for their sake, or gets another day.",
            **facts,
        ),
        path=_page(errand),
        deed=_("Decide it"),
    )


def _page(errand: Errand) -> str:
    return f"/customers/{errand.account.handle}/hunts/r{errand.said['number']}"
