"""Whose move it is: the steps, what follows, and how long each side has been waited for."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from portal.cases.show import words as say
from portal.cases.show.dates import hand_over
from portal.cases.show.given import Desk
from portal.cases.show.stage import planned
from portal.cases.show.steps import HALF_MINUTES, MANY, TOGETHER, WORDS
from workflows.blocks.asked import may_say, plan_of
from workflows.clocks import held
from workflows.grammar import SIDES
from workflows.records import Step, other
from workflows.turn import steps, waited

WAITED, HAND_OVER = "Waited so far", "Hand-over"


@dataclass(frozen=True)
class StepView:
    """One thing to do: a line to open, several lines to write in one form, or a place on the page.

    A step of a colleague names them instead of the time, and they can be reminded.
    """

    no: int
    label: str
    kind: str
    stage: str
    target: str
    anchor: str
    time: str
    nudge: tuple[str, str, str] | None = None  # block, department and person: a colleague's step


@dataclass(frozen=True)
class MoveView:
    """Whose move it is. `facts` are sentences with their names: Then, If you do nothing, Waited so far."""

    mine: bool
    side: str
    heading: str
    sentence: str
    steps: tuple[StepView, ...]
    facts: tuple[tuple[str, str], ...]
    done: bool
    finish: bool
    remind: str = ""  # whom of the other side one may remind, while anything waits for it


def move(desk: Desk) -> MoveView:
    """Whose move it is, said to whoever looks."""
    side, me = desk.case.turn.side, desk.look.viewer.side
    if not desk.open or side is None:
        facts = ((WAITED, _waited(desk)),)
        return MoveView(False, "", "This is fulfilled", _ended(desk), (), facts, True, False)
    found = held(desk.case, steps(desk.case), desk.today)
    ours = sorted((step for step in found if step.side == me), key=lambda step: not _own(desk, step))
    mine = views(desk, ours)
    theirs = views(desk, [step for step in found if step.side != me])
    return MoveView(
        mine=side == me,
        side=side,
        heading=_heading(desk, side),
        sentence=_sentence(desk, side, mine, theirs),
        steps=mine,
        facts=_facts(desk, side, theirs),
        done=False,
        finish=any(step.kind == "finish" for step in found) and me == "customer",
        remind=desk.name(other(me)) if theirs else "",
    )


def _heading(desk: Desk, side: str) -> str:
    if side == desk.look.viewer.side:
        return f"It is your move, {desk.look.viewer.first}"
    return f"It is {say.owned(desk.name(side))} move"


def _sentence(desk: Desk, side: str, mine: Sequence[StepView], theirs: Sequence[StepView]) -> str:
    due = desk.look.due
    if side == desk.look.viewer.side:
        if with_others := sum(1 for step in mine if step.nudge):
            return _shared(desk, len(mine) - with_others, with_others)
        things = say.count(len(mine), "thing").removeprefix(str(len(mine)))
        return f"{say.spelled(len(mine))}{things}{_by(desk, ', expected by ', ' to do by ')}."
    name = desk.name(side)
    too = "You may already do your part below." if mine else "Nothing needs you."
    if due is None:
        return f"{too} {name} holds it since {_since(desk)}."
    return f"{too} {_by(desk, 'It was expected by ', 'You will hear by ')}."


def _own(desk: Desk, step: Step) -> bool:
    """Whether a step of the viewer's side is the viewer's to do, and not a colleague's alone."""
    if not step.who or step.who == desk.look.viewer.handle:
        return True
    block, _, key = step.target.partition(".")
    plan = plan_of(desk.case, step.stage, block)
    people = plan.asked[key].people if plan else ()
    me, day = desk.look.viewer.handle, desk.look.at.date()
    return any(may_say(one, me, day) for one in people if one.person == step.who)


def _shared(desk: Desk, own: int, others: int) -> str:
    """How much is the viewer's own, and how much is with colleagues, who may be reminded."""
    first = (
        f"{say.spelled(own)} of these {'is' if own == 1 else 'are'} yours"
        if own
        else "None of these is yours"
    )
    rest = f"{say.spelled(others)} {'is' if others == 1 else 'are'} with colleagues"
    return f"{first}, {desk.look.viewer.first}. {rest}, whom you may remind once a day."


def _by(desk: Desk, late: str, early: str) -> str:
    """The day by which the move is due, after words that say whether it has passed."""
    due = desk.look.due
    return f"{late if due < desk.today else early}{say.day(due, desk.today)}" if due else ""


def _since(desk: Desk) -> str:
    return desk.when(desk.case.turn.since).replace("now", "this minute")


