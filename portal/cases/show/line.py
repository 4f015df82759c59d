"""One line of a stage as people read it: what it holds, by whom, what it was, what may be done with it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from portal.cases.show import limits
from portal.cases.show import words as say
from portal.cases.show.cost import standing
from portal.cases.show.files import files
from portal.cases.show.given import By, Desk, FileView, Opened
from portal.cases.show.input import InputView, control
from portal.cases.show.offers import ProposalView, of_line
from portal.cases.show.told import Past
from workflows.blocks.fixed import free, locked, waits_for
from workflows.booking import undoable
from workflows.case import Json, Value
from workflows.grammar import Column, Field, Stage
from workflows.impact import counting
from workflows.language import _, pgettext
from workflows.offered import asker
from workflows.results import results
from workflows.values import warn
from workflows.values.tables import as_field

FIGURES = ("int", "decimal", "money", "measure", "rating", "date", "datetime")
SHORT = ("longtext", "table", "file", "photo")  # what these held before is read in their history
ALL = "*"  # as the open line: every line of the open stage
LATELY = timedelta(days=2)


@dataclass(frozen=True)
class LineView:
    """One line, at rest or (with a `form`) open."""

    stage: str
    key: str
    id: str
    label: str
    type: str
    help: str
    text: str
    figures: bool
    files: tuple[FileView, ...]
    ours: int  # pictures that the viewer's side keeps to itself here
    talked: int  # messages about this line
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    by: By | None
    why: str
    was: str
    seq: int  # of its last change; 0 while nobody has written it
    undo_change: str  # the change with a price that may be undone whole; then `undo` is not offered
    undo: int  # put back what the line held after this change; -1 when there is nothing to undo
    new: bool
    state: str  # "", "again" (it changed after it was signed), "signed"
    warning: str
    nothing: str
    action: str  # the words of its link: Change, Write, or "" when this side may not write it
    locked: bool  # both have signed it: it is changed by a proposal
    asked: bool  # whether the line is asked at all, given what others hold
    follows: tuple[str, ...]  # the lines that come or go when this one changes
    form: InputView | None
    begun: str  # that the viewer began to write here, and when
    mind: str  # what a change costs now, when it is open for writing
    proposal: ProposalView | None

    @property
    def path(self) -> str:
        """The line as the document names it."""
        return f"{self.stage}.{self.key}"

    @property
    def name(self) -> str:
        """The label inside a sentence."""
        return say.lower(self.label)


@dataclass(frozen=True)
class PastView:
    """What a line held once, and whether it still does."""

    seq: int
    text: str
    by: By | None
    why: str
    now: bool


def line(desk: Desk, stage: Stage, field: Field, void: Collection[str], opened: Opened) -> LineView:
    """One line of a stage. `void` are the lines that changed after somebody signed them."""
    case, held = desk.case, desk.case.line(stage.key, field.key)
    written = held is not None and not case.empty(stage.key, field.key)
    action = _action(desk, stage, field, written)
    form = _form(desk, stage, field, opened) if action else None
    columns = _columns(field, held.value) if held and field.type == "table" and written else ()
    return LineView(
        stage=stage.key,
        key=field.key,
        id=f"line-{stage.key}-{field.key}",
        label=field.label,
        type=field.type,
        help=field.help,
        text=desk.show(field, held.value) if held and written else "",
        figures=field.type in FIGURES,
        files=files(desk, held) if field.type in ("file", "photo") else (),
        ours=desk.look.ours.get(f"{stage.key}.{field.key}", 0),
        talked=desk.look.talked.get(f"{stage.key}.{field.key}", 0),
        head=_head(field, columns),
        rows=_rows(desk, stage, field, columns, held) if held else (),
        by=author(desk, held) if held else None,
        why=held.why if held else "",
        was=_was(desk, field, held),
        seq=held.seq if held else 0,
        undo_change=_undo_change(desk, stage, field, held),
        undo=_undo(desk, stage, field, held),
        new=held is not None and 0 < desk.look.seen < held.seq and held.by != desk.look.viewer.handle,
        state=_state(desk, stage, field, void) if written else "",
        warning=warn(field, held.value, desk.look.viewer.length) if held and written else "",
        nothing=_nothing(desk, field),
        action=action,
        locked=desk.open and locked(case, stage.key, field),
        asked=case.shown(stage, field),
        follows=tuple(f.key for f in stage.fields() if f.shown_when and f.shown_when.field == field.key),
        form=form,
        begun=_begun(desk, f"{stage.key}.{field.key}") if desk.look.begun and not form else "",
        mind=_mind(desk, stage, field) if form and written else "",
        proposal=of_line(desk, stage.key, field.key) if desk.case.proposals else None,
    )


def author(desk: Desk, held: Value) -> By:
    """Who wrote what a line holds; who asked for it and who agreed, where it took both."""
    asked = asker(desk.case, held)
    return replace(desk.by(held), asker=desk.who(asked.by, asked.name, asked.side) if asked else None)


def past(desk: Desk, stage: str, field: Field, held: Collection[Past]) -> tuple[PastView, ...]:
    """Everything a line held, newest first."""
    now = desk.case.line_seq(stage, field.key)
    return tuple(
        PastView(
            one.seq,
            desk.show(field, one.value.value) if one.value else "",
            author(desk, one.value) if one.value else None,
            one.value.why if one.value else "",
            one.seq == now,
        )
        for one in held
    )


def _form(desk: Desk, stage: Stage, field: Field, opened: Opened) -> InputView | None:
    """The controls of the line that is open; of every line when a whole stage is written in one form."""
    path = f"{stage.key}.{field.key}"
    prefix = f"{field.key}:" if opened.line == ALL and opened.stage == stage.key else ""
    if opened.line != path and not prefix:
        return None
    typed, error = opened.typed.get(path), opened.errors.get(path, "")
    return control(desk, stage.key, field, typed, error=error, prefix=prefix)


def _begun(desk: Desk, path: str) -> str:
    """That the viewer has words on this line that nobody else has seen, and since when."""
    at = next((one.at for one in desk.look.begun if one.line == path), None)
    here = at.astimezone(desk.look.viewer.zone) if at else None
    if here is None:
        return ""
    if here.date() == desk.today:
        return _("You began to write here at %(hour)s.", hour=f"{here:%H:%M}")
    return _("You began to write here on %(day)s.", day=say.day(here.date(), desk.today))


def _mind(desk: Desk, stage: Stage, field: Field) -> str:
    late = counting(desk.case, f"{stage.key}.{field.key}")
    return standing(desk, late) if late else ""


def _lately(desk: Desk, held: Value | None) -> bool:
    return held is not None and held.was is not None and desk.look.at - held.at < LATELY


def _was(desk: Desk, field: Field, held: Value | None) -> str:
    return desk.show(field, held.was) if held and _lately(desk, held) and field.type not in SHORT else ""


def _undo(desk: Desk, stage: Stage, field: Field, held: Value | None) -> int:
    may = held and _lately(desk, held) and _action(desk, stage, field, written=True)
    return held.seq - 1 if held and may and desk.case.state(stage.key) == "now" else -1


def _undo_change(desk: Desk, stage: Stage, field: Field, held: Value | None) -> str:
    """The key of the change that wrote the line, while the viewer's side may take all of it back."""
    key = f"c{held.seq}" if held else ""
    one = desk.case.booked.get(key)
    return key if one and desk.open and undoable(desk.case, one, desk.look.viewer.side) else ""


