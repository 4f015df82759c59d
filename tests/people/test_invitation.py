"""Invitations by either side, and coming in by one."""

from datetime import timedelta

import pytest
import time_machine

from portal.kernel import clock, journal
from portal.people import inviting
from portal.people.circles import circles
from portal.people.inviting import GOOD_FOR
from portal.people.queries import by_email
from tests import letters
from tests.house import email
from tests.pages import said

HANNAH = "hannah@example.org"


def invite(visitor, place, address=HANNAH, **more):
    data = {"place": place, "name": "Hannah Pell", "email": address, **more}
    return visitor.post("/people/invite", data=data)


def person(database, address=HANNAH):
    with database.unit(write=False):
        return by_email(address)


def link(database, address=HANNAH):
    return letters.link(letters.to(database, address)[-1])


def test_a_customer_invites_a_colleague_without_asking_the_house(as_, cast, nobody, database):
    ruth = as_(cast.ruth)
    assert invite(ruth, "northmoor", title="Fitter", roles=["user"]).status_code == 303
    letter = letters.to(database, HANNAH)[0]
    assert "Ruth Vale invites you to Northmoor Rail, at Wren & Alder" in letter.text
    assert "Hannah Pell" in as_(cast.colin).get("/people", status=200).text
    assert "Hannah Pell" not in as_(cast.julian).get("/people", status=200).text
    page = nobody.get(link(database), status=200)
    assert "Ruth Vale , Head of fleet, invites you to Northmoor Rail" in said(page)
    nobody.post(link(database), status=303)
    assert "Hannah Pell" in nobody.get("/people", status=200).text
    hannah = person(database)
    assert (hannah.side, hannah.account_id, hannah.roles) == ("customer", cast.northmoor.id, ["user"])
    with database.unit(write=False):
        told = journal.newest(f"account:{cast.northmoor.id}", 3)
    assert [entry.verb for entry in told] == ["invitation.accept", "person.add", "invitation.send"]


def test_an_invitation_works_once_and_says_so_kindly(as_, cast, app, nobody, database):
    invite(as_(cast.ruth), "northmoor")
    path = link(database)
    app.test_client().post(path, status=303)
    assert "You have come in already" in said(nobody.get(path, status=200))
    nobody.post(path, status=409)
    nobody.get("/people", status=303)
    nobody.get("/welcome/made-up", status=404)
    nobody.post("/welcome/made-up", status=409)


def test_an_invitation_can_be_taken_back_by_whoever_sent_it(as_, cast, nobody, database):
    ruth = as_(cast.ruth)
    invite(ruth, "northmoor")
    path = link(database)
    with database.unit(write=False):
        number = circles(cast.ruth)[0].invited[0].id
    as_(cast.julian).post(f"/people/invitations/{number}/back", status=404)
    as_(cast.colin).post(f"/people/invitations/{number}/back", status=403)
    ruth.post(f"/people/invitations/{number}/back", status=303)
    assert "was taken back" in said(nobody.get(path, status=200))
    nobody.post(path, status=409)


def test_an_invitation_is_good_for_fourteen_days(as_, cast, nobody, database):
    invite(as_(cast.ruth), "northmoor")
    with time_machine.travel(clock.now() + GOOD_FOR + timedelta(minutes=1)):
        assert "was for fourteen days" in said(nobody.get(link(database), status=200))
        nobody.post(link(database), status=409)


def test_a_newer_invitation_takes_the_place_of_the_older(as_, cast, nobody, database):
    ruth = as_(cast.ruth)
    invite(ruth, "northmoor")
    old = link(database)
    invite(ruth, "northmoor")
    nobody.post(old, status=409)
    nobody.post(link(database), status=303)


