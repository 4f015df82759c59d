"""Who is our person for that? Whose the question is, by when, and what becomes of it when somebody goes."""

from datetime import UTC, date, datetime

import pytest

from portal.clans import actions, queries
from portal.clans.model import Question
from portal.kernel import clock, journal
from portal.kernel.verbs import NotAllowed, NotNow
from portal.people import actions as people
from portal.people import standing
from portal.people.model import House
from portal.people.queries import account_by_handle, by_handle
from tests.pages import said

OKORO = "/customers/okoro"
THURSDAY = datetime(2027, 3, 4, 11, tzinfo=UTC)  # two working days later is Monday 8 March
WEDNESDAY = datetime(2027, 3, 10, 11, tzinfo=UTC)


def asked(cast, department="Accounting"):
    """What Julian asked on a Thursday, in the unit of work that is open."""
    with clock.as_of(THURSDAY):
        return actions.ask(cast.julian, account_by_handle("okoro"), department, "The deposit")


def owner(handle="okoro"):
    """Whose each open question of a customer is, as it was asked."""
    found = queries.open_questions(account_by_handle(handle).id)
    return [one.owner.handle if one.owner else f"seat {one.seat_id is not None}" for one in found]


def test_it_has_an_owner_and_a_clock_on_both_sides(as_, cast, unit):
    with clock.as_of(THURSDAY):
        julian = as_(cast.julian)
        refused = julian.post(f"{OKORO}/questions", data={"about": "It"}, status=422)
        assert "Write the department" in said(refused) and "It</textarea>" in refused.text
        told = {"department": "Accounting", "about": "The deposit"}
        julian.post(f"{OKORO}/questions", data=told, status=303)
        for person in (cast.julian, cast.piotr):
            page = said(as_(person).get(OKORO, status=200))
            assert "Who is our person in Accounting?" in page
            assert "Marian Wren answers by Monday 8 March." in page and "Late" not in page
    with unit() as session:
        assert [one.due for one in session.query(Question)] == [date(2027, 3, 8)]
        (entry,) = journal.newest(f"clan:{cast.okoro.id}", 9)
        assert (entry.verb, entry.facts["owner"], entry.facts["due"]) == (
            "clan.ask",
            cast.marian.id,
            "2027-03-08",
        )


def test_holidays_of_the_house_do_not_count(as_, cast, unit):
    with unit() as session:
        house = session.get_one(House, 1)
        house.holidays = ["2027-03-08"]
        assert asked(cast).due == date(2027, 3, 9)


def test_it_is_late_on_the_page_of_its_senior(as_, cast, unit):
    with unit():
        asked(cast)
    for moment, late in ((THURSDAY, False), (WEDNESDAY, True)):
        with clock.as_of(moment):
            for at in ("/home", "/customers"):
                page = said(as_(cast.marian).get(at, status=200))
                told = "Julian Okoro: who is our person in Accounting?"
                assert told in page and ("Late by Monday 8 March" in page) is late, at
                assert told not in said(as_(cast.piotr).get(at, status=200))
            assert (" Late " in said(as_(cast.julian).get(OKORO, status=200))) is late


def test_one_of_the_clan_answers_with_a_person_and_words(as_, cast, unit):
    with unit():
        number = asked(cast).id
    at = f"{OKORO}/questions/{number}/answer"
    piotr, told = as_(cast.piotr), {"person": "priya", "words": "She writes your bills."}
    piotr.get(at, status=200)
    assert "Choose one of the clan." in said(piotr.post(at, data={**told, "person": "tom"}, status=422))
    again = piotr.post(at, data={**told, "words": ""}, status=422).text
    assert 'value="priya" selected' in again, "what was chosen is kept"
    as_(cast.julian).get(at, status=404)
    as_(cast.julian).post(at, data=told, status=403)
    as_(cast.tom).post(at, data=told, status=404)
    piotr.post(at, data=told, status=303)
    page = said(as_(cast.julian).get(OKORO, status=200))
    assert "She writes your bills." in page and "Piotr Alder answered" in page
    page = said(as_(cast.julian).get(f"{OKORO}/log", status=200))
    assert "answered who stands for Accounting: Priya Shah" in page
    piotr.post(at, data=told, status=404)
    assert "who is our person" not in said(as_(cast.marian).get("/home", status=200))


