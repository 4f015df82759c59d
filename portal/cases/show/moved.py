"""Which parts of a page moved with some changes of the document: some lines, whole stages, or everything.

An open page fetches these again and nothing else. What is named too much costs a little, because a page
replaces only what has really changed; what is named too little would be missed, so all is the answer to
whatever is not known here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.cases.show.block import BlockView, FieldsView
from portal.cases.show.line import LineView
from portal.cases.show.measures import MeasuresView
from portal.cases.show.reckoned import ReckonedView
from portal.cases.show.sign import SignatureView
from portal.cases.show.stage import StageView
from workflows.case import Case

QUIET = ("seq", "turn", "reminded")  # the counter and what the move card alone tells; it is renewed always
BY_STAGE = ("values", "signatures", "reviews", "ticks", "appointments", "approvals")


@dataclass(frozen=True)
class Live:
    """What an open page must know to stay alive: its order, the change it shows, the state of the room that
    it shows, a stage that it has open, and the place whose talk it shows (`workflows.talk`).

    A page of the room of one's `own` side follows that alone, up to the message `before` which it ends.
    """

    ref: str
    seq: int
    room: str = ""
    stage: str = ""
    place: str = ""
    own: bool = False
    before: int = 0


@dataclass(frozen=True)
class Moved:
    """What moved: lines ("stage.field"), whole stages, or `everything`: the plan, the end, or the unknown."""

    lines: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    everything: bool = False

    @property
    def within(self) -> set[str] | None:
        """The stages in which anything moved; None for all."""
        return None if self.everything else {*self.stages, *(path.partition(".")[0] for path in self.lines)}


def moved(case: Case, changes: Iterable[Mapping[str, Any]]) -> Moved:
    """The parts that these changes touched, of the case as it is now."""
    lines: dict[str, None] = {}
    stages: dict[str, None] = {}
    for change in changes:
        path: Sequence[str] = change["path"]
        if path[0] in QUIET:
            continue
        if path[0] not in BY_STAGE or len(path) < 2 or path[1] not in case.stages:
            return Moved(everything=True)
        if path[0] == "values":
            lines |= dict.fromkeys(f"{path[1]}.{key}" for key in _keys(change))
        else:
            stages[path[1]] = None
    return Moved(tuple(lines), tuple(stages))


def _keys(change: Mapping[str, Any]) -> Iterable[str]:
    """The lines of a change: one of them, or all of a stage in which nothing was written before."""
    path = change["path"]
    return path[2:3] or {**(change.get("was") or {}), **(change.get("now") or {})}


@dataclass(frozen=True)
class MovedStage:
    """What moved in one stage of a page: all of it, or some lines, and the blocks that follow from lines."""

    stage: StageView
    whole: bool
    lines: tuple[LineView, ...] = ()
    blocks: tuple[BlockView, ...] = ()


def moved_stages(stages: Iterable[StageView], told: Moved) -> tuple[MovedStage, ...]:
    """What moved in these stages of a page. One that is not open on it comes as a whole, which is short."""
    touched = [stage for stage in stages if stage.key in told.within] if told.within else []
    return tuple(
        MovedStage(stage, whole=True)
        if stage.key in told.stages or not stage.blocks
        else _within(stage, told)
        for stage in touched
    )


def _within(stage: StageView, told: Moved) -> MovedStage:
    """The lines that moved and those that come or go with them; measures are one table, which comes whole."""
    shown = {
        line.key: line for block in stage.blocks if isinstance(block, FieldsView) for line in block.lines
    }
    own = [line for line in shown.values() if line.path in told.lines]
    keys = dict.fromkeys(key for line in own for key in (line.key, *line.follows) if key in shown)
    measured = (
        block
        for block in stage.blocks
        if isinstance(block, MeasuresView) and any(line.path in told.lines for line in block.lines)
    )
    following = (block for block in stage.blocks if isinstance(block, SignatureView | ReckonedView))
    return MovedStage(stage, False, tuple(shown[key] for key in keys), (*measured, *following))
