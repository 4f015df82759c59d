"""Beginning a case, writing its lines and saying something in it."""

from zoneinfo import ZoneInfo

import pytest

from tests.workflows import replan
from tests.workflows.sample import (
    CLOTH,
    ROWS,
    SUIT,
    begun,
    clan,
    cloth_signed,
    customer,
    fulfilled,
    kept,
    need_signed,
    put,
    refusal,
    when,
)
from workflows import course
from workflows.case import Conflict
from workflows.grammar import Field, FieldsBlock
from workflows.values import Invalid


def test_a_case_begins_with_the_need_in_the_customers_words():
    case = course.begin(SUIT, customer(), "  A suit for\r\na wedding ", "Wedding suit", "GBP")
    assert (case.workflow, case.version, case.workflow_title) == ("suit", 3, "Suit")
    assert (case.value("need.need"), case.value("need.title")) == ("A suit for\na wedding", "Wedding suit")
    assert (case.title_field, case.need_field) == ("need.title", "need.need")
    assert (case.conditions_field, case.date_field, case.currency) == ("need.conditions", "need.date", "GBP")
    assert (case.seq, case.status, case.plan) == (1, "open", ("need", "cloth", "fitting", "finishing"))
    line = case.line("need", "need")
    assert (line.by, line.name, line.side, line.at, line.seq) == (
        "julian",
        "Julian Reed",
        "customer",
        when(),
        1,
    )
    assert (line.why, line.was) == ("", None)
    assert case.begun.seq == 1 and case.begun.by == "julian"
    assert [key for key, progress in case.progress.items() if progress.opened] == ["need"]
    assert case.progress["need"].opened == when()
    assert list(case.commitments) == ["cloth_swatch", "fitting_shoes"]
    assert case.commitments["cloth_swatch"].of == "clan"
    assert case.commitments["cloth_swatch"].text == "Send a swatch"
    assert (case.turn.side, case.turn.since, case.turn.waited) == (
        "customer",
        when(),
        {"customer": 0, "clan": 0},
    )
    assert kept(case)

    wanting = "Say what you need, in your own words."
    assert refusal(course.begin, SUIT, customer(), " \n ", "Wedding suit", "GBP") == wanting
    nameless = "Give it a name, so that everyone can find it."
    assert refusal(course.begin, SUIT, customer(), "A suit", "", "GBP") == nameless
    with pytest.raises(Invalid, match="Name has 201 characters"):
        course.begin(SUIT, customer(), "A suit", "x" * 201, "GBP")
    with pytest.raises(ValueError, match="has no zone"):
        actor = customer()
        course.begin(SUIT, type(actor)("j", "J", "customer", when().replace(tzinfo=None)), "A", "B", "GBP")


def test_a_line_remembers_its_hand_its_reason_and_what_it_was():
    case = put(begun(), clan(1), "cloth", code="W 81")
    assert case.line("cloth", "code").why == ""
    case = course.write(case, customer(2), "cloth", {"code": "W 82"}, {"code": 2}, " softer ")
    line = case.line("cloth", "code")
    assert (line.value, line.was, line.why) == ("W 82", "W 81", "softer")
    assert (line.by, line.side, line.at, line.seq) == ("julian", "customer", when(2), 3)
    assert case.seq == 3
    assert kept(case)

    missing = "Cloth has no line called colour."
    assert refusal(course.write, case, clan(), "cloth", {"colour": "blue"}, {}) == missing
    assert refusal(course.put_back, case, clan(), "cloth", "colour", "blue") == missing
    assert refusal(course.write, case, clan(), "dyeing", {}, {}) == "There is no stage called dyeing here."
    theirs = "In stock is written by the other side. Ask them, or say what you would like."
    assert refusal(course.write, case, customer(), "cloth", {"stock": 3}, {}) == theirs
    assert refusal(course.put_back, case, customer(), "cloth", "stock", 3) == theirs
    with pytest.raises(Invalid):
        put(case, clan(), "cloth", stock="three and a half")


def test_money_is_in_the_currency_of_the_order():
    field = Field(key="price", label="Price", type="money")
    cloth = CLOTH.model_copy(update={"blocks": (FieldsBlock(kind="fields", key="k", fields=(field,)),)})
    case = begun()
    case = put(case.having(stages={**case.stages, "cloth": cloth}), clan(), "cloth", price="95")
    assert case.value("cloth.price") == {"amount": 9500, "currency": "GBP"}


def test_writing_nothing_new_changes_nothing():
    case = put(begun(), clan(), "cloth", code="W 81", stock=1)
    assert course.write(case, clan(), "cloth", {}, {}) is case
    assert course.write(case, clan(), "cloth", {"code": " W 81 ", "stock": "1"}, {}) is case
    after = course.write(case, clan(), "cloth", {"code": "W 81", "stock": 2}, {"stock": 2})
    assert (after.seq, after.line_seq("cloth", "code"), after.line_seq("cloth", "stock")) == (3, 2, 3)


def test_stages_to_come_and_stages_behind_us_are_open_to_both_hands():
    case = put(need_signed(), customer(), "fitting", note="Left shoulder is low")
    case = put(case, clan(), "need", date="2026-06-01")
    assert case.value("fitting.note") == "Left shoulder is low"
    assert case.value(case.date_field) == "2026-06-01"


