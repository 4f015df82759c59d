"""Two people write the same order at the same time."""

from tests.cases.playing import HTMX

SAID = "two people changed this line at the same time."


def test_different_lines_both_go_in(as_, cast, cloth):
    julian, marian = as_(cast.julian), as_(cast.marian)
    marian.post(cloth.line("cloth.code"), data={"value": "W 81", "seen": 0}, status=303)
    julian.post(cloth.line("cloth.pattern"), data={"value": "plain", "seen": 0}, status=303)
    assert (cloth.held("cloth.code"), cloth.held("cloth.pattern")) == ("W 81", "plain")


def test_two_values_for_one_line_are_both_shown_and_nothing_is_overwritten(as_, cast, cloth):
    as_(cast.marian).post(cloth.line("cloth.code"), data={"value": "W 81", "seen": 0, "why": "it is here"})
    for headers, whole in (({}, True), (HTMX, False)):
        data = {"value": "W 90", "seen": 0}
        answer = as_(cast.julian).post(cloth.line("cloth.code"), data=data, headers=headers, status=409)
        assert ("<!doctype" in answer.text) is whole
        assert SAID in answer.text
        assert "W 81" in answer.text
        assert "Marian Wren, <time datetime=" in answer.text
        assert "it is here" in answer.text
        assert 'value="W 90"' in answer.text  # what was typed, to be kept or changed
        assert f'name="seen" value="{cloth.seq("cloth.code")}"' in answer.text
    assert cloth.held("cloth.code") == "W 81"


def test_either_value_or_a_third_settles_it(as_, cast, cloth):
    as_(cast.marian).post(cloth.line("cloth.code"), data={"value": "W 81", "seen": 0})
    julian, at = as_(cast.julian), cloth.line("cloth.code")
    julian.post(at, data={"value": "W 90", "seen": 0}, status=409)
    assert "W 81" in julian.get(cloth.line("cloth.code", "/part"), status=200).text  # theirs
    mine = {"value": "W 90", "seen": cloth.seq("cloth.code")}
    julian.post(at, data=mine, status=303)
    assert cloth.last == "Julian Okoro changed Cloth code from W 81 to W 90"
    as_(cast.marian).post(at, data={"value": "W 7", "seen": mine["seen"]}, status=409)
    third = {"value": "W 90 or W 81", "seen": cloth.seq("cloth.code")}
    as_(cast.marian).post(at, data=third, status=303)
    assert cloth.held("cloth.code") == "W 90 or W 81"


def test_the_same_value_twice_is_no_conflict(as_, cast, cloth):
    for person in (cast.marian, cast.julian):
        as_(person).post(cloth.line("cloth.code"), data={"value": "W 81", "seen": 0}, status=303)
    assert cloth.last == "Marian Wren wrote Cloth code: W 81"


def test_one_empties_what_another_edits(as_, cast, cloth):
    seen = cloth.put(cast.marian, "cloth.code", "W 81")
    as_(cast.marian).post(cloth.line("cloth.code"), data={"value": "", "seen": seen}, status=303)
    answer = as_(cast.julian).post(cloth.line("cloth.code"), data={"value": "W 82", "seen": seen}, status=409)
    assert SAID in answer.text
    assert 'value="W 82"' in answer.text


def test_a_measure_keeps_its_unit_through_a_conflict(as_, cast, cloth):
    cloth.put(cast.marian, "cloth.chest", "96 cm")
    data = {"value": "39", "unit": "in", "basis": "skin", "seen": 0}
    answer = as_(cast.julian).post(cloth.line("cloth.chest"), data=data, status=409)
    for typed in ('name="value" value="39"', 'name="unit" value="in"', 'name="basis" value="skin"'):
        assert typed in answer.text
    as_(cast.julian).post(
        cloth.line("cloth.chest"), data={**data, "seen": cloth.seq("cloth.chest")}, status=303
    )
    assert cloth.held("cloth.chest") == {"mm": 991, "basis": "skin"}


def test_a_form_of_many_lines_conflicts_only_where_it_does(as_, cast, cloth):
    form = {
        "code:value": "W 90", "code:seen": 0, "pattern:value": "check", "pattern:seen": 0,
        "match:value": "yes", "match:seen": 0,
    }  # fmt: skip
    cloth.put(cast.julian, "cloth.pattern", "plain")
    cloth.put(cast.julian, "cloth.code", "W 81")
    cloth.put(cast.julian, "cloth.match", "yes")
    answer = as_(cast.marian).post(cloth.stage("cloth", "write"), data=form, status=409)
    assert "Two people changed the same lines" in answer.text
    assert 'id="line-cloth-code"' in answer.text
    assert 'id="line-cloth-pattern"' in answer.text
    assert 'id="line-cloth-match"' not in answer.text  # both said the same
    assert 'name="value" value="W 90"' in answer.text
    assert 'name="value" value="check"' in answer.text
    assert (cloth.held("cloth.code"), cloth.held("cloth.pattern")) == ("W 81", "plain")


def test_what_else_was_typed_into_a_form_that_conflicts_is_not_lost(as_, cast, cloth):
    form = {"code:value": "W 90", "code:seen": 0, "stock:value": "4", "stock:seen": 0}
    cloth.put(cast.julian, "cloth.code", "W 81")
    marian = as_(cast.marian)
    answer = marian.post(cloth.stage("cloth", "write"), data=form, status=409)
    assert "Two people changed the same line" in answer.text
    assert "What you wrote on one other line is kept as your draft." in answer.text
    assert cloth.held("cloth.stock") is None
    assert 'name="stock:value" type="text" value="4"' in marian.get(cloth.stage("cloth", "write")).text
    assert 'value="4"' not in as_(cast.priya).get(cloth.stage("cloth", "write"), status=200).text
    marian.post(cloth.stage("cloth", "write"), data={"stock:value": "4", "stock:seen": 0}, status=303)
    assert cloth.held("cloth.stock") == 4
