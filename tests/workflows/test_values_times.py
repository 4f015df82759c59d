"""Days and moments."""

import time
from datetime import UTC, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from tests.workflows.fields import kept, line, refused, words
from tests.workflows.speaking import GERMAN, spoken

DAY, MOMENT = line("date", "The day"), line("datetime", "The fitting")
WRITE = "The day is a day. Write it like 13 June 2027 or 13/6/2027."
NOWHERE = "The day names a day that is not in the calendar."


@pytest.mark.parametrize(
    "raw",
    [
        "2027-06-13",
        "13/6/2027",
        "13/06/2027",
        "13.6.2027",
        "13 June 2027",
        "13 JUNE 2027",
        "13 Jun 2027",
        "13 jun. 2027",
        "13th June 2027",
        "Sunday 13 June 2027",
        "sunday, 13 June, 2027",
        "Sun 13 Jun 2027",
        "  2027-06-13\n",
    ],
)
def test_a_day_is_read_as_people_write_it(raw):
    assert kept(DAY, raw) == "2027-06-13"


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("January", 1),
        ("February", 2),
        ("March", 3),
        ("April", 4),
        ("May", 5),
        ("June", 6),
        ("July", 7),
        ("August", 8),
        ("September", 9),
        ("October", 10),
        ("November", 11),
        ("December", 12),
    ],
)
def test_every_month_has_its_name(name, month):
    assert kept(DAY, f"2 {name} 2027") == kept(DAY, f"2nd {name[:3]} 2027") == f"2027-{month:02}-02"
    assert words(DAY, f"2027-{month:02}-02").endswith(f" 2 {name} 2027")
    assert kept(DAY, "3 Sept 2027") == "2027-09-03"
    assert refused(DAY, f"2 {name}x 2027") == (WRITE, "")


def test_a_weekday_must_be_the_right_one():
    for day, name in enumerate(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), 7
    ):
        assert (
            kept(DAY, f"{name} {day} June 2027")
            == kept(DAY, f"{name[:3]} {day}th June 2027")
            == f"2027-06-{day:02}"
        )
    assert refused(DAY, "Monday 13 June 2027") == ("The day: that day is a Sunday.", "Sunday 13 June 2027")
    assert refused(DAY, "Someday 13 June 2027") == ("The day: that day is a Sunday.", "Sunday 13 June 2027")


def test_what_is_nearly_a_day_is_suggested():
    assert refused(DAY, "13/6/27") == ("The day needs the year in four figures.", "13/6/2027")
    assert refused(DAY, "6/13/2027") == ("The day is written day first, then the month.", "13/6/2027")
    assert refused(DAY, "12/13/2027") == ("The day is written day first, then the month.", "13/12/2027")
    assert kept(DAY, "12/12/2027") == "2027-12-12"
    assert refused(DAY, "13/13/2027") == (NOWHERE, "")


@pytest.mark.parametrize(
    "raw", ["30/2/2027", "2027-02-29", "2027-13-01", "31 April 2027", "0/1/2027", "1/0/2027"]
)
def test_a_day_must_be_in_the_calendar(raw):
    assert refused(DAY, raw) == (NOWHERE, "")
    assert kept(DAY, "29/2/2028") == "2028-02-29"


@pytest.mark.parametrize(
    "raw",
    [
        "tomorrow",
        "June 2027",
        "2027-6-13",
        "20270613",
        "2027-W24-7",
        "2027-06-13T10:00",
        "1/2/3/2027",
        "13/6/202",
        "Sunday",
        "13 of June 2027",
        "١٣/6/2027",
        20270613,
        True,
        ["2027-06-13"],
        {"day": 13},
    ],
)
def test_what_is_no_day_is_refused(raw):
    assert refused(DAY, raw) == (WRITE, "")


def test_a_day_lies_in_a_year_that_can_be_meant():
    assert kept(DAY, "1900-01-01") == "1900-01-01"
    assert kept(DAY, "31 December 2199") == "2199-12-31"
    for raw, year in (("1899-12-31", 1899), ("1/1/2200", 2200), ("0000-01-01", 0)):
        assert refused(DAY, raw) == (f"The day lies in the year {year}. Look at the year again.", "")


def test_a_day_is_shown_with_its_weekday_and_year():
    assert words(DAY, "2026-12-02") == "Wednesday 2 December 2026"
    assert words(DAY, "2026-12-02", locale="de_DE") == "Mittwoch 2 Dezember 2026"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2026-11-22T10:00:00+00:00", "2026-11-22T10:00:00+00:00"),
        ("2026-11-22T10:00Z", "2026-11-22T10:00:00+00:00"),
        ("2026-11-22t10:00z", "2026-11-22T10:00:00+00:00"),
        (" 2026-11-22 10:00:30.999+01:00 ", "2026-11-22T09:00:30+00:00"),
        ("2026-11-22T23:30-0530", "2026-11-23T05:00:00+00:00"),
    ],
)
def test_a_moment_is_kept_in_utc_to_the_second(raw, value):
    assert kept(MOMENT, raw) == value