def test_two_people_in_different_lines_both_go_in():
    case = begun()
    seen = {"code": 0, "pattern": 0}
    case = course.write(case, clan(), "cloth", {"code": "W 81"}, seen)
    case = course.write(case, customer(), "cloth", {"pattern": "plain"}, seen)
    assert (case.value("cloth.code"), case.value("cloth.pattern")) == ("W 81", "plain")


def test_two_people_in_one_line_lose_nothing():
    case = put(put(begun(), clan(), "cloth", code="W 81"), clan(), "cloth", code="W 82")
    with pytest.raises(Conflict) as conflict:
        course.write(case, customer(), "cloth", {"code": " W 90", "pattern": "plain"}, {"code": 2})
    assert str(conflict.value) == "Two people changed this line at the same time. Nothing is lost."
    assert (conflict.value.stage, list(conflict.value.lines)) == ("cloth", ["code"])
    clash = conflict.value.lines["code"]
    assert (clash.theirs, clash.yours, clash.seq, clash.seen) == (case.line("cloth", "code"), " W 90", 3, 2)

    with pytest.raises(Conflict) as unseen:
        course.write(case, customer(), "cloth", {"code": "W 90"}, {})
    assert unseen.value.lines["code"].seen == 0
    assert course.write(case, customer(), "cloth", {"code": "W 82"}, {"code": 2}) is case
    settled = course.write(case, customer(), "cloth", {"code": "W 90"}, {"code": 3})
    assert settled.value("cloth.code") == "W 90"


def test_a_line_that_nobody_has_written_conflicts_with_nobody():
    case = put(begun(), clan(), "cloth", code="W 81")
    with pytest.raises(Conflict) as conflict:
        course.write(case, clan(), "cloth", {"pattern": "plain"}, {"pattern": 2})
    assert conflict.value.lines["pattern"].theirs is None


def test_yes_and_one_are_not_the_same_value():
    case = put(begun(), customer(), "cloth", match="yes")
    assert case.value("cloth.match") is True
    case = put(case, customer(), "cloth", match="no")
    assert case.value("cloth.match") is False


def test_an_old_value_is_put_back_as_a_new_change():
    case = put(put(begun(), clan(), "cloth", code="W 81"), customer(), "cloth", code="W 82")
    case = course.put_back(case, clan(3), "cloth", "code", "W 81")
    line = case.line("cloth", "code")
    assert (line.value, line.was, line.why, line.by, line.seq) == ("W 81", "W 82", "put back", "marian", 4)
    assert refusal(course.put_back, case, clan(), "cloth", "code", "W 81") == (
        "That is what the line says already."
    )
    case = course.put_back(case, clan(), "cloth", "code", None)
    assert case.empty("cloth", "code") and kept(case)
    with pytest.raises(Invalid):
        course.put_back(case, clan(), "cloth", "pattern", "tartan")


def test_tables_keep_their_rows_and_can_be_cleared():
    case = put(begun(), customer(), "need", conditions=[*ROWS, {"text": "", "how": " "}])
    assert case.value("need.conditions") == ROWS and kept(case)
    case = put(case, customer(), "need", conditions=[])
    assert case.value("need.conditions") is None
    assert case.line("need", "conditions").was == ROWS and kept(case)


def test_something_said_is_counted_and_changes_nothing_else():
    case = begun()
    after = course.say(case, customer(1), " Thank you ")
    assert after.having(seq=1) == case and after.seq == 2

    assert refusal(course.say, case, customer(), " \n ") == "There is nothing written yet."
    long = "What you wrote has 4,001 characters; 4,000 is the most it can hold."
    assert refusal(course.say, case, customer(), "x" * 4001) == long
    assert course.say(case, customer(), "x" * 4000).seq == 2
    broken = "What you wrote holds a character that cannot be printed. Write it again by hand."
    assert refusal(course.say, case, customer(), "a\x00b") == broken
    assert refusal(course.say, case, customer(), "a\ud800b") == broken
    reason = "The reason holds a character that cannot be printed. Write it again by hand."
    assert refusal(course.write, case, clan(), "cloth", {"code": "W"}, {}, "a\x07") == reason


def test_a_fulfilled_case_refuses_every_change():
    case = fulfilled()
    sentence = "This is fulfilled; nothing in it changes any more. Start a new need from here."
    assert refusal(put, case, clan(), "cloth", code="W 82") == sentence
    assert refusal(course.say, case, customer(), "Thank you") == sentence
    assert refusal(replan.reopen, case, customer(), "cloth", "why not") == sentence
    assert refusal(course.finish, case, customer()) == sentence


def test_times_are_kept_on_the_clock_of_whoever_acts():
    actor = clan()
    local = actor.at.astimezone(ZoneInfo("Asia/Tokyo"))
    case = put(cloth_signed(), type(actor)("m", "M", "clan", local), "cloth", code="W 82")
    mark = case.line("cloth", "code")
    assert mark.at.isoformat() == "2026-03-01T19:00:00+09:00" and kept(case)
