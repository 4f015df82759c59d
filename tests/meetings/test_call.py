"""Calling a meeting: who is called, who answers, letters with an entry for calendars, and who reads of it."""

from datetime import timedelta

import pytest

from portal.cases import post
from portal.kernel import clock
from portal.kernel.verbs import NotNow
from portal.meetings import actions, letters, queries
from portal.people import feeds
from portal.people.queries import by_handle
from tests.letters import to
from tests.meetings.conftest import FIRST, SECRET
from tests.pages import said

NEW = "/customers/northmoor/meetings"


def words(**more):
    """What the form of a meeting says."""
    on = (clock.now() + timedelta(days=3)).date().isoformat()
    told = {"title": "Hems", "why": "They drip", "day": on, "hour": "14:30", "zone": "Europe/London"}
    told |= {"minutes": "45", "place": "https://meet.example.org/hems", "agenda": "Look at three\nDecide"}
    told |= {"questions": "What would you stop?", "quorum": "60", "dots": "3"}
    return {**told, "member": ["marian", "tom"], **more}


@pytest.fixture
def site(app):
    """The portal as its letters name it."""
    return post.site(app.config["SETTINGS"])


def number_of(answer):
    """The meeting that an answer leads to."""
    return int(answer.headers["Location"].rpartition("/")[2])


def test_any_member_calls_one_and_the_first_question_is_always_asked(as_, cast):
    tom = as_(cast.tom)
    form = tom.get(f"{NEW}/new", status=200)
    assert "The first is always asked: What would help the customers of Northmoor Rail?" in said(form)
    assert form.text.count('name="member"') == form.text.count(" checked") == 3
    number = number_of(tom.post(NEW, data=words(questions=""), status=303))
    page = tom.get(f"{NEW}/{number}", status=200)
    for one in (
        "Hems",
        "They drip",
        "45 minutes",
        "Look at three",
        FIRST,
        "0 of 2 come, 2 are needed (60 %)",
    ):
        assert one in said(page)
    assert 'href="https://meet.example.org/hems"' in page.text


def test_a_form_says_what_is_wrong_with_it(as_, cast):
    tom = as_(cast.tom)
    wrong = {
        "title": ("", "Give the meeting a name."),
        "day": ("soon", "Choose a day."),
        "hour": ("25:00", "Write the hour as 14:30."),
        "zone": ("Mars/Base", "Choose a time zone."),
        "minutes": ("0", "Write how many minutes it takes"),
        "place": ("http://meet.example.org", "begins with https://"),
        "quorum": ("0", "Write a number from 1 to 100."),
        "dots": ("99", "Write a number from 1 to 20."),
        "colleagues": ("Nobody Known", "Nobody of the house is called Nobody Known."),
        "agenda": ("x\n" * 21, "Write at most 20 lines."),
    }
    for name, (typed, sentence) in wrong.items():
        assert sentence in said(tom.post(NEW, data=words(**{name: typed}), status=422)), name
    gone = (clock.now() - timedelta(days=2)).date().isoformat()
    assert "That time is over." in said(tom.post(NEW, data=words(day=gone), status=422))
    skipped = said(tom.post(NEW, data=words(day="2027-03-28", hour="01:30"), status=422))
    assert "does not exist in London" in skipped
    assert "Call somebody" in said(tom.post(NEW, data=words(member=[]), status=409))


def test_who_is_called_answers_and_it_waits_for_them_until_then(as_, cast, meetings):
    number = meetings.call()
    priya = as_(cast.priya)
    assert "Do you come to the meeting about Northmoor Rail" in said(priya.get("/home", status=200))
    assert "Say whether you come." in said(
        priya.post(meetings.at(number, "/answer"), data={"answer": "perhaps"}, status=422)
    )
    priya.post(meetings.at(number, "/answer"), data={"answer": "comes"}, status=303)
    assert "Do you come to the meeting" not in said(priya.get("/home", status=200))
    page = said(as_(cast.marian).get(meetings.at(number), status=200))
    assert "1 of 3 come, 2 are needed (60 %)" in page
    meetings.do("tom", actions.answer, number, "cannot")
    answers = [(one.actor, one.answer) for one in meetings.journal() if one.verb == "meeting.answer"]
    assert answers == [("priya", "comes"), ("tom", "cannot")]


def test_an_invitation_has_an_entry_for_calendars_and_each_change_is_told(database, site, cast, meetings):
    number = meetings.call()
    assert letters.write_due(database, site) == 3 and letters.write_due(database, site) == 0
    (letter,) = to(database, "tom@example.org")
    assert letter.subject.startswith("Hems, ") and "(London time)" in letter.subject
    assert letter.part_kind == "text/calendar; method=REQUEST" and "SEQUENCE:0" in letter.part
    assert "Marian Wren calls you to a meeting" in letter.text and meetings.at(number) in letter.text
    later = clock.now() + timedelta(days=2)
    meetings.do("marian", actions.move, number, later, 30, "Europe/London", "The mill")
    assert letters.write_due(database, site) == 3
    letter = to(database, "tom@example.org")[-1]
    assert letter.subject.startswith("Moved: Hems") and "SEQUENCE:1" in letter.part
    assert f"DTSTART:{later:%Y%m%dT%H%M}" in letter.part and "LOCATION:The mill" in letter.part
    meetings.do("priya", actions.call_off, number, "The mill burns")
    assert letters.write_due(database, site) == 3
    letter = to(database, "tom@example.org")[-1]
    assert letter.part_kind == "text/calendar; method=CANCEL" and "The mill burns" in letter.text
    assert "SEQUENCE:2" in letter.part and "STATUS:CANCELLED" in letter.part
    with pytest.raises(NotNow):
        meetings.do("marian", actions.move, number, later, 30, "Europe/London", "")


