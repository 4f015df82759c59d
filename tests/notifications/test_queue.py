"""Mails that could not be placed: seen by administrators from outside, read only by whom one is handed to."""

import pytest
from sqlalchemy import select

from portal.kernel.mail import Letter
from portal.notifications import holding
from portal.people import actions as people
from portal.people.queries import account_by_handle, by_handle
from tests import house
from tests.cases import playing
from tests.notifications.conftest import ANSWERS, mail


@pytest.fixture
def here(_app, monkeypatch, office):
    """The pages look where the mails lie."""
    monkeypatch.setitem(_app.config, "SETTINGS", office.desk.chosen)
    return office


def handed(here, number, to):
    """What an administrator says to hand it on."""
    return {"number": number, "to": to}


def test_an_administrator_sees_that_it_came_and_never_what_is_in_it(as_, here, coat, cast):
    here.take(mail(here.address(cast.julian, coat), "The secret lining.", "ruth@example.org"))
    here.take(mail(ANSWERS, "A secret wish.", "new@example.com"))
    page = as_(cast.ada).get("/mail", status=200).text
    assert holding.OTHERS in page and "ruth@example.org" in page and "new@example.com" in page
    assert "secret" not in page
    assert "An answer about an order" in page
    assert page.count("Re: A coat for the rain") == 1  # of the mail that names no order
    for other in (cast.julian, cast.marian, cast.gwen):
        as_(other).get("/mail", status=404)
    first = here.mails[0].id
    assert "2 mails wait to be handed on" in as_(cast.ada).get("/home", status=200).text
    as_(cast.ada).get(f"/mail/{first}", status=404)
    as_(cast.marian).post("/mail/hand", data=handed(here, first, "marian"), status=404)


def test_it_is_handed_to_who_may_read_it_and_put_where_it_belongs(as_, here, coat, cast, database):
    here.take(mail(here.address(cast.julian, coat), "The *longer* vent.", "julian@work.example"))
    ada, number = as_(cast.ada), here.mails[0].id
    for nobody in ("ruth", "tom", "gwen", "nobody"):
        ada.post("/mail/hand", data=handed(here, number, nobody), status=409)
    ada.post("/mail/hand", data={"number": number}, status=422)
    ada.post("/mail/hand", data=handed(here, number, "marian"), status=303)
    with database.unit(write=False) as session:
        letter = session.scalars(select(Letter).where(Letter.to == "marian@example.org")).one()
    assert f"/mail/{number}" in letter.text and "vent" not in letter.text
    marian = as_(cast.marian)
    assert "Mail that waits for you" in marian.get("/settings", status=200).text
    home = marian.get("/home", status=200).text
    assert f'href="/mail/{number}"' in home and "handed on" not in home
    assert "handed on" not in ada.get("/home", status=200).text, "it has a hand to be in"
    page = marian.get(f"/mail/{number}", status=200).text
    assert "The *longer* vent." in page and coat.ref in page
    as_(cast.julian).get(f"/mail/{number}", status=404)
    marian.post(f"/mail/{number}", data={"ref": ""}, status=422)
    marian.post(f"/mail/{number}", data={"ref": "northmoor-99"}, status=404)
    marian.post(f"/mail/{number}", data={"ref": coat.ref}, status=303)
    assert here.said(coat) == "*A mail from julian\\@work.example:*\n\nThe *longer* vent."
    assert coat.last == "Marian Wren wrote"
    marian.get(f"/mail/{number}", status=404)
    assert here.mails[0].state == "taken"


def test_what_names_an_order_goes_into_no_other_and_is_gone_with_the_seat(as_, here, coat, cast, database):
    theirs = playing.begin(database, cast.ruth, cast.northmoor, "Uniforms", "Uniforms")
    here.take(mail(here.address(cast.julian, coat), "The *longer* vent.", "julian@work.example"))
    number, marian = here.mails[0].id, as_(cast.marian)
    as_(cast.ada).post("/mail/hand", data=handed(here, number, "marian"), status=303)
    marian.get(theirs.at(), status=200)
    marian.post(f"/mail/{number}", data={"ref": theirs.ref}, status=404)
    assert here.mails[0].state == "held"
    with database.unit(write=True):
        people.unseat(people.OPERATOR, account_by_handle("okoro"), by_handle("marian"))
    marian.get(f"/mail/{number}", status=404)
    assert f"/mail/{number}" not in marian.get("/settings", status=200).text


def test_only_orders_that_its_reader_sees_are_offered_for_a_mail(as_, here, coat, cast, database):
    theirs = playing.begin(database, cast.ruth, cast.northmoor, "Uniforms", "Uniforms")
    here.take(mail(ANSWERS, "About the lining.", "new@example.com"))
    number = here.mails[0].id
    for handle, own, other in (("piotr", coat, theirs), ("tom", theirs, coat)):
        as_(cast.ada).post("/mail/hand", data=handed(here, number, handle), status=303)
        page = as_(getattr(cast, handle)).get(f"/mail/{number}", status=200).text
        assert own.ref in page and other.ref not in page, handle


def test_an_answer_about_several_orders_waits_for_whoever_wrote_it(as_, here, coat, cast):
    here.take(mail(here.address(cast.julian), "The blue one."))
    julian, number = as_(cast.julian), here.mails[0].id
    assert "The blue one." in julian.get(f"/mail/{number}", status=200).text
    julian.post(f"/mail/{number}", data={"ref": coat.ref}, status=303)
    assert here.said(coat) == "The blue one." and coat.last == "Julian Okoro wrote"


def test_what_nobody_needs_is_let_go(as_, here, cast):
    here.take(mail(ANSWERS, "Buy now.", "spam@example.com"))
    ada = as_(cast.ada)
    ada.post("/mail/let-go", data={"number": here.mails[0].id}, status=303)
    assert "Nothing waits here." in ada.get("/mail", status=200).text
    ada.post("/mail/let-go", data={"number": 987654}, status=404)


def test_without_an_address_for_answers_the_page_says_so(as_, cast, _app, monkeypatch):
    monkeypatch.setitem(_app.config, "SETTINGS", house.settings())
    assert "COMMONTHREAD_ANSWERS" in as_(cast.ada).get("/mail", status=200).text
