"""The demo house: the tailor Wren & Alder, its people, and orders in every stage, played by the real actions.

Everything in it was done by somebody on some day, through the same actions that the pages use, so that its
history and its signatures are genuine. Days are counted back from the day on which it is made.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from portal.cases import actions, following, indexing, listing
from portal.cli.demo import (
    buckle,
    cast,
    clans,
    contacts,
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
    okoro,
    rail,
)
from portal.cli.demo.telling import Telling
from portal.kernel import clock, journal
from portal.kernel.db import session
from portal.kernel.storage import Storage

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
        findings.long_ago(people, now)
        clans.stand(people, now)
        findings.lately(people, now)
        newcomers.begin(people, now)
        meetings.meet(people, now)
        contacts.note(people, now)
        habitat.draw(people, now)
        knowledge.give(people, now)
        hunts.go(people, now)
        drum.strike(people, now)
        leaders.serve(people, now)
        _looked(people.values(), now - LOOKED)
    return f"The demo house is open: {len(people)} people, {len(STORIES)} orders."


def _looked(people: Iterable[Any], at: datetime) -> None:
    """Let people have read what was there at that moment, so that what is new to them is what is new."""
    for person in people:
        for case in listing.some(person, listing.Wanted(limit=100))[0]:
            if following.head(person, case.ref).visit is None:
                actions.mark_visit(person, case.id, journal.last_before(case.stream, at), None, at)
