"""The price of an order, and its payments: written down and undone by the clan, read by both."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from flask import Response, render_template, request, url_for

from portal.cases import bookkeeping, forms, paying, queries, show
from portal.cases.views import bp, reasons, render
from portal.kernel.doors import me
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from workflows.case import Refused
from workflows.grammar import Field
from workflows.language import _
from workflows.values import Invalid, read
from workflows.values.money import amount

Typed = tuple[Mapping[str, str], str]


@bp.get("/<ref>/price")
def price(ref: str) -> str:
    """What the order costs, what that is made of, and what is paid when."""
    return price_page(ref)


@bp.post("/<ref>/payments")
def record_payment(ref: str) -> Response:
    """Write down a payment that came, or was given back."""
    case = queries.get(me(), ref)
    try:
        paying.record_payment(me(), case, _payment(case))
    except (Invalid, Refused) as problem:
        words = {name: request.form.get(name, "") for name in ("amount", "day", "reference", "back")}
        sentence = str(problem)
        return again(lambda: price_page(ref, payment=(words, sentence)))
    return done(url_for(".price", ref=ref, _anchor="payments-h"))


@bp.route("/<ref>/payments/<key>/undo", methods=["GET", "POST"])
def undo_payment(ref: str, key: str) -> Response | str:
    """Say that a payment was written down wrongly, with a reason."""
    case = queries.get(me(), ref)
    if key not in case.thread.paid:
        raise NotFound
    one = case.thread.paid[key]
    what = amount(one.amount, case.thread.currency)

    def do(why: str) -> None:
        paying.undo_payment(me(), case, key, why)

    return reasons.with_reason(case, "undo_payment", what, do, url_for(".price", ref=ref))


def _payment(case: queries.Case) -> paying.Payment:
    """What the form says.

    Raises:
        Invalid: no sum, another currency, or no day.
    """
    form = forms.PaymentForm(request.form)
    if not form.validate() or form.day.data is None:
        raise Invalid(" ".join(form.problems.values()))
    line = Field(key="amount", label=_("The sum"), type="money", min=Decimal(0))
    held = read(line, form.amount.data or "", currency=case.thread.currency)
    coins = held["amount"] if held else 0
    day: date = form.day.data
    return paying.Payment(coins, day, form.reference.data or "", form.back.data == "yes")


def price_page(ref: str, payment: Typed = ({}, ""), book: Typed = ({}, "")) -> str:
    """The page of the price; `payment` and `book` are what was typed there, and what is wrong with it."""
    case = queries.get(me(), ref)
    desk, order = render.desk_and_page(case)
    told = {
        "price": show.price(desk),
        "payments": show.payments(desk, *payment),
        "book": show.book(desk, bookkeeping.figures(me(), case), *book),
    }
    return render_template("cases/price.html", order=order, **told)
