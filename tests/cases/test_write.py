"""Writing one line in place."""

from portal.cases import together
from tests.cases.playing import HTMX


def test_a_plain_form_writes_a_line_and_comes_back_to_it(as_, cast, cloth):
    at = cloth.line("cloth.code")
    answer = as_(cast.marian).post(at, data={"value": "W 81", "seen": 0}, status=303)
    assert answer.location == cloth.at("?stage=cloth#line-cloth-code")
    assert cloth.held("cloth.code") == "W 81"
    assert cloth.last == "Marian Wren wrote Cloth code: W 81"
    answer = as_(cast.julian).post(
        at, data={"value": "W 82", "seen": cloth.seq("cloth.code"), "why": "lighter"}
    )
    assert answer.status_code == 303
    assert cloth.last == "Julian Okoro changed Cloth code from W 81 to W 82 because lighter"
    for outside in (cast.stranger, cast.ruth, cast.tom, cast.ada, cast.gwen):
        as_(outside).post(at, data={"value": "mine", "seen": 0}, status=404)
    assert cloth.held("cloth.code") == "W 82"


def test_htmx_gets_the_line_alone_and_asks_for_what_else_moved(as_, cast, cloth):
    marian, julian = as_(cast.marian), as_(cast.julian)
    before = cloth.thread.seq
    data = {"value": "W 81", "seen": 0}
    answer = marian.post(cloth.line("cloth.code"), data=data, headers=HTMX, status=200)
    assert answer.text.strip().startswith('<div id="line-cloth-code"')
    assert "Cloth code is now W 81." in answer.text
    assert 'id="log' not in answer.text, "what somebody types there stays"
    moved = marian.get(cloth.at(f"/moved?seq={before}"), status=200).text
    for id_ in ("line-cloth-code", "move", "log-list", "sign-cloth"):
        assert f'id="{id_}"' in moved
    assert "<h1" not in moved  # the head of the page says nothing of this line
    before = cloth.thread.seq
    data = {"value": "A blue coat", "seen": 1}
    julian.post(cloth.line("need.title"), data=data, headers=HTMX, status=200)
    assert "<h1>A blue coat</h1>" in julian.get(cloth.at(f"/moved?seq={before}"), status=200).text


def test_an_unusual_page_is_never_sent_to_history_or_a_boosted_link(as_, cast, cloth):
    boosted = {**HTMX, "HX-Boosted": "true"}
    for headers in (boosted, {"HX-Request": "true", "HX-Request-Type": "full"}):
        data = {"value": "W 81", "seen": cloth.seq("cloth.code")}
        as_(cast.marian).post(cloth.line("cloth.code"), data=data, headers=headers, status=303)


def test_a_value_that_does_not_fit_comes_back_with_the_sentence_above_it(as_, cast, cloth):
    data = {"value": "ninety-ish", "unit": "cm", "seen": 0}
    for headers, whole in (({}, True), (HTMX, False)):
        answer = as_(cast.marian).post(cloth.line("cloth.chest"), data=data, headers=headers, status=422)
        assert ("<!doctype" in answer.text) is whole
        sentence = "Chest is a length. Write it like 64 cm, 640 mm or 25½ in."
        assert 0 < answer.text.index(sentence) < answer.text.index('value="ninety-ish"')
        assert 'aria-invalid="true"' in answer.text
    assert cloth.held("cloth.chest") is None
    answer = as_(cast.marian).post(cloth.line("cloth.chest"), data={"value": "20", "unit": "cm"}, status=422)
    assert "Chest" in answer.text
    assert 'value="20"' in answer.text


def test_a_warning_is_told_in_the_lengths_of_whoever_reads(as_, cast, cloth):
    julian, path = as_(cast.julian), "cloth.chest"
    julian.post(cloth.line(path), data={"value": "145", "unit": "cm", "seen": 0}, status=303)
    assert "Chest is seldom above 140 cm. Look at 145 cm again." in julian.get(cloth.at(), status=200).text
    look = {"language": "", "length_unit": "in", "theme": "", "zone": ""}
    julian.post("/settings/look", data=look, status=303)
    assert "Chest is seldom above 55⅛ in. Look at 57⅛ in again." in julian.get(cloth.at(), status=200).text


def test_a_moment_is_told_on_the_clock_of_the_house(as_, cast, cloth):
    path = "cloth.comes"
    data = {"value": "2027-06-13T00:30", "seen": 0}
    as_(cast.julian).post(cloth.line(path), data=data, status=303)
    assert cloth.held(path) == "2027-06-12T23:30:00+00:00"
    assert cloth.last == "Julian Okoro wrote When it comes: Sunday 13 June 2027, 00:30"


def test_what_the_other_side_writes_is_refused_with_what_to_do(as_, cast, cloth):
    answer = as_(cast.julian).post(cloth.line("cloth.stock"), data={"value": "3", "seen": 0}, status=409)
    assert "In stock is written by the other side. Ask them, or say what you would like." in answer.text
    as_(cast.marian).post(cloth.line("cloth.stock"), data={"value": "3", "seen": 0}, status=303)
    assert cloth.held("cloth.stock") == 3


