"""What besides its lines is not the same at two moments of an order: stages, signatures, notes, pins, price.

Each says what was and what became of it, and where it can be given its former state again.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.given import Desk
from portal.cases.show.price import sums
from workflows.case import Case
from workflows.grammar import SIDES, Side, Stage

STOOD = {"done": "done", "skipped": "left out", "now": "open", "next": "still to come"}
WHOSE = {"customer": "the customer", "clan": "the clan"}


@dataclass(frozen=True)
class Besides:
    """One difference in a sentence, and where it can be seen or undone: `leads` names the page, `place` the
    stage, note or pin on it.
    """

    text: str
    leads: str = ""  # reopen, sign, stage, note, pin, price
    place: str = ""


def besides(desk: Desk, was: Case, now: Case) -> Iterator[Besides]:
    """What differs besides the lines; the desk has the order as it stands now."""
    for stage in now.in_order():
        if stage.key in was.stages:
            yield from _state(desk, was, now, stage)
            for side in SIDES:
                yield from _signed(desk, was, now, stage, side)
        else:
            yield Besides(f"{stage.title} was added.", *_there(desk, "stage", stage.key))
    yield from _noted(desk, was, now)
    yield from _pinned(desk, was, now)
    yield from _promised(was, now)
    yield from _priced(desk, was, now)


def _there(desk: Desk, leads: str, stage: str) -> tuple[str, str]:
    """The page of a stage, unless the order has no such stage any more."""
    return (leads, stage) if stage in desk.case.stages else ("", "")


def _state(desk: Desk, was: Case, now: Case, stage: Stage) -> Iterator[Besides]:
    """A stage that was open and is not, or the other way; it can be opened again where it was open."""
    before, after = was.state(stage.key), now.state(stage.key)
    if before == after:
        return
    again = before == "now" and desk.open and desk.case.state(stage.key) in ("done", "skipped")
    leads = _there(desk, "reopen" if again else "stage", stage.key)
    yield Besides(f"{stage.title} was {STOOD[before]}, then {STOOD[after]}.", *leads)


def _signed(desk: Desk, was: Case, now: Case, stage: Stage, side: Side) -> Iterator[Besides]:
    """A signature that stood at one moment and not at the other; whose it is may give it again."""
    before, after = _stands(was, stage.key, side), _stands(now, stage.key, side)
    if before == after:
        return
    mine = desk.open and side == desk.look.viewer.side and stage.key in desk.case.stages
    again = mine and not desk.case.stands(stage.key, side) and desk.case.state(stage.key) in ("now", "done")
    leads = _there(desk, "sign" if again else "stage", stage.key)
    yield Besides(f"{stage.title}, for {WHOSE[side]}: {before}, then {after}.", *leads)


def _stands(case: Case, stage: str, side: Side) -> str:
    given = case.signatures.get(stage, {}).get(side)
    if given is None:
        return "not signed"
    again = "" if case.stands(stage, side) else ", with lines changed since"
    return f"signed by {given.name}{again}"


def _noted(desk: Desk, was: Case, now: Case) -> Iterator[Besides]:
    """Fitting notes that are new, were changed or taken back."""
    for key in sorted(was.notes.keys() | now.notes.keys()):
        if now.notes.get(key) == was.notes.get(key):
            continue
        what = "is new" if key not in was.notes else "was changed" if key in now.notes else "was taken back"
        seen = {**was.notes, **now.notes}[key].observation
        yield Besides(f"The fitting note “{say.cut(seen, 60)}” {what}.", *_held(desk.case.notes, "note", key))


def _pinned(desk: Desk, was: Case, now: Case) -> Iterator[Besides]:
    """Pins that are new, or at which something was said or done."""
    for key, pin in now.pins.items():
        if pin != was.pins.get(key):
            said = "something was said or done at it" if key in was.pins else "it is new"
            yield Besides(f"The pin “{say.cut(pin.title, 60)}”: {said}.", *_held(desk.case.pins, "pin", key))


def _promised(was: Case, now: Case) -> Iterator[Besides]:
    """Promises that are new or went on."""
    for key, one in now.commitments.items():
        if one != was.commitments.get(key):
            text = f"The promise “{say.cut(one.text, 60)}” was asked, given or judged."
            yield Besides(text, "stage", one.stage)


def _held(there: Container[str], leads: str, key: str) -> tuple[str, str]:
    """The page of a note or pin, while it is there."""
    return (leads, key) if key in there else ("", "")


def _priced(desk: Desk, was: Case, now: Case) -> Iterator[Besides]:
    """The price, where it is another."""
    before, after = (dict(sums(Desk(case, desk.look))) for case in (was, now))
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            text = f"{name}: {before.get(name, 'nothing')}, then {after.get(name, 'nothing')}."
            yield Besides(text, "price")
