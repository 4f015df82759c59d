"""Two people in two time zones meet: they offer, pick, move and call off while the clocks are changed."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from ical.calendar_stream import CalendarStream
from playwright.sync_api import Page, expect
from sqlalchemy import delete, select

from portal.kernel.mail import Letter
from portal.people.actions import prefer
from portal.people.queries import by_handle
from tests.journeys import played
from tests.journeys.hands import Hand

BLOCK = "#block-baste_fitting-fitting"
PHONE = {"width": 360, "height": 740}
CALL = "https://meet.example.com/coat"


@pytest.fixture(autouse=True)
def winter():
    """It is the winter before the clocks are changed in March 2027."""
    with time_machine.travel(datetime(2027, 1, 12, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def ref(live) -> str:
    """An order that waits for its baste fitting; Julian is in New York, Marian in London."""
    with live.database.unit(write=True):
        prefer(by_handle("julian"), zone="America/New_York")
        prefer(by_handle("marian"), zone="Europe/London")
        case = played.play(played.place("julian", "okoro"), "julian", "marian", until="baste_fitting")
    with live.database.unit(write=True) as session:
        session.execute(delete(Letter))
    yield case.ref
    with live.database.unit(write=True):
        prefer(by_handle("julian"), zone="")
        prefer(by_handle("marian"), zone="")


def letters(live) -> list[tuple[str, str, str]]:
    """Every letter about an appointment since the last time: to whom, method and number, and when it is."""
    with live.database.unit(write=True) as session:
        found = list(session.scalars(select(Letter).where(Letter.part != "").order_by(Letter.to)))
        session.execute(delete(Letter))
    told = []
    for letter in found:
        (calendar,) = CalendarStream.from_ics(letter.part).calendars
        (event,) = calendar.events
        told.append((letter.to.partition("@")[0], f"{calendar.method} {event.sequence}", event.dtstart))
    return told


def fill(page: Page, *times: str, **words: str) -> None:
    """Fill the form that offers times."""
    form = page.locator("form.form", has=page.locator("[name=time]")).last
    for place, time in enumerate(times):
        form.locator("[name=time]").nth(place).fill(time)
    for name, text in words.items():
        form.locator(f"[name={name}]").fill(text)


def press(hand: Hand, name: str) -> None:
    """Press a button, or follow a link, whose answer is another page."""
    with hand.page.expect_navigation():
        hand.page.locator("main").get_by_role("button", name=name, exact=True).last.click()


def follow(hand: Hand, name: str) -> None:
    """Follow a link of the appointment."""
    with hand.page.expect_navigation():
        hand.page.locator(BLOCK).get_by_role("link", name=re.compile(f"^{name}")).click()


def not_too_wide(page: Page) -> None:
    """Nothing on the page is wider than a small telephone."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("with_script", ["julian", "marian"])
def test_two_people_meet_across_an_ocean(come, live, ref, with_script):
    marian = Hand(come("marian", java_script_enabled=with_script == "marian"), script=with_script == "marian")
    here = {"timezone_id": "America/New_York", "viewport": PHONE}
    script = with_script == "julian"
    julian = Hand(come("julian", java_script_enabled=script, **here), script=script)
    marian.ref = julian.ref = ref
    _offer(marian)
    _pick(julian)
    at = datetime(2027, 3, 15, 14, tzinfo=UTC)
    assert letters(live) == [(who, "REQUEST 0", at) for who in ("julian", "marian", "piotr")]
    feed = _feed(julian)
    _move(julian)
    assert letters(live) == [], "the old time stands"
    _agree(marian)
    at = datetime(2027, 3, 29, 13, tzinfo=UTC)
    assert letters(live) == [(who, "REQUEST 1", at) for who in ("julian", "marian", "piotr")]
    (event,) = _events(julian, feed)
    assert (event.dtstart, event.status.value) == (at, "CONFIRMED")
    _call_off(marian)
    assert letters(live) == [(who, "CANCEL 2", at) for who in ("julian", "marian", "piotr")]
    (event,) = _events(julian, feed)
    assert event.status.value == "CANCELLED"


