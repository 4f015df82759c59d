"""What complaints teach: every number again from the journal alone, and of what the reader may read only."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select

from portal.complaints import learning
from portal.complaints.model import Complaint
from portal.kernel import journal
from portal.kernel.db import session
from portal.people.queries import by_handle
from tests import house
from tests.pages import said
from workflows.changes import apply
from workflows.complaints import teaching

LEARNED = "/complaints/learned"
CANARY = "The canary seam split."


@pytest.fixture
def taught(cast, complaints):
    """One of Julian's that came back, one of Ruth's whose change is made, one of hers that nobody judged."""
    came_back = complaints.say(cast.julian, about="helena")
    complaints.owned(cast.marian, came_back, cast.gwen)
    complaints.agreed(cast.julian, cast.gwen, came_back)
    complaints.do(cast.gwen, came_back, "name_cause", kind="process", why1="Cut for walking")
    none = {"changes": "no", "words": "It cannot be helped.", "change": "", "due": ""}
    complaints.do(cast.gwen, came_back, "prevent", **none)
    complaints.do(cast.julian, came_back, "close", outcome="satisfied", personally="yes")
    complaints.do(cast.julian, came_back, "reopen")
    made = complaints.say(cast.ruth, CANARY, about="helena", only_me="no")
    complaints.owned(cast.marian, made, cast.gwen)
    complaints.do(cast.gwen, made, "judge", verdict="partly", words="It split.")
    complaints.do(cast.gwen, made, "name_cause", kind="material", why1="Thin thread")
    change = {"changes": "yes", "words": "Thicker thread.", "change": "Buying thread", "due": "2027-07-01"}
    complaints.do(cast.gwen, made, "prevent", **change)
    complaints.do(cast.gwen, made, "change_made")
    return came_back, made, complaints.say(cast.ruth, "The heel squeaks.", only_me="yes")


def _from_journal(refs):
    """Causes by month, changes of what was upheld, and how many came back: told by the journal alone."""
    causes, changes, back = Counter(), Counter(), 0
    for stream in session().scalars(
        select(Complaint.id).where(Complaint.ref.in_(refs)).order_by(Complaint.id)
    ):
        told = {}
        for entry in journal.whole(f"complaint:{stream}"):
            told = apply(told, entry.changes)
        starts = [told["received"]["at"], *(one["at"] for one in told.get("reopened", []))]
        back += len(starts) - 1
        for number, start in enumerate(starts, start=1):
            held = {
                part: [one for one in told.get(part, []) if one.get("round", 1) == number]
                for part in ("causes", "findings", "preventions")
            }
            causes[start[:7], held["causes"][-1]["kind"] if held["causes"] else ""] += 1
            if held["findings"] and held["findings"][-1]["verdict"] != "not_upheld":
                changes[_change(held["preventions"])] += 1
    return causes, changes, back


def _change(named):
    if not named:
        return ""
    return "nothing" if named[-1].get("nothing") else "made" if named[-1].get("done") else "named"


def test_every_number_is_what_the_journal_alone_tells(unit, taught):
    mine = {"iris": taught, "julian": taught[:1], "ruth": taught[1:], "colin": taught[2:]}
    for handle, refs in mine.items():
        with unit():
            reader, (causes, changes, back) = by_handle(handle), _from_journal(refs)
            assert learning.causes(reader, "2000-01") == causes
            assert learning.changes(reader) == changes
            assert learning.again(reader)[1] == back


def test_it_says_what_changed_and_what_came_back_and_to_each_only_of_theirs(as_, cast, taught):
    page = said(as_(cast.ruth).get(LEARNED, status=200))
    assert "material: 1" in page and "not said yet: 1" in page
    assert "A change was made: Buying thread" in page and "Thicker thread." in page
    assert "None came back." in page and "lining tore" not in page
    page = said(as_(cast.julian).get(LEARNED, status=200))
    assert "Nothing changes, and it is said why: 1" in page and "It cannot be helped." in page
    assert "1 came back: what was to prevent it did not." in page
    for who in (cast.julian, cast.colin):
        assert CANARY.rstrip(".") not in as_(who).get(LEARNED, status=200).text


def test_a_number_leads_to_the_letters_that_one_may_read(as_, cast, taught):
    behind = f"{LEARNED}/letters?cause=material"
    assert taught[1] in as_(cast.ruth).get(behind, status=200).text
    assert taught[1] in as_(cast.iris).get(behind, status=200).text
    for who in (cast.julian, cast.colin):
        assert taught[1] not in as_(who).get(behind, status=200).text
    as_(cast.iris).get(f"{LEARNED}/letters?month=1999-01", status=404)
    as_(cast.iris).get(f"{LEARNED}/letters?cause=spite", status=404)


def test_words_of_a_restricted_one_stay_in_its_letter(as_, cast, complaints, taught):
    assert "Thicker thread." in said(as_(cast.iris).get(LEARNED, status=200))
    complaints.do(cast.ruth, taught[1], "restrict")
    assert "Thicker thread." not in said(as_(cast.iris).get(LEARNED, status=200))
    assert "Thicker thread." in said(as_(cast.ruth).get(LEARNED, status=200))


def test_what_is_answered_with_another_teaches_there(cast, complaints, unit):
    first = complaints.say(cast.julian)
    second = complaints.say(cast.julian, "The same lining.")
    with unit():
        assert sum(learning.causes(by_handle("iris"), "2000-01").values()) == 2
    complaints.do(cast.marian, second, "join", person=first)
    with unit():
        assert sum(learning.causes(by_handle("iris"), "2000-01").values()) == 1


def test_it_takes_as_many_statements_for_many_as_for_one(as_, cast, complaints, database, taught):
    visitor = as_(cast.iris)
    visitor.get(LEARNED, status=200)
    few = _statements(database, visitor)
    for number in range(12):
        complaints.say(cast.julian, f"Button {number}.")
    with database.unit(write=True):
        for held in session().scalars(select(learning.Lesson)):
            held.verdict, held.change = "upheld", "named"
    assert _statements(database, visitor) == few


def _statements(database, visitor):
    with house.asked(database) as statements:
        visitor.get(LEARNED, status=200)
    return len(statements)


def test_the_last_twelve_months_go_over_the_turn_of_a_year():
    first = teaching.months(date(2026, 2, 28))
    assert (first[0], first[1], first[2], first[-1]) == (
        date(2026, 2, 1),
        date(2026, 1, 1),
        date(2025, 12, 1),
        date(2025, 3, 1),
    )
    found = teaching.over_time({("2026-02", ""): 9, ("2026-02", "people"): 1}, date(2026, 2, 28))
    assert list(found[0][1]) == ["people", ""]
