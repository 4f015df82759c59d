"""What may be done in somebody's first weeks, by whom, and what is said of it."""

from typing import Any

from portal.clans.verbs import seat_of, stream
from portal.kernel.verbs import Rule, Verb, Verbs
from portal.people.verbs import administrator, customer
from workflows.language import N_
from workflows.quests import Kind

__all__ = ["quests", "stream"]  # first weeks are told in the stream of the clan

# What somebody did, after their name; kept with the code, so that the journal can be told in every language.
TOOK: dict[str, str] = {
    Kind.USED: N_("used what we make, in their first weeks"),
    Kind.TALKED: N_("talked with {source}, in their first weeks"),
    Kind.VISITED: N_("visited the customer with {source}, in their first weeks"),
    Kind.SHADOWED: N_("went along with {source}, in their first weeks"),
    Kind.MET: N_("met a customer of the customer, {source}, in their first weeks"),
}

# The same of what completes somebody's first weeks.
LAST = {
    "quest.note": N_("took the last step of their first weeks"),
    "quest.confirm": N_("confirmed what {person} did, and with that their first weeks are done"),
    "quest.deny": N_("said that it was otherwise with {person}: {answer}"),
}


def _own(who: Any, quest: Any) -> bool:
    return bool(who.id == quest.person_id and seat_of(who, quest.account_id) is not None)


newcomer = Rule(N_("the newcomer"), _own)
contact = Rule(
    N_("the person whom it names"), lambda who, step: who.left is None and who.id == step.contact_id
)
invited = Rule(N_("the newcomer"), lambda who, offer: _own(who, offer.quest))
host = Rule(N_("the customer"), lambda who, quest: customer.allows(who, quest.account))


def anew(verb: str, says: str, facts: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What was done in a step, and whether all is done with it, is said in the reader's language."""
    if facts.get("done"):
        return LAST[verb], facts
    return (TOOK.get(facts.get("kind", ""), says) if verb == "quest.note" else says), facts


quests = Verbs(
    "quest",
    {
        "begin": Verb(administrator, says=N_("let {person} begin their first weeks here")),
        "note": Verb(newcomer, says=N_("took a step in their first weeks")),
        "confirm": Verb(contact, says=N_("confirmed what {person} did in their first weeks")),
        "deny": Verb(contact, says=N_("said that it was otherwise with {person}: {answer}")),
        "offer": Verb(host, says=N_("offered {person}: {what}")),
        "accept": Verb(invited, says=N_("comes to {by}: {what}")),
        "decline": Verb(invited, says=N_("cannot come to {by}: {what}")),
        "end": Verb(administrator, says=N_("ended the first weeks of {person}, who does not stand here now")),
    },
    anew,
)
