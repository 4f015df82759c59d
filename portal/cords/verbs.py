"""Who may pull the red cord, read one and answer it, and what is said of it."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select

from portal.clans.verbs import seat_of
from portal.cords.model import Cord, CordSteward
from portal.kernel import clock
from portal.kernel.verbs import Rule, Verb, Verbs, either
from portal.people.model import Seat
from portal.people.verbs import clan
from workflows.cords import HELD_BACK
from workflows.language import N_

STREAM = "cords"  # what was published, for all people of the house


def seen_by(person: Any) -> ColumnElement[bool]:
    """Select the cords that `person` may read: who pulled it, its executive, its stewards; after a day the
    seniors of the customer's clan.
    """
    if person.side != "clan" or person.left is not None:
        return false()
    seen = [Cord.person_id == person.id, Cord.executive_id == person.id]
    if "steward" in person.roles:
        seen.append(Cord.id.in_(select(CordSteward.cord_id).where(CordSteward.person_id == person.id)))
    led = select(Seat.account_id).where(Seat.person_id == person.id, Seat.senior.is_(True))
    return or_(*seen, and_(Cord.pulled < clock.now() - HELD_BACK, Cord.account_id.in_(led)))


def watches(who: Any, cord: Any) -> bool:
    """Whether somebody is a steward of this cord."""
    return who.left is None and "steward" in who.roles and who.id in [one.person_id for one in cord.stewards]


def _leads(who: Any, cord: Any) -> bool:
    held = seat_of(who, cord.account_id) if cord.account_id else None
    return held is not None and held.senior and cord.pulled < clock.now() - HELD_BACK


raiser = Rule(N_("who pulled it"), lambda who, cord: who.left is None and who.id == cord.person_id)
executive = Rule(
    N_("the executive to whom it went"), lambda who, cord: who.left is None and who.id == cord.executive_id
)
steward = Rule(N_("a steward of it"), watches)
senior = Rule(N_("a senior of the customer’s clan, after a day"), _leads)
nobody = Rule(N_("the house by itself"), lambda _who, _cord: False)

cords = Verbs(
    "cord",
    {
        "pull": Verb(clan, says=N_("pulled the red cord")),
        "read": Verb(either(executive, steward, senior), says=N_("read it for the first time")),
        "answer": Verb(executive, says=N_("answered it")),
        "publish": Verb(either(executive, steward), says=N_("published what came of it")),
        "name": Verb(raiser, says=N_("said whether they are named with it")),
        "hand_on": Verb(either(raiser, steward), says=N_("took it to {person}")),
        "draw": Verb(nobody, says=N_("drew {person} as a steward")),
        "ask": Verb(nobody, says=N_("asked after {days} days whether anything is worse")),
        "tell": Verb(raiser, says=N_("said after {days} days whether anything is worse")),
    },
)
