"""The yeses of a customer's people as a program says them, and as it is told of them."""

from portal.api import blocks
from portal.api import yes_forms as forms
from workflows.approved import Approvals, Approver, Asked
from workflows.blocks import asked as approvals
from workflows.case import Case as Thread
from workflows.grammar import ApprovalsBlock, Stage, When


def planned(said: forms.Plan) -> dict[str, Asked]:
    """The departments of a plan as the rules read them; their people's names are filled in by the deed."""
    return {one.key: _asked(one) for one in said.departments}


def told(thread: Thread, stage: Stage, block: ApprovalsBlock) -> blocks.Yeses:
    """Who says yes in a block, and what they said."""
    plan = approvals.plan_of(thread, stage.key, block.key)
    if plan is None:
        return blocks.Yeses(key=block.key, title=block.title, seq=0, late_to="", departments=[])
    departments = [_department(thread, plan, key) for key in plan.asked]
    head = {"key": block.key, "title": block.title, "late_to": plan.late_to}
    return blocks.Yeses(**head, seq=plan.changed.seq, departments=departments)


def _asked(said: forms.Department) -> Asked:
    only = said.when
    when = When(field=only.field, over=only.over, values=only.answers) if only else None
    people = tuple(Approver(**one.model_dump(), name=one.person) for one in said.people)
    names = ("key", "label", "scope", "needs", "order", "days")
    return Asked(**{name: getattr(said, name) for name in names}, when=when, people=people)


def _department(thread: Thread, plan: Approvals, key: str) -> blocks.AskedFor:
    one = plan.asked[key]
    only = one.when
    when = blocks.When(field=only.field, over=only.over, answers=list(only.values)) if only else None
    return blocks.AskedFor(
        key=key,
        label=one.label,
        scope=list(one.scope),
        needs=one.needs,
        order=one.order,
        days=one.days,
        when=when,
        applies=approvals.applies(thread, one),
        asked=key in approvals.waited_for(thread, plan),
        complete=approvals.complete(thread, plan, key),
        people=[_approver(thread, plan, key, who) for who in one.people],
    )


def _approver(thread: Thread, plan: Approvals, key: str, one: Approver) -> blocks.Approver:
    given = plan.answers.get(key, {}).get(one.person)
    return blocks.Approver(
        person=one.person,
        name=one.name,
        delegate=one.delegate,
        until=one.until,
        yes=given.yes if given else None,
        note=given.note if given else "",
        by=given.by if given else None,
        at=given.at if given else None,
        changed=approvals.changed(thread, plan.asked[key], given) if given else [],
    )
