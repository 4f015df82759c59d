"""Two hands in one long text: no word of either is ever dropped from what is offered."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.merging import Clash, merge

BASE = "The collar sits well.\n\nThe left shoulder is low. The sleeves are long."


def test_changes_in_different_places_fit_together():
    theirs = BASE.replace("well", "well at the back")
    mine = BASE.replace("long", "an inch too long")
    both = merge(BASE, theirs, mine)
    assert both.text == BASE.replace("well", "well at the back").replace("long", "an inch too long")
    assert both.clashes == ()


def test_changes_of_the_same_words_are_shown_place_by_place():
    theirs = BASE.replace("left shoulder is low", "left shoulder is a quarter inch low")
    mine = BASE.replace("is low", "hangs").replace("sits", "lies")
    both = merge(BASE, theirs, mine)
    assert both.text is None
    assert both.clashes == (Clash(" is low.", " is a quarter inch low.", " hangs."),)
    assert both.chosen({0: "theirs"}) == theirs.replace("sits", "lies")
    assert both.chosen({0: "mine"}) == mine
    assert "is a quarter inch low. hangs." in both.chosen({})


def test_two_that_add_at_one_place_are_asked_which_comes_first():
    both = merge("Vents", "Vents and buttons", "Vents and lining")
    assert both.clashes == (Clash("", " and buttons", " and lining"),)
    assert both.chosen({0: "both"}) == "Vents and buttons and lining"
    assert merge("", "One", "Two").chosen({}) == "One Two"


def test_one_empties_what_the_other_changes():
    both = merge("Keep this.", "", "Keep this, please.")
    assert both.text is None
    assert "please." in both.chosen({})


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "\n", "  e"]), max_size=12).map(" ".join)


@given(WORDS, WORDS, WORDS)
def test_nothing_that_either_wrote_is_dropped(base, theirs, mine):
    both = merge(base, theirs, mine)
    offered = Counter(both.chosen({}).split())
    for text in (theirs, mine):
        assert Counter(text.split()) - Counter(base.split()) <= offered
    assert merge(base, base, mine).text == mine
    assert merge(base, theirs, base).text == theirs
    assert merge(base, mine, mine).text == mine
    turned = merge(base, mine, theirs)
    assert [(c.base, c.mine, c.theirs) for c in turned.clashes] == [
        (c.base, c.theirs, c.mine) for c in both.clashes
    ]


@given(st.lists(st.booleans(), min_size=6, max_size=20), st.data())
def test_edits_that_do_not_meet_are_both_applied(places, data):
    """Each fourth word is changed by one of the two; between them stand words that nobody touched."""
    base = [f"w{number}" for number in range(len(places) * 4)]
    theirs, mine, wanted = [*base], [*base], [*base]
    for number, by_them in enumerate(places):
        new = data.draw(st.sampled_from([f"new{number}", f"two{number} words{number}"]))
        (theirs if by_them else mine)[number * 4] = wanted[number * 4] = new
    assert merge(" ".join(base), " ".join(theirs), " ".join(mine)).text == " ".join(wanted)


@pytest.mark.parametrize("line", ["", "the same"])
def test_merging_a_strange_text_takes_no_time(line):
    base = "\n".join([line] * 10_000)
    began = time.process_time()
    merge(base, f"first\n{base}", f"{base}\nlast")
    assert time.process_time() - began < 1
