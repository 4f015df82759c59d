"""A moment to meet: offered by one side, picked by the other, moved, described, called off with a reason."""

from datetime import timedelta

import pytest

from portal.cases import arranging
from portal.people.actions import prefer
from tests.cases.playing import TOMORROW
from workflows.case import Refused
from workflows.records import Terms

ZONE_TIME = "%Y-%m-%dT%H:%M"
HERE = Terms(place="31 Burling Row", comes=("julian", "marian", "piotr"))


@pytest.fixture
def visit(fitting):
    """The address of something done with the fitting's appointment."""
    return lambda deed: fitting.stage("fitting", f"appointments/visit/{deed}")


@pytest.fixture
def arranged(fitting, cast):
    """The fitting is tomorrow, at ours."""
    fitting.do(cast.marian, arranging.propose_times, "fitting", "visit", (TOMORROW,), HERE)
    fitting.do(cast.julian, arranging.pick_time, "fitting", "visit", TOMORROW)
    return fitting


def meeting(order):
    """The appointment as it stands."""
    return order.thread.appointments["fitting"]["visit"]


def test_one_side_offers_the_other_picks(as_, cast, fitting, visit):
    offered = [TOMORROW.strftime(ZONE_TIME), "", (TOMORROW + timedelta(days=1)).strftime(ZONE_TIME)]
    answer = as_(cast.marian).post(visit("times"), data={"time": offered, "place": "Burling Row"}, status=303)
    assert answer.location.endswith("#block-fitting-visit")
    assert fitting.last == "Marian Wren offered times for “The fitting” in Baste fitting"
    assert meeting(fitting).proposed.comes == ("marian", "julian"), "who usually comes"
    page = as_(cast.julian).get(fitting.at(), status=200).text
    assert page.count('type="radio" name="time"') == 2
    first = meeting(fitting).proposed.times[0].isoformat()
    answer = as_(cast.marian).post(visit("pick"), data={"time": first}, status=409)
    assert "Your side offered these times; the other side picks one." in answer.text
    as_(cast.julian).post(visit("pick"), data={"time": first}, status=303)
    assert fitting.last == "Julian Okoro picked a time for “The fitting” in Baste fitting"
    page = as_(cast.marian).get(fitting.at(), status=200).text
    assert ", Burling Row.</p>" in page and "You and Julian come." in page
    answer = as_(cast.julian).post(visit("pick"), data={"time": first}, status=409)
    assert "The fitting is arranged already. Ask to move it, and say why." in answer.text
    for outside in (cast.stranger, cast.ada):
        as_(outside).post(visit("times"), data={"time": offered}, status=404)
        as_(outside).post(visit("pick"), data={"time": first}, status=404)


def test_times_are_on_the_readers_own_clock(as_, cast, database, fitting, visit):
    summer = TOMORROW.year + 1
    as_(cast.marian).post(visit("times"), data={"time": f"{summer}-07-01T10:00"}, status=303)
    (kept,) = meeting(fitting).proposed.times
    assert kept.isoformat() == f"{summer}-07-01T09:00:00+00:00"  # London is an hour ahead in July
    assert "1 July" in as_(cast.julian).get(fitting.at(), status=200).text
    assert "10:00" in as_(cast.julian).get(fitting.at(), status=200).text
    with database.unit(write=True):
        prefer(cast.julian, zone="America/New_York")
    page = as_(cast.julian).get(fitting.at(), status=200).text
    assert "05:00 in New York (10:00 in London)" in page
    assert "On your own clock, in New York." in page
    with database.unit(write=True):
        prefer(cast.julian, zone="Asia/Tokyo")
    as_(cast.julian).post(visit("times"), data={"time": f"{summer}-07-02T02:00"}, status=303)
    page = as_(cast.julian).get(fitting.at(), status=200).text
    assert "02:00 in Tokyo (" in page and "day 18:00 in London)" in page


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("", "Choose at least one time."),
        ("tomorrow at ten", "Choose a day and a time, or write them like 2026-12-02 11:00."),
        ("2020-01-01T10:00", "Wednesday 1 January 2020, 10:00, is past. Choose a time to come."),
        ("0001-01-01T00:00+14:00", "Choose a day and a time"),
        ("9999-12-31T23:59-14:00", "Choose a day and a time"),
        (
            "2127-03-30T01:30",
            "01:30 on Sunday 30 March 2127 does not exist in London: the clocks go forward then. "
            "The next time that exists is 02:00.",
        ),
        (
            "2127-10-26T01:30",
            "01:30 comes twice on Sunday 26 October 2127 in London, for the clocks go back then. "
            "Choose which of the two.",
        ),
    ],
)
def test_times_that_are_none_are_refused_beside_their_control_and_kept(as_, cast, fitting, visit, wrong, why):
    typed = {"time": [wrong, "2099-01-05T10:00"] if wrong else "", "place": "Burling Row 31"}
    answer = as_(cast.marian).post(
        visit("times"), data={**typed, "comes": ["piotr", "julian"], "seq": "99"}, status=422
    )
    assert answer.text.count(why) == 2, "in the summary, and beside the control"
    assert 'value="Burling Row 31"' in answer.text
    assert 'value="piotr" checked' in answer.text and 'value="marian" checked' not in answer.text
    if wrong:
        assert 'value="2099-01-05T10:00"' in answer.text
    assert "fitting" not in fitting.thread.appointments


