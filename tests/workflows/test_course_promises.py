"""Promises: asked, promised with a day, done, and closed by the other side."""

from datetime import date
from zoneinfo import ZoneInfo

from tests.workflows import replan
from tests.workflows.sample import (
    begun,
    clan,
    customer,
    kept,
    moves,
    need_signed,
    refusal,
    when,
)
from workflows import course
from workflows.case import Actor

DAY = date(2026, 3, 5)


def asked():
    """The customer has asked for buttons."""
    return course.ask(begun(), customer(1), "cloth", " Horn buttons, please ", "clan")


def test_asking_names_what_and_of_whom():
    case = asked()
    one = case.commitments["c2"]
    assert (one.text, one.of, one.stage, one.state) == ("Horn buttons, please", "clan", "cloth", "asked")
    assert (one.asked.by, one.asked.at, one.asked.seq) == ("julian", when(1), 2) and kept(case)
    assert ("clan", "promise", "c2") in moves(case)
    assert refusal(course.ask, case, customer(), "cloth", " ", "clan") == "Say what you are asking for."
    assert refusal(course.ask, case, customer(), "cloth", "x" * 4001, "clan") == (
        "What you wrote has 4,001 characters; 4,000 is the most it can hold."
    )
    assert refusal(course.ask, case, customer(), "dyeing", "Why", "clan") == (
        "There is no stage called dyeing here."
    )


def test_a_promise_runs_from_asked_to_satisfied():
    case = course.promise(asked(), clan(2), "c2", DAY)
    one = case.commitments["c2"]
    assert (one.state, one.due, one.promised.by, one.promised.at) == (
        "promised",
        "2026-03-05",
        "marian",
        when(2),
    )
    assert kept(case)
    case = course.promise(case, clan(), "c2", date(2026, 3, 9))
    assert case.commitments["c2"].due == "2026-03-09"
    case = course.done(case, clan(3), "c2")
    assert (case.commitments["c2"].state, case.commitments["c2"].done.at) == ("done", when(3))
    assert ("customer", "judge", "c2") in moves(case)
    case = course.not_yet(case, customer(4), "c2", " one is missing ")
    one = case.commitments["c2"]
    assert (one.state, one.why, one.judged.at) == ("not_yet", "one is missing", when(4))
    assert ("clan", "promise", "c2") in moves(case)
    case = course.done(course.promise(case, clan(), "c2", DAY), clan(), "c2")
    case = course.satisfied(case, customer(5), "c2")
    one = case.commitments["c2"]
    assert (one.state, one.why, one.judged.at, one.due) == ("satisfied", "", when(5), "2026-03-05")
    assert "c2" not in [target for _, _, target in moves(case)] and kept(case)


def test_each_side_keeps_to_its_part():
    case = asked()
    done = course.done(case, clan(), "c2")
    assert refusal(course.promise, case, customer(), "c2", DAY) == (
        "This was asked of the other side; they promise it."
    )
    assert refusal(course.done, case, customer(), "c2") == "The side that was asked says when it is done."
    theirs = "The side that it was promised to says whether they are satisfied."
    assert refusal(course.satisfied, done, clan(), "c2") == theirs
    assert refusal(course.not_yet, done, clan(), "c2", "why") == theirs
    already = "This is done already; the other side says whether they are satisfied."
    assert refusal(course.done, done, clan(), "c2") == already
    assert refusal(course.promise, done, clan(), "c2", DAY) == already
    assert refusal(course.not_yet, case, customer(), "c2", "why") == (
        "Nobody has said that this is done, so it need not be sent back."
    )
    assert refusal(course.not_yet, done, customer(), "c2", " ") == (
        "Say why, so that everyone understands it later."
    )
    closed = course.satisfied(case, customer(), "c2")
    assert refusal(course.satisfied, closed, customer(), "c2") == "This promise is closed already."
    assert refusal(course.done, closed, clan(), "c2") == already
    for deed in (course.done, course.satisfied):
        assert refusal(deed, case, clan(), "c9") == "There is no such promise here."
    assert refusal(course.promise, case, clan(), "c9", DAY) == "There is no such promise here."


def test_a_day_is_past_by_the_clock_of_whoever_promises():
    late = when(14)  # midnight in London is nine in the morning in Tokyo
    tokyo = Actor("aiko", "Aiko", "clan", late.astimezone(ZoneInfo("Asia/Tokyo")))
    london = Actor("marian", "Marian", "clan", late.replace(minute=0) - (when(1) - when()))
    day = date(2026, 3, 1)
    assert refusal(course.promise, asked(), tokyo, "c2", day) == (
        "That day is past. Promise a day that is still to come."
    )
    assert course.promise(asked(), london, "c2", day).commitments["c2"].due == "2026-03-01"


def test_the_clan_judges_what_it_asked_of_the_customer():
    case = course.ask(begun(), clan(), "cloth", "Bring the shirt", "customer")
    assert ("customer", "promise", "c2") in moves(case)
    case = course.done(case, customer(), "c2")
    assert ("clan", "judge", "c2") in moves(case)
    assert course.satisfied(case, clan(), "c2").commitments["c2"].judged.side == "clan"


def test_a_side_that_offers_something_itself_is_judged_by_the_other():
    case = course.ask(begun(), clan(), "cloth", "We bring the pattern book", "clan")
    case = course.done(case, clan(), "c2")
    assert ("customer", "judge", "c2") in moves(case)
    assert course.satisfied(case, customer(), "c2").commitments["c2"].state == "satisfied"


def test_what_a_definition_asks_waits_until_its_stage_is_under_way():
    assert [move for move in moves(begun()) if move[1] == "promise"] == []
    case = need_signed()
    assert [move for move in moves(case) if move[1] == "promise"] == [("clan", "promise", "cloth_swatch")]
    early = course.promise(begun(), customer(), "fitting_shoes", DAY)
    assert ("customer", "promise", "fitting_shoes") in moves(early)
    left_out = replan.skip(case, clan(), "fitting", "no need")
    assert "fitting_shoes" not in [target for _, _, target in moves(left_out)]


def test_promises_are_told_oldest_first_whatever_their_keys():
    case = begun()
    for number in range(12):
        case = course.ask(case, customer(), "need", f"thing {number}", "clan")
    shuffled = case.having(commitments=dict(reversed(case.commitments.items())))
    told = [target for _, kind, target in moves(shuffled) if kind == "promise"]
    assert told == [f"c{number}" for number in range(2, 14)]