def test_a_moment_without_a_zone_is_refused():
    sentence = "The fitting needs its time zone, so that nobody comes an hour off."
    assert refused(MOMENT, " 2026-11-22T10:00 ") == (sentence, "2026-11-22T10:00+00:00")
    assert refused(MOMENT, "2026-11-22 10:00:30") == (sentence, "2026-11-22 10:00:30+00:00")


@pytest.mark.parametrize(
    "raw", ["2026-11-22", "10:00Z", "tomorrow at ten", "2026-11-22T10Z", "20261122T1000Z", 1795341600, True]
)
def test_what_is_no_moment_is_refused(raw):
    sentence = "The fitting is a day and a time, written like 2026-11-22T10:00+00:00."
    assert refused(MOMENT, raw) == (sentence, "")


@pytest.mark.parametrize(
    "raw", ["2026-02-30T10:00Z", "2026-11-22T25:00Z", "2026-11-22T10:61Z", "2026-11-22T10:00+25:00"]
)
def test_a_moment_must_exist(raw):
    assert refused(MOMENT, raw) == ("The fitting names a time that does not exist.", "")


def test_a_moment_lies_in_a_year_that_can_be_meant():
    assert refused(MOMENT, "1066-10-14T09:00Z") == (
        "The fitting lies in the year 1066. Look at the year again.",
        "",
    )


def test_a_moment_is_shown_on_the_readers_clock():
    value = "2026-06-22T23:05+00:00"
    assert words(MOMENT, value) == "Monday 22 June 2026, 23:05 UTC"
    assert words(MOMENT, value, zone=UTC) == "Monday 22 June 2026, 23:05 UTC"
    assert words(MOMENT, value, zone=ZoneInfo("Europe/London")) == "Tuesday 23 June 2026, 00:05"
    assert words(MOMENT, value, zone=timezone(timedelta(hours=-5))) == "Monday 22 June 2026, 18:05"
    assert (
        words(MOMENT, value, zone=ZoneInfo("Europe/Berlin"), locale="de_DE") == "Dienstag 23 Juni 2026, 01:05"
    )


def test_no_day_is_suggested_that_is_not_in_the_calendar():
    assert refused(DAY, "30/2/27") == ("The day needs the year in four figures.", "")
    assert refused(DAY, "2/30/2027") == ("The day is written day first, then the month.", "")
    assert refused(DAY, "02/28/2027") == ("The day is written day first, then the month.", "28/2/2027")


def test_endless_input_is_no_day():
    assert refused(DAY, "13 June" + " " * 60 + "2027") == (WRITE, "")
    assert refused(MOMENT, "2026-11-22T10:00Z" + " " * 60 + "x")[0].startswith(
        "The fitting is a day and a time"
    )
    assert kept(DAY, " " * 80 + "2027-06-13") == "2027-06-13"


def test_the_clock_of_the_machine_does_not_matter(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert kept(MOMENT, "2026-11-22T10:00+01:00") == "2026-11-22T09:00:00+00:00"
        assert words(MOMENT, "2026-11-22T10:00Z") == "Sunday 22 November 2026, 10:00 UTC"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    "raw",
    ["13. März 2027", "Samstag, 13. März 2027", "Sa., 13. März 2027", "13.3.2027", "13 March 2027"],
)
def test_a_day_is_typed_in_the_readers_own_words(raw):
    with spoken(GERMAN):
        assert kept(DAY, raw) == "2027-03-13"


def test_the_words_of_another_language_are_no_day():
    assert refused(DAY, "13. März 2027")[0] == WRITE
    with spoken(GERMAN):
        said = refused(DAY, "Montag, 13. März 2027")
    assert said == ("The day: that day is a Samstag.", "Samstag 13 März 2027")
    with spoken(GERMAN):
        assert kept(DAY, said[1]) == "2027-03-13"


def test_an_hour_that_a_clock_is_put_forward_over_is_told_and_others_are_taken_as_that_clock_shows_them():
    assert kept(MOMENT, "2027-06-01T10:00[Europe/Berlin]") == "2027-06-01T08:00:00+00:00"
    assert kept(MOMENT, "2027-10-31T02:30[Europe/Berlin]") == "2027-10-31T00:30:00+00:00"
    said, _suggested = refused(MOMENT, "2027-03-28T02:30[Europe/Berlin]")
    assert said == (
        "02:30 on Sunday 28 March 2027 does not exist in Berlin: the clocks go forward then. "
        "The next time that exists is 03:00."
    )
    for nowhere in ("2027-06-01T10:00[No/Where]", "2027-02-30T10:00[Europe/Berlin]", "2027-06-01T10:00[]"):
        refused(MOMENT, nowhere)
