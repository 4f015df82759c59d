"""What may be done with knowledge that is given, by whom, and what is said of it."""

from dataclasses import dataclass
from typing import Any

from portal.clans.verbs import member, seat_of, stream
from portal.kernel.db import session
from portal.kernel.verbs import Rule, Verb, Verbs
from portal.people.model import Person
from workflows.knowledge import KINDS, RATINGS
from workflows.language import N_, _, listed

__all__ = ["gifts", "stream"]  # what is given is told in the stream of the clan


@dataclass(frozen=True)
class Question:
    """Whether to stop giving some kinds to somebody, after two in a row were of no use to them."""

    account_id: int
    person: Person
    number: int
    kinds: tuple[str, ...]
    giver_id: int

    @property
    def person_id(self) -> int:
        """Whose it is."""
        return self.person.id


def _gave(who: Any, gift: Any) -> bool:
    return who.id == gift.giver_id and seat_of(who, gift.account_id) is not None


def _decides(who: Any, question: Any) -> bool:
    """Who received it, or who gave it; a senior where that one does not stand here any more."""
    if who.left is not None:
        return False
    held = seat_of(who, question.account_id)
    if who.id == question.person_id or held is None:
        return bool(who.id == question.person_id)
    giver = session().get_one(Person, question.giver_id)
    return who.id == giver.id or (held.senior and seat_of(giver, question.account_id) is None)


giver = Rule(N_("who gave it"), _gave)
receiver = Rule(N_("who received it"), lambda who, receipt: who.left is None and who.id == receipt.person_id)
decider = Rule(N_("who received it, or who gave it"), _decides)


def anew(_verb: str, says: str, facts: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Kinds and ratings are said in the reader's language."""
    said = dict(facts)
    if "kinds" in facts:
        said["kinds"] = listed([_(KINDS[one]) for one in facts["kinds"]])
    rating = facts.get("rating")
    if rating in RATINGS:
        said["rating"] = _(RATINGS[rating])
    return says, said


gifts = Verbs(
    "gift",
    {
        "give": Verb(member, says=N_("gave {people} something to know ({gift}): {kinds}")),
        "take_back": Verb(giver, says=N_("took back what was given by mistake ({gift})")),
        "rate": Verb(receiver, says=N_("said of what was given ({gift}): {rating}")),
        "stop": Verb(decider, says=N_("stopped what is given to {person}: {kinds}")),
        "go_on": Verb(decider, says=N_("lets {person} be given further: {kinds}")),
    },
    anew,
)
