"""The demo house: the tailor Wren & Alder, its people, and orders in every stage, played by the real actions.

Everything in it was done by somebody on some day, through the same actions that the pages use, so that its
history and its signatures are genuine. Days are counted back from the day on which it is made.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from portal.cases import actions, following, indexing, listing
from portal.clans.model import Errand
from portal.cli.demo import (
    buckle,
    cast,
    clans,
    complaints,
    contacts,
    cords,
    drum,
    findings,
    habitat,
    hale,
    hunts,
    knowledge,
    leaders,
    meetings,
    newcomers,
    northmoor,
    objections,
    okoro,
    processes,
    rail,
    year,
)
from portal.cli.demo.telling import Telling
from portal.kernel import clock, journal
from portal.kernel.db import session
from portal.kernel.storage import Storage
from portal.people.model import Person

LOOKED = timedelta(days=4)  # everybody looked then, before any weekend, unless a story says when
STORIES = (*okoro.STORIES, *northmoor.STORIES, *hale.STORIES, *buckle.STORIES, *rail.STORIES)


def make(place: Storage) -> str:
    """Make the demo house in the current unit of work; says in a sentence what there is."""
    now = clock.now()
    people = cast.enter(now)
    # Every deed flushes for itself when it writes the journal.
    with session().no_autoflush, indexing.at_the_end():
        for story in STORIES:
            story(Telling(people, place, now))
        year.tell(_year(people), now)
        session().execute(update(Errand).values(told=True))  # nobody gets a letter of the house's own past
        _looked(people.values(), now - LOOKED)
    return f"The demo house is open: {len(people)} people, {len(STORIES)} orders."


def _year(people: dict[str, Person]) -> Iterable[year.Tale]:
    """What happened in clans, told by each area; the year puts it into the order of days."""
    told = (
        clans.stand, findings.learn, findings.learn_of_trains, findings.learn_lately, newcomers.begin,
        meetings.meet_in_spring, meetings.meet, meetings.call, habitat.serve, knowledge.give,
        hunts.win, hunts.let_go, hunts.ask, objections.object_to, drum.strike, leaders.ask, leaders.listen,
        cords.pull,
        complaints.put_right_long_ago, complaints.torn_linings, complaints.lately, complaints.telephone_dead,
        processes.wear_at_home,
    )  # fmt: skip
    yield from (tale(people) for tale in told)
    for customer, noted in (("northmoor", contacts.NORTHMOOR), ("hale", contacts.HALE)):
        yield contacts.note(people, customer, noted)
    for customer, drawn in (("northmoor", habitat.NORTHMOOR), ("hale", habitat.HALE)):
        yield habitat.draw(people, customer, drawn)


def _looked(people: Iterable[Any], at: datetime) -> None:
    """Let people have read what was there at that moment, so that what is new to them is what is new."""
    for person in people:
        for case in listing.some(person, listing.Wanted(limit=100))[0]:
            if following.head(person, case.ref).visit is None:
                actions.mark_visit(person, case.id, journal.last_before(case.stream, at), None, at)