def _facts(desk: Desk, side: str, theirs: Sequence[StepView]) -> tuple[tuple[str, str], ...]:
    facts = [("Then", _then(desk)), (HAND_OVER, hand_over(desk))]
    if theirs:
        facts.append((f"{say.upper(desk.name(other(desk.look.viewer.side)))} has", _listed(theirs)))
    if side == desk.look.viewer.side:
        facts.append(("If you do nothing", "Nothing is decided without you. The days planned after it move."))
    return (*facts, (WAITED, _waited(desk)))


def _listed(found: Sequence[StepView]) -> str:
    """What the other side has to do. Semicolons keep apart what has commas and "and" of its own."""
    said = (say.lower(step.label).rstrip(".") for step in found[:3])
    shown = [one.replace("put your initials", "put their initials", 1) for one in said]
    more = [f"{say.count(len(found) - 3, 'more thing')}"] if len(found) > 3 else []
    return f"{say.cut('; '.join([*shown, *more]), 240)}."


def _then(desk: Desk) -> str:
    """What comes after the stage under way."""
    coming = [stage for stage in desk.case.in_order() if desk.case.state(stage.key) == "next"]
    if not coming:
        return "You say whether each condition is met. Nobody else can close this." if _asks(desk) else ""
    stage = coming[0]
    days = say.span(*planned(desk, stage.key), desk.today)
    return f"{stage.title}{f', {days}' if days else ''}."


def _asks(desk: Desk) -> bool:
    return desk.look.viewer.side == "customer"


def _waited(desk: Desk) -> str:
    gone, named = waited(desk.case, desk.look.at), desk.waited_for()
    if max(gone.values()) < say.HOUR:
        return "Nobody has waited yet."
    return ", ".join(f"{say.wait(gone[side])} for {named[side]}" for side in SIDES) + "."


def _ended(desk: Desk) -> str:
    met = [verdict.at for _, _, verdict in desk.case.conditions() if verdict]
    on = f" on {say.month_day(max(met).astimezone(desk.look.viewer.zone).date(), desk.today)}" if met else ""
    who = "You" if desk.look.viewer.side == "customer" else say.upper(desk.name("customer"))
    return f"{who} said so{on}. Nothing in it changes any more; what comes next begins as a new need."


def views(desk: Desk, found: Sequence[Step]) -> tuple[StepView, ...]:
    """The steps, numbered; many lines or notes of one stage as a single step that does them together."""
    grouped: list[tuple[Step, int]] = []
    for (kind, _stage), group in groupby(found, key=lambda step: (step.kind, step.stage)):
        run = list(group)
        together = kind in TOGETHER and len(run) >= MANY
        grouped += [(run[0], len(run))] if together else [(step, 1) for step in run]
    return tuple(_view(desk, no, step, many) for no, (step, many) in enumerate(grouped, 1))


def _view(desk: Desk, no: int, step: Step, many: int) -> StepView:
    if step.who and not _own(desk, step):
        return _colleague(desk, no, step)
    said = say.cut(step.label, 90)
    label = WORDS[step.kind].format(label=say.lower(said) if step.kind == "line" else said)
    return StepView(
        no=no,
        label=TOGETHER[step.kind].format(many=many) if many > 1 else label,
        kind="stage" if many > 1 and step.kind == "line" else step.kind,
        stage=step.stage,
        target=step.target,
        anchor=_anchor(step),
        time=_minutes(HALF_MINUTES.get(step.kind, 2) * many),
    )


def _colleague(desk: Desk, no: int, step: Step) -> StepView:
    """The step of somebody else, by name; who has left is not reminded, but somebody else is to be named."""
    name, card = desk.who(step.who, step.who, step.side).name, desk.look.people.get(step.who)
    here = card is not None and card.here
    block, _, key = step.target.partition(".")
    ours = step.side == desk.look.viewer.side
    label = f"{step.label}: {name}" if here else f"{step.label}: {name} has left, name somebody else"
    nudge = (block, key, step.who) if here and ours else None
    return StepView(no, label, step.kind, step.stage, step.target, _anchor(step), "", nudge)


def _anchor(step: Step) -> str:
    """Where on the page the step is done; of a line its first control, so that the focus goes there."""
    if step.kind == "line":
        return f"in-{step.stage}-{step.target}"
    if step.kind in ("note", "judge_note"):
        return f"note-{step.target}"
    if step.kind in ("sign", "look_again"):
        return f"sign-{step.stage}"
    if step.kind in ("promise", "judge", "change"):
        return f"promise-{step.target}"
    if step.kind in ("condition", "finish"):
        return "conditions"
    return f"block-{step.stage}-{step.target.replace('.', '-')}"


def _minutes(halves: int) -> str:
    minutes = max(1, (halves + 1) // 2)
    return "1 minute" if minutes == 1 else f"about {minutes} minutes"
