"""Signing in with the link of a letter."""

from datetime import timedelta

import time_machine

from portal.kernel import clock
from portal.people.keys import GOOD_FOR
from tests import letters
from tests.house import email
from tests.pages import said

RUTH = email("ruth")


def test_looking_at_a_link_uses_nothing_up_and_pressing_its_button_signs_in_once(nobody, app, database):
    nobody.post("/sign-in/code", data={"email": RUTH}, status=303)
    path = letters.link(letters.to(database, RUTH)[0])
    scanner, phone, thief = app.test_client(), app.test_client(), app.test_client()
    for _ in range(2):
        assert "Sign in here?" in said(scanner.get(path, status=200))
    scanner.get("/people", status=303)
    phone.post(path, status=303)
    assert "Ruth Vale" in phone.get("/people", status=200).text
    assert "used up" in said(thief.post(path, status=409))
    assert "used up" in said(thief.get(path, status=200))
    thief.get("/people", status=303)


def test_the_code_of_a_used_link_is_used_too(nobody, app, database):
    nobody.post("/sign-in/code", data={"email": RUTH}, status=303)
    letter = letters.to(database, RUTH)[0]
    app.test_client().post(letters.link(letter), status=303)
    nobody.post("/sign-in/code/typed", data={"email": RUTH, "code": letters.code(letter)}, status=422)


def test_a_link_is_good_for_a_quarter_of_an_hour(nobody, database):
    nobody.post("/sign-in/code", data={"email": RUTH}, status=303)
    path = letters.link(letters.to(database, RUTH)[0])
    with time_machine.travel(clock.now() + GOOD_FOR + timedelta(seconds=1)):
        nobody.post(path, status=409)


def test_a_link_needs_the_token_of_its_page(nobody, database):
    nobody.post("/sign-in/code", data={"email": RUTH}, status=303)
    path = letters.link(letters.to(database, RUTH)[0])
    nobody.post(path, bare=True, status=400)
    nobody.get("/people", status=303)