def test_an_hour_that_comes_twice_is_asked_about_and_either_can_be_meant(as_, cast, fitting, visit):
    marian = as_(cast.marian)
    answer = marian.post(visit("times"), data={"time": "2127-10-26T01:30"}, status=422).text
    assert '<option value="2127-10-26T00:30:00+00:00">the first 01:30, before the clocks go back' in answer
    assert '<option value="2127-10-26T01:30:00+00:00">the second 01:30, after it' in answer
    marian.post(visit("times"), data={"time": "2127-10-26T01:30:00+00:00"}, status=303)
    assert [one.isoformat() for one in meeting(fitting).proposed.times] == ["2127-10-26T01:30:00+00:00"]


def test_what_the_rules_refuse_keeps_what_was_typed(as_, cast, fitting, visit):
    marian = as_(cast.marian)
    time = TOMORROW.strftime(ZONE_TIME)
    link = "A link to a video call stands alone and begins with https://"
    for said, why in (
        ({"place": "http://meet.example.com"}, link),
        ({"comes": ["marian", "piotr"]}, "Choose who comes: at least one person of each side."),
        ({"comes": ["marian", "ruth"]}, "ruth is not in this order. Choose who comes from its people."),
        ({"comes": ["marian", "felix", "julian"]}, "felix is not in this order."),
    ):
        answer = marian.post(visit("times"), data={"time": time, **said}, status=409).text
        assert why in answer and f'value="{time}"' in answer
        assert '<a href="#block-fitting-visit-time-1">' in answer
    many = [(TOMORROW + timedelta(hours=n)).strftime(ZONE_TIME) for n in range(21)]
    answer = marian.post(visit("times"), data={"time": many}, status=409).text
    assert "offer 20 times at most; these are 21." in answer and answer.count('name="time"') == 21
    answer = as_(cast.julian).post(visit("pick"), status=409)
    assert "Choose one of the times first." in answer.text
    pick = {"time": TOMORROW.isoformat()}
    answer = as_(cast.julian).post(visit("pick"), data=pick, status=409)
    assert "That time is not one of those offered for The fitting." in answer.text
    note = fitting.stage("fitting", "appointments/note/")
    for deed in ("times", "move", "where"):
        for method in ("GET", "POST"):
            answer = marian.open(note + deed, method=method, data=pick, status=409)
            assert "There is no appointment called note in Baste fitting." in answer.text
    assert "fitting" not in fitting.thread.appointments


def test_an_offer_is_not_put_in_the_place_of_one_that_nobody_read(as_, cast, fitting, visit):
    before = fitting.thread.seq
    fitting.do(cast.julian, arranging.propose_times, "fitting", "visit", (TOMORROW,), Terms())
    data = {"time": "2099-01-05T10:00", "seq": str(before)}
    answer = as_(cast.marian).post(visit("times"), data=data, status=409).text
    assert "Julian Okoro offered times meanwhile. Look at them first; yours are kept here." in answer
    assert 'value="2099-01-05T10:00"' in answer and meeting(fitting).proposed.by == "julian"
    as_(cast.marian).post(visit("times"), data={**data, "seq": str(before + 1)}, status=303)
    assert meeting(fitting).proposed.by == "marian"


