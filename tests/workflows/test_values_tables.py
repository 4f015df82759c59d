"""Tables: rows of cells."""

import pytest

from tests.workflows.fields import choices, kept, line, refused, words
from workflows.values import show

NOTES = line(
    "table",
    "Notes",
    columns=[
        {
            "key": "area",
            "label": "Where",
            "type": "choice",
            "required": True,
            "choices": choices("Collar", "Waist"),
        },
        {"key": "seen", "label": "What was seen", "required": True, "max_length": 30},
        {"key": "amount", "label": "By how much", "type": "int", "unit": "mm", "min": -60, "max": 60},
        {"key": "cost", "label": "Cost", "type": "money"},
        {"key": "done", "label": "Done", "type": "bool"},
        {"key": "on", "label": "On", "type": "date"},
    ],
)
CLOTH = line(
    "table",
    "What it is made of",
    sum_of="pct",
    sum_is=100,
    columns=[
        {"key": "fibre", "label": "Fibre"},
        {"key": "pct", "label": "Share", "type": "decimal", "unit": "%"},
    ],
)
COLLAR = {"area": "collar", "seen": "stands off", "amount": -5}


def test_each_cell_is_read_by_its_column():
    row = {
        "area": "Collar",
        "seen": " stands off ",
        "amount": "-5 mm",
        "cost": "£5",
        "done": "yes",
        "on": "13/6/2027",
    }
    assert kept(NOTES, [row]) == [
        {**COLLAR, "cost": {"amount": 500, "currency": "GBP"}, "done": True, "on": "2027-06-13"}
    ]


def test_empty_cells_and_rows_are_left_out():
    assert kept(NOTES, [{"area": ""}, {**COLLAR, "cost": "", "on": None}, {}]) == [COLLAR]
    assert kept(NOTES, [{}, {"area": None, "seen": " "}]) is None
    assert kept(NOTES, [{**COLLAR, "done": False}]) == [{**COLLAR, "done": False}]
    assert list(kept(NOTES, [dict(reversed(COLLAR.items()))])[0]) == ["area", "seen", "amount"]


@pytest.mark.parametrize("raw", ["collar", {"area": "collar"}, [COLLAR, "waist"], 5, True, [[]]])
def test_anything_else_is_no_table(raw):
    assert refused(NOTES, raw) == ("Notes is a table: a list of rows, each with its columns.", "")


def test_all_problems_are_told_at_once():
    rows = [{**COLLAR, "amount": 61}, {}, {"seen": "x" * 31, "pin": 5}, {"area": "elbow", "cost": "€5"}]
    assert refused(NOTES, rows) == (
        "Notes: row 1: By how much is at most 60 mm, and this says 61 mm; row 3 has no column called pin; "
        "row 3: What was seen has 31 characters; 30 is the most it can hold; row 3: Where is empty; "
        "row 4: Where is one of: Collar, Waist; "
        "row 4: Cost is counted in GBP in this order, not in another currency; "
        "row 4: What was seen is empty.",
        "",
    )


def test_a_required_cell_is_missed_only_in_a_row_that_holds_something():
    assert (
        refused(NOTES, [{}, {"amount": 5}])[0]
        == "Notes: row 2: Where is empty; row 2: What was seen is empty."
    )
    assert refused(NOTES, [{"pin": 5}])[0] == "Notes: row 1 has no column called pin."


def test_a_table_may_need_several_rows():
    field = line("table", "Notes", min_rows=2, columns=[{"key": "a", "label": "A"}])
    two = [{"a": "1"}, {"a": "2"}]
    assert kept(field, two) == two
    assert refused(field, [{"a": "1"}, {}]) == ("Notes: it needs at least 2 rows.", "")
    assert kept(field, [{}]) is None


def test_there_are_a_hundred_rows_at_most():
    field = line("table", "Notes", columns=[{"key": "a", "label": "A"}])
    rows = [{"a": "1"}] * 100
    assert kept(field, rows) == rows
    assert refused(field, [*rows, {}]) == ("Notes holds 100 rows at most; these are 101.", "")


def test_a_column_must_add_up():
    rows = [{"fibre": "wool", "pct": "98"}, {"fibre": "silk", "pct": "2.0"}]
    assert kept(CLOTH, rows) == [{"fibre": "wool", "pct": "98"}, {"fibre": "silk", "pct": "2"}]
    assert refused(CLOTH, rows[:1]) == ("What it is made of: Share adds up to 98 and should make 100.", "")
    assert refused(CLOTH, [*rows, {"fibre": "hope"}, {"pct": "0.5"}])[0] == (
        "What it is made of: Share adds up to 100.5 and should make 100."
    )
    assert kept(CLOTH, [*rows, {"fibre": "hope"}])[2] == {"fibre": "hope"}
    assert refused(CLOTH, [{"fibre": "wool", "pct": "all"}])[0].count(";") == 0


def test_the_sum_and_the_rows_are_both_told():
    field = line(
        "table", "T", min_rows=2, sum_of="n", sum_is=0, columns=[{"key": "n", "label": "N", "type": "int"}]
    )
    assert kept(field, [{"n": 1}, {"n": -1}]) == [{"n": 1}, {"n": -1}]
    assert refused(field, [{"n": 1}])[0] == "T: it needs at least 2 rows; N adds up to 1 and should make 0."


def test_a_table_is_shown_by_the_number_of_its_rows():
    assert words(NOTES, [COLLAR]) == "1 row"
    assert words(NOTES, [COLLAR] * 3) == "3 rows"


def test_a_table_of_one_column_is_shown_as_its_words():
    field = line("table", columns=[{"key": "n", "label": "N", "type": "int", "unit": "mm"}])
    assert words(field, [{"n": 5}, {"n": 1000}]) == "5 mm, 1,000 mm"
    assert show(field, [{"n": 5}, {"other": 1}]) == "5 mm"
    assert words(field, [{"n": 1000}], locale="de_DE") == "1.000 mm"
