"""A fault after everything was written and before it was kept: nothing of it was ever there."""

import re
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from tests.faults.breaking import Form, engine
from tests.pages import said

WORDS = {"value": "W 81, which I typed with care", "seen": 0}
KEY = "the-key-of-this-form"
BEFORE = "Marian Wren signed Need, and Cloth begins"


def at_the_last_statement():
    """The answer is kept beside the deed in the last statement of a unit; it fails."""

    def fail(_connection, _cursor, statement, *_more):
        if statement.startswith("UPDATE answered"):
            raise ZeroDivisionError("a secret of the inside")

    return "before_cursor_execute", fail


def at_the_commit():
    """Everything is written, and the commit itself fails."""
    return "commit", lambda _connection: 1 / 0


@pytest.fixture(params=[at_the_last_statement, at_the_commit], ids=lambda fault: fault.__name__)
def broken(request, real):
    """Break it for a while."""

    @contextmanager
    def breaking():
        name, fail = request.param()
        event.listen(engine(real.database), name, fail)
        yield
        event.remove(engine(real.database), name, fail)

    return breaking


def test_nothing_is_written_and_the_page_has_a_reference_and_the_words(real, broken, capsys):
    marian, at = real.visitor("marian"), real.order.line("cloth.code")
    with broken():
        answer = marian.post(at, data=WORDS, once=KEY, status=500)
    reference = re.search(r"reference ([0-9a-f]{8})", said(answer))
    assert reference
    assert WORDS["value"] in said(answer)
    for inside in ("Traceback", "secret of the inside", "ZeroDivision", "UPDATE", "sqlalchemy", ".py"):
        assert inside not in answer.text
    told = capsys.readouterr().out
    assert reference[1] in told
    assert WORDS["value"] not in told
    assert real.order.held("cloth.code") is None
    assert real.order.last == BEFORE
    assert real.order.sound()
    form = Form(answer.text, at).words
    assert form["once"] == KEY
    for _ in range(2):  # the key was not used up
        marian.post(at, data=form, bare=True, status=303)
    assert real.order.told(2) == [f"Marian Wren wrote Cloth code: {WORDS['value']}", BEFORE]


def test_a_new_order_that_fails_takes_no_number(real, broken):
    julian = real.visitor("julian")
    with broken():
        julian.post("/orders/new", data={"need": "A second coat"}, status=500)
    answer = julian.post("/orders/new", data={"need": "A second coat"}, status=303)
    assert answer.location == "/orders/okoro-2"


def test_a_draft_or_visit_that_fails_breaks_no_page(real, broken):
    julian = real.visitor("julian")
    with broken():
        julian.get("/people", status=200)
        julian.put(real.order.line("cloth.code", "/draft"), data=WORDS, status=500)
    page = julian.get(real.order.at("?open=cloth.code"), status=200).text
    assert WORDS["value"] not in page


def test_programs_are_told_without_a_trace(real, broken):
    token = real.token("julian")
    words = {"value": "W 81", "seen": 0}
    at = f"/api/v1/orders/{real.order.ref}/fields/cloth/code"
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": KEY}
    client = real.app.test_client()
    with broken():
        problem = client.put(at, json=words, headers=headers, status=500)
        assert problem.json["type"].endswith("/fault")
        assert "secret" not in problem.text
    assert real.order.held("cloth.code") is None
    client.put(at, json=words, headers=headers, status=200)
