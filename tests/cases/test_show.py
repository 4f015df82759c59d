"""The page of an order in words: whose move it is, what each line says and by whom, and what may be done."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.cases import show
from portal.cases.show import words as say
from portal.cases.show.input import control
from tests.shape import samples
from tests.workflows import sample
from workflows import course
from workflows.grammar import Field

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=3), "now"),
        (timedelta(hours=1), "today, 09:00"),
        (timedelta(days=1), "yesterday, 10:00"),
        (timedelta(days=3), "Wednesday"),
        (timedelta(days=20), "8 February"),
        (timedelta(days=400), "24 January 2025"),
    ],
)
def test_how_long_ago_as_one_would_say_it(ago: timedelta, words: str) -> None:
    now = sample.when(days=-1)  # Saturday 28 February 2026, 10:00
    assert say.when(now - ago, now, LONDON) == words.replace("Wednesday", f"{now - ago:%A}")


def test_days_and_waits_and_lists() -> None:
    today = date(2026, 12, 1)
    assert say.day(date(2026, 12, 8), today) == "Tuesday 8 December"
    assert say.span(date(2026, 12, 12), date(2026, 12, 19), today) == "12 to 19 December"
    assert say.span(date(2026, 12, 28), date(2027, 1, 9), today) == "28 December to 9 January"
    assert say.span(date(2026, 12, 8), None, today) == "Tuesday 8 December"
    assert say.span(None, None, today) == ""
    assert [say.wait(seconds) for seconds in (10, 7200, 90000)] == ["no time", "2 hours", "1 day"]
    assert say.listed(["Julian", "Marian", "Piotr"]) == "Julian, Marian and Piotr"
    assert say.listed(["Julian"]) == "Julian" and say.listed([]) == ""
    assert say.lower("Your conditions") == "your conditions" and say.lower("CMM report") == "CMM report"
    assert say.cut("one two three", 8) == "one two …"


def test_each_side_reads_whose_move_it_is() -> None:
    case = sample.begun()
    mine, theirs = samples.page(case, "customer").move, samples.page(case, "clan").move
    assert mine.heading == "It is your move, Julian"
    assert [step.label for step in mine.steps] == ["Write how you will judge it"]
    assert theirs.heading == "It is Julian’s move"
    assert mine.side == theirs.side == "customer" and mine.mine and not theirs.mine


def test_many_open_lines_are_one_step() -> None:
    stage = sample.NEED.model_copy(update={"blocks": (_fields(6), *sample.NEED.blocks)})
    workflow = sample.SUIT.model_copy(update={"stages": (stage, *sample.SUIT.stages[1:])})
    case = course.begin(workflow, sample.customer(), "A suit", "Suit", "GBP")
    move = samples.page(case).move
    assert [(step.label, step.kind) for step in move.steps] == [("Write 7 lines", "stage")]


def _fields(number: int) -> sample.FieldsBlock:
    lines = tuple(
        Field(key=f"f{n}", label=f"Line {n}", type="text", required=True, given_by="customer")
        for n in range(number)
    )
    return sample.FieldsBlock(kind="fields", key="more", fields=lines)


def test_a_line_says_what_it_holds_by_whom_and_what_it_was() -> None:
    order = samples.page(samples.cloth(), opened=show.Opened(stage="cloth"))
    line = order.line("cloth", "a_text")
    assert (line.text, line.was, line.action) == ("something else", samples.NASTY, "Change")
    assert line.by and (line.by.who.short, line.by.when) == ("you", "yesterday, 10:00")
    assert line.undo == line.seq - 1
    assert order.line("cloth", "a_measure").text == "25½ in"
    assert order.line("cloth", "a_person").text == "Piotr Zieliński"
    assert order.line("cloth", "stock").action == ""  # the clan's to write
    assert not order.line("cloth", "match").asked  # only for a check
    assert order.line("cloth", "pattern").follows == ("match",)


def test_what_others_wrote_since_is_new_and_what_i_wrote_is_not() -> None:
    case = samples.cloth()
    assert not samples.page(case).line("cloth", "a_text").new
    assert samples.page(case).line("cloth", "a_bool").new
    assert not samples.page(case, "clan").line("cloth", "a_bool").new


def test_a_signed_line_that_changes_asks_again_and_only_it() -> None:
    case = sample.put(sample.cloth_signed(), sample.clan(30), "cloth", code="W 82")
    stage = samples.page(case, opened=show.Opened(stage="cloth")).stage("cloth")
    assert stage.state == "done" and stage.again == ("Cloth code",)
    line = samples.page(case, opened=show.Opened(stage="cloth")).line("cloth", "code")
    assert line.state == "again"
    signs = samples.page(case, opened=show.Opened(stage="cloth")).signature("cloth")
    assert signs and [one.state for one in signs.signs] == ["again", "again"] and signs.can_sign


def test_the_thread_is_knots_and_beads() -> None:
    thread = samples.page(sample.fitted()).thread
    assert [(stage.name, stage.state) for stage in thread] == [
        ("Need", "done"),
        ("Cloth", "done"),
        ("Baste", "done"),
        ("Finishing", "now"),
    ]
    assert [stage.side for stage in thread] == ["", "", "", "customer"]


def test_at_the_end_only_the_customer_judges() -> None:
    case = sample.finished()
    assert [one.open for one in samples.page(case, "customer").conditions] == [True, True]
    assert [one.open for one in samples.page(case, "clan").conditions] == [False, False]
    done = samples.page(sample.fulfilled())
    assert done.fulfilled and done.move.done and [one.state for one in done.conditions] == ["met", "met"]
    assert not any(stage.can for stage in done.stages)


@pytest.mark.parametrize(("unit", "typed"), [("cm", "64.8"), ("in", "25½"), ("mm", "648")])
def test_a_measure_is_typed_again_without_moving_it(unit: str, typed: str) -> None:
    case = samples.cloth()
    viewer = samples.look().viewer
    look = show.Look(
        show.Viewer(viewer.handle, viewer.first, viewer.side, unit, viewer.zone), samples.AT, samples.PEOPLE
    )
    field = case.stages["cloth"].field("a_measure")
    assert field is not None
    box = control(show.Desk(case, look), "cloth", field)
    assert (box.value, box.unit, box.two_readings) == (typed, unit, True)
    raw = {"value": box.value, "unit": box.unit, "basis": box.basis, "repeat": box.repeat}
    assert sample.put(case, sample.clan(500), "cloth", a_measure=raw).value("cloth.a_measure") == case.value(
        "cloth.a_measure"
    )


def test_a_table_always_has_two_empty_rows_to_go_on_with() -> None:
    desk = show.Desk(samples.cloth(), samples.look())
    field = desk.case.stages["cloth"].field("a_table")
    assert field is not None
    rows = control(desk, "cloth", field, prefix="a_table:").rows
    assert [row[1].value for row in rows] == ["40", "60", "", ""]
    assert rows[3][0].name == "a_table:value-3-text"
    typed = control(desk, "cloth", field, {"value-7-text": ["silk"], "value-8-text": [""]}).rows
    assert [row[0].value for row in typed] == ["silk", "", ""]


def test_two_people_at_once_are_shown_both_values_and_nothing_typed_is_lost() -> None:
    (clash,) = samples.conflict(samples.cloth())
    assert clash.line.text == "something else" and clash.mine == samples.NASTY
    assert clash.typed == (("value", samples.NASTY),)
    assert clash.seen == clash.form.seen == clash.line.seq


def test_a_deed_that_everybody_feels_asks_why() -> None:
    case = sample.finished()
    view = show.reason(case, "not_met", "It fits", error="Say why.")
    assert view.title == "Not met yet: It fits" and view.question == "What is missing?"
    assert view.stages[-1][0] == view.stage == "finishing"
    assert show.reason(case, "reopen", "Cloth").button == "Open Cloth again"


def test_a_condition_reads_the_same_in_whatever_order_a_database_gives_its_cells():
    case = samples.cloth()
    held = case.values["need"]["conditions"]
    turned = held.model_copy(update={"value": [dict(reversed(row.items())) for row in held.value]})
    assert list(turned.value[0]) != list(held.value[0])
    other = case.with_entries("values", "need", {"conditions": turned})
    shown = [(one.text, one.how) for one in samples.page(case).conditions]
    assert [(one.text, one.how) for one in samples.page(other).conditions] == shown