def test_the_clan_invites_to_accounts_it_stands_for_and_to_no_other(as_, cast):
    tom = as_(cast.tom)
    assert invite(tom, "northmoor").status_code == 303
    for place in ("okoro", "nowhere"):
        assert invite(tom, place).status_code == 404
        tom.get(f"/people/invite?place={place}", status=404)
    assert invite(tom, "house").status_code == 403
    tom.get("/people/invite?place=house", status=404)
    assert invite(as_(cast.gwen), "northmoor").status_code == 404
    assert invite(as_(cast.ada), "northmoor").status_code == 403  # sees the name to give seats, no more
    julian = as_(cast.julian)
    for place, status in (("northmoor", 404), ("new", 403), ("house", 403)):
        assert invite(julian, place, account_name="Mine").status_code == status


def test_the_clan_opens_an_account_with_its_first_person(as_, cast, nobody, database):
    piotr = as_(cast.piotr)
    assert invite(piotr, "new").status_code == 422
    assert invite(piotr, "new", account_name="Hope & Daughters").status_code == 303
    nobody.post(link(database), status=303)
    page = said(nobody.get("/people", status=200))
    assert "Hope & Daughters" in page
    assert "Piotr Alder senior" in page
    assert "Hope &amp; Daughters" not in as_(cast.marian).get("/people", status=200).text


def test_an_administrator_invites_into_the_house(as_, cast, nobody, database):
    assert invite(as_(cast.ada), "house", roles=["executive"]).status_code == 303
    assert "Hannah Pell" in as_(cast.ada).get("/people", status=200).text
    assert "Hannah Pell" not in as_(cast.marian).get("/people", status=200).text
    nobody.post(link(database), status=303)
    hannah = person(database)
    assert (hannah.side, hannah.account_id, hannah.roles) == ("clan", None, ["executive"])
    page = nobody.get(f"/people/{hannah.handle}", status=200).text
    assert "Hannah stands for" in page, "everybody belongs at once"


@pytest.mark.parametrize("roles", [["administrator"], ["executive"], ["buyer", "administrator"], ["king"]])
def test_no_customer_is_invited_as_something_of_the_house(as_, cast, database, roles):
    assert invite(as_(cast.ruth), "northmoor", roles=roles).status_code == 422
    assert letters.to(database, HANNAH) == []


def test_the_inviter_learns_nothing_about_other_customers(as_, cast, nobody, database):
    ruth = as_(cast.ruth)
    known = invite(ruth, "northmoor", email("julian"))
    unknown = invite(ruth, "northmoor")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    letter = letters.to(database, email("julian"))[-1]
    assert "already opens another place" in letter.text
    assert "/welcome/" not in letter.text
    assert "Colin Marsh is here already" in said(invite(ruth, "northmoor", email("colin")))


def test_whoever_left_comes_back_to_their_own_place_only(as_, cast, nobody, database):
    invite(as_(cast.stranger), "harrow", email("susan"))
    assert "already opens another place" in said(nobody.post(link(database, email("susan")), status=409))
    invite(as_(cast.ruth), "northmoor", email("susan"), roles=["finance"])
    nobody.post(link(database, email("susan")), status=303)
    susan = person(database, email("susan"))
    assert (susan.id, susan.handle, susan.left) == (cast.susan.id, "susan", None)


def test_no_letter_carries_a_strangers_link_or_line(as_, cast, database):
    ruth = as_(cast.ruth)
    assert invite(ruth, "northmoor", name="Win at https://evil.example").status_code == 422
    assert invite(ruth, "northmoor", "a@example.org\r\nBcc: b@example.org").status_code == 422
    invite(ruth, "northmoor", name="Hannah\r\nBcc: b@example.org")
    letter = letters.to(database, HANNAH)[0]
    assert "\nBcc" not in letter.text
    assert "\n" not in letter.subject


def test_fifty_invitations_a_day_are_enough(as_, cast, monkeypatch):
    assert inviting.A_DAY == 50
    monkeypatch.setattr(inviting, "A_DAY", 3)
    ruth = as_(cast.ruth)
    for number in range(3):
        assert invite(ruth, "northmoor", f"guest{number}@example.org").status_code == 303
    assert invite(ruth, "northmoor").status_code == 429
    assert invite(as_(cast.colin), "northmoor").status_code == 303
