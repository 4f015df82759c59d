"""A database that is locked or gone: a plain page, the text kept, and one button that sends it again."""

import pytest
from sqlalchemy import create_engine

from portal.kernel import db
from tests.conftest import sign_in
from tests.faults.breaking import Form, engine, gone, impatient, locked
from tests.pages import said

WORDS = {"value": "W 81, which I typed with care", "seen": 0, "why": "it is warm"}
KEY = "the-key-of-this-form"
HTMX = {"HX-Request": "true"}


def refused(answer, at):
    """A page about a write that was not possible; returns the form on it."""
    assert answer.headers["Retry-After"] == "10"
    assert "We cannot save just now" in said(answer)
    assert WORDS["value"] in said(answer)
    for inside in ("sqlite", "psycopg", "SELECT", "UPDATE", "Traceback", "lock"):
        assert inside not in answer.text.replace("blocked", "")
    form = Form(answer.text, at).words
    assert form["once"] == KEY
    assert (form["value"], form["seen"], form["why"]) == (WORDS["value"], "0", WORDS["why"])
    return form


@pytest.mark.parametrize("trouble", [locked, gone])
def test_what_was_typed_is_kept_and_sent_again_once(real, trouble):
    impatient(real.database)
    marian, at = real.visitor("marian"), real.order.line("cloth.code")
    before = real.order.thread.seq
    with trouble(real.database):
        form = refused(marian.post(at, data=WORDS, once=KEY, status=503), at)
        strip = marian.post(at, data=WORDS, once=KEY, headers=HTMX, status=503)
        assert strip.headers["HX-Retarget"] == "#strip"
        refused(marian.post(at, data=form, bare=True, status=503), at)
    assert real.order.thread.seq == before
    for _ in range(2):
        marian.post(at, data=form, bare=True, status=303)
    assert real.order.held("cloth.code") == WORDS["value"]
    assert real.order.thread.seq == before + 1


def test_a_locked_database_is_still_read_and_the_page_names_the_house(real):
    impatient(real.database)
    marian, order = real.visitor("marian"), real.order
    with locked(real.database):
        for path in (order.at(), "/home", "/orders", order.at("?open=cloth.code")):
            assert "Marian Wren" in marian.get(path, status=200).text
        answer = marian.post(order.line("cloth.code"), data=WORDS, status=503)
        assert "Wren &amp; Alder" in answer.text
        assert "020 7946 0112" in answer.text


def test_without_a_database_every_page_says_so_and_comes_back_by_itself(real):
    marian = real.visitor("marian")
    with gone(real.database):
        for path in (real.order.at(), "/home", "/people", "/settings"):
            answer = marian.get(path, status=503)
            assert "We cannot save just now" in said(answer)
            assert answer.headers["Retry-After"] == "10"
        assert marian.get("/home", headers=HTMX, status=503).headers["HX-Retarget"] == "#strip"
        bearer = {"Authorization": "Bearer ct_whatever"}
        problem = marian.get("/api/v1/orders", headers=bearer, status=503)
        assert problem.json["type"].endswith("/busy")
        assert problem.headers["Retry-After"] == "10"
    assert "Marian Wren" in marian.get(real.order.at(), status=200).text


def test_a_password_is_never_shown_or_kept(real):
    impatient(real.database)
    nobody = real.app.test_client()
    words = {"email": "marian@example.org", "password": "correct horse battery", "code": "123456"}
    with locked(real.database):
        answer = nobody.post("/sign-in/password", data=words, status=503)
        assert "marian@example.org" in answer.text
        assert "correct horse" not in answer.text
        assert "123456" not in answer.text


def test_words_that_another_site_made_us_send_are_not_offered(real):
    impatient(real.database)
    marian = real.visitor("marian")
    with locked(real.database):
        headers = {"Sec-Fetch-Site": "cross-site"}
        answer = marian.post(real.order.line("cloth.code"), data=WORDS, headers=headers, status=503)
        assert WORDS["value"] not in answer.text


def test_a_page_that_is_read_holds_one_connection(real, monkeypatch):
    """With two at once, as many readers as there are connections would wait for each other for ever."""
    url = engine(real.database).url.render_as_string(hide_password=False)
    whole = db.connect(url)
    narrow = create_engine(engine(whole).url, pool_size=1, max_overflow=0, pool_timeout=0.2)
    monkeypatch.setattr(real.app, "database", db.Database(narrow))
    try:
        julian = sign_in(real.app, real.cast.julian)
        for _ in range(3):
            julian.get(real.order.at(), status=200)
        with narrow.connect():
            answer = julian.get(real.order.at(), status=503)
            assert "We cannot save just now" in said(answer)
    finally:
        narrow.dispose()
        engine(whole).dispose()
