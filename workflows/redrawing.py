"""Changing the plan of one order: made at once, or asked of the other side where it moves a promise.

What is promised is the day of the hand-over, from the moment that both have signed a stage. A change of the
plan that leaves that day is simply made; one that moves it is made once the other side agrees to the day
that it was shown (docs/decisions/017).
"""

from collections.abc import Callable, Iterator
from datetime import date

from workflows import ordering, shaping, splitting, stages
from workflows.calendars import USUAL, Calendars
from workflows.case import Case
from workflows.grammar import SIDES
from workflows.language import N_, _, day
from workflows.planning import Days, moves
from workflows.records import Mark, Refused, Step, other
from workflows.redrawn import Kind, Redraw, Redrawn
from workflows.texts import reason

_RULES: dict[Kind, Callable[[Case, Mark, Redraw], Case]] = {
    "add": shaping.added,
    "split": splitting.split,
    "move": ordering.relocated,
    "remove": shaping.removed,
    "skip": lambda case, mark, how: stages.skip(case, mark, how.stage, how.why),
    "again": lambda case, mark, how: stages.again(case, mark, how.stage, how.why),
    "reopen": lambda case, mark, how: stages.reopen(case, mark, how.stage, how.why),
}


class Moves(Refused):
    """A change of the plan moves the day that was promised, so it is asked of the other side first."""


def left(case: Case) -> Iterator[Step]:
    """The changes of the plan that are asked for, each for the side that answers it."""
    for key, one in in_hand(case).items():
        about = one.how.stage or one.how.after
        yield Step(side=other(one.asked.side), kind="redraw", stage=about, target=key, label=told(case, one))


def in_hand(case: Case) -> dict[str, Redrawn]:
    """The changes of the plan that are asked for and not answered, oldest first."""
    found = [(key, one) for key, one in case.redraws.items() if one.state == "open"]
    return dict(sorted(found, key=lambda named: named[1].asked.seq))


def told(case: Case, one: Redrawn) -> str:
    """What a change of the plan is, in a few words: “leave Baste fitting out”."""
    return _words(case, one, _TOLD)


def done(case: Case, one: Redrawn) -> str:
    """The same once it is made, for the feed: “added Another fitting after Baste fitting”."""
    return _words(case, one, _DONE)


_TOLD: dict[Kind, str] = {
    "add": N_("add %(stage)s after %(after)s"),
    "split": N_("split %(whole)s, and make %(stage)s a stage of its own"),
    "move": N_("move %(stage)s after %(after)s"),
    "remove": N_("take %(stage)s out again"),
    "skip": N_("leave %(stage)s out"),
    "again": N_("hold %(stage)s once more"),
    "reopen": N_("open %(stage)s again"),
}
_DONE: dict[Kind, str] = {
    "add": N_("added %(stage)s after %(after)s"),
    "split": N_("split %(whole)s, and made %(stage)s a stage of its own"),
    "move": N_("moved %(stage)s after %(after)s"),
    "remove": N_("took %(stage)s out again"),
    "skip": N_("left %(stage)s out"),
    "again": N_("planned %(stage)s once more"),
    "reopen": N_("opened %(stage)s again"),
}


def _words(case: Case, one: Redrawn, table: dict[Kind, str]) -> str:
    how = one.how
    stage = how.new.title if how.new else how.title
    return _(table[how.kind], stage=stage, whole=_title(case, how.stage), after=_title(case, how.after))


def weigh(case: Case, mark: Mark, how: Redraw, calendars: Calendars = USUAL) -> Days:
    """The day of the hand-over as it is planned, and as it would be after this change.

    Raises:
        Refused: the change cannot be made.
    """
    after = stages.moved_on(case, _RULES[how.kind](case, mark, how), mark.at)
    return moves(case, after, mark.at.date(), calendars)


def redraw(case: Case, mark: Mark, how: Redraw, calendars: Calendars = USUAL) -> Case:
    """Change the plan at once.

    Raises:
        Moves: it moves the day that was promised.
        Refused: it cannot be made.
    """
    how, days = _named(case, how), weigh(case, mark, how, calendars)
    if asks(case, days):
        raise Moves(_("This moves the day of the hand-over, so the other side is asked first."))
    return _made(case, mark, f"r{mark.seq}", _entry(mark, how, days))


def ask(case: Case, mark: Mark, how: Redraw, calendars: Calendars = USUAL) -> Case:
    """Ask the other side for a change of the plan.

    Raises:
        Refused: it cannot be made, needs nobody's yes, or is asked for already and may still be answered.
    """
    how, days = _named(case, how), weigh(case, mark, how, calendars)
    if not asks(case, days):
        raise Refused(_("This moves no promise, so it can simply be made."))
    for key, one in in_hand(case).items():
        if _bare(one.how) == _bare(how):
            if not one.run_out(mark.at.date()):
                raise Refused(_("That is asked for already. Answer it, or wait for the answer."))
            case = _ended(case, key, "run_out", mark)  # this takes its place
    return case.with_whole("redraws", f"r{mark.seq}", _entry(mark, how, days))


