"""Signing in with the code of a letter."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from portal.kernel import clock
from portal.people import limits
from portal.people.entry import Key, SignedIn
from portal.people.keys import GOOD_FOR
from tests import letters
from tests.house import asked, email
from tests.pages import said

JULIAN = email("julian")
ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "https://evil.example",
    "http:evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\tevil",
    "/\r\nLocation: https://evil.example",
    "javascript:alert('evil')",
    "evil.example",
    "",
]


def ask(visitor, address=JULIAN):
    visitor.post("/sign-in/code", data={"email": address}, status=303)


def type_code(visitor, code, address=JULIAN, **more):
    return visitor.post("/sign-in/code/typed", data={"email": address, "code": code, **more})


def test_the_code_of_a_letter_opens_the_door_once(nobody, as_, cast, app, database):
    ask(nobody)
    assert f"to {JULIAN}" in said(nobody.get("/sign-in/code", status=200))
    (letter,) = letters.to(database, JULIAN)
    assert type_code(nobody, f" {letters.code(letter)[:3]} {letters.code(letter)[3:]}").status_code == 303
    assert "Julian Okoro" in nobody.get("/people", status=200).text
    other = app.test_client()
    again = type_code(other, letters.code(letter))
    assert again.status_code == 422
    assert "was for 15 minutes, or it was used" in said(again)
    other.get("/people", status=303)


def test_signing_in_changes_the_session(nobody, as_, cast, database):
    ask(nobody)
    with nobody.session_transaction() as session:
        session["planted"] = "by somebody else"
        before = session["csrf_token"]
    type_code(nobody, letters.code(letters.to(database, JULIAN)[0]))
    with nobody.session_transaction() as session:
        assert "planted" not in session
        assert session["_user_id"]
        assert session.get("csrf_token") != before


def test_a_wrong_code_counts_and_five_are_the_end(nobody, database):
    ask(nobody)
    right = letters.code(letters.to(database, JULIAN)[0])
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(5):
        assert type_code(nobody, wrong).status_code == 422
    answer = type_code(nobody, right)
    assert answer.status_code == 422
    assert "Send another" in said(answer)


def test_a_code_is_good_for_a_quarter_of_an_hour(nobody, database):
    ask(nobody)
    right = letters.code(letters.to(database, JULIAN)[0])
    with time_machine.travel(clock.now() + GOOD_FOR + timedelta(seconds=1)):
        assert "This code was for 15 minutes" in said(type_code(nobody, right))


def test_an_unknown_address_is_answered_as_a_known_one(nobody, app, database, time_machine):
    time_machine.move_to(clock.now(), tick=False)  # the page says until when a code is good, to the minute
    answers = []
    for address in (JULIAN, "nobody@example.org", email("susan")):  # susan has left
        visitor = app.test_client()
        sent = visitor.post("/sign-in/code", data={"email": address})
        page = visitor.get("/sign-in/code")
        wrong = type_code(visitor, "000000", address)
        told = [said(one).replace(address, "…") for one in (page, wrong)]
        answers.append((sent.status_code, sent.location, told))
    assert answers[0] == answers[1] == answers[2]
    assert letters.to(database, "nobody@example.org")[0].next_try is None, "it must never be sent"
    assert letters.to(database, email("susan"))[0].next_try is None


def test_even_the_right_code_of_an_unknown_address_opens_nothing(nobody, database):
    ask(nobody, "nobody@example.org")
    code = letters.code(letters.to(database, "nobody@example.org")[0])
    assert type_code(nobody, code, "nobody@example.org").status_code == 422
    nobody.get("/people", status=303)


def test_the_limits_are_these():
    assert (limits.LETTERS_PER_EMAIL, limits.LETTERS_PER_NETWORK) == (5, 40)
    assert (limits.TRIES_PER_EMAIL, limits.TRIES_PER_NETWORK) == (30, 100)


def test_only_so_many_letters_go_to_one_address(nobody, app, database):
    for _ in range(5):
        ask(nobody)
    refused = nobody.post("/sign-in/code", data={"email": JULIAN}, status=429)
    assert refused.headers["Retry-After"] == "900"
    forged = {"X-Forwarded-For": "203.0.113.9"}
    app.test_client().post("/sign-in/code", data={"email": JULIAN}, headers=forged, status=429)
    assert len(letters.to(database, JULIAN)) == 5


def test_only_so_many_letters_go_from_one_network(nobody, app, monkeypatch):
    monkeypatch.setattr(limits, "LETTERS_PER_NETWORK", 3)
    for number in range(3):
        ask(nobody, f"nobody{number}@example.org")
    for claimed in ("203.0.113.9", "198.51.100.3"):
        headers = {"X-Forwarded-For": claimed, "Forwarded": f"for={claimed}"}
        app.test_client().post("/sign-in/code", data={"email": JULIAN}, headers=headers, status=429)
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    app.test_client().post("/sign-in/code", data={"email": JULIAN}, environ_base=elsewhere, status=303)


def test_only_so_many_tries_at_one_address_and_from_one_network(nobody, monkeypatch):
    monkeypatch.setattr(limits, "TRIES_PER_EMAIL", 2)
    monkeypatch.setattr(limits, "TRIES_PER_NETWORK", 4)
    answers = [type_code(nobody, "000000", who).status_code for who in (JULIAN, JULIAN, JULIAN)]
    assert answers == [422, 422, 429]
    others = [type_code(nobody, "000000", f"{name}@example.org").status_code for name in "abc"]
    assert others == [422, 422, 429]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (None, "unknown"),
        ("made up", "unknown"),
    ],
)
def test_a_household_is_one_network(address, network):
    assert limits.network(address) == network


def test_next_stays_inside_the_house(nobody, app, as_, cast):
    as_(cast.julian).post("/settings/password", data={"password": "four lengths of worsted"}, status=303)
    signs_in = {"email": JULIAN, "password": "four lengths of worsted"}
    for vector in ELSEWHERE:
        assert "evil" not in nobody.get("/sign-in", query_string={"next": vector}, status=200).text
        answer = app.test_client().post("/sign-in/password", data={**signs_in, "next": vector}, status=303)
        assert answer.location == "/"
    answer = nobody.post("/sign-in/password", data={**signs_in, "next": "/ok?a=b"}, status=303)
    assert answer.location == "/ok?a=b"


def test_a_known_and_an_unknown_address_cost_the_same(nobody, database):
    work = []
    for address in (JULIAN, "nobody@example.org"):
        with asked(database) as statements:
            ask(nobody, address)
        work.append(statements)
    assert work[0] == work[1]


def test_the_letter_never_names_a_host_that_only_the_request_claims(nobody, database):
    nobody.post("/sign-in/code", data={"email": JULIAN}, headers={"Host": "evil.example"}, status=400)
    assert letters.to(database, JULIAN) == []


def test_what_is_kept_of_keys_and_sessions_opens_nothing(nobody, database, unit):
    ask(nobody)
    letter = letters.to(database, JULIAN)[0]
    type_code(nobody, letters.code(letter))
    with nobody.session_transaction() as session:
        secret = session["_user_id"]
    with unit() as session:
        key, row = session.scalars(select(Key)).one(), session.scalars(select(SignedIn)).one()
        assert letters.code(letter) not in (key.code, key.link)
        assert row.secret != secret
        assert len(secret) >= 43  # 256 bits
