"""What the operator does from the command line: open a house, let people in, make tokens, list everyone."""

import pytest

from portal.kernel import journal, schema
from portal.kernel.verbs import NotNow
from portal.people import actions, queries
from portal.people.actions import OPERATOR
from tests.house import connected

SAID = ("Calder Machine Works", "020 7946 0199", "4 Lathe Yard", "EUR", "Europe/Berlin")


def test_a_house_is_opened_once_with_its_first_administrator(tmp_path):
    url = f"sqlite:///{tmp_path}/new.db"
    schema.upgrade(url)
    with connected(url) as database, database.unit(write=True):
        assert queries.house() is None
        first = actions.open_house(*SAID, "Ida Kern", " Ida@Example.ORG ", demo=True)
        assert (first.side, first.roles, first.email) == ("clan", ["administrator"], "ida@example.org")
        house = queries.house()
        assert (house.name, house.currency, house.zone, house.demo) == (SAID[0], "EUR", "Europe/Berlin", True)
        assert [entry.verb for entry in journal.whole("house")] == ["house.open", "person.add"]
        with pytest.raises(NotNow, match="open already"):
            actions.open_house(*SAID, "Ida Kern", "ida@example.org")


def test_the_operator_lets_people_in_and_gives_seats(unit):
    with unit():
        account = actions.add_account(OPERATOR, "Lathe & Sons")
        assert account.handle == "lathe-sons"
        assert queries.clan_of(account.id) == [], "the operator stands for nobody"
        buyer = actions.add_person(OPERATOR, "Jürgen Weiß", "j@example.org", side="customer", account=account)
        assert buyer.handle.startswith("jurgen-wei")
        turner = actions.add_person(OPERATOR, "Eva Roth", "e@example.org", title="Turner", handle="eva")
        actions.seat(OPERATOR, account, turner, senior=True)
        actions.seat(OPERATOR, account, turner, senior=True)
        listed = {known.person.handle: known.seats for known in queries.everyone()}
        assert listed["eva"] == [("lathe-sons", True)]
        assert listed[buyer.handle] == []
        assert "susan" in listed
        told = [entry.verb for entry in journal.whole(f"account:{account.id}")]
        assert told == ["account.open", "person.add", "account.seat"]


def test_an_address_opens_one_place(unit, cast):
    with unit(), pytest.raises(NotNow, match="belongs to somebody here already"):
        actions.add_person(OPERATOR, "Another Julian", "JULIAN@example.org")


def test_short_names_never_collide(unit):
    with unit():
        names = {actions.add_account(OPERATOR, "Northmoor").handle for _ in range(1)}
        names |= {actions.add_account(OPERATOR, "Okoro").handle for _ in range(3)}
        names |= {actions.add_account(OPERATOR, "東京").handle for _ in range(2)}
        assert len(names) == 6


@pytest.mark.parametrize("handle", ["nobody", "susan"])
def test_no_token_for_whoever_is_not_here(unit, handle):
    with unit(), pytest.raises(NotNow, match="There is nobody called"):
        actions.make_token(handle)