def _columns(field: Field, rows: Json) -> tuple[Column, ...]:
    """The columns of a table that hold anything: an empty one only makes the others narrow."""
    return tuple(c for c in field.columns if any(row.get(c.key) not in (None, "") for row in rows))


def _head(field: Field, columns: Collection[Column]) -> tuple[str, ...]:
    beside = limits.HEAD if field.against and columns else ()
    return (*(column.label for column in columns), *map(_, beside))


def _rows(
    desk: Desk, stage: Stage, field: Field, columns: Collection[Column], held: Value
) -> tuple[tuple[str, ...], ...]:
    """What stands in a table; of results also whether each is within its limits."""
    rows = held.value if columns and isinstance(held.value, list) else []
    told = [tuple(desk.show(as_field(column), row.get(column.key)) for column in columns) for row in rows]
    if field.against and told:
        beside = map(limits.told, results(desk.case, stage.key, field))
        told = [(*row, *more) for row, more in zip(told, beside, strict=True)]
    return tuple(told)


def _state(desk: Desk, stage: Stage, field: Field, void: Collection[str]) -> str:
    if field.key in void:
        return "again"
    return "signed" if stage.signed_by() and not desk.case.unsigned(stage) else ""


def _nothing(desk: Desk, field: Field) -> str:
    """What stands where nothing is written yet: whose it is to give, and from when on."""
    if stage := waits_for(desk.case, field):
        return _("Nothing yet. It is written once %(stage)s is signed.", stage=stage)
    side = field.given_by or (field.editable_by[0] if len(field.editable_by) == 1 else None)
    if side == desk.look.viewer.side:
        return _("Yours to write.") if field.required else _("Nothing yet.")
    if side:
        return _("Nothing yet. %(name)s writes this.", name=say.upper(desk.name(side)))
    return _("Nothing yet. Whoever knows first writes it.") if field.required else _("Nothing yet.")


def _action(desk: Desk, stage: Stage, field: Field, written: bool) -> str:
    if not desk.open or desk.look.viewer.side not in field.editable_by:
        return ""
    if not free(desk.case, stage.key, field):
        return ""
    return pgettext("deed", "Change") if written else pgettext("deed", "Write")
