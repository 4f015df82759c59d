"""Drafts: what somebody is still typing, kept for them alone."""

from tests.cases.playing import HTMX


def test_a_draft_is_read_by_nobody_else_and_goes_when_it_is_written(as_, cast, cloth):
    marian, julian, at = as_(cast.marian), as_(cast.julian), cloth.line("cloth.code")
    before = cloth.thread.seq
    answer = marian.put(f"{at}/draft", data={"value": "Sekrit 9", "seen": 0}, headers=HTMX, status=200)
    assert "Kept as a draft, " in answer.text
    assert cloth.thread.seq == before
    for rest in ("?open=cloth.code", "/stages/cloth/lines/code/edit", "/stages/cloth/write"):
        assert 'value="Sekrit 9"' in marian.get(cloth.at(rest), status=200).text
        assert "Sekrit 9" not in julian.get(cloth.at(rest), status=200).text
        assert "Sekrit 9" not in as_(cast.piotr).get(cloth.at(rest), status=200).text
    assert "; nobody else has seen it." in marian.get(cloth.at("?open=cloth.code")).text
    for path in ("", "/history", "/stages/cloth", "/stages/cloth/lines/code"):
        assert "Sekrit 9" not in julian.get(cloth.at(path), status=200).text
    marian.post(at, data={"value": "W 81", "seen": 0}, status=303)
    assert "Sekrit 9" not in marian.get(cloth.at("?open=cloth.code"), status=200).text


def test_a_draft_of_what_is_not_there_is_not_kept(as_, cast, cloth):
    as_(cast.stranger).put(cloth.line("cloth.code", "/draft"), data={"value": "W 8"}, status=404)
    as_(cast.marian).put(cloth.line("cloth.nothing", "/draft"), data={"value": "W 8"}, status=404)


def test_a_draft_remembers_what_it_was_based_on(as_, cast, cloth):
    marian, at = as_(cast.marian), cloth.line("cloth.code")
    marian.put(f"{at}/draft", data={"value": "W 8", "seen": 0}, headers=HTMX, status=200)
    cloth.put(cast.julian, "cloth.code", "W 81")
    assert 'name="seen" value="0"' in marian.get(cloth.at("?open=cloth.code"), status=200).text
    marian.post(at, data={"value": "W 8", "seen": 0}, status=409)


def test_the_reason_of_a_change_is_part_of_its_draft(as_, cast, cloth):
    marian = as_(cast.marian)
    cloth.put(cast.julian, "cloth.code", "W 81")
    marian.put(cloth.line("cloth.code", "/draft"), data={"value": "W 8", "why": "It is cooler"}, headers=HTMX)
    for rest in ("?open=cloth.code", "/stages/cloth/lines/code/edit"):
        assert 'value="It is cooler"' in marian.get(cloth.at(rest), status=200).text


def test_a_draft_of_a_measure_keeps_all_its_parts(as_, cast, cloth):
    marian = as_(cast.marian)
    data = {"value": "38½", "unit": "in", "basis": "skin"}
    marian.put(cloth.line("cloth.chest", "/draft"), data=data, headers=HTMX, status=200)
    page = marian.get(cloth.line("cloth.chest", "/edit"), status=200).text
    assert 'value="38½"' in page
    assert "<option selected>in</option>" in page


def test_a_draft_of_a_megabyte_is_not_kept(as_, cast, cloth):
    data = {"value": "Wool, " * 100_000, "seen": 0}
    answer = as_(cast.marian).put(cloth.line("fitting.note", "/draft"), data=data, headers=HTMX, status=409)
    assert "This is too long to be kept as a draft." in answer.text
