"""A newer version of its process for a running order: offered by the house, taken when both sides agree."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from portal.cases.definitions import library
from portal.cases.keeping import hold, keep
from portal.cases.model import Case
from portal.cases.queries import calendars
from portal.cases.verbs import verbs
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.verbs import Act
from portal.people.model import House
from workflows import course
from workflows.differences import Different, differences
from workflows.grammar import Workflow
from workflows.language import _
from workflows.planning import Days, moves
from workflows.records import Actor, Refused
from workflows.transition import marked
from workflows.versions import adopted


def offered(case: Case, house: House | None) -> Workflow | None:
    """The version that the house offers to this order; None when it follows it, or there is none."""
    newest = library().get(case.workflow)
    if house is None or newest is None or case.thread.status == "fulfilled":
        return None
    wanted = house.offered.get(case.workflow) == newest.version
    return newest if wanted and newest.version > case.version else None


def behind() -> Mapping[str, tuple[int, int]]:
    """How many open orders follow each process, and how many of them an older version than the newest."""
    counted = select(Case.workflow, Case.version, func.count()).where(Case.status == "open")
    found: dict[str, tuple[int, int]] = {}
    for key, version, number in session().execute(counted.group_by(Case.workflow, Case.version)):
        newest, (orders, older) = library().get(key), found.get(key, (0, 0))
        late = number if newest and version < newest.version else 0
        found[key] = (orders + number, older + late)
    return found


def tried(who: Any, case: Case, workflow: Workflow) -> tuple[list[Different], Days]:
    """What differs if the order follows this version, and the day of the hand-over before and after.

    Raises:
        Refused: it does not fit.
    """
    actor = Actor(who.handle, who.name, who.side, clock.now())
    after = adopted(case.thread, marked(actor, case.seq + 1), workflow)
    moved = moves(case.thread, after, actor.at.date(), calendars(case.account_id))
    return differences(case.thread, after), moved


@verbs.action
def agree_version(act: Act, case: Case, workflow: Workflow) -> None:
    """Agree, for one's side, that the order follows this version; it does once both have."""
    thread, actor = hold(act, case)
    after = course.agree_version(thread, actor, workflow)
    done = ". The order follows it from now on" if after.version == workflow.version else ""
    act.note(what=_named(workflow), done=done)
    keep(act, case, after)


@verbs.action
def decline_version(act: Act, case: Case, workflow: Workflow, why: str) -> None:
    """Say no to this version, with a reason."""
    thread, actor = hold(act, case)
    after = course.decline_version(thread, actor, workflow, why)
    act.note(what=_named(workflow), why=why.strip())
    keep(act, case, after)


def wanted(case: Case, house: House | None, version: int) -> Workflow:
    """The offered version, if it is the one that somebody has read.

    Raises:
        Refused: it is not offered, or another one is.
    """
    found = offered(case, house)
    if found is None or found.version != version:
        raise Refused(_("This version is not offered any more. Look once more at what is."))
    return found


def _named(workflow: Workflow) -> str:
    return f"version {workflow.version} of the process"
