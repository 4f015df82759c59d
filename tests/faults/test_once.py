"""The same form twice is done once; the same key for other words is refused, and the words are kept."""

import threading

from tests.faults.breaking import Form
from tests.faults.racing import at_once
from tests.pages import said

KEY = "the-key-of-this-form"


def test_the_same_key_and_words_get_the_same_answer_and_one_entry(real):
    marian, at = real.visitor("marian"), real.order.line("cloth.code")
    words = {"value": "W 81", "seen": 0}
    before = real.order.thread.seq
    first = marian.post(at, data=words, once=KEY, status=303)
    real.order.put(real.cast.julian, "cloth.code", "W 90")  # meanwhile somebody goes on
    again = marian.post(at, data=words, once=KEY, status=303)
    assert (again.location, again.data) == (first.location, first.data)
    assert real.order.held("cloth.code") == "W 90"
    assert real.order.thread.seq == before + 2
    part = {"headers": {"HX-Request": "true"}, "once": "another-key-of-mine"}
    now = {"value": "W 91", "seen": real.order.seq("cloth.code")}
    assert marian.post(at, data=now, **part).data == marian.post(at, data=now, **part).data


def test_the_same_key_for_other_words_is_refused_and_they_are_kept(real):
    marian, at = real.visitor("marian"), real.order.at("/say")
    marian.post(at, data={"text": "Good morning"}, once=KEY, status=303)
    answer = marian.post(at, data={"text": "It is cold here"}, once=KEY, status=409)
    assert "This form was sent before with other words in it." in said(answer)
    form = Form(answer.text, at).words
    assert form["text"] == "It is cold here"
    assert form["once"] != KEY
    marian.post(at, data=form, bare=True, status=303)
    assert "It is cold here" in marian.get(real.order.at()).text
    marian.post(real.order.stage("cloth", "withdraw"), once=KEY, status=409)  # or for another deed
    real.visitor("julian").post(at, data={"text": "A key of my own"}, once=KEY, status=303)


def test_what_was_refused_may_be_sent_again_under_its_key(real):
    marian, at = real.visitor("marian"), real.order.line("cloth.chest")
    marian.post(at, data={"value": "wide", "unit": "cm", "seen": 0}, once=KEY, status=422)
    marian.post(at, data={"value": "96", "unit": "cm", "seen": 0}, once=KEY, status=303)
    assert real.order.held("cloth.chest") == {"mm": 960, "basis": "skin"}


def test_twenty_at_the_very_same_moment_are_one(real):
    before, at = real.order.thread.seq, real.order.at("/say")
    visitors = [real.visitor("marian") for _ in range(20)]
    answers = at_once([lambda v=v: v.post(at, data={"text": "Once only"}, once=KEY) for v in visitors])
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.data for answer in answers}) == 1
    assert real.order.thread.seq == before + 1
    assert real.order.sound()
    assert threading.active_count() < 20


def test_twenty_signatures_at_once_are_one(real):
    order = real.order
    order.put(real.cast.marian, "cloth.code", "W 81")
    visitors = [real.visitor("julian") for _ in range(20)]
    at = order.stage("cloth", "reviews/fit")
    answers = at_once([lambda v=v: v.post(at, data={"decision": "accepted"}) for v in visitors])
    assert {answer.status_code for answer in answers} <= {303, 409}
    before = order.thread.seq
    covers = [f"{key}={value}" for key, value in order.thread.covers("cloth").items()]
    at = order.stage("cloth", "sign")
    answers = at_once([lambda v=v: v.post(at, data={"covers": covers}) for v in visitors])
    assert sorted(answer.status_code for answer in answers) == [303] + [409] * 19
    assert order.thread.seq == before + 1
