"""Payments of an order, written down and undone; nothing is collected."""

from portal.api import change_forms as forms
from portal.api import forms as words
from portal.api.operations import deed
from portal.api.reading import Unfit
from portal.api.views import ORDER, bp
from portal.cases import paying
from portal.cases.queries import Case
from portal.kernel.doors import me


@bp.post(f"{ORDER}/payments")
@deed(forms.Pay)
def record_payment(case: Case, said: forms.Pay) -> None:
    """Write down what was received, or given back."""
    if said.currency != case.thread.currency:
        raise Unfit.at("currency", f"This order is counted in {case.thread.currency}.")
    paying.record_payment(me(), case, paying.Payment(said.amount, said.day, said.reference, said.back))


@bp.post(f"{ORDER}/payments/<key:payment>/undo")
@deed(words.Why)
def undo_payment(case: Case, said: words.Why, payment: str) -> None:
    """Say that a payment was written down wrongly: it stays to be read and counts no more."""
    paying.undo_payment(me(), case, payment, said.why)
