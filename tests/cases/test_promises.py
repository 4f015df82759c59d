"""Promises: asked of one side, promised by a day, done, and closed by the other side."""

from datetime import timedelta

from tests.cases.playing import HTMX, TOMORROW

DAY = TOMORROW.date().isoformat()
SWATCH = "cloth_swatch"


def test_a_promise_goes_from_asked_to_satisfied(as_, cast, cloth):
    julian, marian = as_(cast.julian), as_(cast.marian)
    ask = {"stage": "cloth", "text": " Bring the buttons ", "of": "clan"}
    answer = julian.post(cloth.at("/promises"), data=ask, status=303)
    assert answer.location == cloth.at("#stage-cloth")
    assert cloth.last == "Julian Okoro asked for “Bring the buttons”"
    key = f"c{cloth.thread.seq}"
    at = cloth.at(f"/promises/{key}")
    marian.post(f"{at}/promise", data={"due": DAY}, status=303)
    assert cloth.told()[0].startswith("Marian Wren promised “Bring the buttons” by ")
    marian.post(f"{at}/done", status=303)
    assert "are satisfied" not in julian.get(cloth.at()).text
    julian.post(f"{at}/satisfied", status=303)
    assert cloth.told(3)[::-1][1:] == [
        "Marian Wren kept a promise: “Bring the buttons”",
        "Julian Okoro accepted as kept: “Bring the buttons”",
    ]
    assert cloth.thread.commitments[key].state == "satisfied"


def test_each_side_does_its_own_part(as_, cast, cloth):
    julian, marian, at = as_(cast.julian), as_(cast.marian), cloth.at(f"/promises/{SWATCH}")
    answer = julian.post(f"{at}/promise", data={"due": DAY}, status=409)
    assert "This was asked of the other side; they promise it." in answer.text
    marian.post(f"{at}/promise", data={"due": DAY}, status=303)
    marian.post(f"{at}/done", status=303)
    own = marian.post(f"{at}/satisfied", status=409).text
    assert "The side that it was promised to says whether they are satisfied." in own
    julian.post(f"{at}/satisfied", status=303)
    for deed in ("promise", "done", "satisfied", "not-yet"):
        for outside in (cast.stranger, cast.tom, cast.ada):
            as_(outside).post(f"{at}/{deed}", data={"due": DAY, "why": "x"}, status=404)


def test_not_yet_sends_it_back_with_a_reason(as_, cast, cloth):
    julian, marian, at = as_(cast.julian), as_(cast.marian), cloth.at(f"/promises/{SWATCH}")
    marian.post(f"{at}/done", status=303)
    assert "Not yet: Send a swatch" in julian.get(f"{at}/not-yet", status=200).text
    answer = julian.post(f"{at}/not-yet", data={"why": ""}, status=422)
    assert "Say why, so that everyone understands it later." in answer.text
    julian.post(f"{at}/not-yet", data={"why": "It was the wrong one"}, status=303)
    assert cloth.last == "Julian Okoro sent back “Send a swatch”: It was the wrong one"
    marian.post(f"{at}/promise", data={"due": DAY}, status=303)


def test_a_promise_needs_a_day_that_is_still_to_come(as_, cast, cloth):
    marian, at = as_(cast.marian), cloth.at(f"/promises/{SWATCH}/promise")
    for wrong in ({}, {"due": ""}, {"due": "soon"}, {"due": "2026-02-30"}):
        assert "Choose the day you promise it by." in marian.post(at, data=wrong, status=409).text
    past = (TOMORROW - timedelta(days=9)).date().isoformat()
    answer = marian.post(at, data={"due": past}, status=409)
    assert "That day is past. Promise a day that is still to come." in answer.text
    strip = marian.post(at, data={"due": past}, headers=HTMX, status=409)
    assert strip.headers["HX-Retarget"] == "#strip"
    marian.post(cloth.at("/promises/c99/promise"), data={"due": DAY}, status=404)
    marian.get(cloth.at("/promises/c99/not-yet"), status=404)
    assert cloth.thread.commitments[SWATCH].state == "asked"


def test_asking_says_what_of_whom_and_where(as_, cast, cloth):
    julian, at = as_(cast.julian), cloth.at("/promises")
    whole = {"stage": "cloth", "text": "Buttons", "of": "clan"}
    for name, value, sentence in (
        ("text", "", "There is nothing written yet."),
        ("text", "  ", "Say what you are asking for."),
        ("of", "nobody", "Choose whom you ask."),
        ("of", "", "Choose whom you ask."),
        ("stage", "", "Choose the stage it belongs to."),
        ("stage", "nothing", "There is no stage called nothing here."),
    ):
        answer = julian.post(at, data={**whole, name: value}, status=409)
        assert sentence in answer.text, (name, value)
    julian.post(at, data={**whole, "of": "customer"}, status=303)  # a promise of one's own
    as_(cast.stranger).post(at, data=whole, status=404)
