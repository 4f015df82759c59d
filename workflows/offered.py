"""What is on the table: which proposals are open, who answers them, and what they take."""

from collections.abc import Iterator
from datetime import date

from workflows.blocks import fixed
from workflows.booked import Proposal
from workflows.calendars import USUAL, Calendars
from workflows.case import Case
from workflows.impact import Impact, impact
from workflows.language import listed
from workflows.records import Mark, Step, Value, other
from workflows.redoing import Redo, moved
from workflows.totals import effect


def left(case: Case) -> Iterator[Step]:
    """The proposals that are open, each for the side that answers it."""
    for key, one in in_hand(case).items():
        yield Step(
            side=other(one.last.side), kind="proposal", stage=one.stage, target=key, label=label(case, one)
        )


def in_hand(case: Case) -> dict[str, Proposal]:
    """The proposals that are open, oldest first."""
    found = [(key, one) for key, one in case.proposals.items() if one.state == "open"]
    return dict(sorted(found, key=lambda named: named[1].rounds[0].seq))


def label(case: Case, one: Proposal) -> str:
    """The lines that a proposal is about, by their labels."""
    fields = [case.stages[one.stage].field(key) for key in (one.field, *one.also)]
    return listed([field.label for field in fields if field]) or one.field


def asker(case: Case, value: Value) -> Mark | None:
    """Whoever asked for what a line holds, where the other side agreed; None where it was simply written."""
    found = (one for one in case.proposals.values() if one.ended and one.ended.seq == value.seq)
    return next((one.last for one in found if one.state == "accepted"), None)


def weigh(case: Case, proposal: Proposal, today: date, calendars: Calendars = USUAL) -> Impact:
    """What is on the table takes this if it is agreed now: by the rules, or what was said by hand."""
    offer, wanted = proposal.last, proposal.wanted(proposal.last)
    ruled = impact(case, fixed.carried(case, wanted), today, calendars)
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
        band=effect(case, wanted, cost.total),
    )


def together(case: Case, today: date, calendars: Calendars = USUAL) -> Impact | None:
    """What all open proposals that the rules price would take together; None unless there are several."""
    open_ = [one for one in in_hand(case).values() if one.last.by_hand is None]
    told = {path: value for one in open_ for path, value in one.wanted(one.last).items()}
    return impact(case, fixed.carried(case, told), today, calendars) if len(open_) > 1 else None