def test_a_private_calendar_has_the_meetings_of_its_owner(unit, nobody, meetings, cast):
    meetings.call(guests=("marian", "tom"))
    with unit():
        secrets = {name: feeds.make(by_handle(name)) for name in ("tom", "priya", "piotr")}
    feed = {name: nobody.get(f"/calendar/{secret}.ics", status=200).text for name, secret in secrets.items()}
    assert "Hems" in feed["tom"]
    assert "Hems" not in feed["priya"] and "Hems" not in feed["piotr"]


def test_too_few_came_says_so_and_it_is_called_again(as_, cast, meetings):
    number = meetings.call()
    with pytest.raises(NotNow, match="1 person is here, and 2 are needed"):
        meetings.begin(number, "marian")
    marian = as_(cast.marian)
    marian.post(meetings.at(number, "/missed"), data={"present": ["marian"]}, status=303)
    page = marian.get(meetings.at(number), status=200)
    assert "The quorum was missed: 1 of 3 were there, 2 were needed." in said(page)
    form = marian.get(f"{NEW}/new?again={number}", status=200)
    assert 'value="Hems"' in form.text and f'name="again" value="{number}"' in form.text
    again = number_of(marian.post(NEW, data=words(again=str(number)), status=303))
    page = marian.get(meetings.at(number), status=200)
    assert "It was called again" in said(page) and meetings.at(again) in page.text


def test_a_meeting_that_nobody_attends_says_so_by_itself(as_, cast, meetings):
    number = meetings.call()
    with clock.as_of(clock.now() + timedelta(days=2)):
        marian = as_(cast.marian)
        page = said(marian.get(meetings.at(number), status=200))
        assert "nobody came" in page and "0 of 3 were there, 2 were needed" in page
        assert "nobody came" in said(marian.get(NEW, status=200))
        marian.post(NEW, data=words(again=str(number)), status=303)
        assert "too few came" in said(marian.get(meetings.at(number), status=200))


def test_what_came_of_it_is_told_to_areas_above(unit, meetings):
    number = meetings.call()
    with meetings.found("marian", number) as found:
        before, row = queries.outcome(found.id), found.id
    assert (before.called, before.present, before.quorum_met, before.held_at) == (3, 0, False, None)
    meetings.begin(number, "marian", "tom")
    meetings.do("priya", actions.arrive, number)
    with unit():
        after = queries.outcome(row)
    assert (after.present, after.quorum_met, after.missed) == (3, True, False) and after.held_at


def test_nobody_outside_reads_a_word_of_it_and_a_colleague_only_when_called(as_, cast, meetings):
    number = meetings.call(title=SECRET, why=SECRET, agenda=[SECRET], guests=("marian", "tom", "piotr"))
    for outside in (cast.gwen, cast.ada, cast.stranger, cast.julian, cast.ruth, cast.colin):
        as_(outside).get(meetings.at(number), status=404)
        as_(outside).post(meetings.at(number, "/answer"), data={"answer": "comes"}, status=404)
    for place in (NEW, "/customers/northmoor", "/customers/northmoor/log", "/home"):
        assert SECRET not in as_(cast.ruth).get(place, status=200).text
    assert SECRET in said(as_(cast.piotr).get(meetings.at(number), status=200))
    as_(cast.piotr).get(NEW, status=404)
    as_(cast.piotr).get("/customers/northmoor", status=404)
    assert SECRET in said(as_(cast.priya).get(NEW, status=200)), "the clan reads its meetings, called or not"


def test_who_loses_their_seat_reads_it_no_more(unit, as_, cast, meetings):
    number, tom = meetings.call(), as_(cast.tom)
    tom.get(meetings.at(number), status=200)
    as_(cast.ada).post("/people/tom/seats", data={"account": "northmoor", "seat": "none"}, status=303)
    tom.get(meetings.at(number), status=404)


def test_nothing_that_is_written_is_in_the_journal(meetings):
    number = meetings.call(title=SECRET, why=SECRET, agenda=[SECRET], questions=[SECRET], place=SECRET)
    meetings.do("marian", actions.call_off, number, SECRET)
    told = meetings.journal()
    assert [one.verb for one in told] == ["meeting.call", "meeting.call_off"]
    assert SECRET not in repr(told) and told[0].called == ["marian", "priya", "tom"]
