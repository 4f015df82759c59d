"""What is paid when: a plan for this order, what is due at the stage that is reached, what was received.

Nothing is collected here. A due sum is an open thing that holds up nobody; the clan writes down what came
(docs/decisions/019). Source: docs/workflows.md, "Payments".
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from workflows.case import Case
from workflows.grammar import Instalment
from workflows.language import N_, _, day_and_year
from workflows.paid import Paid
from workflows.records import Json, Mark, Refused, Step
from workflows.texts import reason, said
from workflows.totals import total
from workflows.values import Invalid
from workflows.values.money import LARGEST, amount
from workflows.values.numbers import figure

LONGEST = 120  # characters of a reference


class Due(NamedTuple):
    """One payment of the plan: its sum and how much of it is there, in the smallest coin.

    It is `due` since its stage was reached; `since` is that moment.
    """

    plan: Instalment
    sum: int
    paid: int
    due: bool
    since: datetime | None

    @property
    def open(self) -> int:
        """What is due and not there."""
        return self.sum - self.paid if self.due else 0


def plan(case: Case) -> tuple[Instalment, ...]:
    """What is paid when: as both agreed for this order, or as its definition says."""
    rows = case.value(case.payments_field) if case.payments_field else None
    return tuple(map(_instalment, rows)) if rows else case.payments


def schedule(case: Case) -> tuple[Due, ...]:
    """Each payment with its sum, the first paid first; empty while there is no price or no plan.

    Shares are of the price agreed, to the nearest coin. The last takes what is left of the whole, so that
    every change moves it, and no coin is lost.
    """
    now, rows = total(case), plan(case)
    if now is None or not rows:
        return ()
    left, there, found = max(0, now.whole), max(0, received(case)), []
    for number, one in enumerate(rows, 1):
        coins = left if number == len(rows) else min(left, max(0, _own(one, now.agreed)))
        paid = min(there, coins)
        left, there = left - coins, there - paid
        reached, since = _reached(case, one.due)
        found.append(Due(one, coins, paid, reached, since))
    return tuple(found)


def received(case: Case) -> int:
    """What was received and not given back."""
    return sum(_counted(one) for one in case.paid.values())


def overpaid(case: Case) -> int:
    """What was received beyond the whole; 0 while no price is known."""
    now = total(case)
    return max(0, received(case) - max(0, now.whole)) if now else 0


def left(case: Case) -> Iterator[Step]:
    """The payments that are due, for the customer; the case ends without them."""
    for number, one in enumerate(schedule(case)):
        if one.open:
            label = f"{one.plan.what}, {amount(one.open, case.currency)}"
            stage = one.plan.due if one.plan.due in case.stages else case.plan[-1]
            yield Step(side="customer", kind="payment", stage=stage, target=str(number), label=label)


def since(case: Case, step: Step) -> datetime | None:
    """Since when a payment is due."""
    found = schedule(case)
    number = int(step.target)
    return found[number].since if number < len(found) else None


def record(case: Case, mark: Mark, coins: int, day: date, reference: str, back: bool = False) -> Case:
    """Write down a payment that came, or that was given `back`, on a day, with what its paper says.

    Raises:
        Refused: the customer does it, the sum is nothing or too much, the day is to come, or more is given
            back than there is.
    """
    if mark.side != "clan":
        raise Refused(_("Whoever receives the money writes it down. Ask them to."))
    if not 0 < coins <= LARGEST:
        raise Refused(
            _("Write how much it was, more than nothing.") if coins <= 0 else _("This is too much money.")
        )
    if day > mark.at.date():
        raise Refused(_("%(day)s is to come. Write down what is there.", day=day_and_year(day)))
    if back and coins > received(case):
        raise Refused(_("Only %(sum)s is there to give back.", sum=amount(received(case), case.currency)))
    words = said(reference, N_("The reference"))
    if len(words) > LONGEST or "\n" in words:
        raise Refused(
            _("The reference is one line of at most %(most)s characters, as on the paper.", most=LONGEST)
        )
    paid = Paid(**mark.model_dump(), amount=coins, day=day, reference=words, back=back)
    return case.with_whole("paid", f"m{mark.seq}", paid)


def undo(case: Case, mark: Mark, key: str, why: str) -> Case:
    """Say that a payment was written down wrongly: it stays to be read and counts no more.

    Raises:
        Refused: the customer does it, there is none, it is undone, it was given back since, or no reason.
    """
    if mark.side != "clan":
        raise Refused(_("Whoever wrote it down takes it back. Ask them to."))
    one = case.paid.get(key)
    if one is None:
        raise Refused(_("There is no such payment here."))
    if one.undone:
        raise Refused(_("That is undone already."))
    if received(case) - _counted(one) < 0:
        raise Refused(_("Some of it was given back. Undo that first."))
    undone = one.model_copy(update={"undone": mark, "why": reason(why)})
    return case.with_whole("paid", key, undone)


def adds_up(case: Case, new: Mapping[str, Json]) -> None:
    """A plan that is written comes to just the price.

    Raises:
        workflows.values.Invalid: it does not.
    """
    rows = new.get(case.payments_field) if case.payments_field else None
    if not rows:
        return
    found = tuple(map(_instalment, rows))
    *first, last = found
    for one in first:
        if (one.percent is None) == (one.amount is None):
            raise Invalid(_("%(payment)s: write a share or a sum, one of them.", payment=one.what))
    if last.percent is not None and last.amount is not None:
        raise Invalid(
            _("%(payment)s: write a share or a sum, one of them, or leave both empty.", payment=last.what)
        )
    _come_to(case, found, new)


def _come_to(case: Case, found: tuple[Instalment, ...], new: Mapping[str, Json]) -> None:
    """Shares make a hundred, and sums the price, or less when the last takes what is left."""
    open_ = found[-1].percent is None and found[-1].amount is None
    shares = sum((one.percent or Decimal(0) for one in found), Decimal(0))
    if all(one.amount is None for one in found):
        if shares > 100 or (shares < 100 and not open_):
            raise Invalid(_("The shares make %(shares)s of 100 per cent.", shares=figure(shares)))
        return
    held = new.get(case.price_field) or case.value(case.price_field)
    if not held:
        return
    come = sum(_own(one, held["amount"]) for one in found)
    if come > held["amount"] or (come < held["amount"] and not open_):
        sums = {"come": amount(come, case.currency), "price": amount(held["amount"], case.currency)}
        raise Invalid(_("These come to %(come)s, and the price is %(price)s.", **sums))


def _own(one: Instalment, agreed: int) -> int:
    """The sum that a payment has of its own."""
    if one.amount is not None:
        return one.amount
    share = Decimal(agreed) * (one.percent or 0) / 100
    return int(share.quantize(Decimal(1), ROUND_HALF_UP))


def _instalment(row: Mapping[str, Json]) -> Instalment:
    sum_ = row.get("amount")
    percent = row.get("percent")
    return Instalment(
        what=row["what"],
        due=row["due"],
        percent=None if percent is None else Decimal(percent),
        amount=sum_["amount"] if sum_ else None,
    )


def _reached(case: Case, stage: str) -> tuple[bool, datetime | None]:
    """Whether a stage is reached, and since when. What is no stage of this order any more is reached."""
    if stage not in case.progress:
        return True, case.begun.at
    progress = case.progress[stage]
    skipped = progress.skipped.at if progress.skipped else None
    return case.state(stage) != "next", progress.opened or progress.closed or skipped


def _counted(one: Paid) -> int:
    return 0 if one.undone else -one.amount if one.back else one.amount
