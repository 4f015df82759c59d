"""Moments as people type them on their own clock, on the days on which the clocks are changed too."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cases.forms import raw
from portal.cases.hours import read
from workflows.grammar import Field
from workflows.values import Invalid
from workflows.values import read as kept
from workflows.values.skipped import city

NOW = datetime(2026, 11, 22, tzinfo=UTC)
LONDON, NEW_YORK = ZoneInfo("Europe/London"), ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("said", "zone", "utc"),
    [
        ("2027-03-28T00:59", LONDON, "00:59"),
        ("2027-03-28T02:00", LONDON, "01:00"),
        ("2027-03-14T01:59", NEW_YORK, "06:59"),
        ("2027-03-14T03:00", NEW_YORK, "07:00"),
        ("2027-03-28 11:00", NEW_YORK, "15:00"),
        ("2027-03-28T11:00+02:00", NEW_YORK, "09:00"),
        (" 2027-03-28T11:00 ", LONDON, "10:00"),
    ],
)
def test_a_time_is_what_the_clock_on_the_wall_says(said, zone, utc):
    found = read(said, zone, NOW)
    assert found.moment and found.moment.tzinfo is UTC and f"{found.moment:%H:%M}" == utc
    assert (found.problem, found.either) == ("", ())


@pytest.mark.parametrize(
    ("said", "zone", "following"),
    [
        ("2027-03-28T01:00", "Europe/London", "02:00."),
        ("2027-03-28T01:59", "Europe/London", "02:00."),
        ("2027-03-14T02:30", "America/New_York", "03:00."),
        ("2027-10-03T02:15", "Australia/Lord_Howe", "02:30."),
        ("2027-09-05T00:00", "America/Santiago", "01:00."),
    ],
)
def test_an_hour_that_is_skipped_is_named_with_the_next_that_exists(said, zone, following):
    found = read(said, ZoneInfo(zone), NOW)
    assert found.moment is None and found.said == said
    assert found.problem.startswith(f"{said[-5:]} on ") and "does not exist in " in found.problem
    assert found.problem.endswith(f"The next time that exists is {following}")


def test_a_whole_day_was_skipped_once():
    found = read("2011-12-30T12:00", ZoneInfo("Pacific/Apia"), datetime(2011, 1, 1, tzinfo=UTC))
    assert found.problem.endswith("The next time that exists is 00:00, a day later.")


def test_an_hour_that_comes_twice_is_either():
    found = read("2027-11-07T01:30", NEW_YORK, NOW)
    assert found.moment is None and "01:30 comes twice on Sunday 7 November 2027 in New York" in found.problem
    first, second = (datetime.fromisoformat(iso) for iso, _ in found.either)
    assert second - first == timedelta(hours=1)
    assert [f"{one.astimezone(NEW_YORK):%H:%M}" for one in (first, second)] == ["01:30", "01:30"]
    assert [read(iso, NEW_YORK, NOW).moment for iso, _ in found.either] == [first, second]


@given(
    st.integers(10, 5_000_000).map(lambda minutes: NOW.replace(tzinfo=None) + timedelta(1, 60 * minutes)),
    st.sampled_from(["Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]),
)
def test_a_time_is_understood_or_asked_about_never_changed(typed, name):
    zone = ZoneInfo(name)
    found = read(typed.isoformat(), zone, NOW)
    if found.moment:
        assert found.moment.astimezone(zone).replace(tzinfo=None) == typed
    elif found.either:
        assert all(
            datetime.fromisoformat(iso).astimezone(zone).replace(tzinfo=None) == typed
            for iso, _ in found.either
        )
    else:
        assert "does not exist" in found.problem


def test_what_is_no_time_or_past_is_told_so():
    for wrong in ("", "noon", "2026-13-01T10:00", "24:00", "1", "2026-12-01T25:00"):
        assert read(wrong, LONDON, NOW).problem.startswith("Choose a day and a time")
    assert "is past" in read("2026-11-22T00:00", LONDON, NOW).problem
    assert [city(zone) for zone in (LONDON, NEW_YORK, ZoneInfo("UTC"))] == ["London", "New York", "UTC"]


def test_a_line_refuses_an_hour_that_its_writers_clock_skips_and_takes_any_other():
    line = Field(key="at", label="The hour", type="datetime")
    with pytest.raises(Invalid, match="01:30 on Sunday 28 March 2027 does not exist in London"):
        kept(line, raw(line, {"value": ["2027-03-28T01:30"]}, LONDON), currency="GBP")
    assert (
        kept(line, raw(line, {"value": ["2027-03-28T01:30"]}, NEW_YORK), currency="GBP")
        == "2027-03-28T05:30:00+00:00"
    )
    assert (
        kept(line, raw(line, {"value": ["2027-03-28T01:30Z"]}, LONDON), currency="GBP")
        == "2027-03-28T01:30:00+00:00"
    )
    assert kept(line, raw(line, {"value": [""]}, LONDON), currency="GBP") is None
