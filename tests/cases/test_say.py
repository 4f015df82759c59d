"""Saying something that everyone in the order reads."""

import re

from tests.cases.playing import HTMX


def test_what_is_said_is_read_by_both_sides(as_, cast, cloth):
    answer = as_(cast.julian).post(cloth.at("/say"), data={"text": " Is it warm? "}, status=303)
    assert answer.location == cloth.at("#log")
    assert "Is it warm?" in as_(cast.marian).get("/home").text  # news for who has not read it
    for person in (cast.julian, cast.marian, cast.priya):
        assert "Is it warm?" in as_(person).get(cloth.at(), status=200).text
    assert cloth.last == "Julian Okoro wrote"
    marian, before = as_(cast.marian), cloth.thread.seq
    part = marian.post(cloth.at("/say"), data={"text": "Very."}, headers=HTMX, status=200).text
    assert part.strip().startswith("<form") and "Very." not in part, "an empty box for more"
    assert "Very." in marian.get(cloth.at(f"/moved?seq={before}"), status=200).text
    back = re.search(r'data-hx-post="([^"]+/take-back)"', part)
    marian.post(back[1], headers=HTMX, status=200)
    assert "Marian took this back" in as_(cast.julian).get(cloth.at(), status=200).text
    as_(cast.stranger).post(cloth.at("/say"), data={"text": "hello"}, status=404)


def test_nothing_and_too_much_are_not_said(as_, cast, cloth):
    julian = as_(cast.julian)
    for text in ("", "   ", "\u200b\n"):
        answer = julian.post(cloth.at("/say"), data={"text": text}, status=409)
        assert "There is nothing written yet." in answer.text
    long = "Word " * 1_000
    answer = julian.post(cloth.at("/say"), data={"text": long}, status=409)
    assert "What you wrote has 4,999 characters; 4,000 is the most it can hold." in answer.text
    assert long.strip() in answer.text
    strip = julian.post(cloth.at("/say"), data={"text": ""}, headers=HTMX, status=409)
    assert strip.headers["HX-Retarget"] == "#strip"
    assert "There is nothing written yet." in strip.text
    assert cloth.last == "Marian Wren signed Need, and Cloth begins"
