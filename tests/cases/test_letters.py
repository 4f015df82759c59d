"""Letters about appointments: invitations that calendars take, changes, cancellations, and one reminder."""

from datetime import timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
import time_machine
from ical.calendar_stream import CalendarStream
from sqlalchemy import delete, select

from portal.cases import actions, arranging, letters, post
from portal.cases.model import Meeting
from portal.kernel import clock
from portal.kernel.mail import Letter
from portal.people.actions import prefer
from portal.people.model import Person, Seat
from tests.cases.playing import TOMORROW
from workflows.records import Terms

SITE = post.Site("https://portal.wren.example", "portal@wren.example")
LATER, LATEST = TOMORROW + timedelta(days=6), TOMORROW + timedelta(days=8)
VISIT = ("fitting", "visit")
HERE = Terms(place="31 Burling Row; back room, please", comes=("julian", "marian"))
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def post(database):
    """Write what is due, and give what was written since the last time."""

    def letters_of(site=SITE):
        with database.unit(write=True) as session:
            letters.tell_due(site)
            session.flush()
            found = list(session.scalars(select(Letter).order_by(Letter.id)))
            session.execute(delete(Letter))
        return found

    return letters_of


@pytest.fixture
def arranged(fitting, cast):
    """The fitting is in a week, at ours."""
    fitting.do(cast.marian, arranging.propose_times, *VISIT, (LATER, LATEST), HERE)
    fitting.do(cast.julian, arranging.pick_time, *VISIT, LATER)
    return fitting


def event(letter):
    """The one event of a letter's calendar part, as an independent reader has it, and its method."""
    kind = EmailMessage()
    kind["Content-Type"] = letter.part_kind
    assert kind.get_content_type() == "text/calendar"
    (calendar,) = CalendarStream.from_ics(letter.part).calendars
    assert calendar.method == kind["Content-Type"].params["method"]
    (found,) = calendar.events
    assert all(len(line.encode()) <= 75 for line in letter.part.split("\r\n"))
    return calendar.method, found


def to(found):
    """The addresses of letters, by handle."""
    return sorted(letter.to.partition("@")[0] for letter in found)


def spoken(moment):
    """A moment as a letter says it in London."""
    here = moment.astimezone(LONDON)
    return f"{here:%A} {here.day} {here:%B} {here.year}, {here:%H:%M}"


def test_everybody_who_comes_is_invited_once(arranged, post):
    found = post()
    assert to(found) == ["julian", "marian"] and post() == []
    letter = next(one for one in found if one.to.startswith("julian"))
    assert letter.subject == f"The fitting, {spoken(LATER)}" and letter.sealed
    assert (
        f"The fitting is arranged: {spoken(LATER)}, 31 Burling Row; back room, please. You and Marian come."
        in letter.text
    )
    at = f"https://portal.wren.example/orders/{arranged.ref}/stages/fitting#block-fitting-visit"
    assert at in letter.text and "About 45 minutes." in letter.text
    method, invited = event(letter)
    assert (method, invited.sequence, invited.status) == ("REQUEST", 0, "CONFIRMED")
    assert (invited.dtstart, invited.dtend) == (LATER, LATER + timedelta(minutes=45))
    assert invited.organizer.uri == "mailto:portal@wren.example"
    assert invited.organizer.common_name == "Wren & Alder"
    guests = {one.uri: one.common_name for one in invited.attendees}
    assert guests == {
        "mailto:julian@example.org": "Julian Okoro",
        "mailto:marian@example.org": "Marian Wren",
    }
    assert invited.location == "31 Burling Row; back room, please"
    assert invited.summary == "The fitting · A coat for the rain" and str(invited.url) == at
    assert event(found[0])[1].uid == event(found[1])[1].uid == invited.uid


