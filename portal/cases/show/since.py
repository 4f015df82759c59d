"""What changed in an order since somebody looked: every line as it was then, and as it is now."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.given import By, Desk
from workflows.case import Case
from workflows.grammar import Field, Stage

LONG = 400  # characters of a value; the rest is on the page of the line


@dataclass(frozen=True)
class ChangeView:
    """A line that is not what it was."""

    stage: str
    field: str
    label: str
    was: str
    now: str
    by: By | None
    why: str


@dataclass(frozen=True)
class SinceView:
    """The changes by stage, and in sentences what came besides: pictures, pins and notes."""

    seq: int
    when: str
    stages: tuple[tuple[str, tuple[ChangeView, ...]], ...]
    besides: tuple[str, ...]


def since(desk: Desk, then: Case, when: str) -> SinceView:
    """The order now beside `then`, the order as it stood at that moment."""
    stages = ((stage.title, tuple(_changes(desk, then, stage))) for stage in desk.case.in_order())
    return SinceView(
        seq=then.seq,
        when=when,
        stages=tuple((title, changes) for title, changes in stages if changes),
        besides=tuple(_besides(desk, then)),
    )


def _changes(desk: Desk, then: Case, stage: Stage) -> Iterator[ChangeView]:
    before = then.covers(stage.key) if stage.key in then.stages else {}
    for key in desk.case.changed_since(stage.key, before):
        field, held = stage.field(key), desk.case.line(stage.key, key)
        if field is None:
            continue
        yield ChangeView(
            stage=stage.key,
            field=key,
            label=field.label,
            was=_shown(desk, then, stage, field),
            now=_shown(desk, desk.case, stage, field),
            by=desk.by(held) if held else None,
            why=held.why if held else "",
        )


def _shown(desk: Desk, case: Case, stage: Stage, field: Field) -> str:
    held = case.line(stage.key, field.key) if stage.key in case.stages else None
    shown = desk.show(field, held.value) if held else ""
    return say.cut(shown, LONG) or "nothing"


def _besides(desk: Desk, then: Case) -> Iterator[str]:
    """How many pins and fitting notes are new or were changed."""
    for name, one in (("pins", "pin"), ("notes", "fitting note")):
        now, before = getattr(desk.case, name), getattr(then, name)
        if new := sum(1 for key in now if key not in before):
            yield f"{say.count(new, f'new {one}')}."
        if changed := sum(1 for key in now if key in before and now[key] != before[key]):
            yield f"Something was said or done at {say.count(changed, one)}."
