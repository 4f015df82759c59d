"""What may be done with an objection, by whom, and what is said of it. All of it is the clan's alone."""

from typing import Any

from sqlalchemy import ColumnElement

from portal.clans.verbs import member as of_clan
from portal.clans.verbs import seat_of
from portal.kernel.verbs import Rule, Verb, Verbs
from portal.objections.model import Objection
from portal.people.queries import homes
from portal.people.verbs import administrator
from workflows.language import N_, _
from workflows.objections import OUTCOMES


def seen_by(person: Any) -> ColumnElement[bool]:
    """Select the objections that `person` may read: the clan's, in its own name and never the customer's."""
    if person.side != "clan":
        return Objection.id.is_(None)
    return Objection.account_id.in_(homes(person))


def _answers(who: Any, objection: Any) -> bool:
    return who.id == objection.answerer_id and seat_of(who, objection.account_id) is not None


def _hands_on(who: Any, objection: Any) -> bool:
    held = seat_of(who, objection.account_id)
    return held is not None and (who.id == objection.answerer_id or held.senior)


def _raised(who: Any, objection: Any) -> bool:
    return who.id == objection.author_id and seat_of(who, objection.account_id) is not None


named = Rule(N_("who is named to answer"), _answers)
named_or_senior = Rule(N_("who is named to answer, or a senior of the clan"), _hands_on)
author = Rule(N_("who raised it"), _raised)


def anew(_verb: str, says: str, facts: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What became of it, in the reader's language."""
    said = facts.get("outcome", "")
    return says, {**facts, "outcome": _(OUTCOMES[said]).lower()} if said in OUTCOMES else facts


objections = Verbs(
    "objection",
    {
        "raise": Verb(of_clan, says=N_("raised objection {objection} in the customer’s name")),
        "answer": Verb(named, says=N_("answered objection {objection}: {outcome}")),
        "take_back": Verb(author, says=N_("took objection {objection} back")),
        "name": Verb(named_or_senior, says=N_("left objection {objection} to {person} to answer")),
        "hand_on": Verb(administrator, says=N_("left objection {objection} with {person}")),
        "let_wait": Verb(administrator, says=N_("left objection {objection} until somebody can answer")),
    },
    anew,
)
