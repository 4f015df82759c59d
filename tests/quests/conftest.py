"""A newcomer whom the tests of first weeks are about."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from portal.clans import actions as clans
from portal.kernel import clock
from portal.people import actions as people
from portal.people import seating
from portal.people.model import Person
from portal.people.queries import account_by_handle, by_handle
from portal.quests import actions, queries

MONDAY = datetime(2027, 3, 1, 10, tzinfo=UTC)
WEEKS = "/customers/okoro/first-weeks"


def enter(unit: Any, name: str = "Ben Adler", department: str = "Systems", **more: Any) -> Person:
    """Somebody new in the house, entered on the first of March."""
    with clock.as_of(MONDAY), unit():
        handle = name.split(maxsplit=1)[0].lower()
        told = {"handle": handle, "department": department, **more}
        one = people.add_person(people.OPERATOR, name, f"{handle}@example.org", **told)
        seating.entered(one)
    return one


def take(unit: Any, kind: str, source: str = "", day: date = date(2027, 3, 2)) -> int:
    """A step that the newcomer notes; its number."""
    with clock.as_of(MONDAY + timedelta(days=2)), unit():
        okoro = account_by_handle("okoro")
        assert okoro
        found = queries.host(okoro, source) if source else ""
        quest, who = queries.get(okoro, "ben"), by_handle("ben")
        return actions.note(who, quest, kind, day, "I saw it", found).id


@pytest.fixture
def ben(unit: Any, cast: Any) -> Person:
    """A newcomer for whom Julian's clan has an open seat."""
    with clock.as_of(MONDAY), unit():
        okoro = account_by_handle("okoro")
        assert okoro
        clans.open_seat(cast.marian, okoro, "Systems", "His orders on a telephone")
    return enter(unit)
