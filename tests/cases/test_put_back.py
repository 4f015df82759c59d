"""Putting a line back to what it was, and undoing what was just done."""

from tests.cases.playing import HTMX


def test_a_line_is_put_back_as_a_new_change(as_, cast, cloth):
    first = cloth.put(cast.marian, "cloth.code", "W 81")
    cloth.put(cast.julian, "cloth.code", "W 90")
    at, before = cloth.line("cloth.code", "/put-back"), cloth.thread.seq
    answer = as_(cast.marian).post(at, data={"seq": first}, status=303)
    assert answer.location.endswith("#line-cloth-code")
    assert cloth.held("cloth.code") == "W 81"
    assert cloth.thread.seq == before + 1
    assert cloth.last == "Marian Wren put Cloth code back to W 81"
    for outside in (cast.stranger, cast.ada):
        as_(outside).post(at, data={"seq": first}, status=404)


def test_undo_gives_back_what_stood_before_the_last_change(as_, cast, cloth):
    cloth.put(cast.marian, "cloth.code", "W 81")
    changed = cloth.put(cast.julian, "cloth.code", "W 90")
    julian = as_(cast.julian)
    page = julian.get(cloth.at(), status=200).text
    assert cloth.line("cloth.code", "/put-back") in page
    undo = {"seq": changed - 1}
    answer = julian.post(cloth.line("cloth.code", "/put-back"), data=undo, headers=HTMX, status=200)
    assert 'id="line-cloth-code"' in answer.text
    assert cloth.held("cloth.code") == "W 81"


def test_undo_of_the_first_writing_empties_the_line(as_, cast, cloth):
    written = cloth.put(cast.marian, "cloth.code", "W 81")
    undo = {"seq": written - 1}
    as_(cast.marian).post(cloth.line("cloth.code", "/put-back"), data=undo, status=303)
    assert cloth.held("cloth.code") is None


def test_what_cannot_be_put_back_is_said(as_, cast, cloth):
    now = cloth.put(cast.marian, "cloth.stock", 3)
    at, marian = cloth.line("cloth.stock", "/put-back"), as_(cast.marian)
    assert "That is what the line says already." in marian.post(at, data={"seq": now}, status=409).text
    assert "is written by the other side" in as_(cast.julian).post(at, data={"seq": 1}, status=409).text
    for wrong in ({"seq": "two"}, {"seq": "-1"}, {}, {"seq": "9" * 40}):
        assert "Choose what to put back." in marian.post(at, data=wrong, status=422).text
    marian.post(cloth.line("cloth.nothing", "/put-back"), data={"seq": 1}, status=404)


def test_the_page_of_a_line_shows_everything_it_ever_held(as_, cast, cloth):
    for value, why in (("W 81", ""), ("W 90", "lighter"), ("", "sold out"), ("W 95", "")):
        cloth.put(cast.marian, "cloth.code", value, why)
    page = as_(cast.julian).get(cloth.line("cloth.code"), status=200).text
    assert page.index("W 95") < page.index("sold out") < page.index("lighter") < page.rindex("W 81")
    assert page.count("Put this back") == 3
    as_(cast.stranger).get(cloth.line("cloth.code"), status=404)
    empty = as_(cast.julian).get(cloth.line("cloth.match"), status=200).text
    assert "Nobody has written it yet." in empty
