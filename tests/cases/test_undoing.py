"""For ten seconds what was just done has its way back on the page that follows, without a script too."""

import re
from datetime import timedelta

import pytest

from portal.cases import actions
from portal.kernel import clock

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


def test_it_goes_after_ten_seconds_and_when_somebody_else_does_something(as_, cast, cloth):
    marian = as_(cast.marian)
    marian.post(cloth.line("cloth.code"), data={"value": "W 81", "seen": 0}, status=303)
    with clock.as_of(clock.now() + timedelta(seconds=11)):
        assert 'class="toast"' not in marian.get(cloth.at(), status=200).text
    with clock.as_of(clock.now() - timedelta(seconds=60)):  # a clock that ran back
        assert 'class="toast"' not in marian.get(cloth.at(), status=200).text
    cloth.do(cast.julian, actions.say, "And I")
    assert 'class="toast"' not in marian.get(cloth.at(), status=200).text
