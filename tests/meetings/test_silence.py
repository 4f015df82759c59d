"""The silent round: each sees their own ideas alone; the reveal; and dots."""

import re

import pytest

from portal.kernel.db import Base
from portal.kernel.verbs import NotAllowed, NotNow
from portal.meetings import actions, ideas
from portal.people.queries import by_handle
from tests.meetings.conftest import SECRET
from tests.pages import said


@pytest.fixture
def silent(meetings):
    """A meeting whose silent round goes on."""
    number = meetings.call()
    meetings.begin(number)
    return number


def test_each_sees_their_own_ideas_alone_until_all_are_revealed(as_, cast, meetings, silent):
    tom, marian, ada = as_(cast.tom), as_(cast.marian), as_(cast.ada)
    idea = {"text": f"{SECRET} hem", "effort": "M", "value": "Dry sleeves"}
    tom.post(meetings.at(silent, "/ideas"), data=idea, status=303)
    assert f"{SECRET} hem" in said(tom.get(meetings.at(silent), status=200))
    for place in (meetings.at(silent), "/customers/northmoor/meetings", "/customers/northmoor", "/home"):
        assert SECRET not in marian.get(place, status=200).text, place
    ada.get(meetings.at(silent), status=404)
    marian.post(meetings.at(silent, "/reveal"), status=303)
    page = said(marian.get(meetings.at(silent), status=200))
    for one in (
        f"{SECRET} hem",
        "Tom Hale",
        "Engineering",
        "medium: some days",
        "For the customer: Dry sleeves",
    ):
        assert one in page


def test_before_the_reveal_nothing_says_that_there_are_ideas_whose_or_when(
    as_, cast, meetings, silent, database
):
    def seen():
        page = as_(cast.priya).get(meetings.at(silent), status=200).text
        return re.sub(r'value="[^"]{20,}"|[\w.-]{60,}', "", page)

    page, told = seen(), meetings.journal()
    for _ in range(3):
        meetings.idea("tom", silent)
    assert seen() == page and meetings.journal() == told
    columns = {column.name for column in Base.metadata.tables["meeting_idea"].columns}
    assert not columns & {"written", "at", "created", "changed", "seq", "number"}


def test_names_of_ideas_and_their_order_say_nothing_of_who_came_first(meetings, silent):
    written = [meetings.idea("tom", silent, f"{SECRET} {n}") for n in range(12)]
    meetings.do("marian", ideas.reveal, silent)
    revealed = [key for key, _who, _effort in meetings.journal()[-1].ideas]
    assert revealed == sorted(written) != written and all(len(key) == 8 for key in written)


def test_ones_own_idea_is_changed_or_taken_back_and_nobody_elses(as_, cast, meetings, silent):
    key, tom = meetings.idea("tom", silent), as_(cast.tom)
    at = meetings.at(silent, f"/ideas/{key}")
    as_(cast.marian).get(at, status=404)
    as_(cast.marian).post(f"{at}/drop", status=404)
    assert "how much work" in said(tom.post(at, data={"text": "x", "value": "y"}, status=422))
    tom.post(at, data={"text": "Other words", "effort": "L", "value": "More"}, status=303)
    assert "Other words" in said(tom.get(meetings.at(silent), status=200))
    tom.post(f"{at}/drop", status=303)
    assert "Other words" not in said(tom.get(meetings.at(silent), status=200))
    key = meetings.idea("tom", silent)
    meetings.do("marian", ideas.reveal, silent)
    with pytest.raises(NotNow):
        meetings.with_idea("tom", ideas.drop, silent, key)
    with pytest.raises(NotNow):
        meetings.idea("tom", silent)


def test_who_cannot_come_sends_an_idea_first(meetings):
    number = meetings.call()
    meetings.do("tom", actions.answer, number, "idea")
    key = meetings.idea("tom", number)
    meetings.begin(number, "marian", "priya")
    meetings.do("marian", ideas.reveal, number)
    assert [one[0] for one in meetings.journal()[-1].ideas] == [key]
    with pytest.raises(NotAllowed):  # dots are of those who are there
        meetings.with_idea("tom", ideas.dot, number, key)


def test_each_who_is_there_has_some_dots_and_may_take_them_back_until_they_are_counted(as_, cast, meetings):
    number, (one, other) = meetings.revealed("tom", "priya", dots=2)
    priya = as_(cast.priya)
    for _ in range(2):
        priya.post(meetings.at(number, f"/ideas/{one}/dot"), status=303)
    page = said(priya.get(meetings.at(number), status=200))
    assert "You have 0 dots left." in page and "2 dots of yours" in page
    priya.post(meetings.at(number, f"/ideas/{other}/dot"), status=409)
    marian = said(as_(cast.marian).get(meetings.at(number), status=200))
    assert "2 dots" not in marian.replace("You have 2 dots left", ""), "others' dots are told when counted"
    priya.post(meetings.at(number, f"/ideas/{one}/take-dot"), status=303)
    priya.post(meetings.at(number, f"/ideas/{other}/dot"), status=303)
    meetings.with_idea("marian", ideas.dot, number, other)
    meetings.do("marian", ideas.close_dots, number)
    page = said(as_(cast.marian).get(meetings.at(number), status=200))
    assert page.index(f"{SECRET} of priya") < page.index(f"{SECRET} of tom"), "most dots first"
    assert "2 dots" in page and "1 dot " in page
    priya.post(meetings.at(number, f"/ideas/{one}/take-dot"), status=409)


def test_dots_can_be_counted_from_the_journal_alone(meetings):
    number, (one, other) = meetings.revealed("tom", "priya")
    for who, key, deed in (
        ("tom", one, ideas.dot),
        ("tom", other, ideas.dot),
        ("priya", other, ideas.dot),
        ("tom", one, ideas.take_dot),
    ):
        meetings.with_idea(who, deed, number, key)
    counted = {one: 0, other: 0}
    for told in meetings.journal():
        if told.verb in ("meeting.dot", "meeting.take_dot"):
            counted[told.idea] += 1 if told.verb == "meeting.dot" else -1
    with meetings.found("marian", number) as found:
        kept = {each.key: len(each.dots) for each in ideas.ideas_of(found)}
    assert counted == kept == {one: 0, other: 2}


def test_only_who_is_called_writes(meetings, silent, unit):
    with meetings.found("marian", silent) as found:
        with pytest.raises(NotAllowed):
            ideas.write(by_handle("ada"), found, "x", "S", "y")
        with pytest.raises(NotAllowed):
            ideas.write(by_handle("ruth"), found, "x", "S", "y")
