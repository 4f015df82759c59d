"""What all changes have in common: a fulfilled case refuses them, they are counted, the turn is booked."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from workflows.case import Case
from workflows.language import _
from workflows.records import Actor, Mark, Refused, fixed
from workflows.stages import moved_on
from workflows.turn import open_steps, passed_on

P = ParamSpec("P")
Rule = Callable[Concatenate[Case, Mark, P], Case]
Transition = Callable[Concatenate[Case, Actor, P], Case]


def change(rule: Rule[P], *, ends: bool = False, late: bool = False) -> Transition[P]:
    """Make of a rule what people do to a case.

    A rule that gives back the very case it was given changes nothing, and is not counted. With `ends`, the
    case is fulfilled when the customer does this and nothing is open any more: it takes a deliberate act,
    and never one of the clan. With `late` it may be done when the case is fulfilled, and leaves it so.
    """

    @wraps(rule)
    def transition(case: Case, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> Case:
        if case.status == "fulfilled" and not late:
            raise Refused(_("This is fulfilled; nothing in it changes any more. Start a new need from here."))
        mark = marked(actor, case.seq + 1)
        after = rule(case, mark, *args, **kwargs)
        if after is case:
            return case
        after = moved_on(case, after, mark.at).having(seq=mark.seq)
        if ends and mark.side == "customer" and not open_steps(after):
            after = after.having(status="fulfilled")
        return after.having(turn=passed_on(case, after, mark.at))

    return transition


def marked(actor: Actor, seq: int) -> Mark:
    """The mark that this actor leaves with the change of that number."""
    return Mark(by=actor.handle, name=actor.name, side=actor.side, at=fixed(actor.at), seq=seq)
