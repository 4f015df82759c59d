"""Signals: sentences with a value, a baseline, a source and a day, for both sides or for the clan alone."""

from datetime import timedelta

import pytest

from portal.clans.queries import today
from tests.pages import said
from workflows.language import day_and_year

OKORO = "/customers/okoro"
SIGNALS = f"{OKORO}/signals"
TYPED = {
    "kind": "volume",
    "text": "They order less than last spring.",
    "value": "3 orders in three months",
    "baseline": "8",
    "source": "our order book",
    "who": "both",
}


def typed(unit, **said_):
    """A signal of today as a form sends it."""
    with unit():
        return TYPED | {"seen_on": today().isoformat()} | said_


def test_both_sides_read_what_is_shared_with_its_source_and_what_it_is_compared_with(as_, cast, unit):
    as_(cast.piotr).post(SIGNALS, data=typed(unit), status=303)
    for person in (cast.julian, cast.marian):
        for path in (SIGNALS, OKORO):
            page = said(as_(person).get(path, status=200))
            assert "They order less than last spring." in page
            assert "3 orders in three months; before, or as a rule, 8" in page
            assert "our order book" in page and "noted by Piotr Alder" in page
    for person in (cast.tom, cast.ada, cast.ruth):
        as_(person).get(SIGNALS, status=404)


def test_what_the_clan_keeps_to_itself_is_nowhere_on_the_pages_of_the_customer(as_, cast, unit):
    as_(cast.piotr).post(SIGNALS, data=typed(unit, who="room"), status=303)
    assert "only the clan reads this" in said(as_(cast.marian).get(SIGNALS))
    assert "They order less" in said(as_(cast.marian).get(OKORO))
    for path in (SIGNALS, OKORO, f"{OKORO}/log", "/home"):
        assert "They order less" not in as_(cast.julian).get(path).text
    as_(cast.julian).post(f"{SIGNALS}/r1/take-back", data={}, status=404)


def test_the_customer_notes_signals_too_and_never_in_the_room(as_, cast, unit):
    as_(cast.julian).post(SIGNALS, data=typed(unit, who="room"), status=303)
    assert "They order less" in said(as_(cast.julian).get(SIGNALS))
    assert "only the clan reads this" not in said(as_(cast.marian).get(SIGNALS))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "mood"}, "Say what it is about."),
        ({"text": ""}, "Write what you see, in a sentence."),
        ({"baseline": ""}, "Write what it was before, or what is usual."),
        ({"source": ""}, "Write from where you know it."),
        ({"seen_on": "2999-01-01"}, "Choose a day that has been."),
        ({"seen_on": "0026-11-23"}, "Write the year in four digits, such as"),
        ({"seen_on": "spring"}, "Write the day on which it was so."),
        ({"who": ""}, "Choose who reads it."),
    ],
)
def test_what_is_no_signal_is_said_and_kept(as_, cast, unit, wrong, sentence):
    page = as_(cast.piotr).post(SIGNALS, data=typed(unit, **wrong), status=422)
    assert (sentence in said(page) and "our order book" in page.text) or "source" in wrong
    assert "They order less" not in said(as_(cast.piotr).get(SIGNALS))


def test_the_same_words_fifty_times_stand_once(as_, cast, unit):
    for _ in range(50):
        as_(cast.piotr).post(SIGNALS, data=typed(unit), status=303)
    assert said(as_(cast.julian).get(SIGNALS)).count("They order less") == 1
    as_(cast.marian).post(SIGNALS, data=typed(unit), status=303)  # who else sees it says more than the same
    as_(cast.piotr).post(SIGNALS, data=typed(unit, value="2 orders"), status=303)
    assert said(as_(cast.julian).get(SIGNALS)).count("They order less") == 3
    as_(cast.piotr).post(f"{SIGNALS}/1/take-back", data={}, status=303)
    as_(cast.piotr).post(SIGNALS, data=typed(unit), status=303)
    assert said(as_(cast.julian).get(SIGNALS)).count("They order less") == 3


def test_a_day_of_another_year_says_its_year(as_, cast, unit):
    with unit():
        long_ago = today() - timedelta(days=400)
    as_(cast.piotr).post(SIGNALS, data=typed(unit, seen_on=long_ago.isoformat()), status=303)
    for path in (SIGNALS, OKORO):
        assert f"our order book, {day_and_year(long_ago)}; noted by" in said(as_(cast.julian).get(path))


def test_whoever_noted_it_takes_it_back(as_, cast, unit):
    as_(cast.piotr).post(SIGNALS, data=typed(unit), status=303)
    as_(cast.marian).post(f"{SIGNALS}/1/take-back", data={}, status=403)
    for _ in range(2):  # twice pressed is once done
        as_(cast.piotr).post(f"{SIGNALS}/1/take-back", data={}, status=303)
    for path in (SIGNALS, OKORO):
        assert "They order less" not in said(as_(cast.julian).get(path))
