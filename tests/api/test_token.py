"""The door of the API: a token of one person, and nothing else, opens it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from portal.kernel import clock
from portal.people import actions
from portal.people.entry import Token
from portal.people.model import Person
from tests.api.program import API, PROBLEM
from tests.pages import said


def test_a_token_opens_the_api_as_its_person(julian, marian):
    assert julian.get("/people/me") == {
        "handle": "julian",
        "name": "Julian Okoro",
        "side": "customer",
        "account": "okoro",
        "roles": ["decision_maker", "user"],
        "accounts": [{"handle": "okoro", "name": "Julian Okoro"}],
    }
    told = marian.get("/people/me")
    assert (told["account"], told["side"]) == (None, "clan")
    assert [home["handle"] for home in told["accounts"]] == ["okoro", "northmoor"]


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic anVsaWFuOng=", "Token x", "\\xff"]
)
def test_without_a_token_there_is_a_sentence_and_nothing_else(nobody, given):
    headers = {"Authorization": given} if given else {}
    for path in ("/people/me", "/orders", "/orders/okoro-1"):
        answer = nobody.get(API + path, headers=headers, status=401)
        assert (answer.mimetype, answer.headers["WWW-Authenticate"]) == (PROBLEM, "Bearer")
        assert answer.json["detail"].startswith("Send Authorization: Bearer")


def test_its_owner_sees_when_a_token_was_last_used(as_, cast, julian):
    assert "never used" in said(as_(cast.julian).get("/settings", status=200))
    julian.get("/people/me")
    assert "last used" in said(as_(cast.julian).get("/settings", status=200))


def test_a_token_that_was_ended_opens_nothing(app, julian, unit, cast):
    julian.get("/people/me")
    with unit() as session:
        token = session.scalars(select(Token).where(Token.person_id == cast.julian.id)).one()
        actions.end_token(cast.julian, token.id)
    julian.get("/people/me", status=401)


def test_a_token_of_somebody_who_left_opens_nothing(program, unit, cast):
    colin = program(cast.colin)
    colin.get("/people/me")
    with unit() as session:
        ago = clock.now() - timedelta(days=1)
        session.execute(update(Person).where(Person.id == cast.colin.id).values(left=ago))
    colin.get("/people/me", status=401)


def test_a_session_opens_no_door_of_the_api_and_a_token_none_of_the_pages(as_, cast, julian, nobody):
    signed_in = as_(cast.julian)
    signed_in.get(f"{API}/people/me", status=401)
    token = {"Authorization": f"Bearer {julian.token}"}
    assert nobody.get("/", headers=token, status=303).location.startswith("/sign-in")


def test_a_token_and_a_session_together_are_the_token_and_renew_no_cookie(as_, cast, marian):
    signed_in = as_(cast.julian)
    with signed_in.session_transaction() as session:
        session.permanent = True
    answer = signed_in.get(
        f"{API}/people/me", headers={"Authorization": f"Bearer {marian.token}"}, status=200
    )
    assert answer.json["handle"] == "marian"
    assert "Set-Cookie" not in answer.headers
    signed_in.get("/people", status=200)
