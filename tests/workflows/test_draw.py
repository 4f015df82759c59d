"""Whom the draw gives a complaint, how that is explained, and that it can be done again."""

import json
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from workflows.complaints.draw import Executive, Facts, Waiting, draw, order, replay, share, stand_in
from workflows.complaints.drawn import explain

NOVEMBER = date(2026, 11, 1)
NAMES = {"helena": "Helena Stroud", "gwen": "Gwen Price", "ruth": "Ruth Okafor", "deputy": "Tom Ash"}
SENT = datetime(2026, 11, 2, 16, 30, tzinfo=UTC)


def waiting(number=1001, severity=3, complexity=3, impact="one", since=SENT):
    return Waiting(number=number, severity=severity, complexity=complexity, impact=impact, since=since)


def executive(handle, served=0, present=21, days=21, **more):
    return Executive(handle=handle, served=served, present=present, days=days, **more)


def drawn(*executives, number=1001):
    return draw(waiting(number), executives, NOVEMBER)


def said(*executives, number=1001):
    return explain(drawn(*executives, number=number).facts, NAMES)


@pytest.mark.parametrize(
    ("target", "present", "days", "found"),
    [
        (3, 21, 21, 3),
        (3, 18, 21, 3),  # 2.57
        (3, 17, 21, 2),  # 2.43
        (3, 10, 20, 2),  # 1.5
        (3, 10, 21, 1),  # 1.43
        (3, 3, 21, 0),  # 0.43: hardly here
        (3, 4, 21, 1),  # 0.57
        (0, 21, 21, 0),
        (3, 0, 0, 0),  # a month without a working day
    ],
)
def test_a_share_is_the_target_cut_to_the_days_in_whole_complaints(target, present, days, found):
    assert share(target, present, days) == found


def test_the_hardest_is_drawn_for_first_and_of_these_the_oldest():
    earlier = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
    light, hard = waiting(1001, 1, 5, "many"), waiting(1002, 5, 1, "one")  # 2 + 5 + 3, 10 + 1 + 1
    old, same = waiting(1004, 5, 1, "one", earlier), waiting(1003, 5, 1, "one")
    assert [light.hardness(), hard.hardness()] == [10, 12]
    assert order([light, same, hard, old]) == [old, hard, same, light]
    with pytest.raises(ValidationError):
        waiting(severity=6)


def test_whoever_was_given_the_smallest_part_of_their_share_is_drawn():
    half = executive("ruth", 1, present=10)  # 1 of 1
    found = drawn(executive("helena", 1), executive("gwen", 2), half)
    assert (found.chosen, found.nobody) == ("helena", "")
    assert said(executive("helena", 1), executive("gwen", 2), half) == (
        "Helena Stroud was drawn: of those who were here and free to answer, nobody else had so small a part "
        "of their share this month (1 of 3)."
    )
    assert (
        drawn(executive("helena", 3), executive("gwen", 3), executive("ruth", 0, present=10)).chosen == "ruth"
    )


def test_where_the_month_is_the_same_twelve_months_decide():
    helena = executive("helena", earlier_served=9, earlier_share=20)
    gwen = executive("gwen", earlier_served=5, earlier_share=8)
    assert drawn(helena, gwen).chosen == "helena"  # 9 of 23, 5 of 11
    assert said(helena, gwen, executive("ruth", 1)) == (
        "Helena Stroud was drawn: of those who were here and free to answer, nobody had a smaller part of "
        "their share this month (0 of 3), and of those who had the same, nobody else had so small a part in "
        "twelve months (9 of 23)."
    )


def test_then_whoever_was_given_one_longest_ago():
    helena, gwen = executive("helena", last=date(2026, 10, 3)), executive("gwen", last=date(2026, 10, 4))
    assert drawn(gwen, helena).chosen == "helena"
    assert said(gwen, helena).endswith("has waited so long (the last one on 3 October 2026).")
    assert drawn(gwen, helena, executive("ruth")).chosen == "ruth"
    assert said(gwen, helena, executive("ruth")).endswith("has waited so long (never one before).")


def test_then_a_lot_that_anybody_can_reckon_again():
    both = executive("helena"), executive("gwen")
    lots = [drawn(*both, number=number).chosen for number in range(1000, 1200)]
    assert lots == [drawn(*reversed(both), number=number).chosen for number in range(1000, 1200)]
    assert 70 < lots.count("gwen") < 130
    assert "by lot: others who were here" in said(*both)


def test_who_may_not_have_it_is_left_out_with_the_reason():
    team = executive("helena", 1), executive("gwen", barred="about"), executive("ruth", away=True)
    assert drawn(*team).chosen == "helena"
    assert said(*team) == (
        "Helena Stroud was drawn: nobody else was here and free to answer. "
        "Left out: Gwen Price (the complaint is about them) and Ruth Okafor (away)."
    )
    assert "(the customer asked for somebody else)" in said(
        executive("helena"), executive("gwen", barred="refused")
    )
    assert "(not free to judge it, by their own word)" in said(
        executive("helena"), executive("gwen", barred="conflict")
    )
    with pytest.raises(ValidationError):
        executive("gwen", barred="tired")