def anew(case: Case, mark: Mark, key: str, calendars: Calendars = USUAL) -> Case:
    """Ask once more for what ran out without an answer; either side may.

    Raises:
        Refused: it is not open, it may still be answered, or it cannot be made any more.
    """
    return ask(case, mark, _open(case, key).how, calendars)


def asks(case: Case, days: Days) -> bool:
    """Whether the other side must agree: the day of the hand-over moves, and it is promised."""
    return days[0] is not None and days[0] != days[1] and any(_agreed(case, key) for key in case.plan)


def agree(case: Case, mark: Mark, key: str, seen: date | None = None, calendars: Calendars = USUAL) -> Case:
    """Agree to what the other side asks for. `seen` is the day of the hand-over that was shown.

    Raises:
        Refused: it is not open, it is one's own, it ran out, it cannot be made any more, or the day is
            another by now.
    """
    one = _open(case, key)
    if one.asked.side == mark.side:
        raise Refused(_("You asked for this. It is for the other side to answer."))
    if one.run_out(mark.at.date()):
        raise Refused(_("This was good until %(day)s. Ask for it anew.", day=day(one.until)))
    days = weigh(case, mark, one.how, calendars)
    if days[1] != (seen or one.after):
        raise Refused(_moves_to(days[1]))
    return _made(case, mark, key, one.model_copy(update={"before": days[0], "after": days[1]}))


def decline(case: Case, mark: Mark, key: str, why: str) -> Case:
    """Say no, with a reason that stays to be read.

    Raises:
        Refused: it is not open, it is one's own, or there is no reason.
    """
    if _open(case, key).asked.side == mark.side:
        raise Refused(_("You asked for this. Take it back instead."))
    return _ended(case, key, "declined", mark, reason(why))


def withdraw(case: Case, mark: Mark, key: str) -> Case:
    """Take back what one's own side asked for.

    Raises:
        Refused: it is not open, or the other side asked for it.
    """
    if _open(case, key).asked.side != mark.side:
        raise Refused(_("It is for you to answer: agree, or say no with a reason."))
    return _ended(case, key, "withdrawn", mark)


def _made(case: Case, mark: Mark, key: str, one: Redrawn) -> Case:
    """The plan changed, and written down with what it takes to take it back."""
    hand = one.asked.model_copy(update={"at": mark.at, "seq": mark.seq})  # whoever wanted it, now
    after = _RULES[one.how.kind](case, hand, one.how)
    new = [stage for stage in after.plan if stage not in case.stages]
    done = one.model_copy(
        update={
            "state": "made",
            "ended": mark,
            "made": new[0] if new else "",
            "was": case.stages[one.how.stage] if one.how.kind == "split" else None,
        }
    )
    return after.with_whole("redraws", key, done)


def _named(case: Case, how: Redraw) -> Redraw:
    """With the title of the stage that it is about, which may be gone one day."""
    if how.kind in ("add", "split"):
        return how
    return how.model_copy(update={"title": case.stage(how.stage).title})


def _entry(mark: Mark, how: Redraw, days: Days) -> Redrawn:
    return Redrawn(how=how, asked=mark, before=days[0], after=days[1])


def _bare(how: Redraw) -> Redraw:
    """What is wanted, whatever the reason."""
    return how.model_copy(update={"why": ""})


def _agreed(case: Case, stage: str) -> bool:
    """Whether both sides have signed a stage."""
    return len(case.signatures.get(stage, {})) == len(SIDES)


def _open(case: Case, key: str) -> Redrawn:
    one = case.redraws.get(key)
    if one is None:
        raise Refused(_("Nobody asked for such a change of the plan here."))
    if one.state != "open":
        raise Refused(_("This is answered already."))
    return one


def _ended(case: Case, key: str, state: str, mark: Mark, why: str = "") -> Case:
    ended = case.redraws[key].model_copy(update={"state": state, "ended": mark, "why": why})
    return case.with_whole("redraws", key, ended)


def _title(case: Case, key: str) -> str:
    return case.stages[key].title if key in case.stages else _("a stage that is gone")


def _moves_to(new: date | None) -> str:
    if new is None:
        return _("The hand-over would move to no day any more by now. Look once more, then agree.")
    return _("The hand-over would move to %(day)s by now. Look once more, then agree.", day=day(new))
