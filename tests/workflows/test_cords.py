"""Who hears of a red cord, and when the house asks how it went since."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflows.clans import Candidate
from workflows.cords import STEWARDS, names, stewards, to_ask

PULLED = date(2026, 3, 2)


@given(st.integers(1, 6), st.lists(st.integers(0, 5), max_size=60))
def test_nobody_hears_of_more_than_their_share_but_for_what_is_their_own(many, raisers):
    heard, own = dict.fromkeys(range(many), 0), dict.fromkeys(range(many), 0)
    for raiser in raisers:
        among = [Candidate(one, f"Steward {one}", heard[one]) for one in heard]
        drawn = stewards(among, {raiser})
        assert len(drawn) == min(STEWARDS, many - (raiser in heard))
        assert raiser not in [one.person for one in drawn]
        for one in drawn:
            heard[one.person] += 1
        if raiser in own:
            own[raiser] += 1
    if not any(own.values()):
        assert max(heard.values()) - min(heard.values()) <= 1


def test_it_asks_after_30_and_90_days_once_each():
    for after, asked, now in (
        (29, [], []),
        (30, [], [30]),
        (31, [30], []),
        (90, [30], [90]),
        (200, [], [30, 90]),
        (200, [30, 90], []),
    ):
        assert to_ask(PULLED, PULLED + timedelta(days=after), asked) == now


def test_a_text_names_somebody_by_their_whole_name_or_by_one_of_it():
    for words in ("Piotr Alder said so", "as Alder’s note says", "thanks, piotr.", "PIOTR ALDER"):
        assert names(words, "Piotr Alder")
    for words in ("the workroom said so", "an old alderman", "", "two more people from March on"):
        assert not names(words, "Piotr Alder")
