"""A letter may promise something for a day: kept, or missed and owned up to, and both sides see which."""

from datetime import timedelta

import pytest

from portal.cases import post as letters_of
from portal.clans.queries import today
from portal.complaints import letters, settling
from portal.kernel import clock, journal
from tests import letters as post
from tests.pages import said

PROMISE = "I ring you"


@pytest.fixture
def promised(cast, complaints, unit):
    """A complaint of Julian's in which Gwen promised something for three days on."""
    ref = complaints.say(cast.julian)
    complaints.owned(cast.marian, ref, cast.gwen)
    with unit():
        day = (today() + timedelta(days=3)).isoformat()
    complaints.do(cast.gwen, ref, "letters", words="I am sorry.", promise=PROMISE, promised_for=day)
    return ref


def after(days):
    """It is so many days later."""
    return clock.as_of(clock.now() + timedelta(days=days))


def home(as_, who):
    """The first page of somebody."""
    return said(as_(who).get("/home", status=200))


def test_it_is_read_with_its_day_and_is_an_errand_on_that_day(as_, cast, complaints, promised, database):
    letters.write_due(database, letters_of.Site("http://x", "portal@x.example", secret="s" * 40))
    assert f": {PROMISE}" in " ".join(post.to(database, "julian@example.org")[-1].text.split())
    for who in (cast.julian, cast.gwen):
        page = said(complaints.page(who, promised))
        assert PROMISE in page and "Today is the day" not in page
    with after(3):
        assert settling.look(database) == 1
        assert "Today is the day: do what you promised" in said(complaints.page(cast.gwen, promised))
        assert "own up" not in said(complaints.page(cast.julian, promised))
        complaints.do(cast.gwen, promised, "keep_word")
        for who in (cast.julian, cast.gwen):
            page = said(complaints.page(who, promised))
            assert "Gwen Pryce said so" in page and "Today is the day" not in page
        complaints.do(cast.gwen, promised, "keep_word", status=409)
    assert complaints.sound(promised)


def test_a_missed_one_says_so_on_both_sides_and_asks_for_a_second_word(
    as_, cast, complaints, promised, database
):
    with after(4):
        settling.look(database)
        for who in (cast.julian, cast.gwen):
            page = said(complaints.page(who, promised))
            assert "was due" in page and "promised day has passed" in page
        complaints.do(cast.marian, promised, "own_up", words="She forgot.", status=404)
        complaints.do(cast.gwen, promised, "own_up", words="I forgot. I ring today.")
        page = said(complaints.page(cast.julian, promised))
        assert "and missed: Gwen Pryce owned up to it" in page and "I forgot. I ring today." in page
        assert "promised day has passed" not in page
    assert complaints.letters(promised)[-1] == "letter" and complaints.sound(promised)


def test_it_waits_for_its_owner_alone_and_goes_with_the_complaint(as_, cast, complaints, promised, database):
    complaints.do(cast.gwen, promised, "talk", manner="phone", on="2026-01-05", minutes="9", words="Calm.")
    complaints.do(cast.julian, promised, "talks/0/so")
    with after(3):
        settling.look(database)
        assert "Today is the day" in home(as_, cast.gwen)
        assert "Today is the day" not in home(as_, cast.marian)


def test_words_are_in_no_journal_and_are_erased(cast, complaints, promised, unit):
    row = complaints.row(promised)
    with unit():
        told = [(entry.facts, entry.changes) for entry in journal.whole(row.stream)]
    assert PROMISE not in str(told)
    complaints.do(cast.julian, promised, "erase")
    assert PROMISE not in said(complaints.page(cast.julian, promised))


def test_one_without_a_day_or_a_day_without_one_or_a_past_day_is_refused(cast, complaints, promised, unit):
    with unit():
        day = today()
    for held in (
        {"promise": PROMISE},
        {"promised_for": day.isoformat()},
        {"promise": PROMISE, "promised_for": (day - timedelta(days=1)).isoformat()},
    ):
        complaints.do(cast.gwen, promised, "letters", status=422, words="Again.", **held)
    own = {"promise": "I pay", "promised_for": day.isoformat()}
    complaints.do(cast.julian, promised, "letters", words="Fine.", **own)
    assert len(complaints.it(promised).promises) == 1, "only the house promises"
