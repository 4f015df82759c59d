"""Asking the other side for a change: accepted, declined with a reason, or countered, round by round.

The side that did not speak last answers. An offer is priced by the rules of the order, or by hand by the
clan, which does the work; it holds for seven days. Every round stays to be read (docs/decisions/011).
"""

from collections.abc import Iterator
from datetime import date

from workflows.blocks import fixed, lines
from workflows.booked import Offer, Proposal, Wish
from workflows.booking import Priced, Reason, agreed, book
from workflows.calendars import USUAL, Calendars
from workflows.case import Case
from workflows.impact import Impact, impact, why_not
from workflows.language import N_, _, day
from workflows.payments import adds_up
from workflows.records import HOLDS, Json, Mark, Refused, Step, Value, other
from workflows.redoing import Redo, moved
from workflows.texts import reason, said
from workflows.totals import effect, right_way_round

_ENDED = {
    "accepted": N_("This proposal is accepted already, so there is nothing to answer."),
    "declined": N_("This proposal is declined already, so there is nothing to answer."),
    "withdrawn": N_("This proposal is withdrawn already, so there is nothing to answer."),
}


def left(case: Case) -> Iterator[Step]:
    """The proposals that are open, each for the side that answers it."""
    for key, one in in_hand(case).items():
        yield Step(
            side=other(one.last.side), kind="proposal", stage=one.stage, target=key, label=_label(case, one)
        )


def in_hand(case: Case) -> dict[str, Proposal]:
    """The proposals that are open, oldest first."""
    found = [(key, one) for key, one in case.proposals.items() if one.state == "open"]
    return dict(sorted(found, key=lambda named: named[1].rounds[0].seq))


def asker(case: Case, value: Value) -> Mark | None:
    """Whoever asked for what a line holds, where the other side agreed; None where it was simply written."""
    found = (one for one in case.proposals.values() if one.ended and one.ended.seq == value.seq)
    return next((one.last for one in found if one.state == "accepted"), None)


def propose(
    case: Case,
    mark: Mark,
    stage: str,
    field: str,
    wish: Wish,
    calendars: Calendars = USUAL,
) -> Case:
    """Ask the other side for another value of a line, or for a way in words.

    Raises:
        Refused: no such line, files, nothing is asked for, somebody asks for this line already, it is not its
            time, or a price by hand from the customer.
        workflows.values.Invalid: the value does not fit the line.
    """
    path = f"{stage}.{field}"
    definition = lines.line_of(case, stage, field)
    if any(one.path == path for one in in_hand(case).values()):
        raise Refused(
            _(
                "There is a proposal for %(line)s already. Answer that one, or counter it.",
                line=definition.label,
            )
        )
    if case.empty(stage, field) and not fixed.locked(case, stage, definition):
        raise Refused(_("%(line)s is not written yet, so it can simply be written.", line=definition.label))
    was = case.value(path)
    one = _offer(case, mark, path, wish, calendars)
    if lines.holds(case, stage, field, one.value) and not one.way:
        raise Refused(
            _("%(line)s says that already. Say what you would like instead.", line=definition.label)
        )
    proposal = Proposal(stage=stage, field=field, was=was, rounds=(one,))
    return case.with_whole("proposals", f"p{mark.seq}", proposal)


def counter(
    case: Case,
    mark: Mark,
    key: str,
    wish: Wish,
    calendars: Calendars = USUAL,
) -> Case:
    """Answer with another value or another way. Whoever spoke last may better their own offer.

    Raises:
        Refused: it is not open, it says nothing new, or a price by hand from the customer.
        workflows.values.Invalid: the value does not fit the line.
    """
    proposal = _open(case, key)
    one = _offer(case, mark, proposal.path, wish, calendars)
    last = proposal.last
    anew = proposal.run_out(mark.at.date())
    if not anew and (one.value, one.way, one.by_hand, one.shown) == (
        last.value,
        last.way,
        last.by_hand,
        last.shown,
    ):
        raise Refused(_("That is what is on the table already."))
    return case.with_whole("proposals", key, proposal.model_copy(update={"rounds": (*proposal.rounds, one)}))


def accept(case: Case, mark: Mark, key: str, quote: str = "", calendars: Calendars = USUAL) -> Case:
    """Agree to what is on the table: it is booked as it was shown. `quote` is what was shown last.

    Raises:
        Refused: it is not open, it is one's own, it is too old, nobody can price it, or the line changed.
        Priced: what was shown is not what it costs now.
    """
    proposal = _open(case, key)
    last, today = proposal.last, mark.at.date()
    if last.side == mark.side:
        raise Refused(_("You asked for this. It is for the other side to answer."))
    if case.value(proposal.path) != proposal.was:
        raise Refused(
            _("The line has changed since this was asked for. Counter it, or say no with a reason.")
        )
    told = weigh(case, last, proposal.path, today, calendars)
    same = lines.holds(case, proposal.stage, proposal.field, last.value)
    new = {} if same else fixed.carried(case, {proposal.path: last.value})
    _must_hold(last, told, new, quote, today)
    if told.free and not last.by_hand:
        case = agreed(case, mark, new, last.why)
    else:
        case = book(case, mark, new, told, calendars, Reason(last.why, last.way, key))
    return _ended(case, key, "accepted", mark)


