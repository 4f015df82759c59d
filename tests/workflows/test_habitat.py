"""Two who change the same entry of a map at once, and whom an order serves."""

from workflows.habitat import Served, chosen, merged, trends

BASE = {
    "name": "A",
    "relation": "customer",
    "trend": 0,
    "evidence": "E",
    "source": "S",
    "seen_on": "2026-03-02",
}


def test_what_only_one_of_two_changed_goes_in():
    told = merged(BASE, {**BASE, "trend": 1}, {**BASE, "evidence": "F"})
    assert told.words == {**BASE, "trend": 1, "evidence": "F"} and told.clashes == ()


def test_what_both_changed_otherwise_is_left_as_it_is_and_told():
    told = merged(BASE, {**BASE, "name": "B"}, {**BASE, "name": "C", "source": "T"})
    assert told.clashes == ("name",) and told.words == {**BASE, "name": "B", "source": "T"}


def test_what_both_changed_alike_is_no_clash():
    assert merged(BASE, {**BASE, "name": "B"}, {**BASE, "name": "B"}).clashes == ()


def test_whom_others_chose_meanwhile_stays_chosen():
    assert chosen(seen=[1], now=[1, 2], mine=[1, 3]) == (1, 2, 3)
    assert chosen(seen=[1, 2], now=[1, 2, 4], mine=[2]) == (2, 4)
    assert chosen(seen=[], now=[], mine=[]) == ()


def test_what_is_unknown_is_what_is_not_said():
    assert Served(7, 3).unknown == 4 and Served().unknown == 0


def test_the_worst_comes_first():
    assert trends([1, -2, 1]) == [(-2, 1), (1, 2)]
