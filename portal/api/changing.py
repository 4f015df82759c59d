"""Changes with a price and proposals, as a program says them and as it is told of them."""

from typing import Any

from portal.api import change_forms as forms
from portal.api import prices
from portal.api.fittings import Hand
from portal.api.reading import Unfit
from portal.cases import bringing
from portal.cases.model import Case
from portal.cases.queries import calendars
from portal.kernel import clock
from portal.people.model import Person
from workflows import booked, offered, payments, totals
from workflows.blocks.lines import line_of
from workflows.case import Case as Thread
from workflows.grammar import Field
from workflows.impact import Impact
from workflows.language import _
from workflows.paid import Paid
from workflows.records import Json, Mark, Refused, Value


# ---- what is said
def value_said(person: Person, case: Case, line: Field, raw: Json) -> Json:
    """A value as it would be written on a line: files are named as we know them.

    Raises:
        Unfit: it names a file that this order does not have.
    """
    try:
        return bringing.named(person, case, line, raw)
    except Refused as error:
        raise Unfit.at("value", str(error)) from None


def wished(person: Person, case: Case, line: tuple[str, str], said: forms.Counter) -> booked.Wish:
    """What is asked for of a line, as the rules read it.

    Raises:
        Unfit: it names a line that its stage does not have, or a file that this order does not have.
    """
    stage, key = line
    value = value_said(person, case, line_of(case.thread, stage, key), said.value)
    also = {}
    for one, raw in said.also.items():
        field = case.thread.stages[stage].field(one)
        if field is None:
            raise Unfit.at(
                "also", _("%(stage)s has no line of that key.", stage=case.thread.stages[stage].title)
            )
        also[one] = value_said(person, case, field, raw)
    hand = said.by_hand
    price = (
        booked.ByHand(cost=booked.Cost(**hand.model_dump(exclude={"days"})), days=hand.days) if hand else None
    )
    return booked.Wish(value=value, also=also, way=said.way, why=said.why, by_hand=price)


# ---- what is told
def told(impact: Impact, currency: str) -> prices.Impact:
    """What a change takes."""
    later = impact.later
    return prices.Impact(
        cost=_cost(impact.cost, currency),
        days=impact.days,
        date=impact.after,
        before=impact.before,
        reopens=list(impact.reopens),
        voids=list(impact.voids),
        yeses=list(impact.yeses),
        possible=impact.possible,
        alternatives=list(impact.alternatives),
        missing=list(impact.missing),
        free=impact.free,
        band=prices.BandEffect(**impact.band.model_dump(), currency=currency) if impact.band else None,
        later=prices.Later(
            stage=later.stage, cost=_cost(later.cost, currency), days=later.days, possible=later.possible
        )
        if later
        else None,
        quote=None if impact.missing else impact.quote or None,
    )


def author(thread: Thread, line: Value | None) -> dict[str, Any]:
    """Who wrote a line and when; where they agreed to it, who asked."""
    asked = offered.asker(thread, line) if line else None
    by, at = (line.by, line.at) if line else (None, None)
    return {"by": by, "at": at, "asked_by": asked.by if asked else None}


def asked_for(case: Case) -> list[prices.Proposal]:
    """Every proposal, oldest first; what is on the table is weighed as of now."""
    thread = case.thread
    weighed = _weighed(case)
    names = ("stage", "field", "was", "also", "state", "why")
    held = sorted(thread.proposals.items(), key=lambda named: named[1].rounds[0].seq)
    return [
        prices.Proposal(
            key=key,
            **{name: getattr(one, name) for name in names},
            rounds=[_round(offer, thread.currency) for offer in one.rounds],
            impact=told(weighed[key], thread.currency) if key in weighed else None,
            ended=_hand(one.ended),
        )
        for key, one in held
    ]


def price(thread: Thread) -> prices.Price:
    """What the order costs, and whether that lies in the band."""
    now, held = totals.total(thread), totals.band(thread)
    where, outside = totals.where(held.low, held.high, now.whole) if held and now else (None, 0)
    return prices.Price(
        currency=thread.currency,
        agreed=now.agreed if now else None,
        options=now.options if now else 0,
        allowances=now.allowances if now else 0,
        changes=now.work if now else 0,
        total=now.whole if now else None,
        band=prices.Band(**held.model_dump(), where=where, outside=outside) if held else None,
        plan=[_due(one) for one in payments.schedule(thread)],
        received=payments.received(thread),
        payments=[_paid(key, one) for key, one in sorted(thread.paid.items(), key=lambda one: one[1].seq)],
    )


def agreed(thread: Thread) -> list[prices.Change]:
    """Every change that was booked, oldest first, those that were taken back too."""
    held = sorted(thread.booked.items(), key=lambda named: named[1].seq)
    names = ("by", "at", "side", "days", "before", "after", "way", "why")
    return [
        prices.Change(
            key=key,
            **{name: getattr(one, name) for name in names},
            lines=[_line(path, line) for path, line in one.lines.items()],
            cost=_cost(one.cost, thread.currency),
            reopens=list(one.reopens),
            proposal=one.proposal or None,
            taken_back=_hand(one.ended),
        )
        for key, one in held
    ]


def _weighed(case: Case) -> dict[str, Impact]:
    """What each open proposal takes now; the house is asked for its days only when there is one."""
    thread = case.thread
    open_ = offered.in_hand(thread)
    if not open_:
        return {}
    today, days = clock.now().date(), calendars(case.account_id)
    return {key: offered.weigh(thread, one, today, days) for key, one in open_.items()}


def _cost(cost: booked.Cost, currency: str) -> prices.Cost:
    return prices.Cost(**cost.model_dump(), amount=cost.total, currency=currency)


def _due(one: payments.Due) -> prices.DuePayment:
    return prices.DuePayment(
        what=one.plan.what, stage=one.plan.due, amount=one.sum, paid=one.paid, due=one.due, since=one.since
    )


def _paid(key: str, one: Paid) -> prices.Payment:
    names = ("by", "at", "amount", "day", "reference", "back", "why")
    told = {name: getattr(one, name) for name in names}
    return prices.Payment(key=key, **told, undone=_hand(one.undone))


def _round(offer: booked.Offer, currency: str) -> prices.Round:
    names = ("by", "side", "at", "value", "also", "way", "why", "until")
    by_hand = offer.by_hand
    price = prices.ByHand(cost=_cost(by_hand.cost, currency), days=by_hand.days) if by_hand else None
    return prices.Round(**{name: getattr(offer, name) for name in names}, by_hand=price)


def _line(path: str, line: booked.Changed) -> prices.ChangedLine:
    stage, _, field = path.partition(".")
    return prices.ChangedLine(stage=stage, field=field, was=line.was, now=line.now)


def _hand(mark: Mark | None) -> Hand | None:
    return Hand(by=mark.by, at=mark.at) if mark else None
