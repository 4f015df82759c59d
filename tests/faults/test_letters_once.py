"""Two who write letters about appointments at the same moment write each of them once."""

import threading
from datetime import UTC, datetime, timedelta

import time_machine
from sqlalchemy import func, select

from portal.cases import arranging, letters, post
from portal.kernel.mail import Letter
from portal.notifications import telling
from tests import house
from tests.cases import playing
from workflows.records import Terms

SITE = post.Site("https://portal.wren.example", "portal@wren.example")
LATER = playing.TOMORROW + timedelta(days=6)


def test_invitations_and_reminders_are_written_once(own_database):
    cast = house.cast_of(own_database)
    order = playing.begin(own_database, cast.julian, cast.okoro)
    playing.to_fitting(order, cast.julian, cast.marian)
    terms = Terms(comes=("julian", "marian"))
    order.do(cast.marian, arranging.propose_times, "fitting", "visit", (LATER,), terms)
    order.do(cast.julian, arranging.pick_time, "fitting", "visit", LATER)
    assert _written(own_database) == 2, "the invitations"
    with time_machine.travel(LATER - timedelta(hours=3), tick=False):
        assert _written(own_database) == 4, "and the reminders"
        assert _written(own_database) == 4


def test_what_waits_is_told_once_however_many_orders_it_is_in(own_database):
    cast = house.cast_of(own_database)
    for title in ("One coat", "Another"):
        playing.begin(own_database, cast.julian, cast.okoro, title=title)
    noon = datetime.now(UTC).replace(hour=12, minute=0)
    with time_machine.travel(noon + timedelta(days=10), tick=False):
        assert _written(own_database, telling.write_due) == 1, "one letter for both"
    with time_machine.travel(noon + timedelta(days=11), tick=False):
        assert _written(own_database, telling.write_due) == 1


def _written(database, write_due=letters.write_due):
    """How many letters there are after four have looked at once."""
    start = threading.Barrier(4)

    def look():
        start.wait()
        write_due(database, SITE)

    looking = [threading.Thread(target=look) for _ in range(4)]
    for one in looking:
        one.start()
    for one in looking:
        one.join()
    with database.unit(write=False) as session:
        return session.scalar(select(func.count()).select_from(Letter))
