"""Writing all lines of a stage in one form."""

WHOLE = {
    "code:value": "W 81", "code:seen": 0,
    "pattern:value": "check", "pattern:seen": 0,
    "match:value": "yes", "match:seen": 0,
    "stock:value": "4", "stock:seen": 0,
    "chest:value": "96", "chest:unit": "cm", "chest:seen": 0,
    "price:value": "", "price:seen": 0,
}  # fmt: skip


def test_all_lines_go_in_as_one_change(as_, cast, cloth):
    at = cloth.stage("cloth", "write")
    page = as_(cast.marian).get(at, status=200).text
    assert 'name="code:value"' in page
    assert 'name="stock:value"' in page
    answer = as_(cast.marian).post(at, data=WHOLE, status=303)
    assert answer.location == cloth.at("#stage-cloth")
    assert cloth.last == "Marian Wren wrote 5 lines in Cloth"
    assert [cloth.held(f"cloth.{key}") for key in ("code", "pattern", "match", "stock")] == [
        "W 81", "check", True, 4,
    ]  # fmt: skip
    assert len({cloth.seq(f"cloth.{key}") for key in ("code", "pattern", "match", "stock", "chest")}) == 1
    for outside in (cast.stranger, cast.ada):
        as_(outside).get(at, status=404)
        as_(outside).post(at, data=WHOLE, status=404)


def test_every_mistake_is_named_at_once_and_nothing_is_written(as_, cast, cloth):
    wrong = {**WHOLE, "pattern:value": "tartan", "stock:value": "some", "chest:value": "2"}
    before = cloth.thread.seq
    answer = as_(cast.marian).post(cloth.stage("cloth", "write"), data=wrong, status=422)
    assert "There is a problem" in answer.text
    for id_ in ("pattern", "stock", "chest"):
        assert f'href="#in-cloth-{id_}"' in answer.text
        assert f'id="in-cloth-{id_}-error"' in answer.text
    for typed in ('value="some"', 'value="2"', 'value="W 81"'):
        assert typed in answer.text
    assert cloth.thread.seq == before


def test_the_other_sides_lines_are_not_asked_and_not_taken(as_, cast, cloth):
    julian, at = as_(cast.julian), cloth.stage("cloth", "write")
    assert 'name="stock:value"' not in julian.get(at, status=200).text
    answer = julian.post(at, data={"code:value": "W 7", "code:seen": 0, "stock:value": "9"}, status=409)
    assert "In stock is written by the other side." in answer.text
    assert "W 7" in answer.text  # what was typed is still there
    assert cloth.held("cloth.code") is None


def test_a_form_without_any_line_changes_nothing(as_, cast, cloth):
    before = cloth.thread.seq
    as_(cast.marian).post(cloth.stage("cloth", "write"), data={"made:up": "x", "nothing": "y"}, status=303)
    assert cloth.thread.seq == before
    as_(cast.marian).get(cloth.stage("nothing", "write"), status=404)


def test_a_day_that_is_past_is_told_at_its_line_and_the_rest_is_kept(as_, cast, order):
    form = {
        "date:value": "2020-01-02",
        "date:seen": 0,
        "title:value": "Rain coat",
        "title:seen": order.seq("need.title"),
    }
    page = as_(cast.julian).post(order.stage("need", "write"), data=form, status=422).text
    assert "The day it is for: 2 January 2020 is past. Choose a day to come." in page
    assert 'value="Rain coat"' in page
    assert order.held("need.date") is None
