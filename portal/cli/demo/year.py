"""The years of customers in the demo house: what every area tells, done day after day as it happened."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from heapq import heapify, heappop, heappush

from portal.cli.demo.days import working_day
from portal.cli.demo.telling import ZONE
from portal.kernel import clock

Tale = Iterator[int]  # before each deed it says how many working days ago that was


def tell(tales: Iterable[Tale], now: datetime) -> None:
    """Let tales go on side by side; what was done first in any of them is done first."""
    waiting = [(-ago, number, tale) for number, tale in enumerate(tales) if (ago := next(tale, None))]
    heapify(waiting)
    last = now - timedelta(days=3000)
    while waiting:
        ago, number, tale = heappop(waiting)
        morning = datetime.combine(working_day(-ago, now.astimezone(ZONE).date()), time(10), ZONE)
        last = max(morning, last + timedelta(minutes=4))
        with clock.as_of(last):
            following = next(tale, None)
        if following is not None:
            heappush(waiting, (-following, number, tale))


def today() -> datetime:
    """The moment that is being told, on the clock of the house."""
    return clock.now().astimezone(ZONE)
