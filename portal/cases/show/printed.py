"""What each kind of block says on paper: one small function a kind, which gives the rows that it has."""

from collections.abc import Callable, Iterator
from typing import Any

from portal.cases.show import limits
from portal.cases.show import words as say
from portal.cases.show.input import BASES
from portal.cases.show.line import FIGURES, SHORT
from portal.cases.show.note import VERDICTS, notes
from portal.cases.show.paper import Group, Paper, Row
from portal.cases.show.pledges import promises, yeses
from portal.cases.show.reckoned import saved_on_paper, settled_on_paper
from workflows.blocks.appointment import link
from workflows.blocks.measures import readings
from workflows.case import Json, Value
from workflows.grammar import (
    SIDES,
    AppointmentBlock,
    ChecklistBlock,
    Column,
    CommitmentBlock,
    Field,
    LinesBlock,
    MeasuresBlock,
    NotesBlock,
    ReviewBlock,
    Stage,
)
from workflows.language import N_, _, ngettext
from workflows.noted import Note
from workflows.records import Proposed
from workflows.results import results
from workflows.values import show
from workflows.values.tables import as_field

DECIDED = {
    "accepted": N_("Accepted"),
    "accepted_with_changes": N_("Accepted, with changes"),
    "changes_needed": N_("Changes needed"),
    "not_mine": N_("Not theirs to judge"),
}
FEW_COLUMNS = 2
# Others name themselves in their one row.
TITLED = ("fields", "measures", "commitment", "checklist", "notes", "approvals", "savings", "settlement")


def groups(paper: Paper, stage: Stage) -> tuple[Group, ...]:
    """The blocks of a stage that say something, in their order; promises that were made later at the end."""
    found = [Group(_title(block), tuple(of_block(paper, stage, block))) for block in stage.blocks]
    if not any(isinstance(block, CommitmentBlock) for block in stage.blocks):
        found.append(Group(_("Promises"), tuple(promises(paper, stage))))
    return tuple(group for group in found if group.rows)


def _title(block: Any) -> str:
    return str(getattr(block, "title", "")) if block.kind in TITLED else ""


def of_block(paper: Paper, stage: Stage, block: Any) -> Iterator[Row]:
    """The rows of one block of a stage."""
    of_kind = _PRINTED.get(block.kind)
    return of_kind(paper, stage, block) if of_kind else iter(())


def _lines(paper: Paper, stage: Stage, block: LinesBlock) -> Iterator[Row]:
    """The lines that hold something; what the head of the dossier quotes in full is not said twice."""
    quoted = (paper.case.need_field, paper.case.conditions_field)
    for field in block.fields:
        held = paper.case.line(stage.key, field.key)
        if held and not paper.case.empty(stage.key, field.key) and f"{stage.key}.{field.key}" not in quoted:
            yield line(paper, stage.key, field, held)


def _measures(paper: Paper, stage: Stage, block: MeasuresBlock) -> Iterator[Row]:
    """The measures that were read in this stage: on what, and what each was the time before."""
    for field in block.fields:
        found = readings(paper.case, field.key, stage.key)
        if not found or found[-1].stage.key != stage.key:
            continue
        now, value = found[-1].line, found[-1].line.value
        told = [paper.show(field, value)]
        if value.get("basis") in BASES:
            basis = BASES[value["basis"]]
            told.append(_(basis))
        if "repeat" in value:
            told.append(_("second reading %(size)s", size=paper.show(field, {"mm": value["repeat"]})))
        if len(found) > 1:
            size, before = paper.show(field, found[-2].line.value), say.lower(found[-2].stage.title)
            told.append(_("%(size)s at %(stage)s", size=size, stage=before))
        text, was = ", ".join(filter(None, told)), paper.show(field, now.was)
        yield paper.row(field.label, now, text, was=was, why=now.why, figures=True)


def line(paper: Paper, stage: str, field: Field, held: Value) -> Row:
    """A line as it stands."""
    text = paper.show(field, held.value)
    what: dict[str, Any] = {"long": text} if field.type == "longtext" else {"text": text}
    if field.type == "table":
        rows = [_cells(paper, field, row) for row in held.value or []]
        judged = map(limits.beside, results(paper.case, stage, field)) if field.against else [""] * len(rows)
        what = {"lines": tuple(f"{row}{verdict}" for row, verdict in zip(rows, judged, strict=True))}
    was = paper.show(field, held.was) if field.type not in SHORT else ""
    return paper.row(field.label, held, was=was, why=held.why, figures=field.type in FIGURES, **what)


def _cells(paper: Paper, field: Field, row: dict[str, Json]) -> str:
    """A row of a table: its cells, named where there are more than two."""
    told = [
        (column.label, _show(paper, column, row[column.key]))
        for column in field.columns
        if row.get(column.key) not in (None, "")
    ]
    bare = len(field.columns) <= FEW_COLUMNS
    return " · ".join(text if bare else f"{label}: {text}" for label, text in told)


def _show(paper: Paper, column: Column, value: Json) -> str:
    viewer = paper.look.viewer
    return show(as_field(column), value, length=viewer.length, zone=viewer.zone)


