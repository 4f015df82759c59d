"""Somebody in the second week: Ben, who came to keep the portal, and stands for Northmoor since that day."""

from datetime import timedelta

from portal.clans import actions as clans
from portal.cli.demo.clans import People, at_home
from portal.cli.demo.year import Tale, today
from portal.people import actions as people
from portal.people import seating
from portal.people.model import Person
from portal.quests import actions, queries
from workflows.quests import Kind


def begin(present: People) -> Tale:
    """Let Ben come in, take his first steps, and be invited."""
    northmoor = at_home("northmoor")
    yield 9
    clans.open_seat(
        present["oscar"], northmoor, "Systems", "So that the depots read their orders on the train."
    )
    yield 8
    ben = present["ben"] = _enter()
    yield 6
    quest = queries.get(northmoor, "ben")
    wet = "I wore the coat from Leeds to Carlisle. The left cuff was wet by Settle, and stayed cold."
    actions.note(ben, quest, Kind.USED, today().date(), wet)
    yield 5
    words = "She writes each order on paper first, because the tablet is taken from her at the barrier."
    talked = actions.note(ben, quest, Kind.TALKED, today().date(), words, present["ruth"])
    talked.asked = True
    yield 4
    actions.confirm(present["ruth"], queries.step_asked(present["ruth"], talked.id))
    yield 2
    ride, where = (
        "Ride the 05:40 with me. Bring a dry pair of socks.",
        "Platform 6 at Leeds, at half past five",
    )
    actions.offer(present["dev"], quest, ride, today().date() + timedelta(days=8), where)
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
