"""A step that a newcomer takes with one of the customer ties them to each other, on the chart too."""

from datetime import timedelta

from portal.kernel import clock
from portal.people.queries import by_handle
from portal.quests import actions, queries
from tests.pages import said
from tests.quests.conftest import MONDAY, take
from workflows.quests import Kind

OKORO = "/customers/okoro/list"


def tie(as_, person):
    """What the list says of the newcomer, a few days later."""
    with clock.as_of(MONDAY + timedelta(days=5)):
        page = said(as_(person).get(OKORO, status=200))
    return page[page.index("Ben Adler") :][:300]


def test_a_step_is_a_contact_until_somebody_says_that_it_was_otherwise(ben, unit, cast, as_):
    assert "knows nobody there yet" in tie(as_, cast.julian)
    take(unit, Kind.USED)
    take(unit, Kind.VISITED, "The doorman")
    assert "knows nobody there yet" in tie(as_, cast.julian), "nobody of the customer is named"
    number = take(unit, Kind.TALKED, "Julian Okoro")
    for person in (cast.julian, cast.marian):
        assert "Julian, once this month" in tie(as_, person)
    with unit():
        actions.deny(by_handle("julian"), queries.step_asked(by_handle("julian"), number), "We only wrote")
    assert "knows nobody there yet" in tie(as_, cast.julian)
