"""What may be done with the map of a customer, by whom, and what is said of it."""

from dataclasses import dataclass
from typing import Any

from portal.cases.verbs import both, for_account
from portal.clans.verbs import room, seat_of, stream
from portal.kernel.db import session
from portal.kernel.verbs import Rule, Verb, Verbs, either
from portal.people.queries import homes
from portal.people.verbs import administrator
from workflows.language import N_

__all__ = ["habitat", "room", "stream"]  # a map is told in the stream of the clan, or in its own room


@dataclass(frozen=True)
class Pair:
    """Two customers of whom somebody says that they are rivals."""

    account_id: int
    rival_id: int


reader = Rule(
    N_("the customer or its clan"),
    lambda who, one: who.left is None and one.account_id in session().scalars(homes(who)),
)


def _leads_and_sees_both(who: Any, pair: Any) -> bool:
    """A senior of the one who stands for the other too: nobody is told of a customer whom they do not see."""
    held = [seat_of(who, account_id) for account_id in (pair.account_id, pair.rival_id)]
    return all(held) and any(seat.senior for seat in held if seat)


sees_both = either(Rule(N_("a senior of the clan who stands for both"), _leads_and_sees_both), administrator)


def anew(verb: str, says: str, facts: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """That nobody knows it is said in other words than whom an order serves."""
    nobody = verb == "habitat.serve" and not facts.get("actors")
    return (N_("said that nobody knows yet whom order {order} serves") if nobody else says), facts


habitat = Verbs(
    "habitat",
    {
        "add": Verb(for_account, says=N_("put entry {actor} on the map")),
        "change": Verb(reader, says=N_("changed entry {actor} of the map")),
        "take_back": Verb(reader, says=N_("struck entry {actor} off the map")),
        "restore": Verb(reader, says=N_("put entry {actor} back on the map")),
        "serve": Verb(both, says=N_("said whom order {order} serves")),
    },
    anew,
)

rivals = Verbs(
    "rival",
    {
        "name": Verb(sees_both, says=N_("noted rivals in the clan’s room ({rivalry})")),
        "end": Verb(sees_both, says=N_("ended a note of rivals in the clan’s room ({rivalry})")),
    },
)