def test_a_needed_line_can_be_emptied_but_then_nobody_signs(as_, cast, cloth):
    cloth.put(cast.marian, "cloth.code", "W 81")
    seen = cloth.seq("cloth.code")
    as_(cast.marian).post(cloth.line("cloth.code"), data={"value": "  ", "seen": seen}, status=303)
    assert cloth.held("cloth.code") is None
    assert cloth.last == "Marian Wren changed Cloth code from W 81 to nothing"
    answer = as_(cast.marian).post(cloth.stage("cloth", "sign"), status=409)
    assert "Still to settle before you sign: Cloth code, Fit for purpose." in answer.text


def test_a_megabyte_gets_a_sentence_and_is_kept(as_, cast, cloth):
    for headers, text, sentence in (
        ({}, "Wool, " * 170_000, "What we saw has 1,019,999 characters; 20,000 is the most it can hold."),
        (HTMX, "Wool, " * 4_000, "What we saw has 23,999 characters; 20,000 is the most it can hold."),
    ):
        data = {"value": text, "seen": 0}
        answer = as_(cast.marian).post(cloth.line("fitting.note"), data=data, headers=headers, status=422)
        assert sentence in answer.text
        assert text in answer.text
    too_much = {"value": "wool" * 800_000, "seen": 0}
    answer = as_(cast.marian).post(cloth.line("fitting.note"), data=too_much, status=413)
    assert "Send less text, or fewer files at once" in answer.text
    assert cloth.held("fitting.note") is None


def test_writing_what_it_says_already_changes_nothing(as_, cast, cloth):
    before = cloth.put(cast.marian, "cloth.code", "W 81")
    as_(cast.julian).post(cloth.line("cloth.code"), data={"value": " W 81 ", "seen": before}, status=303)
    assert cloth.seq("cloth.code") == before
    assert cloth.thread.seq == before


def test_a_line_or_stage_that_is_none_is_not_found(as_, cast, cloth):
    marian = as_(cast.marian)
    for path in ("cloth.nothing", "nothing.code", "cloth.Code", "cloth.fit"):
        marian.post(cloth.line(path), data={"value": "W 81", "seen": 0}, status=404)
        for part in ("", "/part", "/edit"):
            marian.get(cloth.line(path, part), status=404)


def test_a_line_of_the_other_side_stays_at_rest_when_it_is_asked_for_open(as_, cast, cloth):
    path, form = "cloth.stock", 'name="value"'
    assert form in as_(cast.marian).get(cloth.line(path, "/edit"), status=200).text
    julian = as_(cast.julian)
    for address in (cloth.line(path, "/edit"), cloth.at(f"?open={path}")):
        page = julian.get(address, status=200).text
        assert 'id="line-cloth-stock"' in page
        assert f'action="{cloth.line(path)}"' not in page
    as_(cast.stranger).get(cloth.line(path, "/edit"), status=404)


def test_no_line_opens_once_the_order_is_fulfilled(as_, cast, judged):
    for condition, *_ in judged.thread.conditions():
        judged.do(cast.julian, together.met, condition)
    for person in (cast.julian, cast.marian):
        page = as_(person).get(judged.line("cloth.code", "/edit"), status=200).text
        assert "W 81" in page
        assert "<form" not in page


def test_a_line_names_only_people_of_the_order(as_, cast, cloth):
    julian, path = as_(cast.julian), "cloth.fitter"
    for nobody in (cast.stranger.handle, cast.ruth.handle, "made-up"):
        answer = julian.post(cloth.line(path), data={"value": nobody, "seen": 0}, status=422).text
        assert "Who fits it is one of the people of this order: Julian Okoro (julian), " in answer
        stage = {"fitter:value": nobody, "fitter:seen": 0}
        assert "of this order" in julian.post(cloth.stage("cloth", "write"), data=stage, status=422).text
    assert cloth.held(path) is None
    julian.post(cloth.line(path), data={"value": "@marian", "seen": 0}, status=303)
    assert cloth.held(path) == "marian"
    julian.post(cloth.line(path), data={"value": "", "seen": cloth.seq(path)}, status=303)
    assert cloth.held(path) is None


def test_words_nobody_asked_for_are_ignored(as_, cast, cloth):
    more = {"account_id": 2, "by": "julian", "status": "fulfilled", "seq": 99, "side": "customer"}
    as_(cast.marian).post(cloth.line("cloth.code"), data={"value": "W 81", "seen": 0, **more}, status=303)
    line = cloth.thread.line("cloth", "code")
    assert (line.by, line.side, cloth.thread.status) == ("marian", "clan", "open")


def test_what_people_write_is_shown_and_never_run(as_, cast, cloth):
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1))"
    for path in ("need.title", "need.need", "cloth.code"):
        cloth.put(cast.julian, path, f"{bad} {path}"[:190])
    for person in (cast.julian, cast.marian):
        for rest in ("", "/history", "/stages/need", "/stages/cloth/lines/code", "?open=cloth.code"):
            page = as_(person).get(cloth.at(rest), status=200).text
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            assert 'href="javascript' not in page
        for path in ("/home", "/orders", "/find?q=script"):
            assert "<script>alert" not in as_(person).get(path, status=200).text
