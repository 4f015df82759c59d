"""Fitting notes as both sides read them: what was seen, who agreed, what became of it."""

from dataclasses import dataclass
from typing import Literal

from portal.cases.show.given import By, Desk
from portal.cases.show.given import mark as note_mark
from workflows.blocks.notes import first_time, judges, to_judge
from workflows.blocks.todo import to_do
from workflows.grammar import SIDES, Choice, NotesBlock, Stage, ToDoBlock
from workflows.language import N_, _, ngettext
from workflows.noted import Note
from workflows.values import spell

VERDICTS = {"fixed": (N_("Fixed"), "g"), "partly": (N_("Partly fixed"), "p"), "not": (N_("Not fixed"), "p")}
WAYS = (("fixed", N_("Fixed")), ("partly", N_("Partly")), ("not", N_("Not fixed")))


@dataclass(frozen=True)
class JudgeView:
    """How a note was judged: by whom, with which words; `agreed` once the other side says the same."""

    how: str
    label: str
    tone: str
    why: str
    by: By
    agreed: By | None


@dataclass(frozen=True)
class NoteView:
    """One note; what may be done with it by whoever looks."""

    key: str
    no: int
    stage: str
    mark: str  # whose sign it has: c or k
    open: bool
    where: str
    seen: str
    said_by: str
    action: str
    by: By
    initials: tuple[By, ...]
    waits: str  # whose initials it waits for, in words
    waits_mark: str
    mine: bool
    pin: str
    again: str  # the key of the note it came back from
    done: By | None
    judged: JudgeView | None
    can_change: bool
    can_take_back: bool
    can_do: bool


@dataclass(frozen=True)
class NotesView:
    """The notes of a fitting, and those of earlier ones that are judged here."""

    kind: Literal["notes"]
    id: str
    key: str
    title: str
    help: str
    notes: tuple[NoteView, ...]
    judging: tuple[NoteView, ...]
    judged: tuple[NoteView, ...]
    mine: tuple[str, ...]  # the keys of the notes that wait for the initials of whoever looks
    share: str
    ways: tuple[tuple[str, str], ...]
    open: bool


@dataclass(frozen=True)
class ToDoView:
    """The work that the notes of an earlier fitting ask for."""

    kind: Literal["todo"]
    id: str
    key: str
    title: str
    help: str
    notes: tuple[NoteView, ...]
    open: bool
    of: str  # who does it, in words


@dataclass(frozen=True)
class NoteForm:
    """The words of a note block from which a note is made: each (key, label), nothing chosen first."""

    block: NotesBlock
    stage: Stage
    parts: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
    voices: tuple[tuple[str, str], ...]
    actions: tuple[tuple[str, str], ...]
    pins: tuple[tuple[str, str], ...]
    unit: str
    reach: str


def notes(desk: Desk, stage: Stage, block: NotesBlock) -> NotesView:
    """The notes block of a stage."""
    case, me = desk.case, desk.look.viewer.side
    own = [key for key, one in case.notes.items() if (one.stage, one.block) == (stage.key, block.key)]
    here = judges(stage, block)
    due = to_judge(case, stage) if here else []
    past = [
        key
        for key, one in case.notes.items()
        if here and one.judged and one.judged.stage == stage.key and key not in due
    ]
    return NotesView(
        kind="notes",
        id=f"block-{stage.key}-{block.key}",
        key=block.key,
        title=block.title,
        help=block.help,
        notes=_views(desk, own),
        judging=_views(desk, due),
        judged=_views(desk, past),
        mine=tuple(key for key in own if me not in case.notes[key].initials),
        share=_share(desk),
        ways=tuple((key, _(words)) for key, words in WAYS),
        open=desk.open and case.state(stage.key) in ("now", "next"),
    )


def work(desk: Desk, stage: Stage, block: ToDoBlock) -> ToDoView:
    """The list of what a fitting asked for."""
    return ToDoView(
        kind="todo",
        id=f"block-{stage.key}-{block.key}",
        key=block.key,
        title=block.title,
        help=block.help,
        notes=_views(desk, list(to_do(desk.case, block))),
        open=desk.open,
        of=desk.name("clan"),
    )


