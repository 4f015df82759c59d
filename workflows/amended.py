"""Proposed changes of a process in words: what goes, what comes, what reads otherwise. Pure."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from workflows.amending import AddLine, AddStage, Change, DropLine, Op, Reword, SetDays
from workflows.grammar import Side, Stage, Workflow
from workflows.language import N_, _, ngettext
from workflows.processes import TYPES

SIGNS = {"+": N_("added"), "−": N_("taken out"), "~": N_("changed")}
SIDES: dict[Side, str] = {"customer": N_("the customer"), "clan": N_("the clan")}


class Part(NamedTuple):
    """One thing that changes: its name, how it reads now, how it would."""

    name: str
    was: str
    now: str


class Told(NamedTuple):
    """One change: its sign, in which stage, a few words about it, and what changes."""

    sign: str
    stage: str
    note: str
    parts: tuple[Part, ...]

    @property
    def does(self) -> str:
        """What the sign says."""
        return _(SIGNS[self.sign])


class Bead(NamedTuple):
    """A stage of a process as it is drawn: its title, its days, and whether it is new or changed."""

    title: str
    days: str
    mark: str  # "+", "~", or nothing


def told(ops: Iterable[Op]) -> list[Told]:
    """Changes in words, in the order in which they were proposed."""
    return [_SAY[op.kind](op) for op in ops]


def drawn(workflow: Workflow, before: Workflow | None = None) -> list[Bead]:
    """The stages of a process, with what is new or other than before."""
    was = {stage.key: stage for stage in before.stages} if before else {}
    return [_bead(stage, was, marked=before is not None) for stage in workflow.stages]


def _bead(stage: Stage, was: dict[str, Stage], *, marked: bool) -> Bead:
    held = was.get(stage.key)
    mark = ("+" if held is None else "~" if held != stage else "") if marked else ""
    return Bead(stage.short or stage.title, days(stage.lead_days), mark)


def days(number: int) -> str:
    """So many working days."""
    return ngettext("%(num)s working day", "%(num)s working days", number)


def longer(before: Workflow, after: Workflow) -> int:
    """How many working days the stages take together more than before."""
    return sum(one.lead_days for one in after.stages) - sum(one.lead_days for one in before.stages)


def _reworded(op: Reword) -> Told:
    parts = [Part(_("Line"), op.was.label, op.now.label)]
    parts += [Part(_("Hint"), op.was.help, op.now.help)] if op.was.help != op.now.help else []
    return Told("~", op.title, _("worded otherwise"), tuple(parts))


def _line_added(op: AddLine) -> Told:
    line = op.line
    parts = [Part(_("New line"), "", line.label)]
    parts += [Part(_("Hint"), "", line.help)] if line.help else []
    parts += [Part(_("Asks for"), "", _(TYPES[line.type]))] if line.type in TYPES else []
    parts += [Part(_("Written by"), "", _(SIDES[line.given_by]))] if line.given_by else []
    return Told("+", op.title, _("a line more"), tuple(parts))


def _line_dropped(op: DropLine) -> Told:
    return Told("−", op.title, _("a line less"), (Part(_("Line"), op.label, ""),))


def _days_set(op: SetDays) -> Told:
    return Told("~", op.title, _("its days"), (Part(_("It takes"), days(op.was), days(op.now)),))


def _stage_added(op: AddStage) -> Told:
    new = op.new
    parts = [Part(_("It takes"), "", days(new.lead_days))]
    parts += [Part(_("What happens in it"), "", new.help)] if new.help else []
    parts += [Part(_("Line"), "", field.label) for field in new.fields()]
    parts += [Part(_("Signed by"), "", ", ".join(_(SIDES[side]) for side in new.signed_by()))]
    return Told("+", new.title, _("a stage more, after %(stage)s", stage=op.title), tuple(parts))


def _stage_dropped(op: Change) -> Told:
    return Told("−", op.title, _("a stage less"), ())


_SAY: dict[str, Callable[[Any], Told]] = {
    "reword": _reworded,
    "add_line": _line_added,
    "drop_line": _line_dropped,
    "days": _days_set,
    "add_stage": _stage_added,
    "drop_stage": _stage_dropped,
}
