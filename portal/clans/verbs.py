"""What may be done in a clan, by whom, and what is said of it."""

from typing import Any

from sqlalchemy import select

from portal.kernel.db import session
from portal.kernel.verbs import Rule, Verb, Verbs, either
from portal.people.model import Person, Seat
from portal.people.queries import homes
from portal.people.verbs import administrator, customer
from workflows.language import N_


def stream(account_id: int) -> str:
    """The stream of a clan, which both sides read."""
    return f"clan:{account_id}"


def room(account_id: int) -> str:
    """The stream of the clan's own room, which the customer reads nowhere."""
    return f"clanside:{account_id}"


def seat_of(who: Any, account_id: int | None) -> Seat | None:
    """The seat that somebody holds in the clan of an account today."""
    if who.left is not None or who.side != "clan":
        return None
    held = select(Seat).where(Seat.account_id == account_id, Seat.person_id == who.id)
    return session().scalar(held)


def _leads(who: Any, account_id: int | None) -> bool:
    held = seat_of(who, account_id)
    return held is not None and held.senior


def _describes(who: Any, place: Any) -> bool:
    """Their own words, or those of a senior: about somebody who belongs to this customer."""
    person: Person = place.person
    if who.id == person.id:
        return place.account_id in session().scalars(homes(who))
    return _leads(who, place.account_id)


member = Rule(N_("the clan of this customer"), lambda who, account: seat_of(who, account.id) is not None)
senior = Rule(N_("a senior of this clan"), lambda who, account: _leads(who, account.id))
own_words = Rule(N_("the person, or a senior of the clan"), _describes)


def anew(verb: str, says: str, facts: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Who wrote of themselves is not named twice."""
    own = verb == "clan.describe" and facts.get("own")
    return (N_("wrote what they are here for") if own else says), facts


clans = Verbs(
    "clan",
    {
        "describe": Verb(own_words, says=N_("wrote what {person} is here for")),
        "open_seat": Verb(
            either(senior, administrator), says=N_("opened a seat for {department}: {what_for}")
        ),
        "close_seat": Verb(
            either(senior, administrator), says=N_("closed the open seat for {department}, because {reason}")
        ),
        "fill_seat": Verb(administrator, says=N_("filled the open seat for {department} with {person}")),
        "ask": Verb(customer, says=N_("asked who their person in {department} is")),
        "answer": Verb(member, says=N_("answered who stands for {department}: {person}")),
        "hand_on": Verb(administrator, says=N_("left the question about {department} with {person}")),
        "let_wait": Verb(
            administrator, says=N_("left the question about {department} at an open seat for a senior")
        ),
    },
    anew,
)
