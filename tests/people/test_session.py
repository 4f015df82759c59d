"""Sessions: who is recognised, and when nobody is."""

from datetime import timedelta

from sqlalchemy import update

from portal.kernel import clock
from portal.people.model import Person, SignedIn


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
