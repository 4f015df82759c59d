"""What ties a clan to its customer, by what each really did; and how long ago somebody was heard of."""

from datetime import date, timedelta

import pytest

from portal.kernel.verbs import VERBS
from workflows import ties
from workflows.ties import Contacts, Tie

TODAY = date(2026, 12, 1)
NAMES = {"ruth": "Ruth", "colin": "Colin", "lena": "Lena", "jo": "Jo"}


def tied(*contacts, member="marian"):
    return ties.ties([member], NAMES, contacts)[member]


def test_in_an_order_both_reach_out_where_both_have_a_hand_in_it():
    assert tied(
        Contacts("marian", "case:1", times=3),
        Contacts("ruth", "case:1", times=1),
        Contacts("colin", "case:1", times=2),
        Contacts("lena", "case:2"),
    ) == Tie("both", ("colin", "ruth"), 3)


def test_an_order_in_which_nobody_answers_is_one_strand_and_one_without_us_none():
    assert tied(Contacts("marian", "case:1", times=2), Contacts("ruth", "case:2")) == Tie("ours", (), 2)
    assert tied(Contacts("ruth", "case:1")) == Tie("nobody", (), 0)


def test_what_was_noted_by_hand_counts_for_who_reached_out():
    first, other = Contacts("marian", "touch:1", "jo"), Contacts("marian", "touch:2", "ruth", first=False)
    assert tied(first) == Tie("ours", ("jo",), 1)
    assert tied(other) == Tie("theirs", ("ruth",), 1)
    assert tied(first, other) == Tie("both", ("jo", "ruth"), 2)
    assert tied(Contacts("marian", "touch:3", "susan")) == Tie(), "she has left"


def test_of_several_ties_the_most_count_and_of_as_many_the_stronger():
    assert ties.most({"both": 1, "nobody": 3}) == "nobody"
    assert ties.most({"nobody": 2, "ours": 2}) == "ours"


@pytest.mark.parametrize(
    "tie, last, says",
    [
        (Tie("both", ("ruth",), 1), None, "Ruth, once this month"),
        (Tie("ours", ("ruth", "jo"), 2), None, "Ruth and Jo, twice this month"),
        (Tie("both", ("ruth", "jo", "lena", "colin"), 9), None, "Ruth, Jo and 2 more, 9 times this month"),
        (Tie("ours", (), 3), None, "3 times this month, nobody answered yet"),
        (Tie(), date(2026, 9, 4), "nobody since 4 September"),
        (Tie(), date(2025, 9, 4), "nobody since 4 September 2025"),
        (Tie(), None, "knows nobody there yet"),
    ],
)
def test_a_tie_in_words(tie, last, says):
    assert ties.said(tie, NAMES, last, date(2026, 11, 23)) == says


@pytest.mark.parametrize(
    "days, says",
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (30, "4 weeks ago"),
        (31, "silent for 31 days"),
    ],
)
def test_when_somebody_was_last_heard_of(days, says):
    last = TODAY - timedelta(days=days)
    assert ties.ago(last, TODAY) == says
    assert ties.silent(last, TODAY) is (days > 30)


def test_who_was_never_heard_of_is_not_silent():
    assert ties.ago(None, TODAY) == "not heard of yet" and not ties.silent(None, TODAY)


def test_what_reaches_nobody_is_a_deed_that_there_is():
    assert set(VERBS) >= ties.SILENT
    assert ties.reaches("case:7", "case.say") and not ties.reaches("case:7", "case.hand_on")
    assert not ties.reaches("clan:room:7", "room.say") and not ties.reaches("case:7", "room.say")
