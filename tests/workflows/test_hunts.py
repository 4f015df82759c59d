"""What a hunt earns, where that lies, and whether enough of the clan say that it is good for the customer."""

import pytest

from workflows.hunts import (
    ALL,
    QUESTIONS,
    Band,
    Figures,
    Voice,
    all_good,
    earns,
    harms,
    lies,
    may_answer,
    missing,
    outside_sales,
    void,
)

GOOD = {"used": "yes", "cheaper": "no", "strain": "no", "lock_in": "no", "buy": "yes"}
NOTER, OTHER, THIRD, SELLER = 1, 2, 3, 4


def voice(person=OTHER, department="Workroom", **said):
    return Voice(person, f"No. {person}", department, {**GOOD, **said})


@pytest.mark.parametrize(
    ("figures", "earned"),
    [
        (Figures(300_00, 200_00), 33_33),  # never told higher than it is
        (Figures(100_00, 100_00), 0),
        (Figures(100_00, 120_00), -20_00),
        (Figures(100_00, None, 21_50), 21_50),
        (Figures(100_00), None),
    ],
)
def test_what_is_earned(figures, earned):
    assert figures.earned == earned


@pytest.mark.parametrize(
    ("figures", "band", "place"),
    [
        (Figures(100_00, 80_00), Band("typed", 15_00, 25_00), "inside"),
        (Figures(100_00, 85_00), Band("typed", 15_00, 25_00), "inside"),
        (Figures(100_00, 86_00), Band("typed", 15_00, 25_00), "below"),
        (Figures(100_00, 74_00), Band("typed", 15_00, 25_00), "above"),
        (Figures(100_00, 80_00), Band("order", 100_00, 120_00), "inside"),
        (Figures(99_99, 80_00), Band("order", 100_00, 120_00), "below"),
        (Figures(100_00), Band("order", 90_00, 120_00), None),  # what we earn is not known
        (Figures(100_00), Band("typed", 15_00, 25_00), None),
    ],
)
def test_where_it_lies(figures, band, place):
    assert lies(figures, band) == place
    assert bool(earns(figures, band)) is (place not in ("inside", "above"))


def test_each_answer_that_harms_is_told_with_the_name_of_who_gives_it():
    for key, question in QUESTIONS.items():
        (told,) = harms([voice(**{key: question.harm})])
        assert told.startswith("No. 2") and not harms([voice(**{key: "unknown"})])
    assert not harms([voice()])


def test_two_of_the_clan_answer_and_one_of_them_is_from_outside_sales():
    assert missing(NOTER, []) and missing(NOTER, [voice()])
    assert not missing(NOTER, [voice(), voice(THIRD)])
    assert not missing(NOTER, [voice(), voice(SELLER, "Sales")])
    assert missing(NOTER, [voice(SELLER, "Sales"), voice(5, "Vertrieb")]), "sales alone never suffice"
    assert missing(NOTER, [voice(NOTER), voice(OTHER)]), "nor does who noted it"
    assert missing(NOTER, [voice(NOTER), voice(SELLER, "Sales")])
    assert missing(NOTER, [voice(), Voice(THIRD, "No. 3", "Workroom", {"used": "yes"})]), "not whole"


def test_what_nobody_knows_is_open_and_what_one_knows_is_not():
    unsure = voice(THIRD, strain="unknown")
    assert not missing(NOTER, [voice(), unsure])
    (told,) = missing(NOTER, [voice(strain="unknown"), unsure])
    assert "strain their cash" in told
    assert unsure.verdict == "open" and voice().verdict == "good" and voice(buy="no").verdict == "harm"


def test_all_good_is_enough_people_each_question_known_and_nobody_who_says_harm():
    assert all_good(NOTER, [voice(), voice(THIRD)])
    assert not all_good(NOTER, [voice(), voice(THIRD, cheaper="yes")])
    assert not all_good(NOTER, [voice()])
    assert not all_good(NOTER, [voice(used="unknown"), voice(THIRD, used="unknown")])


@pytest.mark.parametrize(
    ("person", "department", "there", "helps"),
    [
        (NOTER, "Workroom", [], False),
        (OTHER, "Workroom", [], True),
        (SELLER, "Sales", [], True),
        (5, "Inside sales", [voice(SELLER, "Sales")], False),  # somebody from outside is missing
        (5, "Sales", [voice()], True),
        (SELLER, "Sales", [voice(SELLER, "Sales")], True),  # who answers again
        (5, "", [voice(SELLER, "Sales")], False),
    ],
)
def test_whose_answer_helps(person, department, there, helps):
    assert may_answer(NOTER, person, department, there) is helps


def test_a_department_is_sales_in_every_language_and_spelling():
    assert not any(map(outside_sales, ("Sales", " inside  SALES", "Verkauf", "Sales & Marketing", "", " ")))
    assert all(map(outside_sales, ("Workroom", "Salesforce systems", "Accounts")))


def test_what_changes_voids_what_was_answered_about_it_and_nothing_else():
    assert void(["offer"]) == ALL
    assert void(["value"]) == {"cheaper", "strain", "buy"} and void(["margin"]) == {"buy"}
    assert void([]) == frozenset()
