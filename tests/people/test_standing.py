"""Seats in clans and roles in the house: who gives them, and what they open."""

import pytest

from portal.kernel import journal
from portal.kernel.verbs import NotAllowed, NotNow
from portal.people import actions, queries
from portal.people.verbs import homes


def test_a_seat_opens_an_account_and_losing_it_closes_it(as_, cast, unit):
    tom, ada = as_(cast.tom), as_(cast.ada)
    tom.get("/people/julian", status=404)
    ada.post("/people/tom/seats", data={"account": "okoro", "seat": "senior"}, status=303)
    tom.get("/people/julian", status=200)
    with unit():
        clan = {place.person.handle: place.senior for place in queries.clan_of(cast.okoro.id)}
        assert clan == {"marian": True, "tom": True, "piotr": False, "priya": False}
        assert journal.newest(f"account:{cast.okoro.id}", 1)[0].facts == {
            "person": "Tom Hale",
            "senior": True,
        }
    ada.post("/people/tom/seats", data={"account": "okoro", "seat": "member"}, status=303)
    ada.post("/people/tom/seats", data={"account": "okoro", "seat": "none"}, status=303)
    tom.get("/people/julian", status=404)


@pytest.mark.parametrize("who", ["marian", "gwen", "julian", "ruth", "tom"])
def test_only_an_administrator_gives_seats_and_roles(as_, cast, who):
    visitor = as_(getattr(cast, who))
    seat = visitor.post("/people/tom/seats", data={"account": "okoro", "seat": "member"})
    roles = visitor.post("/people/tom/roles", data={"roles": ["administrator"]})
    assert {seat.status_code, roles.status_code} <= {403, 404}
    as_(cast.tom).get("/people/julian", status=404)
    as_(cast.tom).get("/settings/house", status=404)


def test_roles_are_given_and_taken(as_, cast, unit):
    ada, tom = as_(cast.ada), as_(cast.tom)
    ada.post("/people/tom/roles", data={"roles": ["administrator", "executive"]}, status=303)
    tom.get("/settings/house", status=200)
    with unit():
        (change,) = journal.newest("house", 1)[0].changes
        assert (change["field"], change["was"]) == ("roles", [])
    ada.post("/people/tom/roles", data={"roles": []}, status=303)
    tom.get("/settings/house", status=404)
    ada.post("/people/tom/roles", data={"roles": ["king"]}, status=422)


def test_a_customer_person_gets_no_seat_and_no_role(as_, cast, unit):
    ada = as_(cast.ada)
    ada.post("/people/julian/roles", data={"roles": ["administrator"]}, status=404)  # not hers to see
    with unit():
        for person in (cast.julian, cast.felix):
            with pytest.raises(NotNow):
                actions.seat(cast.ada, cast.northmoor, person)
        with pytest.raises(NotAllowed):
            actions.seat(cast.marian, cast.northmoor, cast.piotr)


def test_home_is_ones_own_account_or_ones_seats_and_nothing_else(cast, unit):
    okoro, northmoor, harrow = cast.okoro.id, cast.northmoor.id, cast.harrow.id
    expected = {
        "julian": {okoro}, "ruth": {northmoor}, "colin": {northmoor}, "susan": set(), "stranger": {harrow},
        "marian": {okoro, northmoor}, "piotr": {okoro}, "priya": {okoro, northmoor}, "tom": {northmoor},
        "gwen": set(), "ada": set(), "felix": set(),
    }  # fmt: skip
    with unit() as session:
        assert {who: set(session.scalars(homes(getattr(cast, who)))) for who in expected} == expected