def test_a_move_is_the_same_appointment_with_a_higher_number(arranged, cast, post):
    (first, *_) = post()
    arranged.do(cast.marian, arranging.move_time, *VISIT, (LATEST,), "ill", HERE)
    assert post() == [], "the old time stands"
    arranged.do(cast.julian, arranging.pick_time, *VISIT, LATEST)
    found = post()
    assert to(found) == ["julian", "marian"]
    assert found[0].subject == f"Moved: The fitting, {spoken(LATEST)}"
    assert f"The fitting is moved, now {spoken(LATEST)}" in found[0].text
    method, moved = event(found[0])
    assert (method, moved.uid, moved.sequence, moved.dtstart) == (
        "REQUEST",
        event(first)[1].uid,
        1,
        LATEST,
    )
    arranged.do(cast.julian, arranging.describe_time, *VISIT, HERE.model_copy(update={"place": "The shop"}))
    found = post()
    assert found[0].subject.startswith("Changed: The fitting") and event(found[0])[1].sequence == 2
    assert event(found[0])[1].location == "The shop"
    assert post() == []


def test_one_that_is_called_off_is_cancelled_in_every_calendar(arranged, cast, post):
    (first, *_) = post()
    arranged.do(cast.julian, arranging.cancel_time, *VISIT, "I have a cold.")
    found = post()
    assert to(found) == ["julian", "marian"]
    assert found[0].subject == f"Called off: The fitting, {spoken(LATER)}"
    assert f"The fitting on {spoken(LATER)} is called off: I have a cold." in found[0].text
    method, off = event(found[0])
    assert (method, off.uid, off.sequence, off.status) == ("CANCEL", event(first)[1].uid, 1, "CANCELLED")
    assert len(off.attendees) == 2
    arranged.do(cast.marian, arranging.propose_times, *VISIT, (LATEST,), HERE)
    arranged.do(cast.julian, arranging.pick_time, *VISIT, LATEST)
    method, anew = event(post()[0])
    assert (method, anew.sequence) == ("REQUEST", 0) and anew.uid != off.uid


def test_one_in_a_stage_that_is_left_out_is_cancelled_and_comes_back_with_it(arranged, cast, post):
    post()
    arranged.replan(cast.marian, cast.julian, "skip", "fitting", "It fits already")
    found = post()
    assert event(found[0])[0] == "CANCEL" and "called off: It fits already." in found[0].text
    arranged.replan(cast.marian, cast.julian, "reopen", "fitting", "It does not")
    method, back = event(post()[0])
    assert (method, back.sequence, back.status) == ("REQUEST", 2, "CONFIRMED")


def test_who_need_not_come_any_more_is_told_and_who_is_new_invited(arranged, cast, post):
    post()
    arranged.do(
        cast.julian, arranging.describe_time, *VISIT, HERE.model_copy(update={"comes": ("julian", "piotr")})
    )
    found = {one.to.partition("@")[0]: one for one in post()}
    assert sorted(found) == ["julian", "marian", "piotr"]
    assert "is held without you, so you need not come." in found["marian"].text
    method, off = event(found["marian"])
    assert (method, off.status, [one.uri for one in off.attendees]) == (
        "CANCEL",
        None,
        ["mailto:marian@example.org"],
    )
    assert found["piotr"].subject == f"The fitting, {spoken(LATER)}"
    assert event(found["piotr"])[0] == "REQUEST" and len(event(found["piotr"])[1].attendees) == 2
    arranged.do(cast.julian, arranging.describe_time, *VISIT, HERE)
    assert "marian" in to(post())


def test_nobody_is_written_to_who_may_not_see_the_order(arranged, cast, post, unit):
    with unit() as session:
        session.execute(delete(Seat).where(Seat.person_id == cast.marian.id))
    found = post()
    assert to(found) == ["julian"] and "Marian" not in found[0].text
    assert [one.uri for one in event(found[0])[1].attendees] == ["mailto:julian@example.org"]
    with unit() as session:
        session.get_one(Person, cast.julian.id).left = clock.now()
    arranged.do(cast.piotr, arranging.cancel_time, *VISIT, "nobody is left")
    assert post() == []


