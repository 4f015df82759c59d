"""What may be done with the map of a customer, by whom, and what is said of it."""

from typing import Any

from portal.cases.verbs import both, for_account
from portal.clans.verbs import stream
from portal.kernel.db import session
from portal.kernel.verbs import Rule, Verb, Verbs
from portal.people.queries import homes
from workflows.language import N_

__all__ = ["habitat", "stream"]  # a map is told in the stream of the clan

reader = Rule(
    N_("the customer or its clan"),
    lambda who, one: who.left is None and one.account_id in session().scalars(homes(who)),
)


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
