"""The open book: what a price is made of is the clan's own until both consent."""

import re

import pytest

from portal.cases import bookkeeping
from portal.cases.bookkeeping import Figures
from tests.pages import said

TYPED = {"labour": "711.11", "material": "122.22", "overhead": "33.33", "margin": "-5"}
TOLD = ("711.11", "122.22", "33.33", "71111", "12222", "3333")


@pytest.fixture
def written(as_, cast, fitting):
    """Marian has written what the price is made of."""
    fitting.put(cast.marian, "cloth.price", "900")
    as_(cast.marian).post(fitting.at("/price/book"), data=TYPED, status=303)
    return fitting


def leaks(text):
    """The figures that a text tells of; digits inside a longer run, as of a moment or a key, are none."""
    bare = re.sub(r'(name="(?:csrf_token|once)" value=")[^"]*|[0-9a-f]{16,}', "", text)
    return [figure for figure in TOLD if re.search(rf"(?<![\w.]){re.escape(figure)}(?!\w)", bare)]


def test_before_consent_no_address_of_the_order_tells_the_customer(app, as_, cast, written, unit):
    julian, marian = as_(cast.julian), as_(cast.marian)
    assert "£711.11" in marian.get(written.at("/price"), status=200).text
    for rest in ("", "/price", "/history", "/turns", "/dossier", "/plan", "/then", "/stages/cloth"):
        assert leaks(julian.get(written.at(rest), status=200).text) == [], rest
    assert (
        leaks(julian.get("/find?q=711.11", status=200).text.replace("q=711.11", "").replace('"711.11"', ""))
        == []
    )
    assert leaks("it told 33.33, (3333) and 33330 and 'x3333'") == ["33.33", "3333"]
    with unit() as session:
        for asked in ('select document from "case"', "select * from findable"):
            assert leaks(str(session.connection().exec_driver_sql(asked).all())) == []
        assert leaks(str(session.connection().exec_driver_sql("select * from journal").all())) == []
    assert "build_up" not in str(written.thread) and written.sound()


def test_it_opens_when_both_consent_and_closes_by_either(as_, cast, written):
    julian, marian = as_(cast.julian), as_(cast.marian)
    julian.post(written.at("/price/book/ask"), status=303)
    assert written.last == "Julian Okoro asked to open the book"
    assert "Say whether the book is opened" in said(marian.get(written.at()))
    julian.post(written.at("/price/book/open"), status=409)
    assert leaks(julian.get(written.at("/price")).text) == []
    marian.post(written.at("/price/book/open"), status=303)
    page = said(julian.get(written.at("/price"), status=200))
    assert "£711.11" in page and "-£5" in page and "£861.66" in page
    julian.post(written.at("/price/book/close"), status=303)
    assert written.last == "Julian Okoro closed the book"
    assert leaks(julian.get(written.at("/price")).text) == []
    marian.post(written.at("/price/book/ask"), status=303)
    marian.post(written.at("/price/book/close"), status=303)
    marian.post(written.at("/price/book/close"), status=409)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"labour": "-1"}, "Hands"),
        ({"material": ""}, "Material: write a sum, or 0."),
        ({"overhead": "€ 5"}, "What the house costs"),
        ({"margin": "9" * 20}, "What is earned"),
    ],
)
def test_what_is_no_sum_is_said_and_kept(as_, cast, written, typed, sentence):
    page = as_(cast.marian).post(written.at("/price/book"), data={**TYPED, **typed}, status=422)
    assert (sentence in said(page) and 'value="122.22"' in page.text) or "material" in typed
    assert "£711.11" in as_(cast.marian).get(written.at("/price")).text


def test_the_customer_and_others_write_nothing_in_it(as_, cast, written):
    as_(cast.julian).post(written.at("/price/book"), data=TYPED, status=403)
    for outside in (cast.stranger, cast.tom, cast.gwen):
        as_(outside).post(written.at("/price/book"), data=TYPED, status=404)
        as_(outside).post(written.at("/price/book/ask"), status=404)


def test_absurd_sums_are_refused_below_the_form(cast, written):
    for figures in (Figures(-1, 0, 0, 0), Figures(0, 0, 10**14, 0)):
        with pytest.raises(bookkeeping.Refused):
            written.do(cast.marian, bookkeeping.write_book, figures)