def test_letters_are_on_their_readers_clock_and_a_link_is_one(fitting, cast, post, database):
    with database.unit(write=True):
        prefer(cast.julian, zone="America/New_York")
    link = Terms(place="https://meet.example.com/coat", comes=("julian", "marian"))
    fitting.do(cast.marian, arranging.propose_times, *VISIT, (LATER,), link)
    fitting.do(cast.julian, arranging.pick_time, *VISIT, LATER)
    found = {one.to.partition("@")[0]: one for one in post()}
    there = LATER.astimezone(ZoneInfo("America/New_York"))
    assert f", {there:%H:%M} (New York time), https://meet.example.com/coat." in found["julian"].text
    assert f"{LATER.astimezone(LONDON):%H:%M}, https://" in found["marian"].text
    assert event(found["julian"])[1].dtstart == event(found["marian"])[1].dtstart == LATER


def test_what_is_over_is_not_written_about(fitting, cast, post):
    fitting.do(cast.marian, arranging.propose_times, *VISIT, (TOMORROW,), HERE)
    fitting.do(cast.julian, arranging.pick_time, *VISIT, TOMORROW)
    with time_machine.travel(TOMORROW + timedelta(hours=1), tick=False):
        assert post() == []


# ---- the reminder
def reminders(database, site=SITE):
    """What the worker writes when it looks now, besides invitations."""
    with database.unit(write=True):
        letters.tell_due(site)
    with database.unit(write=True) as session:
        session.execute(delete(Letter))
    letters.write_due(database, site)
    with database.unit(write=False) as session:
        return list(session.scalars(select(Letter).order_by(Letter.id)))


def test_the_day_before_everybody_is_reminded_once(arranged, database, cast):
    assert reminders(database) == []
    with time_machine.travel(LATER - timedelta(hours=24, minutes=1), tick=False):
        assert reminders(database) == []
    with time_machine.travel(LATER - timedelta(hours=24), tick=False):
        found = reminders(database)
        assert to(found) == ["julian", "marian"]
        assert found[0].subject == f"Soon: The fitting, {spoken(LATER)}" and found[0].sealed
        assert "The fitting: " in found[0].text and not found[0].part
        assert reminders(database) == [], "also by another worker, or after it began anew"
    with time_machine.travel(LATER - timedelta(minutes=1), tick=False):
        assert reminders(database) == []
    with time_machine.travel(LATER + timedelta(minutes=1), tick=False):
        assert reminders(database) == []


def test_a_worker_that_was_away_reminds_late_but_never_afterwards(arranged, database):
    with time_machine.travel(LATER, tick=False):
        assert reminders(database) == []
    with time_machine.travel(LATER - timedelta(minutes=5), tick=False):
        assert len(reminders(database)) == 2


def test_what_was_called_off_is_not_reminded_of_and_what_was_moved_at_its_new_time(arranged, database, cast):
    arranged.do(cast.marian, arranging.move_time, *VISIT, (LATEST,), "ill", HERE)
    with time_machine.travel(LATER - timedelta(hours=30), tick=False):
        arranged.do(cast.julian, arranging.pick_time, *VISIT, LATEST)
    with time_machine.travel(LATER - timedelta(hours=2), tick=False):
        assert reminders(database) == []
    with time_machine.travel(LATEST - timedelta(hours=24), tick=False):
        assert len(reminders(database)) == 2
        arranged.do(cast.marian, arranging.cancel_time, *VISIT, "ill")
        assert reminders(database) == []


def test_one_that_is_arranged_within_the_day_needs_no_reminder(fitting, database, cast):
    soon = clock.now() + timedelta(hours=5)
    fitting.do(cast.marian, arranging.propose_times, *VISIT, (soon,), HERE)
    fitting.do(cast.julian, arranging.pick_time, *VISIT, soon)
    assert reminders(database) == []


