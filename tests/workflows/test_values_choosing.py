"""Answers picked from a few."""

import pytest

from tests.workflows.fields import choices, kept, line, refused, words
from workflows.values import show

LAPEL = line("choice", "Lapel", choices=choices("Notch", "Peak", "Shawl"))
GARMENTS = line("multichoice", "Garments", choices=choices("Coat", "Trousers", "Second trousers"))
AGREED = line("bool", "Agreed")
OFFERED = "Lapel is one of: Notch, Peak, Shawl."


@pytest.mark.parametrize("raw", [True, "yes", "true", "on", " YES ", "True"])
def test_yes(raw):
    assert kept(AGREED, raw) is True
    assert words(AGREED, raw) == "Yes"


@pytest.mark.parametrize("raw", [False, "no", "false", "off", "No "])
def test_no(raw):
    assert kept(AGREED, raw) is False
    assert words(AGREED, raw) == "No"


@pytest.mark.parametrize("raw", [1, 0, "maybe", "1", "y", ["yes"], {"yes": True}])
def test_neither_yes_nor_no(raw):
    assert refused(AGREED, raw) == ("Agreed is answered with yes or no.", "")


@pytest.mark.parametrize("raw", ["peak", " peak ", "Peak", "PEAK"])
def test_one_of_a_few(raw):
    assert kept(LAPEL, raw) == "peak"
    assert words(LAPEL, raw) == "Peak"


def test_no_such_choice():
    assert refused(LAPEL, "peek") == (OFFERED, "Peak")
    assert refused(LAPEL, "NOTCHED") == (OFFERED, "Notch")
    assert refused(LAPEL, "collar of a shirt") == (OFFERED, "")
    for raw in (1, True, ["peak"], {"key": "peak"}):
        assert refused(LAPEL, raw) == (OFFERED, "")


def test_a_key_is_itself_even_where_another_choice_reads_like_it():
    field = line("choice", choices=[{"key": "none", "label": "Side"}, {"key": "side", "label": "None"}])
    assert kept(field, "side") == "side"
    assert kept(field, "Side") == "side"  # the key, read without capitals, comes before the words
    assert refused(field, "sid") == ("Chest is one of: Side, None.", "None")


def test_a_choice_that_is_gone_is_shown_by_its_key():
    assert show(LAPEL, "fishmouth") == "fishmouth"
    assert show(GARMENTS, ["coat", "kilt"]) == "Coat, kilt"


@pytest.mark.parametrize(
    "raw", [["trousers", "coat"], ["Coat", "trousers", "coat", "Trousers"], ["", "coat", "trousers"]]
)
def test_several_of_a_few_once_each_in_the_definitions_order(raw):
    assert kept(GARMENTS, raw) == ["coat", "trousers"]
    assert words(GARMENTS, raw) == "Coat, Trousers"


def test_a_single_answer_need_not_be_a_list():
    assert kept(GARMENTS, "Second trousers") == ["second_trousers"]
    assert kept(GARMENTS, ["", ""]) is None


def test_one_of_several_is_no_choice():
    sentence = "Garments is one of: Coat, Trousers, Second trousers."
    assert refused(GARMENTS, ["coat", "trouser"]) == (sentence, "Trousers")
    assert refused(GARMENTS, ["coat", None]) == (sentence, "")
    assert refused(GARMENTS, 3) == (sentence, "")


def test_a_word_is_no_choice_because_it_begins_like_one():
    long = line(
        "choice", choices=[{"key": "long", "label": "L" * 120}, {"key": "spaced", "label": " In space "}]
    )
    assert kept(long, "l" * 120) == "long"
    assert refused(long, "l" * 121)[1] == "L" * 120
    assert kept(long, "in space") == "spaced"
