"""Two moments of an order side by side: every line as it was at the one, and as it was at the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.given import By, Desk
from portal.cases.show.line import author
from portal.cases.show.unlike import Besides, besides, of_stage
from workflows.case import Case
from workflows.grammar import Field, Stage

LONG = 240  # characters of a value; the rest is on the page of the line


@dataclass(frozen=True)
class SideView:
    """What a line held at one of two moments; empty when that was nothing. `back` is the entry to put it back
    to, 0 when there is nothing to put back or the viewer may not.
    """

    text: str
    back: int


@dataclass(frozen=True)
class ChangeView:
    """A line that is not the same at both moments. `by` is the hand that wrote it as it was at the later."""

    stage: str
    field: str
    label: str
    was: SideView
    now: SideView
    by: By | None
    why: str


@dataclass(frozen=True)
class Moment:
    """One of the two moments: the order as it stood, and when that was, in words."""

    case: Case
    when: str

    @property
    def seq(self) -> int:
        """The number of the entry after which it stood so."""
        return self.case.seq


@dataclass(frozen=True)
class StageSince:
    """A stage in which something differs: its lines, and what else."""

    title: str
    changes: tuple[ChangeView, ...]
    besides: tuple[Besides, ...]


@dataclass(frozen=True)
class SinceView:
    """The earlier moment and the later, what differs in each stage and in the order as a whole, and the
    titles of the stages in which nothing does. The last moment of all is `present`.
    """

    was: Moment
    now: Moment
    present: bool
    stages: tuple[StageSince, ...]
    besides: tuple[Besides, ...]
    same: tuple[str, ...]


def since(desk: Desk, one: Moment, other: Moment) -> SinceView:
    """The earlier of two moments beside the later, whichever is named first. The desk has the order as it
    stands now: a line can be put back to what it held at either.
    """
    was, now = sorted((one, other), key=lambda moment: moment.seq)
    stages = [_stage(desk, was, now, stage) for stage in now.case.in_order()]
    return SinceView(
        was=was,
        now=now,
        present=now.seq == desk.case.seq,
        stages=tuple(one for one in stages if one.changes or one.besides),
        besides=tuple(besides(desk, was.case, now.case)),
        same=tuple(one.title for one in stages if not (one.changes or one.besides)),
    )


def _stage(desk: Desk, was: Moment, now: Moment, stage: Stage) -> StageSince:
    others = of_stage(desk, was.case, now.case, stage)
    return StageSince(stage.title, tuple(_changes(desk, was, now, stage)), tuple(others))


def _changes(desk: Desk, was: Moment, now: Moment, stage: Stage) -> Iterator[ChangeView]:
    before = was.case.covers(stage.key) if stage.key in was.case.stages else {}
    for key in now.case.changed_since(stage.key, before):
        field, held = stage.field(key), now.case.line(stage.key, key)
        if field is None:
            continue
        yield ChangeView(
            stage=stage.key,
            field=key,
            label=field.label,
            was=_side(desk, was, stage, field),
            now=_side(desk, now, stage, field),
            by=author(desk, held) if held else None,
            why=held.why if held else "",
        )


def _side(desk: Desk, moment: Moment, stage: Stage, field: Field) -> SideView:
    held = moment.case.line(stage.key, field.key) if stage.key in moment.case.stages else None
    shown = desk.show(field, held.value) if held else ""
    back = moment.seq if shown and _may_go_back(desk, moment, stage, field) else 0
    return SideView(say.cut(shown, LONG), back)


def _may_go_back(desk: Desk, moment: Moment, stage: Stage, field: Field) -> bool:
    """Whether the viewer may write the line, and it says something else now."""
    path, held = f"{stage.key}.{field.key}", desk.case.stages.get(stage.key)
    known = held.field(field.key) if held and desk.open else None
    may = known is not None and desk.look.viewer.side in known.editable_by
    return may and moment.case.value(path) != desk.case.value(path)
