"""Fitting notes: what both sides saw, what is done about it, and whether it was put right.

Both put their initials to each note (docs/workflows.md). At the next stage that has notes each is judged
fixed, partly or not, by both; what is not fixed comes back there as an open note by itself.
"""

from collections.abc import Iterable, Iterator

from workflows.blocks.gates import begun, workable
from workflows.case import Case
from workflows.grammar import Choice, NotesBlock, Stage
from workflows.language import N_, _, listed
from workflows.noted import Judged, Judgement, Note, Observed
from workflows.records import Mark, Refused, Step, other
from workflows.texts import said

LONGEST = 500  # characters of what was seen
JUDGEMENTS: tuple[Judgement, ...] = ("fixed", "partly", "not")


def left(case: Case, stage: Stage, block: NotesBlock) -> Iterator[Step]:
    """A step for whoever has not put their initials to a note, and for whoever has not judged one."""
    own = {key: one for key, one in case.notes.items() if (one.stage, one.block) == (stage.key, block.key)}
    for key, note in own.items():
        if side := note.waits_for:
            yield Step(side=side, kind="note", stage=stage.key, target=key, label=called(case, note))
    for key in to_judge(case, stage) if judges(stage, block) else ():
        note = case.notes[key]
        side = other(note.judged.side) if note.judged else stage.holder
        yield Step(side=side, kind="judge_note", stage=stage.key, target=key, label=called(case, note))


def unmet(case: Case, stage: Stage, block: NotesBlock) -> Iterator[str]:
    """The notes that want initials, and those of earlier fittings that both have not judged."""
    return (_("the note “%(note)s”", note=step.label) for step in left(case, stage, block))


def write_note(case: Case, mark: Mark, stage: str, block: str, seen: Observed) -> Case:
    """Write down what was seen. Whoever writes it has put their initials to it.

    Raises:
        Refused: the stage is behind us, or the words do not fit the block.
    """
    workable(case, stage)
    words = _fitting(case, _block(case, stage, block), seen)
    note = Note(**words.model_dump(), stage=stage, block=block, written=mark)
    return case.with_whole("notes", f"n{mark.seq}", _initialled(note, mark))


def change_note(case: Case, mark: Mark, key: str, seen: Observed, since: int) -> Case:
    """Write a note anew that was read at change `since`; the other side is asked again.

    Raises:
        Refused: somebody else changed it meanwhile, the stage is behind us, or the words do not fit.
    """
    note = _workable(case, key)
    _unchanged(note, since)
    words = _fitting(case, _block(case, note.stage, note.block), seen).model_dump()
    if note.model_dump(include=set(words)) == words:
        return case
    changed = note.model_copy(update={**words, "written": mark, "initials": {}})
    return case.with_whole("notes", key, _initialled(changed, mark))


def initial_notes(case: Case, mark: Mark, keys: Iterable[str], since: int) -> Case:
    """One side's initials to some notes, as they were read at change `since`.

    Raises:
        Refused: somebody changed one of them meanwhile, or its stage is behind us.
    """
    for key in keys:
        note = _workable(case, key)
        _unchanged(note, since)
        if mark.side not in note.initials:
            case = case.with_whole("notes", key, _initialled(note, mark))
    return case


def take_back_note(case: Case, mark: Mark, key: str) -> Case:
    """Take back a note of one's own side, while the other has not put its initials to it.

    Raises:
        Refused: it is the other side's, both have agreed to it, or it came back from an earlier fitting.
    """
    note = _workable(case, key)
    if note.written.side != mark.side or note.again:
        raise Refused(_("Only whoever wrote a note takes it back. Change it, or say what you think of it."))
    if other(mark.side) in note.initials:
        raise Refused(_("Both have put their initials to this note. Change it instead."))
    return case.having(notes={name: one for name, one in case.notes.items() if name != key})


def do_note(case: Case, mark: Mark, key: str, done: bool = True) -> Case:
    """Say that the work of a note is done, or that it is not done after all.

    Raises:
        Refused: it is the other side's work, both have not agreed to it, or it is judged already.
    """
    note = _note(case, key)
    if mark.side == "customer":
        raise Refused(_("Whoever makes it says that it is done. You judge it at the next fitting."))
    if note.open:
        raise Refused(_("Both put their initials to a note before it is done."))
    if note.judged:
        raise Refused(_("%(note)s is judged already.", note=called(case, note)))
    if (note.done is not None) == done:
        return case
    return case.with_whole("notes", key, note.model_copy(update={"done": mark if done else None}))


