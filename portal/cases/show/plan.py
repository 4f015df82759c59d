"""The form in which a customer's people plan who says yes: departments, people, and what each covers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.cases import plan_form
from portal.cases.plan_form import Part, Plan
from portal.cases.show.departments import when_chosen
from portal.cases.show.given import Desk
from workflows.blocks.asked import plan_of
from workflows.case import Refused
from workflows.grammar import ApprovalsBlock, Department, Stage
from workflows.language import _, ngettext

Option = tuple[str, str]
MOST_NEEDED = 6


@dataclass(frozen=True)
class PartView:
    """One department in the form; `people` and `stand_ins` are what there is to choose from."""

    part: Part
    stages: tuple[Option, ...]
    lines: tuple[tuple[str, tuple[Option, ...]], ...]
    some: bool  # whether single lines are chosen
    needs: tuple[Option, ...]
    when: tuple[Option, ...]
    people: tuple[Option, ...]


@dataclass(frozen=True)
class PlanView:
    """The whole form, with every problem by the control that it belongs to; `theirs` wrote the plan last."""

    stage: str
    block: str
    title: str
    id: str
    parts: tuple[PartView, ...]
    people: tuple[Option, ...]
    late_to: str
    seen: int
    errors: tuple[tuple[str, str], ...]
    theirs: str
    own: bool


def planning(
    desk: Desk, at: tuple[str, str], said: Plan | None = None, errors: Iterable[tuple[str, str]] = ()
) -> PlanView:
    """The form as the plan stands, or with what was typed.

    Raises:
        Refused: there are no such yeses.
    """
    stage = desk.case.stage(at[0])
    block = stage.block(at[1])
    if not isinstance(block, ApprovalsBlock):
        raise Refused(_("There are no yeses called %(block)s in %(stage)s.", block=at[1], stage=stage.title))
    held = plan_of(desk.case, *at)
    form = said or plan_form.first(block, held)
    known: list[Department] = [*block.departments, *(held.asked.values() if held else ())]
    return PlanView(
        stage=at[0],
        block=at[1],
        title=block.title,
        id=f"block-{at[0]}-{at[1]}",
        parts=tuple(_part(desk, stage, part, known) for part in form.parts),
        people=(("", _("whoever stated the need")), *_people(desk)),
        late_to=form.late_to,
        seen=form.seen,
        errors=tuple(errors),
        theirs=held.changed.name if held and held.changed.seq != form.seen else "",
        own=desk.look.viewer.side == "customer",
    )


def _part(desk: Desk, stage: Stage, part: Part, known: Iterable[Department]) -> PartView:
    before = list(_until(desk, stage))
    named = [one.person for one in part.people if one.person]
    gone = [
        (one, _("%(name)s (has left)", name=desk.who(one, one, "customer").name))
        for one in named
        if not _here(desk, one)
    ]
    lines = tuple(
        (one.title, tuple((f"{one.key}.{field.key}", field.label) for field in one.fields()))
        for one in before
    )
    few = range(2, max(MOST_NEEDED, len(part.people)) + 1)
    return PartView(
        part=part,
        stages=tuple((one.key, one.title) for one in before),
        lines=tuple(one for one in lines if one[1]),
        some=any("." in place for place in part.scope),
        needs=(
            ("", _("all of them")),
            ("1", _("any one of them")),
            *((str(n), ngettext("%(num)s of them", "%(num)s of them", n)) for n in few),
        ),
        when=(("", _("always")), *_conditions(desk, before, known)),
        people=(("", _("nobody")), *_people(desk), *gone),
    )


def _until(desk: Desk, stage: Stage) -> Iterator[Stage]:
    """The stages that are written before these yeses are asked, and their own."""
    place = desk.case.plan.index(stage.key)
    stages = (one for one in desk.case.in_order() if desk.case.plan.index(one.key) <= place)
    return (one for one in stages if any(True for _field in one.fields()))


def _conditions(desk: Desk, stages: Iterable[Stage], known: Iterable[Department]) -> Iterator[Option]:
    """What a department's being asked can hang on: any sum of the order, and the answers that are known."""
    for stage in stages:
        for field in stage.fields():
            if field.type == "money":
                over = _("when %(line)s (%(stage)s) is over", line=field.label, stage=stage.title)
                yield f"over:{stage.key}.{field.key}", over
    found = {plan_form.said_when(one.when)[0]: when_chosen(desk, one) for one in known if one.when}
    yield from ((key, words) for key, words in found.items() if key.startswith("is:"))


def _people(desk: Desk) -> tuple[Option, ...]:
    return tuple((one.handle, one.name) for one in desk.of_side("customer") if _here(desk, one.handle))


def _here(desk: Desk, handle: str) -> bool:
    card = desk.look.people.get(handle)
    return card is not None and card.here
