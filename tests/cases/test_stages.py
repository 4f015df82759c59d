"""Opening a stage again, leaving one out, and holding one once more: each with a reason."""

import re
from zoneinfo import ZoneInfo

import pytest

from portal.cases import queries
from portal.cases.show import words as say
from portal.kernel import clock
from workflows import planning

WHY = "Say why, so that everyone understands it later."


def agreed(as_, person, order):
    """The other side agrees to what is asked for, as its page shows it."""
    visitor = as_(person)
    page = visitor.get(order.at("/plan"), status=200).text
    seen = re.findall(r'name="seen" value="([^"]*)"', page)[-1]
    visitor.post(order.at(f"/plan/r{order.thread.seq}/agree"), data={"seen": seen}, status=303)


def test_a_finished_stage_opens_again_and_keeps_its_work(as_, cast, fitting):
    at = fitting.stage("cloth", "reopen")
    page = as_(cast.julian).get(at, status=200).text
    assert "Open Cloth again?" in page
    as_(cast.julian).post(at, data={"why": "The mill has no more"}, status=303)
    assert fitting.last == "Julian Okoro asked to open Cloth again: The mill has no more"
    agreed(as_, cast.marian, fitting)
    assert fitting.last.startswith("Marian Wren agreed to open Cloth again. The hand-over moves to ")
    assert (fitting.thread.now, fitting.held("cloth.code")) == ("cloth", "W 81")
    assert not fitting.thread.signatures.get("cloth")
    assert "“The mill has no more”" in as_(cast.marian).get(fitting.at()).text
    answer = as_(cast.julian).post(at, data={"why": "again"}, status=409)
    assert "Cloth is not finished, so it need not be opened again." in answer.text


def test_a_stage_is_left_out_and_brought_back(as_, cast, fitting):
    at = fitting.stage("fitting", "skip")
    as_(cast.marian).get(at, status=200)
    as_(cast.marian).post(at, data={"why": "It fits already"}, status=303)
    assert fitting.last == "Marian Wren asked to leave Baste fitting out: It fits already"
    agreed(as_, cast.julian, fitting)
    assert fitting.thread.progress["fitting"].skipped.name == "Marian Wren"
    assert fitting.thread.now == "finishing"
    answer = as_(cast.marian).post(fitting.stage("cloth", "skip"), data={"why": "no"}, status=409)
    assert "Cloth cannot be left out of this." in answer.text
    assert "no" in answer.text
    as_(cast.julian).post(fitting.stage("fitting", "reopen"), data={"why": "I want it"}, status=303)
    agreed(as_, cast.marian, fitting)
    assert fitting.thread.now == "fitting"


def test_a_stage_is_held_once_more_with_lines_of_its_own(as_, cast, fitting):
    at = fitting.stage("fitting", "again")
    assert "Hold Baste fitting once more?" in as_(cast.julian).get(at, status=200).text
    as_(cast.julian).post(at, data={"why": "The sleeve moved"}, status=303)
    agreed(as_, cast.marian, fitting)
    assert fitting.thread.plan == ("need", "cloth", "fitting", "fitting__2", "finishing")
    as_(cast.marian).post(fitting.line("fitting__2.note"), data={"value": "Better", "seen": 0}, status=303)
    assert (fitting.held("fitting.note"), fitting.held("fitting__2.note")) == (None, "Better")
    as_(cast.julian).post(at, data={"why": "Once more"}, status=303)
    agreed(as_, cast.marian, fitting)
    answer = as_(cast.julian).post(at, data={"why": "And again"}, status=409)
    assert "as often as it can be" in answer.text
    answer = as_(cast.julian).post(fitting.stage("need", "again"), data={"why": "And again"}, status=409)
    assert "Need is held once only. Open it again instead." in answer.text


@pytest.mark.parametrize(("stage", "deed"), [("cloth", "reopen"), ("fitting", "skip"), ("fitting", "again")])
def test_without_a_reason_the_page_asks_for_one(as_, cast, fitting, stage, deed):
    at, before = fitting.stage(stage, deed), fitting.thread.seq
    for empty in ({}, {"why": ""}, {"why": "  "}):
        answer = as_(cast.julian).post(at, data=empty)
        assert answer.status_code in (409, 422)
        assert WHY in answer.text
    long = "Because " * 600
    answer = as_(cast.julian).post(at, data={"why": long}, status=409)
    assert "The reason has 4,799 characters; 4,000 is the most it can hold." in answer.text
    assert long.strip() in answer.text
    assert fitting.thread.seq == before
    for outside in (cast.stranger, cast.tom, cast.gwen):
        as_(outside).get(at, status=404)
        as_(outside).post(at, data={"why": "mine"}, status=404)
    as_(cast.julian).get(fitting.stage("nothing", deed), status=404)
    as_(cast.julian).post(fitting.stage("nothing", deed), data={"why": "x"}, status=404)


def handed_over(order):
    """The day of the hand-over, as it is planned."""
    today = clock.now().astimezone(ZoneInfo("Europe/London")).date()
    with order.database.unit(write=False):
        planned = planning.plan(order.thread, today, queries.calendars(order.person.account_id))
    return planning.handover(order.thread, planned), today


@pytest.mark.parametrize(
    ("deed", "stage", "later"),
    [("reopen", "cloth", True), ("again", "fitting", True), ("skip", "fitting", False)],
)
def test_the_page_that_asks_why_says_first_how_the_hand_over_moves(as_, cast, fitting, deed, stage, later):
    page = as_(cast.julian).get(fitting.stage(stage, deed), status=200).text
    before, today = handed_over(fitting)
    as_(cast.julian).post(fitting.stage(stage, deed), data={"why": "So"}, status=303)
    assert handed_over(fitting)[0] == before
    agreed(as_, cast.marian, fitting)
    after, _ = handed_over(fitting)
    assert (after > before) == later
    moved = f"{say.month_day(before, today)} → {say.month_day(after, today)}"
    assert f"The hand-over moves: {moved}. That moves what is promised, so Marian agrees first." in page
    assert "Ask for it" in page
