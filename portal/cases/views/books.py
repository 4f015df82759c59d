"""The open book: what the price is made of, written by the clan, read by both once both consent."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from flask import Response, request, url_for

from portal.cases import bookkeeping, queries
from portal.cases.bookkeeping import Figures
from portal.cases.views import bp
from portal.cases.views.payments import price_page
from portal.kernel.doors import me
from portal.kernel.http import again, done
from workflows.case import Refused
from workflows.grammar import Field
from workflows.language import _
from workflows.openbook import PARTS
from workflows.values import Invalid, read


@bp.post("/<ref>/price/book")
def write_book(ref: str) -> Response:
    """Write what the price is made of, for the clan's own eyes until both consent."""
    case = queries.get(me(), ref)
    words = {name: request.form.get(name, "") for name in Figures._fields}
    try:
        bookkeeping.write_book(me(), case, _figures(words, case.thread.currency))
    except (Invalid, Refused) as problem:
        sentence = str(problem)
        return again(lambda: price_page(ref, book=(words, sentence)))
    return _back(ref)


@bp.post("/<ref>/price/book/ask")
def ask_book(ref: str) -> Response:
    """Ask the other side to open the book."""
    return _do(ref, bookkeeping.ask_book)


@bp.post("/<ref>/price/book/open")
def open_book(ref: str) -> Response:
    """Agree that the book is opened."""
    return _do(ref, bookkeeping.open_book)


@bp.post("/<ref>/price/book/close")
def close_book(ref: str) -> Response:
    """Close the book, or say no to opening it."""
    return _do(ref, bookkeeping.close_book)


def _do(ref: str, deed: Callable[[Any, queries.Case], None]) -> Response:
    deed(me(), queries.get(me(), ref))
    return _back(ref)


def _back(ref: str) -> Response:
    return done(url_for(".price", ref=ref, _anchor="book-h"))


def _figures(words: dict[str, str], currency: str) -> Figures:
    """What the form says, in smallest coins.

    Raises:
        Invalid: one of them is missing, no sum, or in another currency.
    """
    coins = {}
    for name, label in PARTS.items():
        lowest = None if name == "margin" else Decimal(0)
        line = Field(key=name, label=_(label), type="money", min=lowest)
        held = read(line, words[name], currency=currency)
        if held is None:
            raise Invalid(_("%(line)s: write a sum, or 0.", line=line.label))
        coins[name] = held["amount"]
    return Figures(**coins)
