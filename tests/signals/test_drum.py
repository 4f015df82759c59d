"""The drum: struck by either side, everybody called at once, help offered, and closed with a reason."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.clans.queries import today
from portal.kernel import clock, journal
from portal.kernel.verbs import NotAllowed, NotNow
from portal.meetings import actions as meetings
from portal.meetings import queries as meetings_queries
from portal.people import actions as people
from portal.people.queries import account_by_handle, by_handle
from portal.signals import actions, queries, watching
from tests.pages import said
from workflows.signals import Standing, took

OKORO = "/customers/okoro"
DRUM = f"{OKORO}/drums/1"
MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)
WHY = "The orchestra loses its hall in May."
TUESDAY = {"day": "2027-03-02", "hour": "10:00", "place": "31 Burling Row", "theirs": "yes"}


@pytest.fixture(autouse=True)
def _a_monday():
    with clock.as_of(MONDAY):
        yield


@pytest.fixture
def drum(unit):
    """Does things with the drum of the Okoros, each in a unit of work of its own."""

    def do(who, deed, *given):
        with unit():
            account = account_by_handle("okoro")
            if deed == "strike":
                return actions.strike(who, account, *given).number
            found = queries.drum(by_handle("marian"), account, 1)
            if deed in ("accept", "decline", "finish"):
                return getattr(actions, deed)(who, queries.offer(found, given[0]), *given[1:])
            return getattr(actions, deed)(who, found, *given)

    return do


def standing(unit):
    """Where the drum of the Okoros stands."""
    with unit():
        return queries.standing_of(queries.drum(by_handle("marian"), account_by_handle("okoro"), 1))


def begun(unit, present, at):
    """The meeting of the drum begins, with these people."""
    with unit(), clock.as_of(at):
        found = queries.drum(by_handle("marian"), account_by_handle("okoro"), 1)
        meeting = meetings_of(found)
        meetings.begin(by_handle("marian"), meeting, present)


def meetings_of(found):
    """The meeting that was called for a drum."""
    number = queries.number_of_meeting(by_handle("marian"), found)
    return meetings_queries.meeting(by_handle("marian"), "okoro", number)


def test_the_customer_strikes_it_and_both_sides_read_why(as_, cast):
    as_(cast.julian).post(f"{OKORO}/drums", data={"words": WHY}, status=303)
    for person in (cast.julian, cast.marian, cast.piotr):
        page = said(as_(person).get(OKORO, status=200))
        assert "Julian Okoro struck the drum on 1 March. The clan is to meet by Wednesday 3 March." in page
        assert WHY in page and WHY in said(as_(person).get(DRUM, status=200))
    for person in (cast.tom, cast.ada, cast.ruth):
        as_(person).get(DRUM, status=404)
    assert "Strike the drum" not in said(as_(cast.julian).get(OKORO))


def test_it_waits_for_the_seniors_with_one_button(as_, cast):
    as_(cast.piotr).post(f"{OKORO}/drums", data={"words": WHY}, status=303)
    assert "Julian Okoro: the drum is struck. Call everybody" in said(as_(cast.marian).get("/home"))
    assert "the drum is struck" not in said(as_(cast.priya).get("/home"))
    assert "Convene" in said(as_(cast.marian).get(DRUM)) and "Convene" not in said(as_(cast.piotr).get(DRUM))
    as_(cast.piotr).post(f"{DRUM}/convene", data=TUESDAY, status=403)
    as_(cast.marian).post(f"{DRUM}/convene", data=TUESDAY, status=303)
    assert "the drum is struck" not in said(as_(cast.marian).get("/home"))
    page = said(as_(cast.julian).get(DRUM, status=200))
    assert "4 people are called. They are to meet by Wednesday 3 March." in page
    assert "say whether you come, or send an idea first" in page
    page = as_(cast.marian).post(f"{DRUM}/convene", data=TUESDAY, status=409)
    assert "Everybody is called already." in said(page)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"day": "soon"}, "Write the day on which they meet."),
        ({"hour": "ten"}, "Write the hour, such as 10:00."),
        ({"day": "2027-02-28"}, "That hour is over. Choose one that is still to come."),
        ({"day": "2027-03-16"}, "They are to meet soon. Choose a day within two weeks."),
        ({"day": "9999-12-31"}, "They are to meet soon. Choose a day within two weeks."),
        ({"place": "x" * 201}, "Write at most 200 characters."),
    ],
)
def test_an_hour_that_cannot_be_is_refused_and_kept(as_, cast, drum, wrong, sentence):
    drum(cast.julian, "strike", WHY)
    page = as_(cast.marian).post(f"{DRUM}/convene", data=TUESDAY | wrong, status=422)
    assert sentence in said(page)
    assert "4 people are called" not in said(as_(cast.marian).get(DRUM))


def test_fifty_who_strike_it_strike_one_drum(as_, cast, drum, unit):
    for number in range(50):
        assert drum((cast.julian, cast.piotr)[number % 2], "strike", f"{WHY} {number}") == 1
    with unit():
        (one,) = queries.drums(by_handle("marian"), account_by_handle("okoro"))
        assert len(one.voices) == 50
    home = as_(cast.marian).get("/home").text
    assert home.count(DRUM) == 1


def test_held_with_enough_it_says_how_long_it_took(as_, cast, drum, unit):
    drum(cast.julian, "strike", WHY)
    as_(cast.marian).post(f"{DRUM}/convene", data=TUESDAY, status=303)
    begun(unit, ["marian", "piotr", "julian"], MONDAY + timedelta(days=1, hours=1))
    assert standing(unit) == Standing.HELD
    page = said(as_(cast.piotr).get(DRUM, status=200))
    assert "3 of 4 came, 1 day and 1 hour after the drum." in page
    index = said(as_(cast.julian).get(f"{OKORO}/signals", status=200))
    assert "the clan met 1 day and 1 hour after a drum" in index


def test_the_time_from_drum_to_meeting_is_that_of_the_journal(as_, cast, drum, unit):
    drum(cast.julian, "strike", WHY)
    as_(cast.marian).post(f"{DRUM}/convene", data=TUESDAY, status=303)
    begun(unit, ["marian", "piotr", "julian"], MONDAY + timedelta(days=1, hours=1))
    with unit():
        account = account_by_handle("okoro")
        shared = journal.newest(f"clan:{account.id}", 50)
        struck = next(one for one in shared if one.verb == "drum.strike" and not one.facts["again"])
        called = next(one for one in shared if one.verb == "drum.convene")
        began = next(
            one
            for one in journal.newest(f"clanside:{account.id}", 50)
            if one.verb == "meeting.begin" and one.facts["meeting"] == called.facts["meeting"]
        )
        told = took([(struck.at, began.at)])
        assert queries.usual_time(queries.drums(by_handle("marian"), account)) == told


def test_how_many_signals_and_drums_there_are_is_that_of_the_journal(as_, cast, drum, unit):
    seen = {"kind": "words", "value": "", "baseline": "", "source": "the hall", "who": "both"}
    with unit():
        seen["seen_on"] = today().isoformat()
    for number in range(6):
        as_(cast.piotr).post(f"{OKORO}/signals", data={**seen, "text": f"Sign {number}"}, status=303)
    as_(cast.piotr).post(f"{OKORO}/signals/2/take-back", data={}, status=303)
    for number in (1, 2):
        drum(cast.julian, "strike", WHY)
        drum(cast.julian, "strike", "Still so.")
        closed = {"end": "helped", "reason": "We met."}
        as_(cast.marian).post(f"{OKORO}/drums/{number}/close", data=closed, status=303)
    with unit():
        account = account_by_handle("okoro")
        entries = journal.newest(f"clan:{account.id}", 99)
        verbs = [one.verb for one in entries]
        standing = verbs.count("signal.note") - verbs.count("signal.take_back")
        struck = sum(one.verb == "drum.strike" and not one.facts["again"] for one in entries)
        assert len(queries.drums(by_handle("marian"), account)) == struck == 2
    assert f"All {standing} signals" in said(as_(cast.julian).get(OKORO)) and standing == 5
    assert f"Drum {struck}," in said(as_(cast.julian).get(f"{OKORO}/signals"))


def test_nobody_who_comes_is_said_and_it_is_called_again(as_, cast, drum, unit):
    drum(cast.julian, "strike", WHY)
    as_(cast.marian).post(f"{DRUM}/convene", data=TUESDAY, status=303)
    with clock.as_of(MONDAY + timedelta(days=3)):
        page = said(as_(cast.julian).get(DRUM, status=200))
        assert "0 of 4 came, which is too few. A senior calls them again." in page and "Late" in page
        with unit():
            watching.look(account_by_handle("okoro"), clock.now())
        assert "too few came when the drum was struck. Call them again" in said(as_(cast.marian).get("/home"))
        again = TUESDAY | {"day": "2027-03-05"}
        as_(cast.marian).post(f"{DRUM}/convene", data=again, status=303)
        assert standing(unit) == Standing.CALLED


def test_help_is_offered_by_the_clan_and_accepted_by_the_customer(as_, cast, drum):
    drum(cast.julian, "strike", WHY)
    offered = {"words": "I ask the school whether its hall is free.", "by_day": "2027-03-05"}
    as_(cast.julian).post(f"{DRUM}/offers", data=offered, status=403)
    as_(cast.piotr).post(f"{DRUM}/offers", data=offered, status=303)
    assert "Your clan offers help" in said(as_(cast.julian).get("/home", status=200))
    as_(cast.marian).post(f"{DRUM}/offers/1/accept", data={}, status=403)
    as_(cast.julian).post(f"{DRUM}/offers/1/accept", data={}, status=303)
    page = said(as_(cast.piotr).get(DRUM, status=200))
    assert "I ask the school whether its hall is free. accepted" in page and "It is done" in page
    assert "Your clan offers help" not in said(as_(cast.julian).get("/home"))
    page = as_(cast.julian).post(f"{DRUM}/offers/1/decline", data={"words": "No"}, status=409)
    assert "Somebody has answered it in the meantime." in said(page)
    as_(cast.marian).post(f"{DRUM}/offers/1/finish", data={}, status=403)
    as_(cast.piotr).post(f"{DRUM}/offers/1/finish", data={}, status=303)
    assert "done" in said(as_(cast.julian).get(DRUM))


def test_help_in_a_year_that_nobody_plans_is_a_slip_of_the_hand(as_, cast, drum):
    drum(cast.julian, "strike", WHY)
    page = as_(cast.piotr).post(f"{DRUM}/offers", data={"words": "A", "by_day": "2206-03-05"}, status=422)
    assert "Choose a day within 2 years." in said(page)


def test_what_is_not_needed_is_said_with_a_word(as_, cast, drum):
    drum(cast.julian, "strike", WHY)
    drum(cast.piotr, "offer", "I bring a tent.", None)
    as_(cast.julian).post(f"{DRUM}/offers/1/decline", data={"words": "x" * 301}, status=422)
    as_(cast.julian).post(f"{DRUM}/offers/1/decline", data={"words": "The ground is wet."}, status=303)
    page = said(as_(cast.piotr).get(DRUM))
    assert "not needed" in page and "The ground is wet." in page
    with pytest.raises(NotNow):
        drum(cast.piotr, "finish", 1)


def test_it_is_closed_with_a_reason_and_then_nothing_is_offered(as_, cast, drum):
    drum(cast.julian, "strike", WHY)
    page = as_(cast.marian).post(f"{DRUM}/close", data={"end": "false", "reason": ""}, status=422)
    assert "Write what came of it, or why it was a false alarm." in said(page)
    with pytest.raises(NotAllowed):
        drum(cast.piotr, "close", "false", "It is another hall.")
    closed = {"end": "false", "reason": "It is another hall that closes."}
    as_(cast.julian).post(f"{DRUM}/close", data=closed, status=303)
    page = said(as_(cast.marian).get(DRUM))
    assert "It was a false alarm. It is another hall that closes." in page
    for path in (DRUM, f"{OKORO}/signals"):
        page = said(as_(cast.julian).get(path))
        assert "It ended before the clan was called." in page and "It is to meet" not in page
    as_(cast.piotr).post(f"{DRUM}/offers", data={"words": "A tent."}, status=409)
    assert "the drum is struck" not in said(as_(cast.marian).get("/home"))
    assert "under-strain" not in as_(cast.julian).get(OKORO).text
    assert drum(cast.julian, "strike", "It is ours after all.") == 2


def test_a_senior_who_comes_is_called_too(as_, cast, drum, unit):
    drum(cast.julian, "strike", WHY)
    with unit():
        people.seat(cast.ada, account_by_handle("okoro"), by_handle("tom"), senior=True)
    assert "the drum is struck" in said(as_(cast.tom).get("/home"))
    with unit():
        people.unseat(cast.ada, account_by_handle("okoro"), by_handle("tom"))
    assert "the drum is struck" not in said(as_(cast.tom).get("/home"))


def test_words_are_nowhere_in_the_journal(cast, drum, unit):
    drum(cast.julian, "strike", WHY)
    drum(cast.piotr, "offer", "I bring a tent.", MONDAY.date())
    with unit():
        told = str([one.facts for one in journal.newest(f"clan:{cast.okoro.id}", 50)])
        assert "hall" not in told and "tent" not in told


def test_how_long_it_took_is_the_median_of_those_that_were_held():
    def after(hours):
        return (MONDAY, MONDAY + timedelta(hours=hours))

    assert took([]) is None and took([(MONDAY, None)]) is None
    assert took([after(30), after(2), after(4), (MONDAY, None)]) == timedelta(hours=4)
