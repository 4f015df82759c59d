"""For ten seconds what was just done has its way back on the page that follows, without a script too."""

import re
from datetime import timedelta

import pytest

from portal.cases import actions, paying, together
from portal.kernel import clock
from tests.cases import playing
from tests.pages import said
from workflows.changes import document

PAID = paying.Payment(5000, clock.now().date(), "transfer")

DEEDS = [
    ("say", {"text": "The rain"}, "You wrote."),
    ("stages/cloth/lines/code", {"value": "W 81", "seen": 0}, "You wrote Cloth code: W 81."),
]


@pytest.mark.parametrize(("path", "data", "says"), DEEDS)
def test_a_deed_is_told_with_its_undo_and_undone(as_, cast, cloth, path, data, says):
    marian = as_(cast.marian)
    marian.post(cloth.at(f"/{path}"), data=data, status=303)
    page = marian.get(cloth.at(), status=200)
    toast = re.search(r'<div class="toast">.*?</form>', page.text, re.DOTALL)[0]
    assert says in toast
    assert "toast" not in as_(cast.julian).get(cloth.at(), status=200).text
    words = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', toast))
    marian.post(re.search(r'action="([^"]+)"', toast)[1], data=words, bare=True, status=303)
    assert cloth.held("cloth.code") is None
    assert "The rain</p>" not in marian.get(cloth.at(), status=200).text


def apart(thread):
    """The document but for what only goes on."""
    return {name: part for name, part in document(thread).items() if name not in ("seq", "turn")}


SMALL = [
    (lambda o, c: o.do(c.julian, together.review, "cloth", "fit", "changes_needed", "Heavier"), "julian"),
    (lambda o, c: o.do(c.julian, together.ask, "cloth", "A second swatch", "clan"), "julian"),
    (lambda o, c: o.do(c.marian, paying.record_payment, PAID), "marian"),
    (lambda o, c: o.do(c.marian, together.promise, "cloth_swatch", playing.TOMORROW.date()), "marian"),
]


@pytest.mark.parametrize(("deed", "name"), SMALL)
def test_a_small_deed_is_undone_to_the_very_document_and_both_entries_stay(as_, cast, cloth, deed, name):
    before, visitor = apart(cloth.thread), as_(getattr(cast, name))
    deed(cloth, cast)
    assert apart(cloth.thread) != before
    assert 'class="toast"' in visitor.get(cloth.stage("cloth"), status=200).text  # on whatever page follows
    page, seq = visitor.get(cloth.at(), status=200), cloth.thread.seq
    toast = re.search(r'<div class="toast">.*?</form>', page.text, re.DOTALL)[0]
    words = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', toast))
    visitor.post(re.search(r'action="([^"]+)"', toast)[1], data=words, bare=True, status=303)
    assert apart(cloth.thread) == before and cloth.thread.seq == seq + 1
    undone, done = cloth.told(2)
    who = getattr(cast, name).name
    assert undone == f"{who} took back what they had just done: {done.removeprefix(who).strip()}"
    assert cloth.sound()
    assert 'class="toast"' not in visitor.get(cloth.at(), status=200).text


def test_only_ones_own_newest_small_deed_of_the_last_minute_is_undone(as_, cast, cloth):
    ask = lambda: cloth.do(cast.julian, together.ask, "cloth", "A swatch", "clan")  # noqa: E731
    julian, marian = as_(cast.julian), as_(cast.marian)
    ask()
    seq = cloth.thread.seq
    assert "no longer" in said(marian.post(cloth.at("/undo"), data={"seq": seq}, status=409))
    with clock.as_of(clock.now() + timedelta(seconds=61)):
        assert "no longer" in said(julian.post(cloth.at("/undo"), data={"seq": seq}, status=409))
    cloth.do(cast.marian, actions.say, "Gladly")
    assert "since" in said(julian.post(cloth.at("/undo"), data={"seq": seq}, status=409))
    last = cloth.thread.seq  # a message has its own way back
    assert "no longer" in said(marian.post(cloth.at("/undo"), data={"seq": last}, status=409))
    for odd in ("", "x", "-1", "99999", "9" * 30):
        julian.post(cloth.at("/undo"), data={"seq": odd}, status=409)
    before = apart(cloth.thread)
    ask()
    julian.post(cloth.at("/undo"), data={"seq": cloth.thread.seq}, status=303)
    assert apart(cloth.thread) == before


def test_it_goes_after_ten_seconds_and_when_somebody_else_does_something(as_, cast, cloth):
    marian = as_(cast.marian)
    marian.post(cloth.line("cloth.code"), data={"value": "W 81", "seen": 0}, status=303)
    with clock.as_of(clock.now() + timedelta(seconds=11)):
        assert 'class="toast"' not in marian.get(cloth.at(), status=200).text
    with clock.as_of(clock.now() - timedelta(seconds=60)):  # a clock that ran back
        assert 'class="toast"' not in marian.get(cloth.at(), status=200).text
    cloth.do(cast.julian, actions.say, "And I")
    assert 'class="toast"' not in marian.get(cloth.at(), status=200).text


def test_an_undo_leads_back_to_the_page_of_the_order_on_which_it_was_offered(as_, cast, cloth):
    marian, page = as_(cast.marian), cloth.at("/stages/cloth")
    for back, leads in (
        (page, page),
        ("", cloth.at()),
        ("/settings", cloth.at()),
        ("https://evil.example/orders/okoro-1/", cloth.at()),
    ):
        asked = {"stage": "cloth", "text": "A second swatch", "of": "customer"}
        marian.post(cloth.at("/promises"), data=asked, status=303)
        assert f'name="back" value="{page}"' in marian.get(page, status=200).text
        undo = {"seq": cloth.thread.seq, "back": back}
        assert marian.post(cloth.at("/undo"), data=undo, status=303).location == leads