def judge_note(case: Case, mark: Mark, stage: str, key: str, how: str, why: str = "") -> Case:
    """Say at a later fitting how a note stands. It counts once the other side says the same.

    A note that both judge not to be fixed comes back in that fitting, for both to agree to anew.

    Raises:
        Refused: it is not judged here or not now, or there is no such judgement.
    """
    here, note = begun(case, stage, "judge"), _note(case, key)
    if key not in to_judge(case, here) or not _first(here):
        raise Refused(
            _("%(note)s is not to be judged in %(stage)s.", note=called(case, note), stage=here.title)
        )
    if how not in JUDGEMENTS:
        raise Refused(_("Say whether it is fixed, partly or not."))
    words, last = said(why, N_("The reason")), note.judged
    if last and last.side != mark.side and last.how == how:
        agreed = last.model_copy(update={"agreed": mark})
        case = case.with_whole("notes", key, note.model_copy(update={"judged": agreed}))
        return _back(case, mark, here, key) if how == "not" else case
    if last and last.side == mark.side and (last.how, last.why) == (how, words):
        return case
    judged = Judged(**mark.model_dump(), stage=stage, how=how, why=words)
    return case.with_whole("notes", key, note.model_copy(update={"judged": judged}))


def to_judge(case: Case, stage: Stage) -> list[str]:
    """The notes of earlier fittings that both agreed to and that both have not judged, by key."""
    if case.state(stage.key) not in ("now", "done"):
        return []
    place = case.plan.index(stage.key)
    return [
        key
        for key, note in case.notes.items()
        if case.plan.index(note.stage) < place and not note.open and not note.verdict
    ]


def first_time(case: Case) -> tuple[int, int]:
    """How many notes were fixed at the first attempt, and how many first attempts both have judged."""
    judged = [note.verdict for note in case.notes.values() if note.verdict and not note.again]
    return judged.count("fixed"), len(judged)


def called(case: Case, note: Note) -> str:
    """A note in a few words: where, and what was seen there."""
    block = case.stages[note.stage].block(note.block)
    areas = block.areas if isinstance(block, NotesBlock) else ()
    where = next((area.label for area in areas if area.key == note.area), note.area)
    return f"{where}: {note.observation if len(note.observation) <= 80 else f'{note.observation[:79]}…'}"


def _back(case: Case, mark: Mark, stage: Stage, key: str) -> Case:
    """The note once more, in the fitting that found it not to be fixed; nobody has agreed to it yet."""
    words = case.notes[key].model_dump(include=set(Observed.model_fields))
    block = _first(stage)
    note = Note(**words, stage=stage.key, block=block.key if block else "", written=mark, again=key)
    return case.with_whole("notes", f"n{mark.seq}", note)


def _fitting(case: Case, block: NotesBlock, seen: Observed) -> Observed:
    """The words of a note, each checked against what its block knows.

    Raises:
        Refused: everything that is missing or does not fit, in one go.
    """
    observation = " ".join(said(seen.observation, N_("What was seen")).split())
    known = ((seen.area, block.areas, _("where it is")), (seen.said_by, block.voices, _("who saw it")))
    missing = [what for key, choices, what in known if not _has(choices, key)]
    missing += [] if observation else [_("what was seen")]
    missing += [] if _has(block.actions, seen.action) else [_("what you do about it")]
    if missing:
        raise Refused(_("Say %(missing)s.", missing=listed(missing)))
    if seen.part and not _has(block.parts, seen.part):
        raise Refused(_("Choose which piece it is on from the list."))
    if len(observation) > LONGEST:
        raise Refused(
            _(
                "Say what was seen in %(most)s letters at most; these are %(number)s.",
                most=LONGEST,
                number=len(observation),
            )
        )
    _within_reach(block, seen.amount or 0)
    if seen.pin and seen.pin not in case.pins:
        raise Refused(_("That pin is not in this order any more. Choose another one, or none."))
    return seen.model_copy(update={"observation": observation})


def _within_reach(block: NotesBlock, amount: int) -> None:
    if amount and not block.reach:
        raise Refused(_("No amount is asked here. Say it in what was seen."))
    if abs(amount) > block.reach:
        sizes = {"amount": abs(amount), "most": block.reach}
        raise Refused(_("%(amount)s mm is more than a fitting moves; %(most)s mm is the most.", **sizes))


def _has(choices: tuple[Choice, ...], key: str) -> bool:
    return key in [choice.key for choice in choices]


def _initialled(note: Note, mark: Mark) -> Note:
    return note.model_copy(update={"initials": {**note.initials, mark.side: mark}})


def _unchanged(note: Note, since: int) -> None:
    if note.written.seq > since:
        raise Refused(
            _(
                "%(name)s changed this note while you were reading. Look at it once more.",
                name=note.written.name,
            )
        )


def _workable(case: Case, key: str) -> Note:
    note = _note(case, key)
    workable(case, note.stage)
    return note


def _note(case: Case, key: str) -> Note:
    if key not in case.notes:
        raise Refused(_("There is no such note in this order."))
    return case.notes[key]


def _block(case: Case, stage: str, key: str) -> NotesBlock:
    block = case.stage(stage).block(key)
    if not isinstance(block, NotesBlock):
        raise Refused(
            _(
                "There are no fitting notes called %(name)s in %(stage)s.",
                name=key,
                stage=case.stage(stage).title,
            )
        )
    return block


def _first(stage: Stage) -> NotesBlock | None:
    return next((block for block in stage.blocks if isinstance(block, NotesBlock)), None)


def judges(stage: Stage, block: NotesBlock) -> bool:
    """Whether earlier notes are judged in this block: the first of its kind in the stage."""
    first = _first(stage)
    return first is not None and first.key == block.key
