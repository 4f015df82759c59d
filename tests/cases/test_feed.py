"""The private feed: exactly what its owner comes to, in the orders that they see today."""

from datetime import timedelta

import pytest
import time_machine
from ical.calendar_stream import CalendarStream
from sqlalchemy import delete

from portal.cases import arranging
from portal.kernel import clock
from portal.people import feeds
from portal.people.model import Person, Seat
from tests import house
from tests.cases import playing
from tests.cases.playing import TOMORROW
from workflows.records import Terms

VISIT = ("fitting", "visit")
HERE = Terms(place="31 Burling Row", comes=("julian", "marian"))
LATER = TOMORROW + timedelta(days=2)


@pytest.fixture
def address(unit):
    """Make the feed of somebody; gives its address."""

    def made(person):
        with unit():
            return f"/calendar/{feeds.make(person)}.ics"

    return made


def events(answer):
    """What an answer holds, by status and title, as an independent reader has it."""
    (calendar,) = CalendarStream.from_ics(answer.text).calendars
    assert calendar.method == "PUBLISH"
    return sorted((one.status.value, one.summary, one.dtstart) for one in calendar.events)


def test_it_holds_what_its_owner_comes_to_and_nothing_else(nobody, cast, fitting, address):
    hers, his, theirs = address(cast.marian), address(cast.julian), address(cast.piotr)
    assert events(nobody.get(hers, status=200)) == []
    fitting.do(cast.marian, arranging.propose_times, *VISIT, (TOMORROW, LATER), HERE)
    offered = "Offered: The fitting · A coat for the rain"
    assert events(nobody.get(his, status=200)) == [
        ("TENTATIVE", offered, TOMORROW),
        ("TENTATIVE", offered, LATER),
    ]
    fitting.do(cast.julian, arranging.pick_time, *VISIT, TOMORROW)
    arranged = ("CONFIRMED", "The fitting · A coat for the rain", TOMORROW)
    assert events(nobody.get(his, status=200)) == events(nobody.get(hers, status=200)) == [arranged]
    assert events(nobody.get(theirs, status=200)) == []
    text = nobody.get(his).text
    assert "ATTENDEE" not in text and "example.org" not in text, "addresses of people stay in letters"
    assert "Julian Okoro and Marian Wren come." in text.replace("\r\n ", "")


def test_what_was_called_off_stays_for_thirty_days(nobody, cast, fitting, address):
    his = address(cast.julian)
    fitting.do(cast.marian, arranging.propose_times, *VISIT, (TOMORROW,), HERE)
    fitting.do(cast.julian, arranging.pick_time, *VISIT, TOMORROW)
    before = nobody.get(his).text
    fitting.do(cast.marian, arranging.cancel_time, *VISIT, "ill")
    answer = nobody.get(his, status=200)
    assert [status for status, _, _ in events(answer)] == ["CANCELLED"]
    assert "SEQUENCE:0" in before and "SEQUENCE:1" in answer.text and "Called off: ill" in answer.text
    with time_machine.travel(clock.now() + timedelta(days=29), tick=False):
        assert len(events(nobody.get(his, status=200))) == 1
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        assert events(nobody.get(his, status=200)) == []


def test_rights_are_asked_anew_at_each_fetch(nobody, cast, fitting, address, unit):
    hers, his = address(cast.marian), address(cast.julian)
    fitting.do(cast.marian, arranging.propose_times, *VISIT, (TOMORROW,), HERE)
    fitting.do(cast.julian, arranging.pick_time, *VISIT, TOMORROW)
    assert len(events(nobody.get(hers, status=200))) == 1
    with unit() as session:
        session.execute(delete(Seat).where(Seat.person_id == cast.marian.id))
    assert events(nobody.get(hers, status=200)) == []
    assert "Marian" not in nobody.get(his, status=200).text
    with unit() as session:
        session.get_one(Person, cast.julian.id).left = clock.now()
    nobody.get(his, status=404)


def test_who_need_not_come_any_more_has_it_no_more(nobody, cast, fitting, address):
    hers = address(cast.marian)
    fitting.do(cast.marian, arranging.propose_times, *VISIT, (TOMORROW,), HERE)
    fitting.do(cast.julian, arranging.pick_time, *VISIT, TOMORROW)
    fitting.do(cast.julian, arranging.describe_time, *VISIT, Terms(comes=("julian", "piotr")))
    assert events(nobody.get(hers, status=200)) == []


def test_a_calendar_that_has_the_newest_is_told_so(nobody, cast, fitting, address):
    his = address(cast.julian)
    first = nobody.get(his, status=200)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    known = {"If-None-Match": first.headers["ETag"]}
    with time_machine.travel(clock.now() + timedelta(hours=3), tick=False):
        assert nobody.get(his, headers=known, status=304).data == b""
    assert nobody.head(his, status=200).headers["ETag"] == first.headers["ETag"]
    fitting.do(cast.marian, arranging.propose_times, *VISIT, (TOMORROW,), HERE)
    changed = nobody.get(his, headers=known, status=200)
    assert changed.headers["ETag"] != first.headers["ETag"]


def test_no_other_secret_opens_anything(nobody, cast, address, unit, as_):
    his = address(cast.julian)
    for wrong in ("/calendar/x.ics", his.upper(), f"{his[:-5]}.ics", "/calendar/.ics", f"{his}/"):
        nobody.get(wrong, status=404)
    as_(cast.julian).get("/calendar/1.ics", status=404)
    again = address(cast.julian)
    nobody.get(his, status=404)
    with unit():
        feeds.end(cast.marian)
    nobody.get(again, status=200)
    with unit():
        feeds.end(cast.julian)
    nobody.get(again, status=404)
    nobody.post(again, status=405)


def test_it_takes_as_few_statements_for_many_as_for_one(nobody, cast, database, address):
    his = address(cast.julian)

    def asked():
        with house.asked(database) as statements:
            nobody.get(his, status=200)
        return len([one for one in statements if one.startswith(("SELECT", "UPDATE"))])

    orders = [playing.begin(database, cast.julian, cast.okoro) for _ in range(4)]
    asked()
    orders[0].do(cast.marian, arranging.propose_times, *VISIT, (TOMORROW,), HERE)
    few = asked()
    for order in orders[1:]:
        order.do(cast.marian, arranging.propose_times, *VISIT, (TOMORROW,), HERE)
    assert len(events(nobody.get(his))) == 4
    assert asked() == few <= 5
