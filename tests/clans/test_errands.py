"""Errands: what waits for a person in any clan, on their first page and once by letter."""

from datetime import timedelta

import pytest

from portal.cases import post
from portal.clans import errands, queries
from portal.notifications import asked
from portal.people.queries import account_by_handle
from tests.letters import to
from tests.pages import said

AREA = ("errand of a test", "3")


@pytest.fixture(autouse=True)
def _words(monkeypatch):
    monkeypatch.setattr(errands, "_SAID_BY", dict(errands._SAID_BY))
    monkeypatch.setattr(errands, "_BEYOND", set(errands._BEYOND))

    def words(one):
        line = f"Look at number {one.said['number']}"
        return errands.Words(line, f"{line}, please.", "/customers/okoro", "Look at it")

    errands.put_into_words(AREA[0], words)


def give(unit, people, days=3, number=3):
    """Let something of the Okoros wait for these people."""
    with unit():
        day = queries.today() + timedelta(days=days)
        account = account_by_handle("okoro")
        errands.give(account.id, AREA, [one.id for one in people], day, {"number": number})


def test_it_stands_on_the_first_page_and_that_of_the_customers(as_, cast, unit):
    give(unit, [cast.marian, cast.julian])
    home = as_(cast.marian).get("/home", status=200)
    assert "What waits for you" in said(home) and "Look at number 3" in said(home)
    assert "Look at number 3" in said(as_(cast.marian).get("/customers", status=200))
    assert "Your clan asks you" in said(as_(cast.julian).get("/home", status=200))
    assert "Look at number 3" not in said(as_(cast.piotr).get("/home", status=200))


def test_given_anew_it_moves_to_other_people_and_another_day(as_, cast, unit):
    give(unit, [cast.marian, cast.julian])
    give(unit, [cast.julian, cast.piotr], days=-1, number=4)
    page = as_(cast.julian).get("/home", status=200)
    assert "Look at number 4" in said(page) and "Late" in said(page)
    assert "Look at number 4" in said(as_(cast.piotr).get("/home", status=200))
    assert "Look at number" not in said(as_(cast.marian).get("/home", status=200))


def test_taken_away_it_is_nobodys_any_more(as_, cast, unit):
    give(unit, [cast.marian, cast.julian])
    with unit():
        errands.take(AREA[0], "another")
        assert len(errands.waiting_for(cast.marian)) == 1
        errands.take(*AREA)
        assert errands.waiting_for(cast.marian) == errands.waiting_for(cast.julian) == []


def test_who_does_not_belong_there_reads_nothing_of_it(as_, cast, unit, database, app):
    give(unit, [cast.ruth, cast.tom])
    for person in (cast.ruth, cast.tom):
        assert "Look at number" not in said(as_(person).get("/home", status=200))
    asked.write_due(database, post.site(app.config["SETTINGS"]))
    assert to(database, "ruth@example.org") == to(database, "tom@example.org") == []


def test_there_is_one_letter_for_each_who_gets_it(cast, unit, database, app):
    site = post.site(app.config["SETTINGS"])
    give(unit, [cast.julian])
    asked.write_due(database, site)
    give(unit, [cast.julian, cast.piotr])
    asked.write_due(database, site)
    asked.write_due(database, site)
    (letter,) = to(database, "julian@example.org")
    assert letter.subject == "Look at number 3" and "Look at number 3, please." in letter.text
    assert "It waits for you until" in letter.text and "/customers/okoro" in letter.text
    assert len(to(database, "piotr@example.org")) == 1


def test_an_area_may_reach_whoever_stands_for_no_customer(as_, cast, unit, database, app):
    with unit():
        errands.give(None, AREA, [cast.gwen.id, cast.felix.id], None, {"number": 5})
        errands.give(cast.northmoor.id, (AREA[0], "4"), [cast.piotr.id], None, {"number": 6})
    for person, number in ((cast.gwen, 5), (cast.piotr, 6)):
        assert f"Look at number {number}" not in said(as_(person).get("/home", status=200))
    errands.reach_beyond_clans(AREA[0])
    for person, number in ((cast.gwen, 5), (cast.piotr, 6)):
        assert f"Look at number {number}" in said(as_(person).get("/home", status=200))
        assert f"Look at number {11 - number}" not in said(as_(person).get("/home", status=200))
    asked.write_due(database, post.site(app.config["SETTINGS"]))
    (letter,) = to(database, "gwen@example.org")
    assert "Look at number 5, please." in letter.text
    with unit():
        assert errands.waiting_for(cast.felix) == []  # who has left
    assert to(database, "felix@example.org") == []
