"""Asking the other side for a change: accepted, declined with a reason, or countered, round by round.

The side that did not speak last answers. An offer is priced by the rules of the order, or by hand by the
clan, which does the work; it holds for seven days. Every round stays to be read (docs/decisions/011).
"""

from datetime import date

from workflows.blocks import fixed, lines
from workflows.booked import Offer, Proposal, Wish
from workflows.booking import Priced, Reason, agreed, book
from workflows.calendars import USUAL, Calendars
from workflows.case import Case
from workflows.impact import Impact, impact, why_not
from workflows.language import N_, _, day, listed
from workflows.offered import in_hand, weigh
from workflows.payments import adds_up
from workflows.records import HOLDS, Json, Mark, Refused, digest
from workflows.texts import reason, said
from workflows.totals import right_way_round

_ENDED = {
    "accepted": N_("This proposal is accepted already, so there is nothing to answer."),
    "declined": N_("This proposal is declined already, so there is nothing to answer."),
    "withdrawn": N_("This proposal is withdrawn already, so there is nothing to answer."),
}


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
    fields = (field, *(key for key in wish.also if key != field))
    for key in fields:
        _may_be_asked(case, stage, key)
    was = {key: case.value(f"{stage}.{key}") for key in fields}
    one = _offer(case, mark, stage, fields, wish, calendars)
    proposal = Proposal(stage=stage, field=field, was=was.pop(field), also=was, rounds=(one,))
    if not one.way and _same(case, proposal.wanted(one)):
        label = listed([lines.line_of(case, stage, key).label for key in fields])
        raise Refused(_("%(line)s says that already. Say what you would like instead.", line=label))
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
    fields = (proposal.field, *proposal.also)
    if strange := [key for key in wish.also if key not in fields]:
        label = lines.line_of(case, proposal.stage, strange[0]).label
        raise Refused(_("%(line)s is not part of this proposal. Ask for it by itself.", line=label))
    one = _offer(case, mark, proposal.stage, fields, wish, calendars)
    if not proposal.run_out(mark.at.date()) and _said(one) == _said(proposal.last):
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
    if any(case.value(path) != was for path, was in proposal.held.items()):
        raise Refused(
            _("The line has changed since this was asked for. Counter it, or say no with a reason.")
        )
    told = weigh(case, proposal, today, calendars)
    new = fixed.carried(case, _new(case, proposal.wanted(last)))
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


def _offer(
    case: Case, mark: Mark, stage: str, fields: tuple[str, ...], wish: Wish, calendars: Calendars
) -> Offer:
    """One round, with the price that the rules give it, unless the clan says another."""
    if wish.by_hand is not None and mark.side != "clan":
        raise Refused(_("Whoever does the work says what it costs. Ask for it, and they will."))
    asked = {fields[0]: wish.value, **{key: wish.also.get(key) for key in fields[1:]}}
    new = {f"{stage}.{key}": _fitting(case, stage, key, value) for key, value in asked.items()}
    for path, value in new.items():
        lines.to_come(case, path, value, mark.at.date())
        fixed.not_waiting(case, path)
    right_way_round(case, new)
    adds_up(case, new)
    words = said(wish.way, N_("The way"))
    if not words and wish.by_hand is not None and _same(case, new):
        raise Refused(_("Say in words what this price is for."))
    told = impact(case, fixed.carried(case, new), mark.at.date(), calendars)
    return Offer(
        **mark.model_dump(),
        value=new[f"{stage}.{fields[0]}"],
        also={key: new[f"{stage}.{key}"] for key in fields[1:]},
        way=words,
        why=said(wish.why, N_("The reason")),
        by_hand=wish.by_hand,
        shown="" if wish.by_hand else told.quote,
        until=mark.at.date() + HOLDS,
    )


def _fitting(case: Case, stage: str, field: str, value: Json) -> Json:
    """A value as the line stores it; None leaves the line as it is."""
    if lines.line_of(case, stage, field).type in ("file", "photo") and value is not None:
        raise Refused(_("Files are brought on their line. Say in words what you would like."))
    return case.value(f"{stage}.{field}") if value is None else lines.fitting(case, stage, field, value)


def _may_be_asked(case: Case, stage: str, field: str) -> None:
    """Refuse to ask for a line that somebody asks for already, or that can simply be written."""
    definition, path = lines.line_of(case, stage, field), f"{stage}.{field}"
    if any(path in one.held for one in in_hand(case).values()):
        label = definition.label
        raise Refused(
            _("There is a proposal for %(line)s already. Answer that one, or counter it.", line=label)
        )
    if case.empty(stage, field) and not fixed.locked(case, stage, definition):
        raise Refused(_("%(line)s is not written yet, so it can simply be written.", line=definition.label))


def _new(case: Case, wanted: dict[str, Json]) -> dict[str, Json]:
    """What of it is another value than the line holds."""
    return {path: value for path, value in wanted.items() if digest(case.value(path)) != digest(value)}


def _same(case: Case, wanted: dict[str, Json]) -> bool:
    return not _new(case, wanted)


def _said(offer: Offer) -> tuple[Json, ...]:
    """What an offer says, whoever made it and when."""
    return offer.value, offer.also, offer.way, offer.by_hand, offer.shown


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
