"""A hunt that was won becomes an order: begun from it, or one that is there; linked at both ends."""

import pytest

from portal.cases.queries import get
from portal.hunts import becoming, queries
from portal.kernel import journal
from portal.kernel.verbs import NotNow
from portal.people.queries import account_by_handle
from tests.cases import playing
from tests.hunts.conftest import HUNTS
from tests.pages import said

REASON = "They asked for it twice."
ORDER = {
    "title": "The bench at Carnforth",
    "need": "Torn coats are mended there.",
    "made_as": "joint-project",
}


@pytest.fixture
def won(hunts, cast):
    """A hunt that Marian won with her reason."""
    ref = hunts.note(cast.tom)
    hunts.do(cast.marian, "win_anyway", ref, REASON)
    return ref


def test_its_order_begins_with_words_that_the_customer_may_read(as_, cast, won, unit):
    page = as_(cast.tom).get(f"{HUNTS}/{won}/order", status=200)
    assert "Torn coats are thrown away" in page.text and "38,000" not in page.text
    answer = as_(cast.tom).post(f"{HUNTS}/{won}/order", data=ORDER, status=303)
    at = answer.headers["Location"]
    ours, theirs = as_(cast.priya).get(at, status=200), as_(cast.ruth).get(at, status=200)
    assert "It was a hunt" in said(ours) and f"{HUNTS}/{won}" in ours.text
    assert "Torn coats are mended there." in said(theirs)
    assert "It was a hunt" not in said(theirs) and f"{HUNTS}/{won}" not in theirs.text
    page = as_(cast.priya).get(f"{HUNTS}/{won}", status=200)
    assert "It became order" in said(page) and at in page.text
    with unit():
        told = journal.newest(f"clanside:{cast.northmoor.id}", 1)[0]
        assert (told.verb, f"/orders/{told.facts['ref']}") == ("hunt.begin_order", at)


def test_it_becomes_one_order_only(as_, cast, won):
    as_(cast.tom).post(f"{HUNTS}/{won}/order", data=ORDER, status=303)
    page = as_(cast.tom).post(f"{HUNTS}/{won}/order", data=ORDER, status=409)
    assert "Only a hunt that was won becomes an order, and once." in said(page)


def test_an_order_that_is_there_is_linked(as_, cast, won, database):
    order = playing.begin(database, cast.ruth, cast.northmoor)
    as_(cast.tom).post(f"{HUNTS}/{won}/order/link", data={"ref": order.ref}, status=303)
    assert order.at() in as_(cast.tom).get(f"{HUNTS}/{won}").text
    assert "It was a hunt" in said(as_(cast.marian).get(order.at()))


def test_an_order_of_another_customer_is_none(as_, cast, won, database, unit):
    order = playing.begin(database, cast.julian, cast.okoro)
    for person in (cast.tom, cast.marian):  # she stands for both
        page = as_(person).post(f"{HUNTS}/{won}/order/link", data={"ref": order.ref}, status=422)
        assert "Choose an order of this customer." in said(page)
    with unit(), pytest.raises(NotNow, match="not of this customer"):
        found = queries.hunt(cast.marian, account_by_handle("northmoor"), won)
        becoming.link_order(cast.marian, found, get(cast.marian, order.ref))
    assert "It was a hunt" not in said(as_(cast.marian).get(order.at()))


def test_only_what_was_won_becomes_an_order(as_, cast, hunts):
    ref = hunts.note(cast.tom)
    as_(cast.tom).get(f"{HUNTS}/{ref}/order", status=404)
    as_(cast.tom).post(f"{HUNTS}/{ref}/order", data=ORDER, status=404)
    as_(cast.ruth).get(f"{HUNTS}/{ref}/order", status=404)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Give it a name, so that everyone can find it."),
        ({"need": ""}, "Write what the customer needs."),
        ({"made_as": "magic"}, "Choose how it is made."),
    ],
)
def test_what_does_not_fit_is_said_and_kept(as_, cast, won, wrong, sentence):
    page = as_(cast.tom).post(f"{HUNTS}/{won}/order", data=ORDER | wrong, status=422)
    assert sentence in said(page) and ("The bench at Carnforth" in page.text or "title" in wrong)
