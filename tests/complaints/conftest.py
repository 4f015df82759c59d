"""A house with two executives, and complaints that are played through their pages."""

import pytest
from sqlalchemy import select

from portal.complaints.model import Complaint, ComplaintLetter
from portal.kernel import journal
from portal.kernel.db import session
from portal.people import actions as people
from portal.people.queries import by_handle
from tests import house
from tests.notifications.conftest import an_office
from workflows.changes import apply
from workflows.complaints.complaint import Complaint as Document

WRONG = "The lining tore on the second day. I rang three times."
GRADES = {"severity": "4", "complexity": "3", "impact": "several", "safety": "no", "words": "He needs it."}


class Complaining:
    """Says that something is wrong and does things with it, as pages would."""

    def __init__(self, as_, unit):
        self._as, self._unit = as_, unit

    def say(self, who, words=WRONG, **said):
        """Somebody says that something is wrong; gives the reference."""
        answer = self._as(who).post("/complaints", data={"words": words, **said}, status=303)
        return answer.headers["Location"].rpartition("/")[2]

    def do(self, who, ref, deed, status=303, **said):
        """A deed of a complaint, by its page or by its button."""
        return self._as(who).post(f"/complaints/{ref}/{deed}", data=said, status=status)

    def page(self, who, ref, status=200):
        """Its page as somebody reads it."""
        return self._as(who).get(f"/complaints/{ref}", status=status)

    def it(self, ref):
        """The document as it is kept."""
        with self._unit():
            return self._row(ref).it

    def row(self, ref):
        """What is kept of it."""
        with self._unit():
            one = self._row(ref)
            session().expunge(one)
            return one

    def letters(self, ref):
        """The kinds of letters that left for whoever complained, oldest first."""
        with self._unit():
            asked = select(ComplaintLetter.kind).where(ComplaintLetter.complaint_id == self._row(ref).id)
            return list(session().scalars(asked.order_by(ComplaintLetter.id)))

    def _row(self, ref):
        return session().scalars(select(Complaint).where(Complaint.ref == ref)).one()

    def sound(self, ref):
        """Whether the journal alone tells the document, and its chain holds."""
        with self._unit():
            row, told = self._row(ref), {}
            for entry in journal.whole(row.stream):
                told = apply(told, entry.changes)
            return Document.model_validate(told) == row.it and journal.broken(row.stream) is None

    def owned(self, who, ref, executive, **grades):
        """Sum it up and judge it, so that somebody is drawn."""
        self.do(who, ref, "acknowledge", words="The lining tore, and nobody rang back.")
        self.do(who, ref, "assess", **{**GRADES, **grades})
        assert self.it(ref).owner.who == executive.handle

    def agreed(self, who, executive, ref, by_date="2027-06-01"):
        """Spoken, judged, offered and accepted."""
        self.do(executive, ref, "talk", manner="phone", on="2026-01-05", minutes="20", words="He was calm.")
        self.do(who, ref, "talks/0/so")
        self.do(executive, ref, "judge", verdict="upheld", words="It tore.")
        self.do(executive, ref, "offer", words="A new lining.", by_date=by_date)
        self.do(who, ref, "accept")


@pytest.fixture
def complaints(as_, unit):
    """Complaints of this house."""
    return Complaining(as_, unit)


@pytest.fixture
def office(database, tmp_path):
    """The house with an address for answers."""
    return an_office(database, f"file://{tmp_path}/files")


@pytest.fixture
def helena(unit, cast):
    """Another executive."""
    with unit():
        people.add_person(
            people.OPERATOR, "Helena Stroud", house.email("helena"), handle="helena", roles=["executive"]
        )
    with unit():
        return by_handle("helena")
