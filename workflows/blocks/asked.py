"""Reading the yeses of a customer's people: who is asked now, what a yes still covers, what changed since.

A yes means the lines of its department's scope as they stood. When one of them changes, exactly the yeses
that covered it are asked for again. Silence is never a yes: what is late is only told to somebody.
"""

from collections.abc import Iterator
from datetime import date, datetime

from workflows.approved import Answer, Approvals, Approver, Asked
from workflows.blocks import commitment
from workflows.calendars import Calendar
from workflows.case import Case
from workflows.records import Value


def plan_of(case: Case, stage: str, block: str) -> Approvals | None:
    """The plan of a block with what was said so far; None while the customer has made none."""
    return case.approvals.get(stage, {}).get(block)


def applies(case: Case, asked: Asked) -> bool:
    """Whether a department is asked at all, given the sum or the choice that this hangs on."""
    if asked.when is None:
        return True
    held = case.value(asked.when.field)
    if asked.when.over is not None:
        return held is None or held["amount"] > asked.when.over * 100
    return bool({str(one) for one in (held if isinstance(held, list) else [held])} & set(asked.when.values))


def lines_of(case: Case, asked: Asked) -> Iterator[tuple[str, Value]]:
    """The written lines that a department's yes covers, each by "stage.field"."""
    for place in asked.scope:
        stage, _, field = place.partition(".")
        held = case.values.get(stage, {})
        yield from ((f"{stage}.{key}", held[key]) for key in ([field] if field else held) if key in held)


def covers(case: Case, asked: Asked) -> dict[str, str]:
    """What a yes given now would mean: the digest of each line of the scope that holds something."""
    found = {path: line.digest for path, line in lines_of(case, asked) if not case.empty(*path.split("."))}
    return dict(sorted(found.items()))


def changed(case: Case, asked: Asked, given: Answer) -> list[str]:
    """The lines of the scope that are not what they were when this was said, by "stage.field"."""
    now = covers(case, asked)
    places = set(asked.scope)
    then = {path: one for path, one in given.covers.items() if {path, path.partition(".")[0]} & places}
    return [path for path in sorted(now.keys() | then.keys()) if now.get(path) != then.get(path)]


def standing(case: Case, plan: Approvals, key: str, person: str) -> Answer | None:
    """What somebody said, while every line that it covered is as it was; None otherwise."""
    given = plan.answers.get(key, {}).get(person)
    return given if given and not changed(case, plan.asked[key], given) else None


def complete(case: Case, plan: Approvals, key: str) -> bool:
    """Whether as many people of a department as it needs have said yes to what stands now."""
    found = (standing(case, plan, key, one.person) for one in plan.asked[key].people)
    return sum(1 for given in found if given and given.yes) >= plan.asked[key].wanted


def waited_for(case: Case, plan: Approvals) -> list[str]:
    """The departments that are asked now: not complete yet, and all those before them are."""
    asked = [key for key, one in plan.asked.items() if applies(case, one) and not complete(case, plan, key)]
    first = min((plan.asked[key].order for key in asked), default=0)
    return [key for key in asked if plan.asked[key].order == first]


def silent(case: Case, plan: Approvals, key: str) -> list[Approver]:
    """Those of a department whose word is still to come: none of it stands, or what it asked for is done."""
    return [one for one in plan.asked[key].people if _to_say(case, standing(case, plan, key, one.person))]


def refusals(case: Case, plan: Approvals, key: str) -> list[Answer]:
    """Each no that stands and waits for the change that it asks for."""
    found = (standing(case, plan, key, one.person) for one in plan.asked[key].people)
    return [one for one in found if one and not one.yes and commitment.is_open(case, one.asks)]


def may_say(one: Approver, handle: str, day: date) -> bool:
    """Whether somebody may say this yes on that day: the person, or until the last day the delegate."""
    return handle == one.person or (bool(one.delegate) and handle == one.delegate and day <= _last(one))


def since(case: Case, plan: Approvals, stage: str, key: str, person: str) -> datetime:
    """Since when somebody's word is waited for."""
    asked = plan.asked[key]
    moments = [asked.put.at if asked.put else plan.changed.at]
    moments += [case.progress[stage].opened or moments[0]]
    moments += [one.handed.at for one in asked.people if one.person == person and one.handed]
    earlier = (one for one, other in plan.asked.items() if other.order < asked.order)
    moments += [given.at for one in earlier for given in plan.answers.get(one, {}).values()]
    if given := plan.answers.get(key, {}).get(person):
        lines = dict(lines_of(case, asked))
        moments += [lines[path].at for path in changed(case, asked, given) if path in lines]
    return max(moments)


def due(case: Case, plan: Approvals, stage: str, key: str, person: str, calendar: Calendar) -> date:
    """The last day on which somebody's word is waited for before the silence is told."""
    return calendar.after(since(case, plan, stage, key, person).date(), plan.asked[key].days)


def _to_say(case: Case, given: Answer | None) -> bool:
    return given is None or (not given.yes and not commitment.is_open(case, given.asks))


def _last(one: Approver) -> date:
    return date.fromisoformat(one.until)
