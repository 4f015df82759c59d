"""Changing the plan of an order, as the story of it goes: one side asks, the other agrees."""

from portal.cases import redrawing
from portal.cli.demo.telling import Telling
from workflows.redrawing import in_hand
from workflows.redrawn import Kind, Redraw


def replanned(t: Telling, sides: tuple[str, str], kind: Kind, stage: str, why: str) -> None:
    """The first of these people changes the plan; where that moves what is promised, the second agrees."""
    (who, agrees), how = sides, Redraw(kind=kind, stage=stage, why=why)
    with t.deed():
        made = redrawing.replan(t.people[who], t.case, how)
    if not made:
        with t.deed():
            redrawing.agree_redraw(t.people[agrees], t.case, next(iter(in_hand(t.thread))))