def decline(case: Case, mark: Mark, key: str, why: str) -> Case:
    """Say no, with a reason that stays to be read.

    Raises:
        Refused: it is not open, it is one's own, or there is no reason.
    """
    proposal = _open(case, key)
    if proposal.last.side == mark.side:
        raise Refused(_("This is your own. Take it back instead."))
    return _ended(case, key, "declined", mark, reason(why))


def withdraw(case: Case, mark: Mark, key: str) -> Case:
    """Take back what one's own side asked for last.

    Raises:
        Refused: it is not open, or the other side spoke last.
    """
    if _open(case, key).last.side != mark.side:
        raise Refused(_("It is for you to answer: agree, say no with a reason, or counter."))
    return _ended(case, key, "withdrawn", mark)


def weigh(case: Case, offer: Offer, path: str, today: date, calendars: Calendars = USUAL) -> Impact:
    """What an offer takes if it is agreed now: by the rules, or what was said by hand."""
    ruled = impact(case, fixed.carried(case, {path: offer.value}), today, calendars)
    if offer.by_hand is None:
        return ruled
    after = moved(case, Redo((), offer.by_hand.days), today, calendars)
    cost = offer.by_hand.cost.model_copy(update={"allowances": ruled.cost.allowances})
    return Impact(
        cost=cost,
        days=offer.by_hand.days,
        yeses=ruled.yeses,
        before=ruled.before,
        after=after,
        band=effect(case, {path: offer.value}, cost.total),
    )


def together(case: Case, today: date, calendars: Calendars = USUAL) -> Impact | None:
    """What all open proposals that the rules price would take together; None unless there are several."""
    open_ = [one for one in in_hand(case).values() if one.last.by_hand is None]
    told = {one.path: one.last.value for one in open_}
    return impact(case, fixed.carried(case, told), today, calendars) if len(told) > 1 else None


def _offer(case: Case, mark: Mark, path: str, wish: Wish, calendars: Calendars) -> Offer:
    """One round, with the price that the rules give it, unless the clan says another."""
    if wish.by_hand is not None and mark.side != "clan":
        raise Refused(_("Whoever does the work says what it costs. Ask for it, and they will."))
    stage, _dot, field = path.partition(".")
    if lines.line_of(case, stage, field).type in ("file", "photo") and wish.value is not None:
        raise Refused(_("Files are brought on their line. Say in words what you would like."))
    value = case.value(path) if wish.value is None else lines.fitting(case, stage, field, wish.value)
    lines.to_come(case, path, value, mark.at.date())
    right_way_round(case, {path: value})
    fixed.not_waiting(case, path)
    adds_up(case, {path: value})
    words = said(wish.way, N_("The way"))
    if not words and wish.by_hand is not None and lines.holds(case, stage, field, value):
        raise Refused(_("Say in words what this price is for."))
    told = impact(case, fixed.carried(case, {path: value}), mark.at.date(), calendars)
    return Offer(
        **mark.model_dump(),
        value=value,
        way=words,
        why=said(wish.why, N_("The reason")),
        by_hand=wish.by_hand,
        shown="" if wish.by_hand else told.quote,
        until=mark.at.date() + HOLDS,
    )


def _must_hold(last: Offer, told: Impact, new: dict[str, Json], quote: str, today: date) -> None:
    """What is accepted is what was shown; a price by hand holds through its last day."""
    if last.by_hand:
        if today > last.until:
            raise Refused(
                _("This was good until %(day)s. Counter it with the same to ask anew.", day=day(last.until))
            )
        return
    if told.missing or not told.possible:
        raise Priced(told, new)
    if moved := why_not(told, quote or last.shown, today):
        raise Priced(told, new, moved)


def _open(case: Case, key: str) -> Proposal:
    proposal = case.proposals.get(key)
    if proposal is None:
        raise Refused(_("There is no such proposal here."))
    if proposal.state != "open":
        raise Refused(_(_ENDED[proposal.state]))
    return proposal


def _ended(case: Case, key: str, state: str, mark: Mark, why: str = "") -> Case:
    ended = case.proposals[key].model_copy(update={"state": state, "ended": mark, "why": why})
    return case.with_whole("proposals", key, ended)


def _label(case: Case, one: Proposal) -> str:
    return lines.line_of(case, one.stage, one.field).label
