"""Payments of an order, written down and undone; nothing is collected."""

from flask import Response

from portal.api import books
from portal.api import change_forms as forms
from portal.api import forms as words
from portal.api.operations import answered, deed, told
from portal.api.reading import Unfit
from portal.api.views import ORDER, bp
from portal.cases import bookkeeping, paying, queries
from portal.cases.queries import Case
from portal.kernel.doors import me, token
from workflows.language import _


@bp.post(f"{ORDER}/payments")
@deed(forms.Pay)
def record_payment(case: Case, said: forms.Pay) -> None:
    """Write down what was received, or given back."""
    if said.currency != case.thread.currency:
        problem = _("This order is counted in %(currency)s.", currency=case.thread.currency)
        raise Unfit.at("currency", problem)
    paying.record_payment(me(), case, paying.Payment(said.amount, said.day, said.reference, said.back))


@bp.post(f"{ORDER}/payments/<key:payment>/undo")
@deed(words.Why)
def undo_payment(case: Case, said: words.Why, payment: str) -> None:
    """Say that a payment was written down wrongly: it stays to be read and counts no more."""
    paying.undo_payment(me(), case, payment, said.why)


# ---- the open book
@bp.get(f"{ORDER}/book")
@token
@told(books.Book)
def book(ref: str) -> Response:
    """What the price is made of, for who may read it, and whether the customer may."""
    return answered(books.book(me(), queries.get(me(), ref)))


@bp.put(f"{ORDER}/book")
@deed(forms.Book)
def write_book(case: Case, said: forms.Book) -> None:
    """Write what the price is made of; the customer reads it only while the book is open."""
    bookkeeping.write_book(me(), case, bookkeeping.Figures(**said.model_dump()))


@bp.post(f"{ORDER}/book/ask")
@deed()
def ask_book(case: Case) -> None:
    """Ask the other side to open the book."""
    bookkeeping.ask_book(me(), case)


@bp.post(f"{ORDER}/book/open")
@deed()
def open_book(case: Case) -> None:
    """Agree that the book is opened."""
    bookkeeping.open_book(me(), case)


@bp.post(f"{ORDER}/book/close")
@deed()
def close_book(case: Case) -> None:
    """Close the book, say no to opening it, or take back that one asked."""
    bookkeeping.close_book(me(), case)
