"""The form in which people change a stage of a process: what they say, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.cases import stage_form
from workflows.amending import (
    AddLine,
    AddStage,
    DropLine,
    Op,
    Reword,
    SetDays,
    Wording,
    free_key,
)
from workflows.grammar import SIDES, Field, FieldsBlock, Side, Stage, Workflow
from workflows.language import _
from workflows.processes import TYPES
from workflows.shaping import built

Words = Mapping[str, Sequence[str]]
LABEL, HINT, WHY = 120, 600, 4_000
_LINE = ("label", "help", "type", "by")
_STAGE = ("title", "help", "days", "holder", "customer", "clan")
NAMES = ("title", "why", "order", *(f"line_{one}" for one in _LINE), *(f"stage_{one}" for one in _STAGE))


@dataclass
class Said:
    """What a form says: the changes of one stage, why, what it is called; or what is wrong, by control."""

    title: str = ""
    why: str = ""
    ops: list[Op] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)


def read(words: Words, process: Workflow, stage: Stage) -> Said:
    """What somebody wants to be otherwise in a stage, and after it."""
    said = Said(one(words, "title"), one(words, "why"))
    if not said.title:
        said.problems["title"] = _("Give it a name, so that everyone can find it.")
    if not said.why:
        said.problems["why"] = _("Write in your own words why it should be otherwise.")
    _short(said, words, "title", LABEL)
    _short(said, words, "why", WHY)
    place: dict[str, Any] = {"stage": stage.key, "title": stage.title}
    for line in stage.fields():
        said.ops += _of_line(said, words, line, place)
    said.ops += _days(said, words, stage, place)
    said.ops += _new_line(said, words, stage, place)
    said.ops += _new_stage(said, words, process, place)
    return said


def one(words: Words, name: str) -> str:
    """What a control says."""
    return next(iter(words.get(name, ())), "").replace("\r\n", "\n").strip()


def _short(said: Said, words: Words, name: str, most: int) -> bool:
    text = one(words, name)
    plain = all(sign.isprintable() or sign == "\n" for sign in text)
    if len(text) > most or not plain:
        said.problems[name] = _("Write at most %(most)s plain characters.", most=most)
    return len(text) <= most and plain


def _of_line(said: Said, words: Words, line: Field, place: dict[str, Any]) -> Iterator[Op]:
    if line.key in words.get("drop", ()):
        yield DropLine(**place, line=line.key, label=line.label)
        return
    names, was = (f"label-{line.key}", f"help-{line.key}"), Wording(label=line.label, help=line.help)
    label = one(words, names[0]) if names[0] in words else was.label
    hint = one(words, names[1]) if names[1] in words else was.help
    hint = was.help if hint.split() == was.help.split() else hint
    if (label, hint) == (was.label, was.help):
        return
    if not label:
        said.problems[names[0]] = _("A line needs a name. To take it out, tick that.")
    elif _short(said, words, names[0], LABEL) and _short(said, words, names[1], HINT):
        yield Reword(**place, line=line.key, was=was, now=Wording(label=label, help=hint))


def _days(said: Said, words: Words, stage: Stage, place: dict[str, Any]) -> Iterator[Op]:
    typed = one(words, "days") or str(stage.lead_days)
    if not (typed.isascii() and typed.isdigit() and int(typed[:5]) <= stage_form.MOST_DAYS):
        most = str(stage_form.MOST_DAYS)
        said.problems["days"] = _("Write a number of working days from 0 to %(most)s.", most=most)
    elif int(typed) != stage.lead_days:
        yield SetDays(**place, was=stage.lead_days, now=int(typed))


def _new_line(said: Said, words: Words, stage: Stage, place: dict[str, Any]) -> Iterator[Op]:
    label, hint, kind, by = (one(words, f"line_{name}") for name in _LINE)
    if not label:
        if hint:
            said.problems["line_label"] = _("Write what the new line is called.")
        return
    if kind not in TYPES:
        said.problems["line_type"] = _("Choose what it asks for.")
    fits = _short(said, words, "line_label", LABEL) & _short(said, words, "line_help", HINT)
    if not fits or kind not in TYPES:
        return
    side: Side | None = "customer" if by == "customer" else "clan" if by == "clan" else None
    key = free_key(label, [line.key for line in stage.fields()], "line")
    new: dict[str, Any] = {"key": key, "label": label, "help": hint, "type": kind, "given_by": side}
    last = next((block for block in reversed(stage.blocks) if isinstance(block, FieldsBlock)), None)
    after = last.fields[-1].key if last else ""
    yield AddLine(**place, block=last.key if last else "", after=after, line=Field(**new))


def _new_stage(said: Said, words: Words, process: Workflow, place: dict[str, Any]) -> Iterator[Op]:
    typed = {name.removeprefix("stage_"): held for name, held in words.items() if name.startswith("stage_")}
    if not any(one(typed, name) for name in ("title", "help", *SIDES)):
        return
    told = stage_form.adding({**typed, "after": [place["stage"]], "why": ["-"]})
    said.problems |= {f"stage_{name}": problem for name, problem in told.problems.items()}
    if told.how and told.how.new:
        key = free_key(told.how.new.title, [known.key for known in process.stages], "stage")
        yield AddStage(**place, new=built(key, told.how.new))


def typed(ops: Sequence[Op], stage: Stage) -> dict[str, list[str]]:
    """Changes of a stage as the form would say them."""
    here = [one for one in ops if one.stage == stage.key]
    said = {"drop": [one.line for one in here if isinstance(one, DropLine)]}
    for op in here:
        said |= _typed(op)
    return said


def _typed(op: Op) -> dict[str, list[str]]:
    match op:
        case Reword():
            return {f"label-{op.line}": [op.now.label], f"help-{op.line}": [op.now.help]}
        case SetDays():
            return {"days": [str(op.now)]}
        case AddLine(line=line):
            return {
                "line_label": [line.label],
                "line_help": [line.help],
                "line_type": [line.type],
                "line_by": [line.given_by or ""],
            }
        case AddStage():
            return {f"stage_{name}": texts for name, texts in _typed_stage(op.new).items()}
    return {}


def _typed_stage(new: Stage) -> dict[str, list[str]]:
    lines = {side: [line.label for line in new.fields() if line.given_by == side] for side in SIDES}
    also = ["meet"] if new.block("meeting") else []
    also += ["pictures"] if new.field("pictures") else []
    return {
        "title": [new.title],
        "help": [new.help],
        "days": [str(new.lead_days)],
        "holder": [new.holder],
        "also": also,
        "signed_by": list(new.signed_by()),
        **{side: ["\n".join(labels)] for side, labels in lines.items()},
    }
