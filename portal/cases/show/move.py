"""Whose move it is: the steps, what follows, and how long each side has been waited for."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from portal.cases.show import words as say
from portal.cases.show.dates import hand_over
from portal.cases.show.given import Desk
from portal.cases.show.stage import planned
from portal.cases.show.steps import MANY, TOGETHER, anchor, called, called_of_them, time
from workflows.blocks.asked import may_say, plan_of
from workflows.clocks import held
from workflows.grammar import SIDES
from workflows.language import N_, _, ngettext, pgettext
from workflows.records import Step, other
from workflows.turn import steps, waited

WAITED, HAND_OVER = N_("Waited so far"), N_("Hand-over")


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
    colleague: bool = False


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
    side, me = desk.turn.side, desk.look.viewer.side
    if not desk.open or side is None:
        facts = ((_(WAITED), _waited(desk)),)
        return MoveView(False, "", _("This is fulfilled"), _ended(desk), (), facts, True, False)
    found = held(desk.case, steps(desk.case), desk.look.at.date())
    ours = sorted((step for step in found if step.side == me), key=lambda step: not _own(desk, step))
    mine = views(desk, ours)
    theirs = views(desk, [step for step in found if step.side != me], theirs=True)
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
        return _("It is your move, %(name)s", name=desk.look.viewer.first)
    return _("It is %(name)s’s move", name=desk.name(side))


def _sentence(desk: Desk, side: str, mine: Sequence[StepView], theirs: Sequence[StepView]) -> str:
    if side == desk.look.viewer.side:
        own = sum(1 for step in mine if not step.colleague)
        if own == len(mine):
            return _things(desk, own)
        return _shared(desk, own, sum(1 for step in mine if step.nudge))
    too = _("You may already do your part below.") if mine else _("Nothing needs you.")
    return f"{too} {_hears(desk, side)}"


def _things(desk: Desk, many: int) -> str:
    """How much the viewer's side has to do, and by when."""
    due, spelled = desk.look.due, say.spelled(many)
    if due is None:
        return ngettext("%(many)s thing.", "%(many)s things.", many, many=spelled)
    by = say.day(due, desk.today)
    if due < desk.today:
        return ngettext(
            "%(many)s thing, expected by %(day)s.",
            "%(many)s things, expected by %(day)s.",
            many,
            many=spelled,
            day=by,
        )
    return ngettext(
        "%(many)s thing to do by %(day)s.", "%(many)s things to do by %(day)s.", many, many=spelled, day=by
    )


def _hears(desk: Desk, side: str) -> str:
    """By when the other side moves; without a day, since when it might."""
    due = desk.look.due
    if due is None:
        return _("%(name)s holds it since %(when)s.", name=say.upper(desk.name(side)), when=_since(desk))
    by = say.day(due, desk.today)
    return (
        _("It was expected by %(day)s.", day=by)
        if due < desk.today
        else _("You will hear by %(day)s.", day=by)
    )


def _own(desk: Desk, step: Step) -> bool:
    """Whether a step of the viewer's side is the viewer's to do, and not a colleague's alone."""
    if not step.who or step.who == desk.look.viewer.handle:
        return True
    block, _dot, key = step.target.partition(".")
    plan = plan_of(desk.case, step.stage, block)
    people = plan.asked[key].people if plan else ()
    me, day = desk.look.viewer.handle, desk.look.at.date()
    return any(may_say(one, me, day) for one in people if one.person == step.who)


def _shared(desk: Desk, own: int, others: int) -> str:
    """How much is the viewer's own, and how much is with colleagues, who may be reminded."""
    me = desk.look.viewer.first
    first = _("None of these is yours, %(name)s.", name=me)
    if own:
        first = ngettext(
            "%(many)s of these is yours, %(name)s.",
            "%(many)s of these are yours, %(name)s.",
            own,
            many=say.spelled(own),
            name=me,
        )
    if not others:
        return first
    rest = ngettext(
        "%(many)s is with colleagues, whom you may remind once a day.",
        "%(many)s are with colleagues, whom you may remind once a day.",
        others,
        many=say.spelled(others),
    )
    return f"{first} {rest}"


def _since(desk: Desk) -> str:
    at = desk.turn.since
    return _("this minute") if say.just_now(at, desk.look.at) else desk.when(at)


