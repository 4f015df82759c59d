"""What calendars are sent: whatever people write, an independent reader finds exactly that and no more."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import CalendarStream

from portal.cases import calendar

AT = datetime(2027, 3, 28, 1, tzinfo=UTC)
HOUSE = calendar.Somebody("Wren & Alder", "portal@wren.example")
GUEST = calendar.Somebody("Julian Okoro", "julian@example.org")
# Everything that a line of the house can hold: no control characters, and no half characters.
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=120)
NASTY = "x\r\nATTENDEE:mailto:eve@example.net\nEND:VEVENT; a, b \\n \\"


def entry(**said):
    """An appointment of three quarters of an hour."""
    given = {"uid": "1@commonthread", "sequence": 3, "changed": AT, "starts": AT, "minutes": 45}
    words = {
        "title": "The fitting",
        "place": "31 Burling Row",
        "about": "Both come.",
        "url": "https://x.example",
    }
    return calendar.Entry(**{**given, "state": "arranged", **words, **said})


def read(text):
    """The one event in it, and what its calendar is for."""
    (found,) = CalendarStream.from_ics(text).calendars
    (event,) = found.events
    return found.method, event


def folded(text):
    """Whether its lines are as long as the standard allows, and end as it says."""
    lines = text.split("\r\n")
    return lines[-1] == "" and all(len(line.encode()) <= 75 and "\n" not in line for line in lines)


@given(WORDS, WORDS, WORDS)
def test_whatever_people_write_comes_out_as_they_wrote_it(title, place, about):
    text = calendar.letter("REQUEST", entry(title=title, place=place, about=about), HOUSE, [GUEST])
    method, event = read(text)
    assert (method, event.summary, event.location, event.description) == ("REQUEST", title, place, about)
    assert (event.dtstart, event.dtend, event.sequence) == (AT, AT + timedelta(minutes=45), 3)
    assert folded(text)


@pytest.mark.parametrize("name", ["title", "place", "about"])
def test_no_words_of_people_become_lines_of_their_own(name):
    text = calendar.letter("REQUEST", entry(**{name: NASTY}), HOUSE, [GUEST])
    _, event = read(text)
    assert [one.uri for one in event.attendees] == ["mailto:julian@example.org"]
    assert text.count("\r\nATTENDEE") == 1 and text.count("\r\nEND:VEVENT") == 1


@pytest.mark.parametrize(
    "name", ['Eve "the" Okoro', "Eve; CN=Julian", "Eve, Julian: both", "Ève Ωmega", "O’Neil"]
)
def test_a_name_is_a_name(name):
    text = calendar.letter("CANCEL", entry(), HOUSE, [calendar.Somebody(name, "eve@example.net")])
    _, event = read(text)
    (guest,) = event.attendees
    assert guest.uri == "mailto:eve@example.net"
    assert guest.common_name.replace("'", '"') == name.replace("'", '"')


@pytest.mark.parametrize(
    ("state", "status", "busy"),
    [
        ("offered", "TENTATIVE", "TRANSPARENT"),
        ("arranged", "CONFIRMED", "OPAQUE"),
        ("cancelled", "CANCELLED", "TRANSPARENT"),
    ],
)
def test_a_calendar_knows_what_is_sure(state, status, busy):
    text = calendar.published([entry(state=state)], HOUSE).decode()
    assert f"\r\nSTATUS:{status}\r\n" in text and f"\r\nTRANSP:{busy}\r\n" in text
    assert "METHOD:PUBLISH" in text and "ATTENDEE" not in text and "NAME:" not in text


def test_what_the_methods_must_hold_they_hold():
    """RFC 5546, 3.2.2 and 3.2.5: who invites, who is invited, which appointment, how new."""
    for method in ("REQUEST", "CANCEL"):
        text = calendar.letter(method, entry(), HOUSE, [GUEST])
        for needed in ("ORGANIZER;", "ATTENDEE;", "DTSTAMP:", "UID:1@commonthread", "SEQUENCE:3", "SUMMARY:"):
            assert f"\r\n{needed}" in text
        assert text.startswith("BEGIN:VCALENDAR\r\n") and f"\r\nMETHOD:{method}\r\n" in text
        assert "DTSTART:20270328T010000Z" in text and "VTIMEZONE" not in text
        assert "RSVP=FALSE" in text.replace("\r\n ", "")
    assert "STATUS" not in calendar.letter("CANCEL", entry(), HOUSE, [GUEST], whole=False)


def test_a_feed_says_its_name_and_how_often_to_look():
    text = calendar.published([], HOUSE, "Wren & Alder: appointments").decode()
    assert "X-WR-CALNAME:Wren & Alder: appointments" in text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in text and "BEGIN:VEVENT" not in text
