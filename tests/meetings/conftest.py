"""Meetings that the tests of them are about."""

from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest

from portal.clans.queries import today
from portal.kernel import clock, journal
from portal.meetings import actions, ending, ideas, queries
from portal.meetings.actions import Guest, Terms
from portal.people.queries import account_by_handle, by_handle

SECRET = "Zaunkoenig"  # a word that nobody else writes
FIRST = "What would help the customers of Northmoor Rail?"


class Meetings:
    """Calls meetings of a clan in units of work of its own, and does things in them."""

    def __init__(self, unit, customer="northmoor"):
        self._unit, self.customer = unit, customer

    def at(self, number, more=""):
        """The address of one."""
        return f"/customers/{self.customer}/meetings/{number}{more}"

    def call(self, who="marian", guests=("marian", "priya", "tom"), *, parts=None, **said):
        """Call one for tomorrow; gives its number. `parts` are those of people of the customer, by name."""
        known = {"title": "Hems", "why": "They drip", "zone": "Europe/London", "place": "The workroom"}
        known["starts"] = clock.now() + timedelta(days=1)
        with self._unit():
            people = [Guest(by_handle(name)) for name in guests]
            people += [Guest(by_handle(name), given) for name, given in (parts or {}).items()]
            account = account_by_handle(self.customer)
            return actions.call(by_handle(who), account, Terms(**{**known, **said}), people).number

    def do(self, who, deed, number, *said, **named):
        """Do something with one, as its pages would."""
        with self.found(who, number) as found:
            return deed(by_handle(who), found, *said, **named)

    def idea(self, who, number, text=SECRET, effort="S", value="Dry sleeves"):
        """Write an idea; gives its name."""
        return self.do(who, ideas.write, number, text, effort, value).key

    def with_idea(self, who, deed, number, key, *said, **named):
        """Do something with an idea."""
        with self.found(who, number) as found:
            one = queries.idea(by_handle(who), found, key)
            return deed(by_handle(who), one, *said, **named)

    def begin(self, number, *present):
        """Begin its silent round."""
        self.do("marian", actions.begin, number, list(present or ("marian", "priya", "tom")))

    def revealed(self, *writers, **said):
        """A meeting whose ideas are revealed, one of each of these; gives its number and their names."""
        number = self.call(**said)
        self.begin(number)
        keys = [self.idea(one, number, f"{SECRET} of {one}") for one in writers]
        self.do("marian", ideas.reveal, number)
        return number, keys

    def promise(self, number, key, action, owner="tom", days=3):
        """Make an idea an action of somebody."""
        with self.found("marian", number) as found:
            one, due = queries.idea(by_handle("marian"), found, key), today() + timedelta(days=days)
            ending.promise(by_handle("marian"), one, action, by_handle(owner), due)

    @contextmanager
    def found(self, who, number):
        """One as somebody finds it."""
        with self._unit():
            yield queries.meeting(by_handle(who), self.customer, number)

    def journal(self):
        """What the room's journal says of meetings, oldest first, as plain values."""
        with self._unit():
            account = account_by_handle(self.customer)
            told = journal.whole(f"clanside:{account.id}")
            kept = [SimpleNamespace(verb=one.verb, at=one.at, actor=one.actor, **one.facts) for one in told]
            return [one for one in kept if one.verb.startswith("meeting.")]


@pytest.fixture
def meetings(unit):
    """Meetings about Northmoor."""
    return Meetings(unit)
