"""Appointments as calendars read them (RFC 5545, letters by RFC 5546). Only this module knows icalendar.

Times are in UTC: an appointment is one moment, which every calendar shows on its owner's clock
(docs/decisions/004-appointments-in-utc.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Common Thread//EN"
STATUS = {"offered": "TENTATIVE", "arranged": "CONFIRMED", "cancelled": "CANCELLED"}


@dataclass(frozen=True)
class Somebody:
    """Who invites or is invited."""

    name: str
    email: str


@dataclass(frozen=True)
class Entry:
    """One appointment for a calendar."""

    uid: str
    sequence: int
    changed: datetime
    starts: datetime
    minutes: int
    state: str
    title: str
    place: str
    about: str
    url: str


def letter(method: str, entry: Entry, house: Somebody, people: Iterable[Somebody], whole: bool = True) -> str:
    """An invitation or a change (REQUEST), or a CANCEL; not `whole` when it goes on without those people."""
    event = _event(entry, house)
    if not whole:
        event.pop("STATUS", None)
    for person in people:
        event.add("ATTENDEE", _address(person, guest=True), encode=False)
    return bytes(_calendar(method, [event]).to_ical()).decode()


def published(entries: Iterable[Entry], house: Somebody, name: str = "") -> bytes:
    """Appointments to look at, in a file or a feed; a feed has a name and says how often to look again."""
    calendar = _calendar("PUBLISH", [_event(entry, house) for entry in entries])
    if name:
        calendar.add("X-WR-CALNAME", name)
        calendar.add("NAME", name)
        calendar.add("REFRESH-INTERVAL", timedelta(hours=1), parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", "PT1H")
    return bytes(calendar.to_ical())


def _calendar(method: str, events: Iterable[Event]) -> Calendar:
    calendar = Calendar()
    for name, value in (("PRODID", PRODUCT), ("VERSION", "2.0"), ("METHOD", method)):
        calendar.add(name, value)
    for event in events:
        calendar.add_component(event)
    return calendar


def _event(entry: Entry, house: Somebody) -> Event:
    event, starts = Event(), _whole_second(entry.starts)
    said = {
        "UID": entry.uid,
        "SEQUENCE": entry.sequence,
        "DTSTAMP": _whole_second(entry.changed),
        "LAST-MODIFIED": _whole_second(entry.changed),
        "DTSTART": starts,
        "DTEND": starts + timedelta(minutes=entry.minutes),
        "SUMMARY": entry.title,
        "STATUS": STATUS[entry.state],
        "TRANSP": "OPAQUE" if entry.state == "arranged" else "TRANSPARENT",
        "DESCRIPTION": entry.about,
        "URL": entry.url,
    }
    for name, value in said.items():
        event.add(name, value)
    if entry.place:
        event.add("LOCATION", entry.place)
    event.add("ORGANIZER", _address(house), encode=False)
    return event


def _address(person: Somebody, *, guest: bool = False) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    address.params["CN"] = vText(person.name)
    if guest:
        address.params["ROLE"] = vText("REQ-PARTICIPANT")
        address.params["PARTSTAT"] = vText("NEEDS-ACTION")
        address.params["RSVP"] = vText("FALSE")  # they answer on the page of the order, for both sides
    return address


def _whole_second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