def test_the_next_goes_to_whoever_has_the_fewest_then_by_name(cast, unit):
    with unit():
        people.seat(cast.ada, account_by_handle("okoro"), cast.priya, senior=True)
        for department in ("Accounting", "Dispatch", "Systems"):
            asked(cast, department)
        assert owner() == ["marian", "priya", "marian"]
        actions.ask(cast.ruth, account_by_handle("northmoor"), "Dispatch", "")
        assert owner("northmoor") == ["marian"]
        asked(cast, "People")
        assert owner()[-1] == "priya", "what waits in another clan counts too"


@pytest.mark.parametrize("how", ["unseat", "member", "leave"])
def test_a_senior_who_goes_leaves_nothing_orphaned(cast, unit, how):
    with unit():
        okoro = account_by_handle("okoro")
        asked(cast)
        people.seat(cast.ada, okoro, cast.piotr, senior=True)
        assert owner() == ["marian"], "a new senior takes nothing away"
        if how == "leave":
            standing.leave(cast.ada, by_handle("marian"))
        elif how == "member":
            people.seat(cast.ada, okoro, cast.marian, senior=False)
        else:
            people.unseat(cast.ada, okoro, cast.marian)
        assert owner() == ["piotr"]
        entry = journal.newest(f"clan:{okoro.id}", 1)[0]
        assert (entry.verb, entry.facts["person"]) == ("clan.hand_on", "Piotr Alder")


def test_without_a_senior_it_waits_at_an_open_seat_until_one_comes(as_, cast, unit):
    with unit():
        okoro = account_by_handle("okoro")
        asked(cast)
        asked(cast, "Dispatch")
        people.unseat(cast.ada, okoro, cast.marian)
        assert owner() == ["seat True", "seat True"]
        (seat,) = queries.clan(okoro).vacant
        assert seat.senior and not seat.department
        with pytest.raises(NotNow):
            actions.close_seat(cast.ada, okoro, seat, "Nobody wants it")
    page = said(as_(cast.julian).get(OKORO, status=200))
    assert "It waits for a senior. An answer is due by" in page and "Nobody leads this clan." in page
    with unit():
        people.seat(cast.ada, account_by_handle("okoro"), cast.priya, senior=True)
        assert owner() == ["priya", "priya"]
        assert queries.clan(account_by_handle("okoro")).vacant == []


def test_a_clan_of_none_can_be_asked(as_, cast, unit):
    stranger = as_(cast.stranger)
    stranger.post("/customers/harrow/questions", data={"department": "Boats"}, status=303)
    assert "It waits for a senior." in said(stranger.get("/customers/harrow", status=200))
    with unit():
        people.seat(cast.ada, account_by_handle("harrow"), cast.tom, senior=True)
        assert owner("harrow") == ["tom"]


def test_only_the_customer_asks_and_only_its_clan_answers(cast, unit):
    with unit():
        okoro = account_by_handle("okoro")
        for who in (cast.ruth, cast.stranger, cast.marian, cast.ada, cast.gwen, cast.susan):
            with pytest.raises(NotAllowed):
                actions.ask(who, okoro, "Accounting", "")
        question = asked(cast)
        for who in (cast.julian, cast.tom, cast.ada, cast.gwen, cast.felix):
            with pytest.raises(NotAllowed):
                actions.answer(who, okoro, question, cast.priya, "Her")


def test_who_notes_that_somebody_leaves_reads_what_is_handed_on_and_nothing_of_it(as_, cast, unit):
    with unit():
        asked(cast)
        asked(cast, "Systems")
    page = said(as_(cast.ada).get("/people/marian/leave", status=200))
    assert "Julian Okoro: 2 questions" in page and "Systems" not in page
    assert "Julian Okoro has no other senior." in page and "Northmoor Rail has no other senior." in page
    with unit():
        people.seat(cast.ada, account_by_handle("okoro"), cast.piotr, senior=True)
    page = said(as_(cast.ada).get("/people/marian/leave", status=200))
    assert "Julian Okoro has no other senior." not in page and "Northmoor Rail has no other senior." in page
    assert "2 questions" not in said(as_(cast.ada).get("/people/piotr/leave", status=200))
    assert "questions" not in said(as_(cast.ruth).get("/people/colin/leave", status=200))
