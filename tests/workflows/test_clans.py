"""The rule of coverage, and whose a question becomes."""

import pytest

from workflows.clans import LEAST_DEPARTMENTS, LEAST_SENIORS, Candidate, coverage, drawn, warning

FULL = [("Cutting", True), ("Shop", True), ("Accounts", False), ("Systems", False)]


def test_a_clan_of_four_departments_and_two_seniors_is_wide_enough():
    assert coverage(FULL).enough and warning(coverage(FULL)) == []
    assert (LEAST_DEPARTMENTS, LEAST_SENIORS) == (4, 2)
    assert warning(coverage(FULL, ["Dispatch"])) == [], "a seat may be open above the rule"


@pytest.mark.parametrize(
    ("members", "vacant", "said"),
    [
        ([], [], ["Nobody stands for you.", "No senior leads the clan."]),
        (
            [("Shop", False)],
            [],
            ["Only 1 department stands for you.", "No senior leads the clan."],
        ),
        (
            [*FULL[:3], ("  accounts ", False)],
            ["Systems"],
            ["Only 3 departments stand for you.", "Systems has an open seat."],
        ),
        (
            [*FULL[:3], ("", False)],
            ["Systems", "Dispatch", "Systems"],
            ["Only 3 departments stand for you.", "Systems and Dispatch have open seats."],
        ),
        ([*FULL[1:], ("Cutting", False)], [], ["Only 1 senior leads the clan."]),
    ],
)
def test_below_the_rule_it_says_what_is_missing(members, vacant, said):
    found = coverage(members, vacant)
    assert not found.enough
    assert warning(found) == said
    assert warning(found, "Northmoor")[0] == said[0].replace("you", "Northmoor")
    assert warning(found, "Northmoor")[1:] == said[1:]


def test_who_names_no_department_adds_none():
    assert coverage([("", True), (" ", True)]).departments == 0
    assert coverage([("", True), (" ", True)]).members == 2


def test_a_question_goes_to_whoever_has_the_fewest_then_by_name():
    marian, oscar, ann = Candidate(1, "Marian", 2), Candidate(2, "Oscar", 1), Candidate(3, "Ann", 1)
    assert drawn([marian, oscar, ann]) == ann
    assert drawn([marian, oscar]) == oscar
    assert drawn([]) is None
