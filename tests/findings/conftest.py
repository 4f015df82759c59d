"""Something learned, reported in the name of a member of a clan."""

from datetime import date
from types import SimpleNamespace

import pytest

from portal.findings import actions, queries
from portal.findings.actions import Learned
from portal.people.queries import account_by_handle, by_handle

HEM = "The hem drips into the sleeve each time they reach for the door release."


class Reporting:
    """Reports findings of Northmoor in a unit of work of its own, and reads them."""

    def __init__(self, unit):
        self._unit = unit

    def report(self, who, text=HEM, *, in_room=False, about="", account="northmoor", **said):
        """Report something; gives the name that addresses have for it."""
        known = {"first_hand": True, "sure": "likely", "seen_on": date(2026, 3, 2), "place": "On the 05:40"}
        with self._unit():
            subject = by_handle(about).id if about else None
            learned = Learned(text=text, subject_id=subject, **{**known, **said})
            found = actions.report(who, account_by_handle(account), learned, in_room=in_room)
            return found.ref

    def do(self, who, deed, ref, *said, account="northmoor", **named):
        """Do something with it, as its pages would."""
        with self._unit():
            found = queries.finding(by_handle("marian"), account_by_handle(account), ref)
            return getattr(actions, deed)(who, found, *said, **named)

    def row(self, ref, account="northmoor"):
        """What is kept of it."""
        with self._unit():
            found = queries.finding(by_handle("marian"), account_by_handle(account), ref)
            names = [column.key for column in type(found).__table__.columns]
            return SimpleNamespace(**{name: getattr(found, name) for name in names})


@pytest.fixture
def findings(unit):
    """Findings of Northmoor."""
    return Reporting(unit)