def test_who_is_hardly_here_answers_only_when_nobody_else_can():
    hardly = executive("ruth", present=2)
    assert drawn(executive("helena", 9), hardly).chosen == "helena"
    assert said(executive("helena", 9), hardly).endswith("Left out: Ruth Okafor (hardly here this month).")
    assert said(executive("helena", away=True), hardly) == (
        "Ruth Okafor was drawn, though hardly here this month: nobody who is here more was free to answer. "
        "Left out: Helena Stroud (away)."
    )


def test_a_substitute_stands_in_when_no_executive_can_answer():
    deputy = executive("deputy", target=0)
    helena = executive("helena", away=True, substitute="deputy")
    assert drawn(helena, executive("gwen", 7), deputy).chosen == "gwen"
    assert said(helena, executive("gwen", barred="about"), deputy) == (
        "Tom Ash was drawn to stand in for Helena Stroud: no executive was here and free to answer. "
        "Left out: Helena Stroud (away) and Gwen Price (the complaint is about them)."
    )
    assert drawn(executive("helena", away=True), deputy).chosen == ""  # asked by nobody to stand in
    assert drawn(executive("helena", barred="about", substitute="deputy"), deputy).chosen == ""  # not away


@pytest.mark.parametrize(
    ("executives", "nobody", "sentence"),
    [
        ([], "none", "Nobody could be drawn, for there are no executives. A steward decides."),
        (
            [executive("helena", away=True, substitute="deputy"), executive("deputy", target=0, away=True)],
            "away",
            "Nobody could be drawn, for all executives are away. A steward decides. "
            "Left out: Helena Stroud (away).",
        ),
        (
            [executive("helena", away=True), executive("gwen", barred="about")],
            "barred",
            "Nobody could be drawn, for nobody who is here may answer this complaint. A steward decides. "
            "Left out: Helena Stroud (away) and Gwen Price (the complaint is about them).",
        ),
    ],
)
def test_where_nobody_can_answer_a_steward_is_asked(executives, nobody, sentence):
    found = drawn(*executives)
    assert (found.chosen, found.nobody, replay(found.facts)) == ("", nobody, "")
    assert explain(found.facts, NAMES) == sentence


def test_what_somebody_holds_goes_to_whoever_stands_in():
    helena = executive("helena", away=True, substitute="gwen")
    gwen, ruth = executive("gwen", away=True, substitute="ruth"), executive("ruth")
    assert stand_in(helena, [helena, executive("gwen"), ruth]) == "gwen"
    assert stand_in(helena, [helena, gwen, ruth]) == "ruth"
    assert stand_in(helena, [helena, gwen, executive("ruth", barred="about")]) == ""
    assert stand_in(helena, [helena, executive("gwen", away=True, substitute="helena")]) == ""  # in a circle
    assert stand_in(executive("helena"), [ruth]) == ""


numbers = st.integers(0, 5)
teams = st.lists(
    st.builds(
        Executive,
        handle=st.sampled_from([*NAMES, "one", "two"]),
        target=st.sampled_from([0, 2, 3]),
        present=st.integers(0, 20),
        days=st.just(20),
        served=numbers,
        earlier_served=numbers,
        earlier_share=numbers,
        last=st.none() | st.dates(date(2026, 10, 1), date(2026, 10, 3)),
        away=st.booleans(),
        substitute=st.sampled_from(["", *NAMES]),
        barred=st.sampled_from(["", "", "", "about", "refused"]),
    ),
    max_size=6,
    unique_by=lambda one: one.handle,
)


@given(team=teams, number=st.integers(1000, 1100), seed=st.randoms(use_true_random=False))
def test_every_choice_follows_from_what_the_journal_keeps(team, number, seed):
    found = drawn(*team, number=number)
    kept = json.loads(json.dumps(found.facts))
    assert replay(kept) == found.chosen
    names = {one.handle: one.handle.title() for one in team}
    assert explain(kept, names).startswith(f"{names[found.chosen]} was" if found.chosen else "Nobody could")
    seed.shuffle(team)
    assert drawn(*team, number=number).chosen == found.chosen  # the order in which they are named is nothing
    free = [one for one in team if not one.away and not one.barred and one.share]
    part = {one.handle: Fraction(one.served, one.share) for one in free}
    assert not free or part[found.chosen] == min(part.values())


def test_what_is_kept_holds_everything_that_was_looked_at():
    team = executive("helena", 1), executive("gwen", barred="about")
    kept = drawn(*team).facts
    assert Facts.model_validate(kept) == Facts(complaint=waiting(), month=NOVEMBER, executives=team)
    assert set(kept["executives"][0]) == set(Executive.model_fields)  # whole, for what is usual may change
