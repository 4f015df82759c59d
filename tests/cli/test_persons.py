"""People from the command line."""

import json

from portal import create_app
from tests import house


def test_people_are_listed_for_people_and_for_programs(run, of_the_cast):
    told = {one["handle"]: one for one in json.loads(run("people", "--json").out)}
    assert told["julian"]["account"] == "okoro" and told["julian"]["side"] == "customer"
    assert told["marian"]["roles"] == ["senior"] and told["marian"]["stands_for"] == ["northmoor", "okoro"]
    assert "executive" in told["gwen"]["roles"] and told["felix"]["left"]
    lines = run("people").out.splitlines()
    assert lines[0].split() == ["HANDLE", "NAME", "SIDE", "ACCOUNT", "ROLES"] and len(lines) == len(told) + 1


def test_somebody_is_let_in_on_either_side(run, refused, of_the_cast):
    assert (
        run("person", "add", "Ann Lee", "Ann@Example.org", "--account", "okoro", "--role", "user").code == 0
    )
    assert run("person", "add", "Bo Ek", "bo@example.org", "--new-account", "Bo & Co").code == 0
    assert (
        run(
            "person", "add", "Cy Orr", "cy@example.org", "--clan", "okoro", "--senior", "--title", "presser"
        ).code
        == 0
    )
    told = {one["name"]: one for one in json.loads(run("people", "--json").out)}
    assert told["Ann Lee"]["account"] == "okoro" and told["Bo Ek"]["account"] == "bo-co"
    assert told["Cy Orr"]["roles"] == ["senior"]

    assert "belongs to somebody" in refused("person", "add", "Ann Two", "ann@example.org")
    assert "no account called nope" in refused(
        "person", "add", "Di Fox", "di@example.org", "--account", "nope"
    )
    assert "not for one of the house" in refused(
        "person", "add", "Di Fox", "di@example.org", "--role", "buyer"
    )
    assert "joins no clan" in refused(
        "person", "add", "Di Fox", "di@example.org", "--account", "okoro", "--clan", "okoro"
    )
    assert "no e-mail address" in refused("person", "add", "Di Fox", "di")


def test_a_token_opens_the_api_for_its_person_only(run, refused, of_the_cast):
    secret = run("token", "julian").out.strip()
    with house.connected(of_the_cast) as database:
        client = create_app(house.settings(database_url=of_the_cast), database).test_client()
        answer = client.get("/api/v1/people/me", headers={"Authorization": f"Bearer {secret}"})
        assert answer.status_code == 200 and answer.json["handle"] == "julian"
    assert "nobody called nobody" in refused("token", "nobody")
    assert "nobody called felix" in refused("token", "felix")  # has left