def note_form(desk: Desk, stage: Stage, block: NotesBlock) -> NoteForm:
    """What may be chosen in a note of this block, in the reader's unit."""
    own = [(key, pin) for key, pin in desk.case.pins.items() if pin.stage == stage.key]
    unit = desk.look.viewer.length
    return NoteForm(
        block=block,
        stage=stage,
        parts=_choices(block.parts),
        areas=_choices(block.areas),
        voices=_choices(block.voices),
        actions=_choices(block.actions),
        pins=tuple((key, pin.title) for key, pin in own),
        unit=unit,
        reach=spell(block.reach, unit),
    )


def note_words(desk: Desk, key: str = "") -> dict[str, str]:
    """What the form of a note would say if somebody had typed what the note holds; a new one says nothing."""
    names = ("area", "part", "said_by", "observation", "action", "pin")
    note = desk.case.notes.get(key)
    amount = spell(note.amount, desk.look.viewer.length) if note and note.amount is not None else ""
    return {**{name: getattr(note, name, "") for name in names}, "amount": amount}


def note_now(desk: Desk, key: str, since: int) -> NoteView | None:
    """What a note says now, when it was written anew after change `since`; None when it was not."""
    note = desk.case.notes.get(key)
    return _note(desk, key, note) if note and note.written.seq > since else None


def _views(desk: Desk, keys: list[str]) -> tuple[NoteView, ...]:
    return tuple(_note(desk, key, desk.case.notes[key]) for key in keys)


def _note(desk: Desk, key: str, note: Note) -> NoteView:
    case, me = desk.case, desk.look.viewer.side
    block = case.stages[note.stage].block(note.block)
    words = block if isinstance(block, NotesBlock) else None
    workable = desk.open and case.state(note.stage) in ("now", "next")
    waits = note.waits_for
    return NoteView(
        key=key,
        no=_number(desk, key, note),
        stage=case.stages[note.stage].title,
        mark=note_mark(note.written.side),
        open=note.open,
        where=" · ".join(_labels(words, areas=note.area, parts=note.part)),
        seen=note.observation,
        said_by="".join(_labels(words, voices=note.said_by)),
        action=_action(desk, "".join(_labels(words, actions=note.action)), note.amount),
        by=desk.by(note.written),
        initials=tuple(desk.by(note.initials[side]) for side in SIDES if side in note.initials),
        waits=desk.name(waits) if waits else "",
        waits_mark=note_mark(waits or ""),
        mine=note.open and me not in note.initials,
        pin=note.pin if note.pin in case.pins else "",
        again=note.again,
        done=desk.by(note.done) if note.done else None,
        judged=_judged(desk, note),
        can_change=workable,
        can_take_back=workable and note.written.side == me and note.open and not note.again,
        can_do=desk.open and me == "clan" and not note.open and note.judged is None,
    )


def _judged(desk: Desk, note: Note) -> JudgeView | None:
    if note.judged is None:
        return None
    label, tone = VERDICTS[note.judged.how]
    agreed = desk.by(note.judged.agreed) if note.judged.agreed else None
    return JudgeView(note.judged.how, _(label), tone, note.judged.why, desk.by(note.judged), agreed)


def _number(desk: Desk, key: str, note: Note) -> int:
    """The number a note bears in its own fitting."""
    own = [name for name, one in desk.case.notes.items() if one.stage == note.stage]
    return own.index(key) + 1


def _action(desk: Desk, what: str, amount: int | None) -> str:
    """Take in, 0.6 cm; with a minus where it goes the other way."""
    return f"{what}, {spell(amount, desk.look.viewer.length).replace('-', '−')}" if amount else what


def _share(desk: Desk) -> str:
    """How many notes were fixed at the first attempt, of those that both have judged."""
    fixed, judged = first_time(desk.case)
    if not judged:
        return ""
    return ngettext(
        "%(fixed)s of %(num)s note was put right at the first attempt.",
        "%(fixed)s of %(num)s notes were put right at the first attempt.",
        judged,
        fixed=fixed,
    )


def _labels(block: NotesBlock | None, **keys: str) -> list[str]:
    """The labels of some keys, each from its own list; the key itself where the list has changed since."""
    lists = {name: _choices(getattr(block, name)) if block else () for name in keys}
    return [dict(lists[name]).get(key, key) for name, key in keys.items() if key]


def _choices(choices: tuple[Choice, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((choice.key, choice.label) for choice in choices)
