"""Somebody has left: from that moment nothing they held opens any door."""

import pytest

from portal.kernel import journal
from portal.people import actions, queries
from portal.people.verbs import homes
from tests import letters
from tests.authenticator import Passkey
from tests.house import email
from tests.pages import said
from tests.people.test_invitation import invite, link
from tests.people.test_passkey import make, sign_in


def test_a_colleague_who_left_is_out_at_once(as_, cast, app, nobody, unit, database):
    ruth, colin, phone = as_(cast.ruth), as_(cast.colin), Passkey()
    make(colin, phone)
    colin.post("/settings/password", data={"password": "four lengths of worsted"}, status=303)
    invite(colin, "northmoor")
    nobody.post("/sign-in/code", data={"email": email("colin")}, status=303)
    code = letters.code(letters.to(database, email("colin"))[0])
    with unit():
        token = actions.make_token("colin")
        assert queries.token(token).person.handle == "colin"
    assert "Has Colin Marsh left?" in said(ruth.get("/people/colin/leave", status=200))
    ruth.post("/people/colin/leave", status=303)
    colin.get("/people", status=303)
    assert sign_in(nobody, phone).status_code == 422
    typed = {"email": email("colin"), "code": code, "password": "four lengths of worsted"}
    nobody.post("/sign-in/code/typed", data=typed, status=422)
    nobody.post("/sign-in/password", data=typed, status=422)
    app.test_client().post(link(database), status=409)
    with unit() as session:
        assert queries.token(token) is None
        gone = queries.by_handle("colin")
        assert list(session.scalars(homes(gone))) == []
        assert journal.newest(f"account:{cast.northmoor.id}", 1)[0].verb == "person.leave"
    assert "has left" in said(ruth.get("/people/colin", status=200))
    assert "Colin Marsh" not in ruth.get("/people", status=200).text


@pytest.mark.parametrize("who", ["julian", "stranger", "marian", "tom", "gwen", "ada"])
def test_only_their_colleagues_part_with_a_customer_person(as_, cast, who):
    visitor = as_(getattr(cast, who))
    for path in ("/people/ruth/leave",):
        assert visitor.get(path).status_code == 404
        assert visitor.post(path).status_code in (403, 404)
    as_(cast.ruth).get("/people", status=200)


def test_the_last_one_of_an_account_stays(as_, cast):
    assert "last one of this account" in said(as_(cast.julian).post("/people/julian/leave", status=409))
    as_(cast.julian).get("/people", status=200)


def test_an_administrator_parts_with_people_of_the_house_and_the_last_one_stays(as_, cast):
    piotr, ada = as_(cast.piotr), as_(cast.ada)
    as_(cast.marian).post("/people/piotr/leave", status=403)
    as_(cast.julian).post("/people/piotr/leave", status=403)
    ada.post("/people/piotr/leave", status=303)
    piotr.get("/people", status=303)
    assert "Piotr" not in as_(cast.julian).get("/people", status=200).text
    assert "only administrator" in said(ada.post("/people/ada/leave", status=409))
    assert "only administrator" in said(ada.post("/people/ada/roles", data={"roles": []}, status=409))


def test_everyone_who_wrote_stays_in_the_directory(cast, unit):
    with unit():
        here = [person.handle for person in queries.directory(cast.northmoor.id)]
        assert here == ["colin", "ruth", "marian", "priya", "tom", "susan"]
        assert {place.person.handle for place in queries.clan_of(cast.okoro.id)} == {
            "marian",
            "priya",
            "piotr",
        }
