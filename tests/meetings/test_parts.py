"""People of the customer read the parts to which they are invited: on pages, in letters, in calendars."""

import pytest

from portal.cases import post
from portal.kernel.verbs import NotAllowed
from portal.meetings import ending, ideas, letters, queries
from portal.people import feeds
from portal.people.queries import by_handle
from tests.letters import to
from tests.meetings.conftest import Meetings

AGENDA, QUESTION, IDEA, ACTION, DECLINED = (
    f"Goldammer{word}" for word in ("agenda", "question", "idea", "action", "declined")
)
EVERY = (AGENDA, QUESTION, IDEA, ACTION, DECLINED)
READS = {
    ("agenda",): {AGENDA},
    ("ideas",): {QUESTION, IDEA, "another"},
    ("decided",): {IDEA, ACTION, DECLINED, "another"},
    ("agenda", "ideas", "decided"): {*EVERY, "another"},
}


@pytest.mark.parametrize("parts", READS, ids="-".join)
def test_whoever_is_invited_to_a_part_reads_it_and_no_other(as_, cast, meetings, parts, database, app, unit):
    site = post.site(app.config["SETTINGS"])
    number, _open = decided(meetings, parts, database, site)
    with unit():
        secret = feeds.make(by_handle("ruth"))
    page = as_(cast.ruth).get(meetings.at(number), status=200).text
    listed = as_(cast.ruth).get("/customers/northmoor/meetings", status=200).text
    (letter,) = to(database, "ruth@example.org")
    feed = as_(cast.ruth).get(f"/calendar/{secret}.ics", status=200).text
    unfolded = feed.replace("\r\n ", "") + letter.part.replace("\r\n ", "")
    for word in EVERY:
        expected = word in READS[parts]
        assert (word in page) == expected, word
        assert expected or word not in listed + letter.text + letter.html + unfolded, word
    assert ("Goldammeropen" in page) == ("ideas" in parts)
    assert (AGENDA in unfolded) == (AGENDA in letter.text) == ("agenda" in parts)
    for other in (cast.colin, cast.julian, cast.stranger, cast.ada, cast.gwen):
        as_(other).get(meetings.at(number), status=404)
    for place in (
        "/customers/northmoor",
        "/customers/northmoor/meetings",
        "/home",
        "/customers/northmoor/log",
    ):
        assert "Goldammer" not in as_(cast.colin).get(place, status=200).text


def decided(meetings, parts, database, site):
    """A meeting of which each part has a word of its own; Ruth is invited to these parts."""
    said = {"agenda": [AGENDA], "questions": [QUESTION], "parts": {"ruth": list(parts)}}
    number = meetings.call(**said)
    letters.write_due(database, site)
    meetings.begin(number, "marian", "priya", "tom")
    one, other = meetings.idea("tom", number, IDEA), meetings.idea("priya", number, "another")
    third = meetings.idea("marian", number, "Goldammeropen")
    meetings.do("marian", ideas.reveal, number)
    meetings.do("marian", ideas.close_dots, number)
    meetings.promise(number, one, ACTION)
    meetings.with_idea("marian", ending.decline, number, other, DECLINED)
    return number, third


def test_who_is_only_told_what_was_decided_is_not_one_of_those_who_must_come(as_, cast, meetings):
    number = meetings.call(guests=("marian", "tom"), parts={"ruth": ["decided"], "colin": ["ideas"]})
    (told,) = meetings.journal()
    assert told.called == ["colin", "marian", "tom"] and told.told == ["ruth"]
    with meetings.found("marian", number) as found:
        assert {one.person.handle for one in found.calls} == {"colin", "marian", "ruth", "tom"}


def test_somebody_of_the_customer_brings_ideas_and_gives_dots_when_invited_to_them(as_, cast, meetings):
    number = meetings.call(parts={"ruth": ["ideas"], "colin": ["agenda"]})
    idea = {"text": "Longer sleeves", "effort": "S", "value": "Dry wrists"}
    as_(cast.ruth).post(meetings.at(number, "/ideas"), data=idea, status=303)
    as_(cast.colin).post(meetings.at(number, "/ideas"), data=idea, status=403)
    for who in ("marian", "tom"):
        with meetings.found(who, number) as found:
            assert queries.read_by(by_handle(who), found) == []
    meetings.begin(number, "marian", "tom", "priya", "ruth")
    meetings.do("tom", ideas.reveal, number)
    with meetings.found("ruth", number) as found:
        (key,) = [one.key for one in queries.read_by(by_handle("ruth"), found)]
    as_(cast.ruth).post(meetings.at(number, f"/ideas/{key}/dot"), status=303)
    as_(cast.colin).post(meetings.at(number, f"/ideas/{key}/dot"), status=404)
    for deed in (ideas.close_dots, ideas.reveal):
        with pytest.raises(NotAllowed):
            meetings.do("ruth", deed, number)


def test_of_two_customers_neither_learns_that_the_other_has_a_meeting(as_, cast, unit):
    theirs = Meetings(unit, "okoro")
    number = theirs.call(guests=("marian", "piotr", "priya"), title="Goldammer", parts={"julian": ["ideas"]})
    assert "Goldammer" in as_(cast.julian).get(theirs.at(number), status=200).text
    for place in ("/customers/northmoor/meetings", "/home", "/customers/northmoor"):
        assert "Goldammer" not in as_(cast.ruth).get(place, status=200).text
    as_(cast.ruth).get(f"/customers/northmoor/meetings/{number}", status=404)
    as_(cast.tom).get(f"/customers/northmoor/meetings/{number}", status=404)
