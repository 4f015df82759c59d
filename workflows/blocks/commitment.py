"""Promises: asked of one side, promised with a day, done, and closed by the other side."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from workflows.case import Case
from workflows.grammar import CommitmentBlock, Side, Stage
from workflows.language import _
from workflows.records import Commitment, Mark, Refused, Step, other
from workflows.texts import reason, said

OPEN = ("asked", "promised", "not_yet")


def steps(case: Case, leave_out: Iterable[str] = ()) -> Iterator[Step]:
    """What every open promise waits for, oldest first: the side that was asked, or the word of the other."""
    for key, one in sorted(case.commitments.items(), key=lambda item: (item[1].asked.seq, item[0])):
        if key in leave_out or _too_early(case, key, one):
            continue
        if one.state in OPEN:
            yield Step(side=one.of, kind="promise", stage=one.stage, target=key, label=one.text)
        elif one.state == "done":
            yield Step(side=other(one.of), kind="judge", stage=one.stage, target=key, label=one.text)


def change(case: Case, key: str) -> Step:
    """The changes that a review or the customer asks for: a promise that the case waits for."""
    one = case.commitments[key]
    return Step(side=one.of, kind="change", stage=one.stage, target=key, label=one.text)


def first_asks(stages: Iterable[Stage], mark: Mark) -> dict[str, Commitment]:
    """The promises that these stages start with; `workflows.check` saw to it that no two share a key."""
    asks: dict[str, Commitment] = {}
    for stage in stages:
        blocks = (block for block in stage.blocks if isinstance(block, CommitmentBlock))
        for one in (one for block in blocks for one in block.asks):
            asks[f"{stage.key}_{one.key}"] = Commitment(stage=stage.key, text=one.text, of=one.of, asked=mark)
    return asks


def ask(case: Case, mark: Mark, stage: str, text: str, of: Side) -> Case:
    """Ask one side for something; whoever is asked may promise it with a day."""
    case.stage(stage)
    wish = said(text)
    if not wish:
        raise Refused(_("Say what you are asking for."))
    return asked(case, mark, stage, wish, of)


def asked(case: Case, mark: Mark, stage: str, text: str, of: Side) -> Case:
    """The case with one more thing asked for, under the key "c" and the number of the change."""
    one = Commitment(stage=stage, text=text, of=of, asked=mark)
    return case.with_whole("commitments", f"c{mark.seq}", one)


def promise(case: Case, mark: Mark, key: str, due: date) -> Case:
    """Promise what was asked, by a day; before that day passes, another day may be promised.

    Raises:
        Refused: it was asked of the other side, it is done already, or the day is past where the actor is.
    """
    _asked_of(case, mark, key, _("This was asked of the other side; they promise it."))
    if due < mark.at.date():
        raise Refused(_("That day is past. Promise a day that is still to come."))
    return _now(case, key, state="promised", due=due.isoformat(), promised=mark)


def done(case: Case, mark: Mark, key: str) -> Case:
    """Say that a promise is kept; the other side says whether it is satisfied."""
    _asked_of(case, mark, key, _("The side that was asked says when it is done."))
    return _now(case, key, state="done", done=mark)


def satisfied(case: Case, mark: Mark, key: str) -> Case:
    """Close a promise: the side that it was made to is satisfied, or needs it no longer."""
    if _made_to(case, mark, key).state == "satisfied":
        raise Refused(_("This promise is closed already."))
    return _now(case, key, state="satisfied", judged=mark, why="")


def not_yet(case: Case, mark: Mark, key: str, why: str) -> Case:
    """Send a promise back with a reason; it is to be promised again."""
    if _made_to(case, mark, key).state != "done":
        raise Refused(_("Nobody has said that this is done, so it need not be sent back."))
    return _now(case, key, state="not_yet", judged=mark, why=reason(why))


def asked_once(case: Case, mark: Mark, key: str, stage: str, text: str) -> tuple[Case, str]:
    """Ask the other side for changes: by the promise of that key while it lives, else by a new one."""
    if _lives(case, key):
        return _now(case, key, state="not_yet", judged=mark, why=text, stage=stage), key
    return asked(case, mark, stage, text, other(mark.side)), f"c{mark.seq}"


def asked_each(
    case: Case, mark: Mark, keys: Iterable[str], stage: str, wishes: Sequence[str]
) -> tuple[Case, tuple[str, ...]]:
    """Ask the other side for several changes, each its own promise; returns the keys of all that live.

    A wish in the words of a promise that lives asks for that one again. A single wish after a single promise
    goes to and fro with it, whatever its words.
    """
    living = [key for key in keys if _lives(case, key)]
    if len(wishes) == 1 and len(living) <= 1:
        case, key = asked_once(case, mark, living[0] if living else "", stage, wishes[0])
        return case, (key,)
    words = {case.commitments[key].text: key for key in living}
    for number, wish in enumerate(dict.fromkeys(wishes), 1):
        if wish not in words:
            key = f"c{mark.seq}" if number == 1 else f"c{mark.seq}_{number}"
            one = Commitment(stage=stage, text=wish, of=other(mark.side), asked=mark)
            case, living = case.with_whole("commitments", key, one), [*living, key]
        elif case.commitments[words[wish]].state == "done":
            case = _now(case, words[wish], state="not_yet", judged=mark, why=wish)
    return case, tuple(living)


def closed(case: Case, mark: Mark, key: str) -> Case:
    """The promise of that key is closed, if there is one that lives."""
    return satisfied(case, mark, key) if _lives(case, key) else case


def _too_early(case: Case, key: str, one: Commitment) -> bool:
    """Whether nobody was really asked yet: the definition asks it, in a stage to come or left out."""
    untouched = one.state == "asked" and key.startswith(f"{one.stage}_")
    return untouched and case.state(one.stage) in ("next", "skipped")


def _lives(case: Case, key: str) -> bool:
    return key in case.commitments and case.commitments[key].state != "satisfied"


def is_open(case: Case, key: str) -> bool:
    """Whether there is such a promise and it waits to be done."""
    return key in case.commitments and case.commitments[key].state in OPEN


def _found(case: Case, key: str) -> Commitment:
    if key not in case.commitments:
        raise Refused(_("There is no such promise here."))
    return case.commitments[key]


def _asked_of(case: Case, mark: Mark, key: str, otherwise: str) -> None:
    one = _found(case, key)
    if one.of != mark.side:
        raise Refused(otherwise)
    if one.state not in OPEN:
        raise Refused(_("This is done already; the other side says whether they are satisfied."))


def _made_to(case: Case, mark: Mark, key: str) -> Commitment:
    one = _found(case, key)
    if one.of == mark.side:
        raise Refused(_("The side that it was promised to says whether they are satisfied."))
    return one


def _now(case: Case, key: str, **new: object) -> Case:
    return case.with_whole("commitments", key, case.commitments[key].model_copy(update=new))
