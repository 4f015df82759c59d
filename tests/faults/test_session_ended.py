"""A session that ended while somebody typed: after signing in the words are there; a click sends them."""

import pytest

from portal.people import sessions
from tests import house, letters
from tests.faults.breaking import Form
from tests.pages import said

WORDS = {"value": "W 81, which I typed with care", "seen": 0, "why": "it is warm"}


def end(real, name):
    """End every session of somebody, from another device."""
    with real.database.unit(write=True):
        sessions.end_others(getattr(real.cast, name), 0)


def come_in(real, visitor, name):
    """Sign in by letter; returns where that leads."""
    visitor.post("/sign-in/code", data={"email": house.email(name)}, status=303)
    code = letters.code(letters.to(real.database, house.email(name))[-1])
    words = {"email": house.email(name), "code": code}
    return visitor.post("/sign-in/code/typed", data=words, status=303).location


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_the_words_are_offered_and_one_click_sends_them(real, headers):
    marian, at = real.visitor("marian"), real.order.line("cloth.code")
    end(real, "marian")
    answer = marian.post(at, data=WORDS, headers=headers, status=204 if headers else 303)
    door = answer.location or answer.headers["HX-Redirect"]
    assert door.startswith("/sign-in")
    assert "Your words are kept" in said(marian.get(door, status=200))
    assert "Your words are kept" not in said(marian.get("/sign-in", status=200))
    assert real.order.held("cloth.code") is None
    onward = come_in(real, marian, "marian")
    assert onward.startswith("/kept")
    page = marian.get(onward, status=200)
    assert WORDS["value"] in said(page)
    form = Form(page.text, at).words
    assert (form["value"], form["why"], form["seen"]) == (WORDS["value"], WORDS["why"], "0")
    marian.post(at, data=form, bare=True, status=303)
    assert real.order.last == f"Marian Wren wrote Cloth code: {WORDS['value']} because it is warm"
    marian.post(at, data=form, bare=True, status=303)  # clicked twice
    assert real.order.thread.line("cloth", "code").seq == real.order.thread.seq
    marian.get("/kept", status=303)


def test_a_draft_leads_nobody_away_from_what_they_write(real):
    marian, at = real.visitor("marian"), real.order.line("cloth.code", "/draft")
    end(real, "marian")
    answer = marian.put(at, data=WORDS, headers={"HX-Request": "true"}, status=401)
    assert "You are signed out here" in said(answer)
    assert answer.headers["HX-Retarget"] == "#strip"
    assert "HX-Redirect" not in answer.headers
    assert not come_in(real, marian, "marian").startswith(
        "/kept"
    )  # the button's press keeps, the draft does not


def test_what_changed_meanwhile_is_a_conflict_not_an_overwrite(real):
    marian, at = real.visitor("marian"), real.order.line("cloth.code")
    end(real, "marian")
    marian.post(at, data=WORDS, status=303)
    real.order.put(real.cast.julian, "cloth.code", "W 90")
    form = Form(marian.get(come_in(real, marian, "marian")).text, at).words
    answer = marian.post(at, data=form, bare=True, status=409)
    assert "W 90" in answer.text
    assert WORDS["value"] in answer.text
    assert "W 81" in said(marian.get("/kept", status=200))  # until it is settled or let go


def test_nobody_else_is_offered_them(real):
    browser, at = real.visitor("marian"), real.order.line("cloth.code")
    end(real, "marian")
    browser.post(at, data=WORDS, status=303)
    assert not come_in(real, browser, "julian").startswith("/kept")
    browser.get("/kept", status=303)
    assert WORDS["value"] not in real.visitor("piotr").get("/home").text


def test_a_password_is_not_kept(real):
    marian = real.visitor("marian")
    end(real, "marian")
    marian.post("/settings/password", data={"password": "correct horse battery"}, status=303)
    onward = come_in(real, marian, "marian")
    assert "correct horse" not in marian.get(onward).text