def test_an_arranged_one_is_moved_when_the_other_side_picks(as_, cast, arranged, visit):
    julian, marian = as_(cast.julian), as_(cast.marian)
    form = julian.get(visit("move"), status=200).text
    assert "It stays at its time until the other side picks another." in form
    assert 'value="31 Burling Row"' in form and 'value="piotr" checked' in form
    late = (TOMORROW + timedelta(days=2)).strftime(ZONE_TIME)
    data = {"time": late, "place": "https://meet.example.com/coat", "comes": ["julian", "marian"]}
    answer = julian.post(visit("move"), data={**data, "why": " "}, status=409).text
    assert "Say why, so that everyone understands it later." in answer and f'value="{late}"' in answer
    assert '<a href="#block-fitting-visit-why">' in answer
    julian.post(visit("move"), data={**data, "why": "I am in Leeds"}, status=303)
    assert arranged.last == "Julian Okoro asked to move “The fitting” in Baste fitting: I am in Leeds"
    assert meeting(arranged).picked == TOMORROW
    page = marian.get(arranged.at(), status=200).text
    assert "“I am in Leeds”" in page and "31 Burling Row" in page and "video call at meet.example.com" in page
    new = meeting(arranged).moving.times[0]
    julian.post(visit("pick"), data={"time": new.isoformat()}, status=409)
    marian.post(visit("pick"), data={"time": new.isoformat()}, status=303)
    assert (meeting(arranged).picked, meeting(arranged).sequence) == (new, 1)
    page = julian.get(arranged.at(), status=200).text
    assert (
        '<a href="https://meet.example.com/coat" rel="noreferrer">video call at meet.example.com</a>' in page
    )
    as_(cast.stranger).get(visit("move"), status=404)
    as_(cast.stranger).post(visit("move"), data={**data, "why": "x"}, status=404)


def test_asking_to_move_it_can_be_answered_with_no_and_taken_back(as_, cast, arranged, visit):
    times = (TOMORROW + timedelta(days=2),)
    julian, marian = as_(cast.julian), as_(cast.marian)

    def ask():
        arranged.do(cast.julian, arranging.move_time, "fitting", "visit", times, "Leeds", HERE)

    ask()
    assert "Leave The fitting at its time?" in marian.get(visit("keep"), status=200).text
    answer = marian.post(visit("keep"), data={"why": ""}, status=422)
    assert "Say why, so that everyone understands it later." in answer.text
    marian.post(visit("keep"), data={"why": "It is the only day"}, status=303)
    assert arranged.last == "Marian Wren left “The fitting” in Baste fitting at its time: It is the only day"
    assert (meeting(arranged).picked, meeting(arranged).moving) == (TOMORROW, None)
    ask()
    assert "Leave it at its time after all" in julian.get(arranged.at(), status=200).text
    julian.post(visit("keep"), status=303)
    assert arranged.last == "Julian Okoro left “The fitting” in Baste fitting at its time"
    answer = marian.post(visit("keep"), data={"why": "x"}, status=409)
    assert "Nobody asks to move The fitting." in answer.text
    as_(cast.stranger).post(visit("keep"), data={"why": "x"}, status=404)


def test_where_it_is_and_who_comes_are_said_by_either_side(as_, cast, arranged, visit):
    julian = as_(cast.julian)
    assert 'value="31 Burling Row"' in julian.get(visit("where"), status=200).text
    julian.post(visit("where"), data={"place": "My office", "comes": ["julian", "piotr"]}, status=303)
    assert arranged.last == "Julian Okoro said where “The fitting” in Baste fitting is and who comes"
    assert "You and Piotr come." in julian.get(arranged.at()).text
    assert "Julian and Piotr come." in as_(cast.marian).get(arranged.at()).text
    answer = julian.post(visit("where"), data={"place": "javascript://x"}, status=409).text
    assert "A link to a video call stands alone" in answer and 'value="javascript://x"' in answer
    as_(cast.stranger).get(visit("where"), status=404)
    as_(cast.stranger).post(visit("where"), data={"place": "x"}, status=404)


def test_it_is_called_off_with_a_reason(as_, cast, fitting, visit):
    as_(cast.marian).post(visit("times"), data={"time": TOMORROW.isoformat()}, status=303)
    at = visit("cancel")
    assert "Call The fitting off?" in as_(cast.julian).get(at, status=200).text
    answer = as_(cast.julian).post(at, data={"why": ""}, status=422)
    assert "Say why, so that everyone understands it later." in answer.text
    as_(cast.julian).post(at, data={"why": "I have a cold"}, status=303)
    assert fitting.last == "Julian Okoro called “The fitting” in Baste fitting off: I have a cold"
    page = as_(cast.marian).get(fitting.at()).text
    assert "Julian called it off, now: “I have a cold”. It must be arranged anew." in page
    assert "You called it off, now" in as_(cast.julian).get(fitting.at()).text
    answer = as_(cast.julian).post(at, data={"why": "again"}, status=409)
    assert "The fitting is not arranged, so there is nothing to call off." in answer.text
    as_(cast.stranger).get(at, status=404)
    as_(cast.stranger).post(at, data={"why": "x"}, status=404)


def test_whoever_has_left_is_not_waited_for(cast, arranged, as_, unit):
    with unit() as session:
        session.get_one(type(cast.piotr), cast.piotr.id).left = TOMORROW
    assert "You and Marian come." in as_(cast.julian).get(arranged.at()).text
    with pytest.raises(Refused, match="piotr is not in this order"):
        arranged.do(cast.julian, arranging.describe_time, "fitting", "visit", HERE)
