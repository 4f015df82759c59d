"""The yeses of a customer's people as the page shows them: who is asked, their word, what changed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from portal.cases.show import words as say
from portal.cases.show.departments import about, condition
from portal.cases.show.given import By, Desk, Who
from workflows.approved import Answer, Approvals, Approver
from workflows.blocks import asked as approvals
from workflows.grammar import ApprovalsBlock, Stage
from workflows.language import N_, _, pgettext
from workflows.records import Mark, digest

FEW = 3  # names that a label has room for, and one more


@dataclass(frozen=True)
class ChangedView:
    """A line that changed since somebody said yes: what it was then, if that is known, and what it is."""

    label: str
    stage: str
    field: str
    was: str
    now: str
    by: By | None


@dataclass(frozen=True)
class ApproverView:
    """One person who is asked. `mine`: the viewer may say it; `facts` are small sentences about it."""

    person: str
    who: Who
    state: str
    tone: str
    by: By | None
    note: str
    facts: tuple[str, ...]
    changed: tuple[ChangedView, ...]
    mine: bool
    can_nudge: bool


@dataclass(frozen=True)
class DepartmentView:
    """A department: what its yes is to, how many of it must say it, and its people."""

    key: str
    id: str
    label: str
    about: str
    people: tuple[ApproverView, ...]
    to: tuple[tuple[str, str], ...]  # to whom a yes can be handed on


@dataclass(frozen=True)
class ApprovalsView:
    """Who says yes before the customer signs; without a plan, whom the definition proposes to ask."""

    kind: Literal["approvals"]
    id: str
    key: str
    title: str
    help: str
    planned: bool
    departments: tuple[DepartmentView, ...]
    resting: tuple[str, ...]  # departments that are not asked as things stand
    own: bool
    open: bool


def yeses(desk: Desk, stage: Stage, block: ApprovalsBlock) -> ApprovalsView:
    """The yeses of a stage."""
    case, plan = desk.case, approvals.plan_of(desk.case, stage.key, block.key)
    place = f"block-{stage.key}-{block.key}"
    asked = plan.asked if plan else {}
    shown = [key for key, one in asked.items() if approvals.applies(case, one)]
    open_ = desk.open and case.state(stage.key) in ("now", "done")
    proposed = (
        ()
        if plan
        else tuple(
            DepartmentView(one.key, "", one.label, about(desk, one), (), ()) for one in block.departments
        )
    )
    return ApprovalsView(
        kind="approvals",
        id=place,
        key=block.key,
        title=block.title,
        help=block.help,
        planned=plan is not None,
        departments=tuple(_department(desk, stage, plan, key, place) for key in shown) if plan else proposed,
        resting=tuple(
            f"{one.label}, {condition(desk, one)}" for key, one in asked.items() if key not in shown
        ),
        own=desk.look.viewer.side == "customer",
        open=open_ or (desk.open and case.state(stage.key) == "next"),
    )


def _department(desk: Desk, stage: Stage, plan: Approvals, key: str, place: str) -> DepartmentView:
    asked = plan.asked[key]
    here = {one.person for one in asked.people} | {desk.look.viewer.handle}
    others = ((one.handle, one.name) for one in desk.of_side("customer") if one.handle not in here)
    to = tuple((handle, name) for handle, name in others if desk.look.people[handle].here)
    people = tuple(_approver(desk, stage, plan, key, one) for one in asked.people)
    return DepartmentView(key, f"{place}-{key}", asked.label, about(desk, asked), people, to)


def _approver(desk: Desk, stage: Stage, plan: Approvals, key: str, one: Approver) -> ApproverView:
    case, viewer = desk.case, desk.look.viewer
    given = plan.answers.get(key, {}).get(one.person)
    standing = approvals.standing(case, plan, key, one.person)
    asked_now = key in approvals.waited_for(case, plan) and case.state(stage.key) in ("now", "done")
    waiting = asked_now and one in approvals.silent(case, plan, key) and desk.open
    mine = approvals.may_say(one, viewer.handle, desk.look.at.date())
    state, tone = _state(desk, plan, key, given, standing, waiting=waiting, mine=mine)
    changed = approvals.changed(case, plan.asked[key], given) if given else []
    return ApproverView(
        person=one.person,
        who=desk.who(one.person, one.name, "customer"),
        state=state,
        tone=tone,
        by=desk.by(given) if given else None,
        note=given.note if given else "",
        facts=tuple(_facts(desk, stage, plan, key, one, waiting=waiting)),
        changed=tuple(_changed(desk, path, given) for path in changed) if given else (),
        mine=mine and waiting,
        can_nudge=waiting and not mine and viewer.side == "customer" and _here(desk, one.person),
    )


def _state(
    desk: Desk,
    plan: Approvals,
    key: str,
    given: Answer | None,
    standing: Answer | None,
    *,
    waiting: bool,
    mine: bool,
) -> tuple[str, str]:
    if standing:
        yes, no = pgettext("answer", "Yes"), pgettext("answer", "No")
        return (yes, "g") if standing.yes else (no, "p")
    if given:
        return _("Look again"), "c" if mine else ""
    if waiting:
        return (_("Your move"), "c") if mine else (_("Not yet"), "")
    if approvals.complete(desk.case, plan, key):
        return _("Not needed"), ""
    return _after(desk, plan, key), ""


def _after(desk: Desk, plan: Approvals, key: str) -> str:
    """Whom a department waits for: those that are asked now."""
    names = [plan.asked[one].label for one in approvals.waited_for(desk.case, plan)]
    return _("After %(names)s", names=say.listed(names)) if len(names) < FEW else _("Later")


def _facts(
    desk: Desk, stage: Stage, plan: Approvals, key: str, one: Approver, *, waiting: bool
) -> Iterable[str]:
    first = desk.who(one.person, one.name, "customer").first
    if not _here(desk, one.person):
        named = N_("%(name)s has left. Name somebody else in the plan.")
        yield _(named if waiting else N_("%(name)s has left. What was said stands."), name=one.name)
    if one.delegate and one.until >= desk.today.isoformat():
        who = desk.who(one.delegate, one.delegate, "customer").first
        until = say.month_day(date.fromisoformat(one.until), desk.today)
        yield _("%(deputy)s signs for %(name)s until %(day)s.", deputy=who, name=first, day=until)
    if one.handed:
        by, when = desk.by(one.handed).who.first, desk.when(one.handed.at)
        yield _("%(name)s handed it on, %(when)s.", name=by, when=when)
    if waiting:
        yield _waited(desk, stage, plan, key, one)
        last = plan.nudged.get(key, {}).get(one.person)
        if last:
            yield _reminded(desk, last, first)


def _reminded(desk: Desk, last: Mark, name: str) -> str:
    """Who reminded somebody, and when."""
    by, when = desk.by(last).who, desk.when(last.at)
    if by.me:
        return _("You reminded %(name)s, %(when)s.", name=name, when=when)
    return _("%(by)s reminded %(name)s, %(when)s.", by=say.upper(by.first), name=name, when=when)


def _waited(desk: Desk, stage: Stage, plan: Approvals, key: str, one: Approver) -> str:
    """By when a word is waited for; after that day, that silence is told, and is no yes."""
    last = approvals.due(desk.case, plan, stage.key, key, one.person, desk.look.calendars.customer)
    day, to = say.day(last, desk.today), desk.who(plan.late_to, plan.late_to, "customer")
    if last >= desk.today:
        return _("An answer is due by %(day)s.", day=day)
    was = _("An answer was due by %(day)s.", day=day)
    gone = _("It has gone to %(name)s; silence is not a yes.", name=to.first)
    if to.me:
        gone = _("It has gone to you; silence is not a yes.")
    return f"{was} {gone}"


def _here(desk: Desk, handle: str) -> bool:
    card = desk.look.people.get(handle)
    return card is not None and card.here


def _changed(desk: Desk, path: str, given: Answer) -> ChangedView:
    """One line that changed since; what it was then is known when it changed once."""
    stage, _dot, key = path.partition(".")
    field, held = desk.case.stages[stage].field(key), desk.case.line(stage, key)
    now = desk.show(field, held.value) if field and held and held.value is not None else say.nothing()
    then = given.covers.get(path)
    known = held is not None and then is not None and digest(held.was) == then
    was = desk.show(field, held.was) if known and field and held else say.nothing() if then is None else ""
    label = field.label if field else key
    return ChangedView(
        label, stage, key, say.cut(was, 120), say.cut(now, 120), desk.by(held) if held else None
    )
