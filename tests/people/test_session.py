"""Sessions: who is recognised, and when nobody is."""

from datetime import timedelta

import time_machine
from sqlalchemy import select, update

from portal.kernel import clock
from portal.people import sessions
from portal.people.entry import SignedIn
from portal.people.model import Person
from tests.house import asked


def test_a_session_opens_pages_until_it_is_signed_out_everywhere(as_, cast, nobody):
    julian = as_(cast.julian)
    assert "Julian Okoro" in julian.get("/people", status=200).text
    with julian.session_transaction() as session:
        copied = dict(session)
    julian.post("/sign-out", status=303)
    with nobody.session_transaction() as session:
        session.update(copied)
    assert nobody.get("/people", status=303).location.startswith("/sign-in")


def test_a_session_that_is_too_old_or_whose_person_left_opens_nothing(as_, cast, unit):
    julian, ruth = as_(cast.julian), as_(cast.ruth)
    with unit() as session:
        ago = clock.now() - timedelta(days=1)
        session.execute(update(SignedIn).where(SignedIn.person_id == cast.julian.id).values(until=ago))
        session.execute(update(Person).where(Person.id == cast.ruth.id).values(left=ago))
    julian.get("/people", status=303)
    ruth.get("/people", status=303)


def test_last_seen_is_noted_after_the_page_and_at_most_every_five_minutes(as_, cast, unit, database):
    julian = as_(cast.julian)

    def last_seen():
        with unit() as session:
            return session.scalars(
                select(SignedIn.last_seen).where(SignedIn.person_id == cast.julian.id)
            ).one()

    first = last_seen()
    with asked(database) as statements:
        julian.get("/people", status=200)
    assert not [one for one in statements if not one.startswith("SELECT")], (
        "a page that is read writes nothing"
    )
    assert last_seen() == first
    later = clock.now() + timedelta(minutes=6)
    with time_machine.travel(later):
        julian.get("/people", status=200)
        julian.get("/people", status=200)
    assert later <= last_seen() < later + timedelta(minutes=1)


def test_who_is_here_is_asked_in_one_statement(as_, cast, database):
    julian = as_(cast.julian)
    with asked(database) as statements:
        julian.get("/settings/passkeys/new", status=200)
    assert len([one for one in statements if "signed_in" in one]) == 1
    assert len(statements) == 2, "and what is new, for the bell"


def test_a_session_is_forgotten_a_year_after_its_end(cast, unit):
    with unit() as session:
        secret = sessions.begin(cast.julian, "link", "a browser")
        sessions.begin(cast.ruth, "link", "a browser")
        sessions.end(secret)
        assert sessions.forget(clock.now() + timedelta(days=364)) == 0
        assert sessions.forget(clock.now() + timedelta(days=366)) == 1
        assert [row.person_id for row in session.scalars(select(SignedIn))] == [cast.ruth.id]
