"""Everybody belongs at once: a clan on the day somebody is entered, and first weeks at the source."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.clans import actions as clans
from portal.clans.queries import cards
from portal.kernel import clock, journal
from portal.kernel.verbs import NotAllowed, NotNow
from portal.people import actions as people
from portal.people import inviting, standing
from portal.people.model import Seat
from portal.people.queries import account_by_handle, by_handle
from portal.quests import actions, queries
from tests import house
from tests.pages import said
from tests.quests.conftest import MONDAY, WEEKS, enter, take
from workflows.quests import Kind, Learned, Weeks


def customers(unit, person):
    """For whom somebody stands."""
    with unit() as session:
        return list(session.scalars(select(Seat.account_id).where(Seat.person_id == person.id)))


def told(unit, account_id):
    """What happened in a clan, oldest first."""
    with unit():
        return [(one.verb, one.facts) for one in reversed(journal.newest(f"clan:{account_id}", 40))]


def test_whoever_is_entered_stands_for_a_customer_on_that_day(ben, unit, cast, as_):
    assert customers(unit, ben) == [cast.okoro.id], "a seat of that department was open there"
    with unit():
        assert not queries.get(account_by_handle("okoro"), "ben").done
    with clock.as_of(MONDAY):
        for person in (cast.julian, cast.marian, ben):
            page = said(as_(person).get("/customers/okoro", status=200))
            assert "Ben Adler Under way 0 of 5 steps, none confirmed by the customer yet." in page
            assert "Due by Wednesday 31 March." in page
        home = said(as_(ben).get("/home", status=200))
        assert "Yours, with Julian Okoro Under way 0 of 5 steps" in home
        assert "Ben Adler" not in said(as_(cast.marian).get("/home", status=200))
    verbs = [verb for verb, _ in told(unit, cast.okoro.id)]
    assert verbs == ["clan.open_seat", "clan.fill_seat", "quest.begin"]


def test_newcomers_spread_and_administrators_are_given_nothing(unit, cast):
    first, second, third = (
        customers(unit, enter(unit, f"Cutter{number} New", "Cutting")) for number in range(3)
    )
    assert first == second == [cast.harrow.id], "nobody was there, and then one cutter, as elsewhere"
    assert third and third != [cast.harrow.id]
    assert customers(unit, enter(unit, "Eva Root", roles=["administrator"])) == []


def test_an_invitation_into_the_house_ends_in_a_clan_and_one_to_a_customer_does_not(unit, cast):
    the_house = None
    with unit():
        the_house = people.session().get_one(people.House, 1)
        links = []
        guest = inviting.Guest("Nora Finch", "nora@example.org", department="Accounts")
        inviting.send(cast.ada, None, guest, the_house, lambda secret: links.append(secret) or secret)
    with unit():
        nora = inviting.come_in(links[0])
    assert len(customers(unit, nora)) == 1


def test_a_step_needs_its_proof_and_a_colleague_is_no_source(ben, unit, cast, as_):
    at = f"{WEEKS}/ben/steps/shadowed_user"
    with clock.as_of(MONDAY + timedelta(days=2)):
        visitor = as_(ben)
        visitor.get(at, status=200)
        proof = {"day": "2027-03-02", "source": "Amara", "words": "She rows at six in the morning."}
        for wrong, sentence in (
            ({"day": "2027-03-09"}, "That day is still to come."),
            ({"day": "yesterday"}, "Write a day as 2026-03-18."),
            ({"source": ""}, "Write who showed it to you, or told you."),
            ({"words": ""}, "Write what you saw or heard, in a few words."),
            ({"source": " marian  WREN "}, "marian WREN is a colleague."),
            ({"source": "Ben Adler"}, "Ben Adler is a colleague."),
        ):
            page = visitor.post(at, data=proof | wrong, status=422)
            assert sentence in said(page), wrong
            assert (proof | wrong)["words"] in page.text, "what was typed is kept"
        visitor.post(at, data=proof, status=303)
        page = said(visitor.get(f"{WEEKS}/ben", status=200))
        assert "She rows at six in the morning." in page and "with Amara" in page
        assert "1 of 5 steps" in page
        talked = f"{WEEKS}/ben/steps/talked_to_customer"
        assert "Name one of the people of Julian Okoro" in said(visitor.post(talked, data=proof, status=422))
        visitor.get(f"{WEEKS}/ben/steps/slept_late", status=404)
        visitor.post(f"{WEEKS}/ben/steps/slept_late", data=proof, status=404)


def test_a_step_is_the_newcomers_own_and_read_by_both_sides_and_nobody_else(ben, unit, cast, as_):
    proof = {"day": "2027-03-02", "source": "Amara", "words": "She rows"}
    with clock.as_of(MONDAY + timedelta(days=2)):
        for person, status in ((cast.julian, 403), (cast.marian, 403), (cast.tom, 404), (cast.ada, 404)):
            as_(person).post(f"{WEEKS}/ben/steps/shadowed_user", data=proof, status=status)
            as_(person).get(f"{WEEKS}/ben/steps/shadowed_user", status=404)
            for at in (WEEKS, f"{WEEKS}/ben"):
                as_(person).get(at, status=200 if status == 403 else 404)


def test_with_every_step_and_one_confirmed_they_are_done(ben, unit, cast, as_):
    for kind in Kind:
        number = take(unit, kind, "" if kind == Kind.USED else "julian  okoro")
    with unit():
        assert not queries.get(account_by_handle("okoro"), "ben").done, "nobody confirmed a step"
    with clock.as_of(MONDAY + timedelta(days=3)), unit():
        actions.confirm(by_handle("julian"), queries.step_asked(by_handle("julian"), number))
    with unit():
        quest = queries.get(account_by_handle("okoro"), "ben")
        assert quest.done
        with pytest.raises(NotNow, match="are over"):
            actions.offer(by_handle("julian"), quest, "A ride", date(2027, 4, 1), "")
    page = said(as_(cast.julian).get(f"{WEEKS}/ben", status=200))
    assert (
        "Done 5 of 5" in page.replace("5 of 5 steps, confirmed", "Done 5 of 5 steps, confirmed")
        and "confirmed" in page
    )
    log = said(as_(cast.marian).get("/customers/okoro/log", status=200))
    assert "Julian Okoro confirmed what Ben Adler did, and with that their first weeks are done" in log
    assert "newcomers" not in as_(cast.marian).get("/customers/okoro", status=200).text


def test_one_that_was_otherwise_counts_no_more_and_is_answered_once(ben, unit, cast, as_):
    number = take(unit, Kind.TALKED, "Julian Okoro")
    with unit():
        step = queries.step_asked(by_handle("julian"), number)
        with pytest.raises(NotAllowed):
            actions.deny(by_handle("marian"), step, "No")
        actions.deny(by_handle("julian"), step, "We only wrote")
        actions.deny(by_handle("julian"), step, "We only wrote")
        with pytest.raises(NotNow, match="answered this already"):
            actions.confirm(by_handle("julian"), step)
    page = said(as_(ben).get(f"{WEEKS}/ben", status=200))
    assert "0 of 5 steps" in page and "it was otherwise We only wrote Julian Okoro" in page
    assert [verb for verb, _ in told(unit, cast.okoro.id)].count("quest.deny") == 1


def test_seniors_see_who_is_stuck_and_who_is_late(ben, unit, cast, as_):
    for days, word in ((7, None), (8, "Stuck"), (31, "Late")):
        with clock.as_of(MONDAY + timedelta(days=days)):
            home = said(as_(cast.marian).get("/home", status=200))
            line = f"Ben Adler needs you, with Julian Okoro {word} 0 of 5 steps"
            assert (line in home) is bool(word), days
            assert "Ben Adler needs you" not in said(as_(cast.piotr).get("/home", status=200)), (
                "she leads, he does not"
            )
            assert "Ben Adler needs you" not in said(as_(cast.tom).get("/home", status=200))


def test_the_customer_invites_and_the_newcomer_answers(ben, unit, cast, as_):
    at = f"{WEEKS}/ben/offers"
    ride = {"what": "Ride the early train with us", "day": "2027-03-09", "where": "Platform 2, 05:40"}
    with clock.as_of(MONDAY):
        julian, newcomer = as_(cast.julian), as_(ben)
        julian.get(f"{at}/new", status=200)
        assert "That day is over." in said(julian.post(at, data=ride | {"day": "2027-02-09"}, status=422))
        julian.post(at, data=ride, status=303)
        newcomer.post(at, data=ride, status=403)
        as_(cast.ruth).post(at, data=ride, status=404)
        with unit():
            (made,) = queries.get(account_by_handle("okoro"), "ben").offers
        page = said(newcomer.get(f"{at}/{made.id}", status=200))
        assert "Ride the early train with us" in page and "Platform 2, 05:40" in page
        julian.get(f"{at}/{made.id}", status=404)
        julian.post(f"{at}/{made.id}/accept", data={"words": ""}, status=403)
        newcomer.post(f"{at}/{made.id}/accept", data={"words": "With pleasure"}, status=303)
        assert "comes With pleasure" in said(julian.get(f"{WEEKS}/ben", status=200))
        newcomer.post(f"{at}/{made.id}/decline", data={"words": "No"}, status=404)


@pytest.mark.parametrize("how", ["unseated", "left"])
def test_who_does_not_stand_there_any_more_has_no_first_weeks_there(ben, unit, cast, as_, how):
    with unit():
        okoro, one = account_by_handle("okoro"), by_handle("ben")
        people.unseat(cast.ada, okoro, one) if how == "unseated" else standing.leave(cast.ada, one)
    as_(cast.julian).get(f"{WEEKS}/ben", status=404)
    assert "Ben Adler" not in said(as_(cast.julian).get(WEEKS, status=200))
    with unit():
        assert cards(account_by_handle("okoro"), cast.julian)["quests"] == {"open": []}
    assert told(unit, cast.okoro.id)[-1][0] == "quest.end"


def test_its_numbers_can_be_read_from_the_journal_alone(ben, unit, cast, as_):
    numbers = {kind: take(unit, kind, "" if kind == Kind.USED else "Julian Okoro") for kind in list(Kind)[:4]}
    with unit():
        julian = by_handle("julian")
        actions.confirm(julian, queries.step_asked(julian, numbers[Kind.TALKED]))
        actions.deny(julian, queries.step_asked(julian, numbers[Kind.VISITED]), "We met in town")
    steps, answers, due = {}, {"quest.confirm": True, "quest.deny": False}, None
    for verb, facts in told(unit, cast.okoro.id):
        if verb == "quest.begin":
            due = date.fromisoformat(facts["due"])
        if verb == "quest.note":
            steps[facts["step"]] = Learned(facts["kind"], date.fromisoformat(facts["day"]))
        if verb in answers:
            steps[facts["step"]] = steps[facts["step"]]._replace(was_so=answers[verb])
    found = Weeks(MONDAY.date(), due, tuple(steps.values()))
    with unit():
        card = cards(account_by_handle("okoro"), cast.julian)["quests"]["open"]
        assert [queries.from_card(one) for one in card] == [found]
        assert queries.weeks(queries.get(account_by_handle("okoro"), "ben")) == found
    page = said(as_(cast.julian).get(WEEKS, status=200))
    assert f"{len(found.taken)} of 5 steps" in page and len(found.taken) == 3 and found.confirmed == 1


def test_pages_ask_as_little_for_one_newcomer_as_for_twelve(ben, unit, cast, as_, database):
    asked = []
    for more in (0, 11):
        with unit():
            okoro = account_by_handle("okoro")
            for number in range(more):
                clans.open_seat(cast.marian, okoro, f"Room {number}", "To help")
        for number in range(more):
            enter(unit, f"New{number} Comer", f"Room {number}")
        visitor = as_(cast.marian)
        visitor.get("/home", status=200)
        for at in ("/home", "/customers/okoro", WEEKS):
            with house.asked(database) as statements:
                visitor.get(at, status=200)
            asked.append((at, len(statements)))
    assert asked[:3] == asked[3:]
