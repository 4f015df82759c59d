"""What somebody learned: reported to both sides or in the clan's room, answered by a senior in five days."""

import html
import re
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from portal.findings import queries
from portal.findings.model import Finding
from portal.kernel import clock, journal
from portal.kernel.verbs import NotAllowed, NotNow
from portal.people import actions as people
from portal.people.model import House
from portal.people.queries import account_by_handle, by_handle
from tests.findings.conftest import HEM
from tests.pages import said

NORTHMOOR = "/customers/northmoor"
THURSDAY = datetime(2027, 3, 4, 11, tzinfo=UTC)  # five working days later is Thursday 11 March
FRIDAY = datetime(2027, 3, 12, 11, tzinfo=UTC)
TOLD = {
    "text": HEM,
    "first_hand": "yes",
    "sure": "certain",
    "seen_on": "2027-03-03",
    "place": "rode the 05:40 from Carnforth",
    "subject": "ruth",
    "who": "both",
}


def test_a_member_reports_and_both_sides_read_it(as_, cast):
    with clock.as_of(THURSDAY):
        tom = as_(cast.tom)
        assert "Leave out a named person’s private life" in said(tom.get(f"{NORTHMOOR}/findings/new"))
        at = tom.post(f"{NORTHMOOR}/findings", data=TOLD, status=303).location
        for one in (tom, as_(cast.ruth)):
            page = said(one.get(at, status=200))
            assert HEM in page and "rode the 05:40 from Carnforth, with Ruth Vale, 3 March" in page
            assert "first-hand, certain" in page and "Marian Wren answers by Thursday 11 March." in page
            page = said(one.get(NORTHMOOR, status=200))
            assert HEM in page and "The one finding" in page
        assert "Tom Hale reported finding" in said(as_(cast.ruth).get(f"{NORTHMOOR}/log"))


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("text", "", "Write what you learned"),
        ("text", "x" * 1001, "at most 1000 characters"),
        ("first_hand", "", "saw or heard it yourself"),
        ("sure", "87 %", "how sure you are"),
        ("seen_on", "2027-03-05", "Choose a day that has been."),
        ("seen_on", "0027-03-05", "Write the year in four digits, such as 2027."),
        ("seen_on", "yesterday", "the day on which"),
        ("who", "", "Choose who reads it"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(as_, cast, unit, name, value, sentence):
    with clock.as_of(THURSDAY):
        page = as_(cast.tom).post(f"{NORTHMOOR}/findings", data={**TOLD, name: value}, status=422)
    assert sentence in said(page) and TOLD["place"] in page.text
    with unit() as session:
        assert session.query(Finding).count() == 0


def test_it_goes_to_another_senior_than_its_author(cast, unit, findings):
    ref = findings.report(cast.marian)
    assert findings.row(ref).owner_id == cast.marian.id, "she leads alone"
    with unit():
        people.seat(cast.ada, account_by_handle("northmoor"), cast.priya, senior=True)
    assert findings.row(findings.report(cast.marian)).owner_id == cast.priya.id
    assert findings.row(findings.report(cast.tom)).owner_id == cast.marian.id
    with pytest.raises(NotAllowed):
        third = findings.report(cast.priya)
        findings.do(cast.priya, "answer", third, "My own", learned=True)


def test_an_own_finding_is_answered_by_its_author_only_where_nobody_else_leads(cast, findings):
    findings.do(cast.marian, "answer", findings.report(cast.marian), "I shall see to it", learned=False)


def test_holidays_do_not_count(cast, unit, findings):
    with unit() as session:
        session.get_one(House, 1).holidays = ["2027-03-08"]
    with clock.as_of(THURSDAY):
        assert findings.row(findings.report(cast.tom)).due == date(2027, 3, 12)


def test_it_is_late_on_the_page_of_its_senior_and_of_nobody_else(as_, cast, findings):
    with clock.as_of(THURSDAY):
        findings.report(cast.tom)
    for moment, late in ((THURSDAY, False), (FRIDAY, True)):
        with clock.as_of(moment):
            for at in ("/home", "/customers"):
                page, told = said(as_(cast.marian).get(at)), "Northmoor Rail: Tom Hale learned something"
                assert told in page and ("Late by Thursday 11 March" in page) is late, at
                assert told not in said(as_(cast.tom).get(at)) and told not in said(as_(cast.priya).get(at))


def test_a_senior_answers_and_says_that_it_was_new(as_, cast, findings):
    ref = findings.report(cast.tom)
    at, marian = f"{NORTHMOOR}/findings/{ref}/answer", as_(cast.marian)
    for other in (cast.tom, cast.priya, cast.ruth):
        as_(other).get(at, status=404)
        as_(other).post(at, data={"words": "Mine"}, status=403)
    as_(cast.piotr).post(at, data={"words": "Mine"}, status=404)
    marian.get(at, status=200)
    assert "Write what you make of it" in said(marian.post(at, data={"words": ""}, status=422))
    marian.post(at, data={"words": "We cut the hem shorter", "learned": "y"}, status=303)
    page = said(as_(cast.tom).get(f"{NORTHMOOR}/findings/{ref}"))
    assert "We cut the hem shorter" in page and "it was new to Marian" in page
    page = said(as_(cast.ruth).get(f"{NORTHMOOR}/findings"))
    assert "1 finding, 1 of them first-hand, 1 answered by a senior, 0 put to use." in page
    assert "Marian Wren learned something new from 1 finding." in page
    assert "learned something" not in said(marian.get("/home"))
    assert "Somebody has answered it" in said(marian.post(at, data={"words": "Again"}, status=409))


@pytest.mark.parametrize("how", ["unseat", "member", "gone"])
def test_a_senior_who_goes_leaves_nothing_without_an_answer(cast, unit, findings, how):
    ref, secret = findings.report(cast.tom), findings.report(cast.tom, in_room=True)
    with unit():
        northmoor = account_by_handle("northmoor")
        if how != "gone":
            people.seat(cast.ada, northmoor, cast.priya, senior=True)
        if how == "member":
            people.seat(cast.ada, northmoor, cast.marian)
        else:
            people.unseat(cast.ada, northmoor, cast.marian)
    with unit() as session:
        new = None if how == "gone" else cast.priya.id
        assert [one.owner_id for one in session.query(Finding)] == [new, new]
        for place in ("clan", "clanside"):
            last = journal.newest(f"{place}:{cast.northmoor.id}", 1)[0]
            assert last.verb == ("finding.let_wait" if how == "gone" else "finding.hand_on")
    if how == "gone":
        with unit():
            people.seat(cast.ada, account_by_handle("northmoor"), cast.priya, senior=True)
            found = queries.for_me(cast.priya)[0]
            assert [one.ref for one in found] == [ref, secret]


def test_only_the_clan_reports_and_only_about_its_own(cast, unit, findings):
    for who in (cast.ruth, cast.colin, cast.piotr, cast.ada, cast.gwen, cast.julian, cast.susan):
        with pytest.raises(NotAllowed):
            findings.report(who)


def test_the_journal_holds_no_word_of_it_and_stays_whole(cast, unit, findings):
    ref = findings.report(cast.tom, "Kanarie learned", place="Kanarie place", about="ruth")
    findings.do(cast.marian, "answer", ref, "Kanarie answer", learned=True)
    findings.do(cast.ruth, "mark", ref, "wrong", "Kanarie mark", 0)
    findings.do(cast.tom, "correct", ref, "Kanarie corrected")
    with unit():
        entries = list(journal.whole(f"clan:{cast.northmoor.id}"))
        assert [one.verb.partition(".")[2] for one in entries] == ["report", "answer", "mark", "correct"]
        assert not any("Kanarie" in f"{one.facts} {one.changes}" for one in entries)
        assert journal.broken(f"clan:{cast.northmoor.id}") is None


def test_words_narrow_the_list_and_pages_go_back_to_the_first(as_, cast, findings):
    for number in range(25):
        findings.report(cast.tom, f"Carnforth depot {number:02}", first_hand=number % 2 == 0)
    findings.report(cast.tom, "Invoices need two signatures")
    tom = as_(cast.tom)
    page = tom.get(f"{NORTHMOOR}/findings?q=carnFORTH")
    assert "Invoices" not in page.text and "depot 24" in page.text and "depot 04" not in page.text
    older = re.search(r'href="([^"]*before=[^"]*)"', page.text)
    assert older and "depot 04" in tom.get(html.unescape(older[1]), status=200).text
    page = tom.get(f"{NORTHMOOR}/findings?q=signatures").text
    assert "Invoices" in page and "depot" not in page
    assert "depot 23" not in tom.get(f"{NORTHMOOR}/findings?first_hand=yes").text
    assert "Nothing that was learned is like that." in said(tom.get(f"{NORTHMOOR}/findings?answered=yes"))
    assert "Invoices" in tom.get(f"{NORTHMOOR}/findings?answered=no").text


def test_two_answers_at_once_are_one(cast, findings):
    ref = findings.report(cast.tom)
    findings.do(cast.marian, "answer", ref, "First", learned=False)
    with pytest.raises(NotNow):
        findings.do(cast.marian, "answer", ref, "Second", learned=True)
    assert findings.row(ref).answer == "First"


def test_what_each_senior_learned_is_told_by_the_journal_alone(cast, unit, findings):
    with unit():
        northmoor = account_by_handle("northmoor")
        people.seat(people.OPERATOR, northmoor, by_handle("priya"), senior=True)
    for who, learned in (("marian", True), ("marian", False), ("priya", True), ("marian", True)):
        findings.do(getattr(cast, who), "answer", findings.report(cast.tom), "So it is", learned=learned)
    with unit():
        northmoor = account_by_handle("northmoor")
        told = Counter(
            entry.name
            for entry in journal.whole(f"clan:{northmoor.id}")
            if entry.verb == "finding.answer" and entry.facts["learned"]
        )
        assert dict(told) == {one.name: often for one, often in queries.taught(cast.tom, northmoor)}
    assert told == {"Marian Wren": 2, "Priya Shah": 1}