def _facts(desk: Desk, side: str, theirs: Sequence[StepView]) -> tuple[tuple[str, str], ...]:
    facts = [(pgettext("what follows", "Then"), _then(desk)), (_(HAND_OVER), hand_over(desk))]
    if theirs:
        name = say.upper(desk.name(other(desk.look.viewer.side)))
        facts.append((_("%(name)s has", name=name), _listed(theirs)))
    if side == desk.look.viewer.side:
        nothing = _("Nothing is decided without you. The days planned after it move.")
        facts.append((_("If you do nothing"), nothing))
    return (*facts, (_(WAITED), _waited(desk)))


def _listed(found: Sequence[StepView]) -> str:
    """What the other side has to do. Semicolons keep apart what has commas and "and" of its own."""
    shown = [say.lower(step.label).rstrip(".") for step in found[:3]]
    rest = len(found) - 3
    more = [ngettext("%(num)s more thing", "%(num)s more things", rest)] if rest > 0 else []
    return f"{say.cut('; '.join([*shown, *more]), 240)}."


def _then(desk: Desk) -> str:
    """What comes after the stage under way."""
    coming = [stage for stage in desk.case.in_order() if desk.case.state(stage.key) == "next"]
    if not coming:
        last = _("You say whether each condition is met. Nobody else can close this.")
        return last if _asks(desk) else ""
    stage = coming[0]
    days = say.span(*planned(desk, stage.key), desk.today)
    return f"{stage.title}{f', {days}' if days else ''}."


def _asks(desk: Desk) -> bool:
    return desk.look.viewer.side == "customer"


def _waited(desk: Desk) -> str:
    gone, named = waited(desk.case, desk.look.at), desk.waited_for()
    if max(gone.values()) < say.HOUR:
        return _("Nobody has waited yet.")
    told = (_("%(time)s for %(name)s", time=say.wait(gone[side]), name=named[side]) for side in SIDES)
    return f"{', '.join(told)}."


def _ended(desk: Desk) -> str:
    met = [verdict.at for _key, _row, verdict in desk.case.conditions() if verdict]
    on = say.month_day(max(met).astimezone(desk.look.viewer.zone).date(), desk.today) if met else ""
    name = say.upper(desk.name("customer"))
    if desk.look.viewer.side == "customer":
        said = _("You said so on %(day)s.", day=on) if on else _("You said so.")
    else:
        said = (
            _("%(name)s said so on %(day)s.", name=name, day=on) if on else _("%(name)s said so.", name=name)
        )
    rest = _("Nothing in it changes any more; what comes next begins as a new need.")
    return f"{said} {rest}"


def views(desk: Desk, found: Sequence[Step], *, theirs: bool = False) -> tuple[StepView, ...]:
    """The steps, numbered; many lines or notes of one stage as a single step that does them together.

    `theirs`: they are told to the other side.
    """
    grouped: list[tuple[Step, int]] = []
    for (kind, _stage), group in groupby(found, key=lambda step: (step.kind, step.stage)):
        run = list(group)
        together = kind in TOGETHER and len(run) >= MANY
        grouped += [(run[0], len(run))] if together else [(step, 1) for step in run]
    return tuple(_view(desk, no, step, many, theirs) for no, (step, many) in enumerate(grouped, 1))


def _view(desk: Desk, no: int, step: Step, many: int, theirs: bool) -> StepView:
    if step.who and not _own(desk, step):
        return _colleague(desk, no, step)
    said = say.cut(step.label, 90)
    label = TOGETHER[step.kind](many) if many > 1 else called(step.kind, said)
    return StepView(
        no=no,
        label=called_of_them(step.kind, said, many) if theirs else label,
        kind="stage" if many > 1 and step.kind == "line" else step.kind,
        stage=step.stage,
        target=step.target,
        anchor=anchor(step),
        time=time(step.kind, many),
    )


def _colleague(desk: Desk, no: int, step: Step) -> StepView:
    """The step of somebody else, by name; who has left is not reminded, but somebody else is to be named."""
    name, card = desk.who(step.who, step.who, step.side).name, desk.look.people.get(step.who)
    here = card is not None and card.here
    block, _dot, key = step.target.partition(".")
    ours = step.side == desk.look.viewer.side
    said = called("hold", step.label) if step.kind == "hold" else step.label
    gone = _("%(what)s: %(name)s has left, name somebody else", what=said, name=name)
    label = f"{said}: {name}" if here else gone
    nudge = (block, key, step.who) if here and ours and step.kind == "yes" else None
    return StepView(no, label, step.kind, step.stage, step.target, anchor(step), "", nudge, True)