def _offer(marian: Hand) -> None:
    """Marian offers an hour that London skips, is told so, and puts it right; nothing she wrote is lost."""
    marian.look()
    fill(marian.page, "2027-03-28T01:30", "2027-03-15T14:00", place=CALL)
    marian.page.locator(BLOCK).get_by_role("checkbox", name="Piotr Alder").check()
    press(marian, "Offer these times")
    told = (
        "01:30 on Sunday 28 March 2027 does not exist in London: the clocks go forward then. "
        "The next time that exists is 02:00."
    )
    expect(marian.page.locator("#errors")).to_contain_text(told)
    times = marian.page.locator("[name=time]")
    expect(times.nth(0)).to_have_value("2027-03-28T01:30")
    expect(times.nth(1)).to_have_value("2027-03-15T14:00")
    expect(marian.page.locator("[name=place]")).to_have_value(CALL)
    expect(marian.page.get_by_role("checkbox", name="Piotr Alder")).to_be_checked()
    fill(marian.page, "2027-03-28T02:00")
    press(marian, "Offer these times")
    expect(marian.page.locator(BLOCK)).to_contain_text("Sunday 28 March, 02:00")


def _pick(julian: Hand) -> None:
    """Julian reads the times on his own clock: New York has changed its clocks that day, London has not."""
    julian.look()
    block = julian.page.locator(BLOCK)
    expect(block).to_contain_text("Monday 15 March, 10:00 in New York (14:00 in London)")
    expect(block).to_contain_text("Saturday 27 March, 21:00 in New York (Sunday 02:00 in London)")
    expect(block).to_contain_text("You, Marian and Piotr come.")
    not_too_wide(julian.page)
    block.get_by_role("radio", name=re.compile("15 March")).check()
    press(julian, "Take this time")
    expect(block.get_by_role("link", name="video call at meet.example.com")).to_have_attribute("href", CALL)
    answer = julian.page.request.get(
        block.get_by_role("link", name=re.compile("^Put it in")).get_attribute("href")
    )
    (calendar,) = CalendarStream.from_ics(answer.text()).calendars
    assert calendar.events[0].dtstart == datetime(2027, 3, 15, 14, tzinfo=UTC)


def _move(julian: Hand) -> None:
    """Julian asks for another day, first for an hour that New York skips."""
    follow(julian, "Ask to move it")
    not_too_wide(julian.page)
    fill(julian.page, "2027-03-14T02:30", why="I am in court that week")
    press(julian, "Offer these times instead")
    told = "02:30 on Sunday 14 March 2027 does not exist in New York"
    expect(julian.page.locator("#errors")).to_contain_text(told)
    expect(julian.page.locator("[name=why]")).to_have_value("I am in court that week")
    fill(julian.page, "2027-03-29T09:00")
    press(julian, "Offer these times instead")
    block = julian.page.locator(BLOCK)
    expect(block).to_contain_text("15 March, 10:00 in New York")
    expect(block).to_contain_text("“I am in court that week”")


def _agree(marian: Hand) -> None:
    """Marian takes the other day, on her own clock: both sides have summer time by then."""
    marian.look()
    assert "Marian" in marian.page.locator("#move h2").inner_text() or marian.steps()
    block = marian.page.locator(BLOCK)
    block.get_by_role("radio", name=re.compile("Monday 29 March, 14:00")).check()
    press(marian, "Take this time")
    expect(block).to_contain_text("Monday 29 March, 14:00, video call at meet.example.com.")


def _call_off(marian: Hand) -> None:
    """Marian calls it off, and says why."""
    follow(marian, "Call it off")
    marian.page.locator("[name=why]").fill("The cloth is late")
    press(marian, "Call it off")
    expect(marian.page.locator(BLOCK)).to_contain_text("You called it off, now: “The cloth is late”.")


def _feed(julian: Hand) -> str:
    """The path of Julian's private feed, made in his settings."""
    julian.page.goto("/settings")
    with julian.page.expect_navigation():
        julian.page.locator("#calendar").get_by_role("button", name=re.compile("address")).click()
    not_too_wide(julian.page)
    address = julian.page.get_by_label("Your address, shown this once").input_value()
    julian.look()
    return address.partition("//")[2].partition("/")[2]


def _events(hand: Hand, path: str) -> list:
    """What a calendar reads there of this order."""
    answer = hand.page.request.get(f"/{path}")
    (calendar,) = CalendarStream.from_ics(answer.text()).calendars
    return [event for event in calendar.events if f"/{hand.ref}/" in str(event.url)]
