"""The measures of a stage beside those of every earlier one, with what has changed; and one over time."""

from dataclasses import dataclass
from typing import Literal

from portal.cases.show import words as say
from portal.cases.show.given import Desk, Opened
from portal.cases.show.line import LineView, line
from portal.cases.show.sign import void
from workflows.blocks.measures import Reading, readings
from workflows.grammar import Field, MeasuresBlock, Stage
from workflows.language import N_, _, pgettext
from workflows.values import spell
from workflows.values.manner import Length

UNITS: dict[Length, str] = {"in": N_("inches"), "cm": N_("centimetres"), "mm": N_("millimetres")}
BASES = {"skin": N_("skin"), "finished": N_("finished"), "try_on": N_("try-on")}  # in a narrow column
WIDE, TALL, EDGE = 600, 160, 40  # of a chart, in its own points


@dataclass(frozen=True)
class CellView:
    """One reading in the table: its figures, and on what it was taken."""

    text: str
    basis: str


@dataclass(frozen=True)
class RowView:
    """One measure: earlier readings, the one of this stage, and how they differ."""

    line: LineView
    earlier: tuple[CellView, ...]
    now: CellView
    second: str
    change: str
    other: str  # on what it was taken the last time, when that was something else
    mark: str  # c or k, of whoever changed it; empty when nothing has changed


@dataclass(frozen=True)
class MeasuresView:
    """The table of a stage. `heads` are day and name of each earlier stage, `others` units to show it in."""

    kind: Literal["measures"]
    id: str
    key: str
    title: str
    help: str
    heads: tuple[tuple[str, str], ...]
    head: str
    rows: tuple[RowView, ...]
    lines: tuple[LineView, ...]
    together: int
    empty: int  # lines that measures of an earlier order could fill
    unit: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PointView:
    """One reading in a chart, at points from its left and its top."""

    x: int
    y: int
    text: str
    when: str
    where: str


def measures(desk: Desk, stage: Stage, block: MeasuresBlock, opened: Opened) -> MeasuresView:
    """The measures of a stage, each beside its earlier readings."""
    changed = void(desk, stage.key)
    lines = tuple(line(desk, stage, field, changed, opened) for field in block.fields)
    earlier = [one for one in _before(desk, stage) if _read_in(desk, one, block)]
    unit = desk.look.viewer.length
    mine = sum(1 for one in lines if one.action)
    return MeasuresView(
        kind="measures",
        id=f"block-{stage.key}-{block.key}",
        key=block.key,
        title=block.title,
        help=block.help,
        heads=tuple((_day(desk, one, block), one.short or one.title) for one in earlier),
        head=_day(desk, stage, block) or pgettext("the head of a column", "Now"),
        rows=tuple(
            _row(desk, stage, earlier, field, one)
            for field, one in zip(block.fields, lines, strict=True)
            if not one.form
        ),
        lines=lines,
        together=mine if desk.case.state(stage.key) != "done" else 0,
        empty=sum(1 for one in lines if one.action and not one.by) if desk.open else 0,
        unit=_(UNITS[unit]),
        others=tuple((key, _(words)) for key, words in UNITS.items() if key not in (unit, "mm")),
    )


def chart(desk: Desk, key: str) -> tuple[PointView, ...]:
    """A measure over the stages, drawn from left to right; nothing for fewer than two readings."""
    found = readings(desk.case, key)
    if len(found) < 2:
        return ()
    sizes = [one.mm for one in found]
    least, span = min(sizes), max(max(sizes) - min(sizes), 1)
    step = (WIDE - 2 * EDGE) / (len(found) - 1)
    return tuple(
        PointView(
            x=round(EDGE + step * place),
            y=round(TALL - EDGE - (TALL - 2 * EDGE) * (one.mm - least) / span),
            text=spell(one.mm, desk.look.viewer.length),
            when=say.short_day(one.line.at.astimezone(desk.look.viewer.zone).date()),
            where=one.stage.short or one.stage.title,
        )
        for place, one in enumerate(found)
    )


def _row(desk: Desk, stage: Stage, earlier: list[Stage], field: Field, view: LineView) -> RowView:
    held = {one.stage.key: one for one in readings(desk.case, field.key, stage.key)}
    now = held.get(stage.key)
    last = next((held[one.key] for one in reversed(earlier) if one.key in held), None)
    second = now.line.value.get("repeat") if now else None
    moved = now.mm - last.mm if now and last else 0
    return RowView(
        line=view,
        earlier=tuple(_cell(desk, held.get(one.key)) for one in earlier),
        now=_cell(desk, now),
        second=spell(second, desk.look.viewer.length) if second is not None else "",
        change=_change(moved, desk.look.viewer.length) if now and last else "",
        other=_other(now, last) if now and last else "",
        mark=view.by.who.mark if moved and view.by else "",
    )


def _cell(desk: Desk, one: Reading | None) -> CellView:
    if one is None:
        return CellView("", "")
    text = spell(one.mm, desk.look.viewer.length).rpartition(" ")[0]
    return CellView(text, _basis(one.line.value.get("basis", "")))


def _other(now: Reading, last: Reading) -> str:
    before = last.line.value.get("basis", "")
    return _basis(before) if before != now.line.value.get("basis", "") else ""


def _basis(key: str) -> str:
    """On what a measure was taken, in a word."""
    return _(BASES[key]) if key in BASES else ""


def _change(mm: int, unit: Length) -> str:
    """+ ¼, − ½; or same, where the reader's unit shows no difference."""
    size = spell(abs(mm), unit).rpartition(" ")[0]
    return pgettext("a measure", "same") if size == "0" else f"{'+' if mm > 0 else '−'} {size}"


def _before(desk: Desk, stage: Stage) -> list[Stage]:
    place = desk.case.plan.index(stage.key)
    return [desk.case.stages[key] for key in desk.case.plan[:place]]


def _read_in(desk: Desk, stage: Stage, block: MeasuresBlock) -> bool:
    return any(one.stage.key == stage.key for field in block.fields for one in readings(desk.case, field.key))


def _day(desk: Desk, stage: Stage, block: MeasuresBlock) -> str:
    """The day on which the first measures of a stage were taken."""
    lines = (desk.case.line(stage.key, field.key) for field in block.fields)
    taken = [one.at for one in lines if one and one.value]
    return say.short_day(min(taken).astimezone(desk.look.viewer.zone).date()) if taken else ""