def _appointment(paper: Paper, stage: Stage, block: AppointmentBlock) -> Iterator[Row]:
    meeting = paper.case.appointments.get(stage.key, {}).get(block.key)
    if meeting is None:
        return
    if meeting.picked:
        minutes = ngettext("%(num)s minute", "%(num)s minutes", block.minutes)
        text = f"{paper.stamp(meeting.picked)}, {minutes}"
        told = "; ".join(part for part in (text, _terms(paper, meeting.proposed)) if part)
        yield paper.row(block.title, meeting.picked_by, told)
    elif meeting.cancelled:
        yield paper.row(block.title, meeting.cancelled_by, _("Called off"), why=meeting.cancelled)
    offer = meeting.moving or (None if meeting.picked else meeting.proposed)
    if offer:
        times = say.either([paper.stamp(time) for time in offer.times])
        label = N_("%(what)s, asked to move") if meeting.picked else N_("%(what)s, offered")
        told = "; ".join(one for one in (times, _terms(paper, offer)) if one)
        yield paper.row(_(label, what=block.title), offer, told, why=offer.why)


def _terms(paper: Paper, offer: Proposed | None) -> str:
    """Where it is, and who comes."""
    if offer is None:
        return ""
    where = _("video call") if link(offer.place) else offer.place
    comes = say.listed([paper.person(one) for one in offer.comes])
    return "; ".join(part for part in (where, _("with %(names)s", names=comes) if comes else "") if part)


def _review(paper: Paper, stage: Stage, block: ReviewBlock) -> Iterator[Row]:
    given = paper.case.reviews.get(stage.key, {}).get(block.key)
    if given is None:
        return
    changed = paper.labels(stage.key, paper.case.changed_since(stage.key, given.covers))
    decided = _(DECIDED[given.decision]) if given.decision in DECIDED else given.decision
    if changed:
        since = _("changed since then: %(lines)s", lines=say.listed(changed))
        decided = f"{decided}; {since}"
    yield paper.row(block.title, given, decided, why=given.note)


def _checklist(paper: Paper, stage: Stage, block: ChecklistBlock) -> Iterator[Row]:
    ticked = paper.case.ticks.get(stage.key, {})
    marks = [(item.label, ticked.get(f"{block.key}.{item.key}")) for item in block.items]
    if any(made for _name, made in marks):
        yield from (paper.row(label, made, _("Ticked") if made else _("Not ticked")) for label, made in marks)


def _notes(paper: Paper, stage: Stage, block: NotesBlock) -> Iterator[Row]:
    """The fitting notes of the stage: who agreed to each, who did it, how it was judged later."""
    own = [one for one in paper.case.notes.values() if (one.stage, one.block) == (stage.key, block.key)]
    for note, view in zip(own, notes(paper, stage, block).notes, strict=True):
        said = f"{view.where}: {view.seen} ({view.said_by}). {view.action}"
        yield paper.row(
            _("Note %(number)s", number=view.no), note.written, said, lines=tuple(_so_far(paper, note))
        )


def _so_far(paper: Paper, note: Note) -> Iterator[str]:
    agreed = [paper.hand(note.initials[side]) for side in SIDES if side in note.initials]
    yield _("Agreed by %(names)s", names=say.listed(agreed)) if agreed else _("Not agreed yet")
    if note.done:
        yield _("Done by %(hand)s", hand=paper.hand(note.done))
    if note.judged:
        verdict, hand = _(VERDICTS[note.judged.how][0]), paper.hand(note.judged)
        told = _("%(verdict)s, said %(hand)s", verdict=verdict, hand=hand)
        yield f"{told}: {say.quoted(note.judged.why)}" if note.judged.why else told
        if note.judged.agreed:
            yield _("Agreed by %(names)s", names=paper.hand(note.judged.agreed))
        else:
            yield _("The other side has not said so")


def conditions(paper: Paper) -> tuple[Row, ...]:
    """How the customer judges the order, and their word on each condition so far."""
    rows = []
    for _key, row, verdict in paper.case.conditions():
        text, how = paper.condition(row)
        said = _("Not judged yet") if verdict is None else _("Met") if verdict.met else _("Not met yet")
        why = verdict.why if verdict else ""
        rows.append(paper.row(text, verdict, said, lines=how, why=why))
    return tuple(rows)


def sums(paper: Paper) -> tuple[Row, ...]:
    """The sums that stand in the order; once there is a headline, such as the agreed price, only that."""
    found = [
        (field.headline, line(paper, stage.key, field, held))
        for stage in paper.case.in_order()
        for field in stage.fields()
        if field.type == "money" and (held := paper.case.line(stage.key, field.key)) and held.value
    ]
    headlines = [row for headline, row in found if headline]
    return tuple(headlines or [row for _headline, row in found])


_PRINTED: dict[str, Callable[[Paper, Stage, Any], Iterator[Row]]] = {
    "fields": _lines,
    "measures": _measures,
    "appointment": _appointment,
    "review": _review,
    "checklist": _checklist,
    "notes": _notes,
    "approvals": yeses,
    "savings": saved_on_paper,
    "settlement": settled_on_paper,
    "commitment": promises,
}