def test_one_that_was_reminded_of_and_is_moved_is_reminded_of_again(arranged, database, cast):
    with time_machine.travel(LATER - timedelta(hours=20), tick=False):
        assert len(reminders(database)) == 2
        arranged.do(cast.marian, arranging.move_time, *VISIT, (LATEST,), "ill", HERE)
        arranged.do(cast.julian, arranging.pick_time, *VISIT, LATEST)
    with time_machine.travel(LATEST - timedelta(hours=20), tick=False):
        assert len(reminders(database)) == 2


# ---- the diary
def test_times_on_offer_stand_in_the_diary_until_they_are_not(fitting, cast, database):
    def states():
        with database.unit(write=False) as session:
            return sorted(session.scalars(select(Meeting.state)))

    fitting.do(cast.marian, arranging.propose_times, *VISIT, (LATER, LATEST), HERE)
    assert states() == ["offered", "offered"]
    fitting.do(cast.julian, arranging.pick_time, *VISIT, LATER)
    assert states() == ["arranged"]
    fitting.do(cast.marian, arranging.move_time, *VISIT, (LATEST,), "ill", HERE)
    assert states() == ["arranged", "offered"]
    fitting.do(cast.marian, arranging.keep_time, *VISIT)
    fitting.do(cast.marian, actions.say, "Good day")
    assert states() == ["arranged"]
    fitting.do(cast.marian, arranging.cancel_time, *VISIT, "ill")
    assert states() == ["cancelled"]


# ---- from the pages
def test_a_deed_on_the_page_writes_its_letters_with_it(as_, cast, fitting, unit):
    at = fitting.stage("fitting", "appointments/visit/")
    time = LATER.isoformat()
    as_(cast.marian).post(at + "times", data={"time": time, "comes": ["julian", "piotr"]}, status=303)
    as_(cast.julian).post(at + "pick", data={"time": time}, status=303)
    as_(cast.julian).post(at + "where", data={"place": "x", "comes": ["julian", "piotr"]}, status=303)
    as_(cast.marian).post(fitting.stage("fitting", "skip"), data={"why": "It fits"}, status=303)
    as_(cast.julian).post(fitting.at(f"/plan/r{fitting.thread.seq}/agree"), status=303)
    with unit() as session:
        found = list(session.scalars(select(Letter).order_by(Letter.id)))
    assert [event(one)[0] for one in found] == ["REQUEST"] * 4 + ["CANCEL"] * 2
    assert "http://127.0.0.1:8000/orders/" in found[0].text


def test_what_is_arranged_is_a_file_for_any_calendar(as_, cast, fitting, arranged):
    at = fitting.stage("fitting", "appointments/visit/calendar.ics")
    answer = as_(cast.julian).get(at, status=200)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert f"filename={fitting.ref}-fitting.ics" in answer.headers["Content-Disposition"]
    (calendar,) = CalendarStream.from_ics(answer.text).calendars
    (one,) = calendar.events
    assert (calendar.method, one.dtstart, one.attendees) == ("PUBLISH", LATER, [])
    assert at in as_(cast.marian).get(fitting.at()).text
    for outside in (cast.stranger, cast.ada, cast.ruth):
        as_(outside).get(at, status=404)
    arranged.do(cast.marian, arranging.cancel_time, *VISIT, "ill")
    answer = as_(cast.julian).get(at, status=409)
    assert "No time is arranged yet, so there is nothing to put into a calendar." in answer.text


def test_the_office_reads_no_letter_about_an_order(as_, cast, arranged, post, unit):
    with unit() as session:
        letters.tell_due(SITE)
        session.flush()
    page = as_(cast.ada).get("/outbox", status=200).text
    assert page.count("A letter about an order") == 2
    assert "Burling Row; back" not in page and "The fitting" not in page
