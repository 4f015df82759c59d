"""What is paid when, what of it is due, and what was written down as paid."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.cost import money
from portal.cases.show.given import By, Desk
from workflows.language import N_, _
from workflows.payments import Due, overpaid, received, schedule
from workflows.totals import both_signed, total


@dataclass(frozen=True)
class DueView:
    """One payment of the plan; `state` is a label (paid, due) or empty while it is to come."""

    what: str
    when: str
    money: str
    state: str


@dataclass(frozen=True)
class PaidView:
    """Something written down as paid. `undoable`: the viewer may say that it was wrong."""

    key: str
    label: str
    money: str
    day: str
    reference: str
    by: By
    undone: By | None
    why: str
    undoable: bool


@dataclass(frozen=True)
class PaymentsView:
    """The plan with its sums, what it comes to in words, and everything written down, the newest first.

    `at` is the stage and line on which the plan is written; `whose` says who agreed to it.
    `writes`: the viewer may write down a payment, `said` is what they typed, `problem` what is wrong with it.
    """

    plan: tuple[DueView, ...]
    says: str
    entries: tuple[PaidView, ...]
    at: tuple[str, str]
    whose: str
    writes: bool
    said: Mapping[str, str]
    problem: str
    today: str
    currency: str


def payments(desk: Desk, said: Mapping[str, str] | None = None, problem: str = "") -> PaymentsView:
    """The part of the price that says what is paid when."""
    case = desk.case
    stage, _dot, key = case.payments_field.partition(".")
    newest = sorted(case.paid.items(), key=lambda named: -named[1].seq)
    return PaymentsView(
        plan=tuple(_due(desk, one) for one in schedule(case)),
        says=" ".join(_says(desk)),
        entries=tuple(_entry(desk, key) for key, _one in newest),
        at=(stage, key),
        whose=_whose(desk),
        writes=desk.look.viewer.side == "clan",
        said={name: (said or {}).get(name, "") for name in ("amount", "day", "reference", "back")},
        problem=problem,
        today=desk.today.isoformat(),
        currency=case.currency,
    )


def _due(desk: Desk, one: Due) -> DueView:
    stage = desk.case.stages.get(one.plan.due)
    title = stage.title if stage else one.plan.due
    when = _("once %(stage)s begins", stage=title)
    if one.due and one.since:
        when = _("%(stage)s began %(when)s", stage=title, when=desk.when(one.since))
    elif one.due:
        when = _("%(stage)s is reached", stage=title)
    state = N_("paid") if one.due and one.sum == one.paid else N_("due") if one.due else ""
    if one.paid and one.paid < one.sum:
        part = _("%(money)s of it is paid", money=money(desk, one.paid))
        when = f"{when}; {part}"
    elif one.paid and not one.due:
        state = "paid"
    return DueView(one.plan.what, when, money(desk, one.sum), state)


def _whose(desk: Desk) -> str:
    """Whether this is the plan of the house, or one that both agreed to for this order."""
    path = desk.case.payments_field
    if not path or not desk.case.value(path):
        return _("This is how the house usually asks for it.")
    if both_signed(desk.case, path):
        return _("Both agreed to this plan for this order.")
    return _("This plan was written for this order, and both have yet to sign it.")


def _says(desk: Desk) -> Iterator[str]:
    """What was received, what is due, and what is still to come; or how much is too much."""
    case, now = desk.case, total(desk.case)
    there = received(case)
    yield _("%(money)s was received.", money=money(desk, there)) if there else _("Nothing was received yet.")
    if now is None:
        return
    if more := overpaid(case):
        yield _("That is %(money)s more than the whole, which is to be given back.", money=money(desk, more))
        return
    due = sum(one.open for one in schedule(case))
    left = money(desk, now.whole - there) if now.whole > there else ""
    if not left:
        yield _("All of it is paid.")
    elif due:
        part = money(desk, due)
        yield _("%(money)s is left to pay, and %(part)s of it is due now.", money=left, part=part)
    else:
        yield _("%(money)s is left to pay, and nothing of it is due now.", money=left)


def _entry(desk: Desk, key: str) -> PaidView:
    one = desk.case.paid[key]
    return PaidView(
        key=key,
        label=_("Given back") if one.back else _("Received"),
        money=money(desk, one.amount),
        day=say.full_day(one.day),
        reference=one.reference,
        by=desk.by(one),
        undone=desk.by(one.undone) if one.undone else None,
        why=one.why,
        undoable=one.undone is None and desk.look.viewer.side == "clan",
    )
