"""Somebody in the second week: Ben, who came to keep the portal, and stands for Northmoor since that day."""

from datetime import datetime, timedelta

from portal.clans import actions as clans
from portal.cli.demo.clans import People, at_home, on
from portal.cli.demo.telling import ZONE
from portal.people import actions as people
from portal.people import seating
from portal.people.model import Person
from portal.quests import actions, queries
from workflows.quests import Kind


def begin(present: People, now: datetime) -> None:
    """Let Ben come in, take his first steps, and be invited."""
    northmoor, today = at_home("northmoor"), now.astimezone(ZONE).date()
    with on(9, now):
        clans.open_seat(
            present["oscar"], northmoor, "Systems", "So that the depots read their orders on the train."
        )
    with on(8, now):
        ben = present["ben"] = _enter()
    with on(6, now) as then:
        quest = queries.get(northmoor, "ben")
        actions.note(
            ben,
            quest,
            Kind.USED,
            then.date(),
            "I wore the coat from Leeds to Carlisle. The left cuff was wet by Settle, and stayed cold.",
        )
    with on(5, now) as then:
        words = "She writes each order on paper first, because the tablet is taken from her at the barrier."
        talked = actions.note(ben, quest, Kind.TALKED, then.date(), words, present["ruth"])
        talked.asked = True
    with on(4, now):
        actions.confirm(present["ruth"], queries.step_asked(present["ruth"], talked.id))
    with on(2, now):
        actions.offer(
            present["dev"],
            quest,
            "Ride the 05:40 with me. Bring a dry pair of socks.",
            today + timedelta(days=4),
            "Platform 6 at Leeds, at half past five",
        )
    quest.told = True


def _enter() -> Person:
    ben = people.add_person(
        people.OPERATOR,
        "Ben Adeyemi",
        "ben@wrenandalder.example",
        handle="ben",
        title="keeps the portal with Ada",
        department="Systems",
    )
    ben.length_unit = "in"
    seating.entered(ben)
    return ben
