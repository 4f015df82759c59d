"""What may be done with a finding, by whom, and what is said of it."""

from typing import Any

from sqlalchemy import ColumnElement

from portal.clans.verbs import member as of_clan
from portal.clans.verbs import seat_of, stream
from portal.findings.model import Finding
from portal.kernel.verbs import Rule, Verb, Verbs
from portal.people.queries import homes
from portal.people.verbs import administrator
from workflows.findings import MARKS
from workflows.language import N_, _


def seen_by(person: Any) -> ColumnElement[bool]:
    """Select the findings that `person` may read: the clan all of its customers, these what is shared."""
    if person.side == "customer" and person.left is None:
        return Finding.stream == stream(person.account_id)
    return Finding.account_id.in_(homes(person))


def _of_clan(who: Any, finding: Any) -> bool:
    return seat_of(who, finding.account_id) is not None


def _in_room(who: Any, finding: Any) -> bool:
    return finding.in_room and _of_clan(who, finding)


def _answers(who: Any, finding: Any) -> bool:
    """A senior; whoever reported it only where no other senior is there to answer."""
    held = seat_of(who, finding.account_id)
    return held is not None and held.senior and who.id in (finding.owner_id, *_others(who, finding))


def _others(who: Any, finding: Any) -> tuple[int, ...]:
    return () if who.id == finding.author_id else (who.id,)


def _corrects(who: Any, finding: Any) -> bool:
    """The one who reported it, or a senior."""
    held = seat_of(who, finding.account_id)
    return held is not None and (held.senior or who.id == finding.author_id)


def _of_customer(who: Any, finding: Any) -> bool:
    at_home = who.left is None and who.side == "customer" and who.account_id == finding.account_id
    return at_home and not finding.in_room


def _subject(who: Any, finding: Any) -> bool:
    return _of_customer(who, finding) and who.id == finding.subject_id


def _judges(who: Any, use: Any) -> bool:
    """A senior or the customer, and never whoever says that it was used."""
    if who.id == use.claimant_id:
        return False
    held = seat_of(who, use.account_id)
    return _of_customer(who, use.finding) or (held is not None and held.senior)


reads = Rule(N_("who reads it"), lambda who, finding: _of_clan(who, finding) or _of_customer(who, finding))
judge = Rule(N_("a senior of the clan or the customer, but not whoever says it was used"), _judges)
senior = Rule(N_("a senior of this clan"), _answers)
in_room = Rule(N_("the clan of this customer"), _in_room)
reporter = Rule(N_("who reported it, or a senior of the clan"), _corrects)
customer = Rule(N_("the customer"), _of_customer)
subject = Rule(N_("whom it is about"), _subject)


def anew(_verb: str, says: str, facts: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What the customer said of it, in the reader's language."""
    said = facts.get("mark", "")
    return says, {**facts, "mark": _(MARKS[said]).lower()} if said in MARKS else facts


findings = Verbs(
    "finding",
    {
        "report": Verb(of_clan, says=N_("reported finding {finding}")),
        "share": Verb(in_room, says=N_("shared finding {finding} with the customer")),
        "answer": Verb(senior, says=N_("answered finding {finding}")),
        "mark": Verb(customer, says=N_("said what they think of finding {finding}: {mark}")),
        "correct": Verb(reporter, says=N_("put finding {finding} in other words and asks again")),
        "withdraw": Verb(subject, says=N_("withdrew finding {finding}, which was about them")),
        "use": Verb(reads, says=N_("put finding {finding} to use: {where}")),
        "confirm": Verb(
            judge,
            says=N_("confirmed that finding {finding} served: {where}. Thanks to {found} and {used}"),
        ),
        "reject": Verb(judge, says=N_("did not confirm that finding {finding} served: {where}")),
        "hand_on": Verb(administrator, says=N_("left finding {finding} with {person}")),
        "let_wait": Verb(administrator, says=N_("left finding {finding} until a senior is there")),
    },
    anew,
)
