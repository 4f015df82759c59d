"""A newcomer's first weeks, as rules: where they belong, what counts, and when somebody needs them."""

from datetime import date, timedelta

import pytest

from workflows.quests import (
    DAYS,
    Kind,
    Learned,
    Size,
    Standing,
    Weeks,
    due_from,
    is_colleague,
    placed,
)

BEGUN = date(2027, 3, 1)


def weeks(*kinds, said=None, day=BEGUN):
    """First weeks in which these steps were taken, each with what the customer's person said of it."""
    return Weeks(BEGUN, due_from(BEGUN), tuple(Learned(kind, day, said) for kind in kinds))


def size(number, *departments, vacant=()):
    """A clan of members of these departments."""
    return Size(number, f"Customer {number}", departments, vacant)


def test_a_newcomer_comes_where_they_are_wanted_then_where_they_are_rare_then_to_the_smallest():
    big, small = size(1, "Cutting", "Shop", "Office"), size(2, "Cutting")
    wanting = size(3, "Cutting", "Shop", "Office", "Systems", vacant=(" systems ",))
    assert placed("Systems", [big, small, wanting]) == wanting
    assert placed("Shop", [big, small, wanting]) == small, "nobody of the shop is there"
    assert placed("Cutting", [big, small]) == small, "as many cutters; fewer people"
    assert placed("", [big, small]) == small
    assert placed("Cutting", [size(2), size(1)]) == size(1), "else the first by name"
    assert placed("Cutting", []) is None
    assert placed("", [size(1), size(2, vacant=("",))]) == size(1), "who has no department fills no seat"


def test_many_newcomers_spread_over_the_clans():
    clans = {number: size(number) for number in range(1, 6)}
    for number in range(40):
        department = ("Cutting", "Shop", "Office", "Systems")[number % 4]
        chosen = placed(department, clans.values())
        there = clans[chosen.account]
        clans[there.account] = there._replace(departments=(*there.departments, department))
    assert {len(one.departments) for one in clans.values()} == {8}
    assert all(len(set(one.departments)) == 4 for one in clans.values())


def test_they_are_done_with_every_step_and_one_that_the_customer_confirmed():
    assert not weeks(*Kind).whole, "nobody of the customer has said a word"
    assert weeks(*Kind, said=True).whole
    assert not weeks(*list(Kind)[1:], said=True).whole, "one step is missing"
    otherwise = weeks(*Kind, said=True)
    denied = Weeks(BEGUN, otherwise.due, (*otherwise.steps[1:], Learned(Kind.USED, BEGUN, was_so=False)))
    assert not denied.whole and Kind.USED not in denied.taken, "one that was otherwise does not count"
    once_more = Weeks(BEGUN, denied.due, (*denied.steps, Learned(Kind.USED, BEGUN)))
    assert once_more.whole, "it can be taken once more"


@pytest.mark.parametrize(
    ("after", "standing"),
    [(7, Standing.GOING), (8, Standing.STUCK), (DAYS, Standing.STUCK), (DAYS + 1, Standing.LATE)],
)
def test_somebody_is_stuck_after_a_week_without_a_step_and_late_after_thirty_days(after, standing):
    assert weeks().standing(BEGUN + timedelta(days=after)) is standing


def test_a_step_keeps_somebody_going_and_who_is_done_is_neither_late_nor_stuck():
    day = BEGUN + timedelta(days=10)
    assert weeks(Kind.USED, day=day).standing(day + timedelta(days=7)) is Standing.GOING
    assert weeks(*Kind, said=True).standing(BEGUN + timedelta(days=90)) is Standing.DONE


def test_a_colleague_is_known_however_the_name_is_spelled():
    names = ["Piotr Alder", "Marian Wren"]
    assert is_colleague(" piotr  ALDER", names) and not is_colleague("Piotr", names)
    assert not is_colleague("", names)
