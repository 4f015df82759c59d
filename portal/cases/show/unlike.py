"""What besides its lines is not the same at two moments of an order: in each stage, and in the whole of it.

Each says what was and what became of it, and where it can be given its former state again.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from portal.cases.show import words as say
from portal.cases.show.given import Desk
from portal.cases.show.paper import Paper
from portal.cases.show.price import sums
from portal.cases.show.printed import of_block
from workflows.case import Case
from workflows.grammar import SIDES, Side, Stage
from workflows.language import N_, _

STOOD = {"done": N_("done"), "skipped": N_("left out"), "now": N_("open"), "next": N_("still to come")}
UNSAID = {  # how it is told that nothing of that kind was there
    "appointment": N_("not arranged"),
    "review": N_("not decided"),
    "checklist": N_("not ticked"),
    "approvals": N_("not asked"),
}
WHOSE = {
    "customer": N_("For the customer: %(was)s, then %(now)s."),
    "clan": N_("For the clan: %(was)s, then %(now)s."),
}


@dataclass(frozen=True)
class Besides:
    """One difference in a sentence, and where it can be seen or undone: `leads` names the page, `place` the
    stage, note or pin on it.
    """

    text: str
    leads: str = ""  # reopen, sign, stage, note, pin, price
    place: str = ""


def besides(desk: Desk, was: Case, now: Case) -> Iterator[Besides]:
    """What differs in the order as a whole; the desk has it as it stands now."""
    for stage in was.in_order():
        if stage.key not in now.plan:
            yield Besides(_("%(stage)s was taken out.", stage=stage.title))
    yield from _priced(desk, was, now)


def of_stage(desk: Desk, was: Case, now: Case, stage: Stage) -> Iterator[Besides]:
    """What differs in a stage besides its lines."""
    if stage.key not in was.plan:
        yield Besides(_added(now, stage), *_there(desk, "stage", stage.key))
    else:
        if stage.key in _moved(was, now):
            yield Besides(_put(now, stage), *_there(desk, "stage", stage.key))
        yield from _state(desk, was, now, stage)
        for side in SIDES:
            yield from _signed(desk, was, now, stage, side)
    yield from _said(desk, was, now, stage)
    yield from _noted(desk, was, now, stage)
    yield from _pinned(desk, was, now, stage)
    yield from _promised(was, now, stage)


def _added(now: Case, stage: Stage) -> str:
    """Where a stage that is new has its place."""
    before = _before(now, stage)
    return (
        _("It was added, after %(stage)s.", stage=before) if before else _("It was added, before all others.")
    )


def _put(now: Case, stage: Stage) -> str:
    """Where a stage that was moved has its place."""
    before = _before(now, stage)
    return (
        _("It was moved, after %(stage)s.", stage=before) if before else _("It was moved, before all others.")
    )


def _before(now: Case, stage: Stage) -> str:
    """The title of the stage before another, at the later moment."""
    place = now.plan.index(stage.key)
    return now.stages[now.plan[place - 1]].title if place else ""


def _moved(was: Case, now: Case) -> set[str]:
    """The fewest stages that must have been moved to come from the one plan to the other."""
    before, after = (
        [key for key in one.plan if key in other.plan] for one, other in ((was, now), (now, was))
    )
    same = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return set(after) - {key for block in same for key in after[block.b : block.b + block.size]}


def _said(desk: Desk, was: Case, now: Case, stage: Stage) -> Iterator[Besides]:
    """Reviews, ticks, appointments and yeses, as the dossiers of both moments tell of them."""
    before, after = (_told(Paper(case, desk.look), stage.key) for case in (was, now))
    for kind, label in dict.fromkeys([*before, *after]):
        one, other = (told.get((kind, label), _(UNSAID[kind])) for told in (before, after))
        if one != other:
            about = label if label.endswith("?") else f"{label}:"
            text = _("%(about)s %(was)s, then %(now)s.", about=about, was=one, now=other)
            yield Besides(text, *_there(desk, "stage", stage.key))


def _told(paper: Paper, key: str) -> dict[tuple[str, str], str]:
    """What was said of a stage in blocks of these kinds, and by whom: by kind and label."""
    if key not in paper.case.stages:
        return {}
    stage = paper.case.stages[key]
    return {
        (block.kind, row.label): say.lower(row.text) + (f" ({row.hand})" if row.hand else "")
        for block in stage.blocks
        if block.kind in UNSAID
        for row in of_block(paper, stage, block)
    }


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
    yield Besides(_("It was %(was)s, then %(now)s.", was=_(STOOD[before]), now=_(STOOD[after])), *leads)


def _signed(desk: Desk, was: Case, now: Case, stage: Stage, side: Side) -> Iterator[Besides]:
    """A signature that stood at one moment and not at the other; whose it is may give it again."""
    before, after = _stands(was, stage.key, side), _stands(now, stage.key, side)
    if before == after:
        return
    mine = desk.open and side == desk.look.viewer.side and stage.key in desk.case.stages
    again = mine and not desk.case.stands(stage.key, side) and desk.case.state(stage.key) in ("now", "done")
    leads = _there(desk, "sign" if again else "stage", stage.key)
    yield Besides(_(WHOSE[side], was=before, now=after), *leads)


def _stands(case: Case, stage: str, side: Side) -> str:
    given = case.signatures.get(stage, {}).get(side)
    if given is None:
        return _("not signed")
    if case.stands(stage, side):
        return _("signed by %(name)s", name=given.name)
    return _("signed by %(name)s, with lines changed since", name=given.name)


def _noted(desk: Desk, was: Case, now: Case, stage: Stage) -> Iterator[Besides]:
    """Fitting notes of a stage that are new, were changed or taken back."""
    known = {**was.notes, **now.notes}
    for key in sorted(key for key, one in known.items() if one.stage == stage.key):
        if now.notes.get(key) == was.notes.get(key):
            continue
        note = say.cut(known[key].observation, 60)
        if key not in was.notes:
            text = _("The fitting note “%(note)s” is new.", note=note)
        elif key in now.notes:
            text = _("The fitting note “%(note)s” was changed.", note=note)
        else:
            text = _("The fitting note “%(note)s” was taken back.", note=note)
        yield Besides(text, *_held(desk.case.notes, "note", key))


def _pinned(desk: Desk, was: Case, now: Case, stage: Stage) -> Iterator[Besides]:
    """Pins in pictures of a stage that are new, or at which something was said or done."""
    for key, pin in now.pins.items():
        if pin.stage == stage.key and pin != was.pins.get(key):
            old = N_("The pin “%(pin)s”: something was said or done at it.")
            said = old if key in was.pins else N_("The pin “%(pin)s”: it is new.")
            yield Besides(_(said, pin=say.cut(pin.title, 60)), *_held(desk.case.pins, "pin", key))


def _promised(was: Case, now: Case, stage: Stage) -> Iterator[Besides]:
    """Promises of a stage that are new or went on."""
    for key, one in now.commitments.items():
        if one.stage == stage.key and one != was.commitments.get(key):
            promise = say.cut(one.text, 60)
            text = _("The promise “%(promise)s” was asked, given or judged.", promise=promise)
            yield Besides(text, "stage", one.stage)


def _held(there: Container[str], leads: str, key: str) -> tuple[str, str]:
    """The page of a note or pin, while it is there."""
    return (leads, key) if key in there else ("", "")


def _priced(desk: Desk, was: Case, now: Case) -> Iterator[Besides]:
    """The price, where it is another."""
    before, after = (dict(sums(Desk(case, desk.look))) for case in (was, now))
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            one, other = (told.get(name, say.nothing()) for told in (before, after))
            text = _("%(about)s %(was)s, then %(now)s.", about=f"{name}:", was=one, now=other)
            yield Besides(text, "price")
