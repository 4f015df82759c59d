"""Listening in: with consent, a word of theirs and an action minutes count; what was learned is a finding."""

import pytest

from portal.clans import errands
from portal.kernel import journal
from portal.kernel.verbs import NotAllowed, NotNow
from portal.leaders import queries, show
from portal.people import actions as people
from portal.people.queries import account_by_handle, by_handle
from tests.pages import said

RECORDED = {
    "minutes": "45",
    "consent": "yes",
    "contact": "Ruth Vale",
    "quote": "I am not angry about the seam",
    "felt": "tired",
    "learned": "She wants to be rung back",
    "action": "Ring back within the hour",
    "owner": "tom",
}


def minutes(unit, person, day):
    """How many minutes of somebody count in the month of that day."""
    with unit():
        return show.minutes(person, queries.month(day)).done


def test_it_is_planned_recorded_and_read_by_all_of_the_house(as_, cast, asks, sits, unit):
    today = asks.days(0)
    planned = {"beside": "priya", "day": today.isoformat(), "hour": "11:00", "minutes": "60"}
    answer = as_(cast.gwen).post("/listening", data=planned, status=303)
    number = int(answer.location.rsplit("/", 1)[1])
    page = said(as_(cast.tom).get("/listening", status=200))
    assert "0 of 120 minutes this month, 60 more planned" in page and "Gwen Pryce beside Priya Shah" in page
    when = {"day": today.isoformat(), "due": asks.days(4).isoformat()}
    as_(cast.gwen).post(f"/listening/{number}/record", data=RECORDED | when, status=303)
    page = said(as_(cast.ada).get("/listening", status=200))
    assert "45 of 120 minutes this month, 0 more planned" in page
    assert "not angry" not in page and "rung back" not in page
    as_(cast.julian).get("/listening", status=404)


def test_what_was_heard_is_read_by_who_was_there_and_who_acts_on_it(as_, cast, sits):
    number = sits.plan(cast.gwen)
    sits.record(cast.gwen, number)
    for person in (cast.gwen, cast.priya, cast.tom):
        assert "not angry about the seam" in said(as_(person).get(f"/listening/{number}", status=200))
    for person in (cast.marian, cast.ada, cast.iris, cast.ruth):
        as_(person).get(f"/listening/{number}", status=404)


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"consent": False}, "which count 0: they did not agree to it"),
        ({"quote": ""}, "which count 0: no word of theirs is written down"),
        ({"action": ""}, "which count 0: nothing follows from it"),
        ({"quote": "", "action": ""}, "no word of theirs is written down and nothing follows from it"),
    ],
)
def test_what_is_missing_makes_it_count_nothing_and_is_said(as_, cast, sits, asks, unit, missing, sentence):
    number = sits.plan(cast.gwen)
    sits.record(cast.gwen, number, **missing)
    assert minutes(unit, cast.gwen, asks.days(0)) == 0
    assert sentence in said(as_(cast.tom).get("/listening", status=200))
    sits.record(cast.gwen, number)
    assert minutes(unit, cast.gwen, asks.days(0)) == 45


def test_without_consent_nothing_is_kept_of_what_they_said(as_, cast, sits, unit):
    number = sits.plan(cast.gwen)
    sits.record(cast.gwen, number)
    sits.record(cast.gwen, number, consent=False)  # they changed their mind
    with unit():
        one = queries.listening(cast.gwen, number)
        assert (one.contact, one.quote, one.felt, one.learned) == ("",) * 4
        told = [str(entry.facts) for entry in journal.whole("leaders")]
    assert not any("angry" in facts or "Vale" in facts for facts in told)
    assert "did not agree to it" in said(as_(cast.gwen).get(f"/listening/{number}", status=200))


def test_the_minutes_are_what_the_journal_says(cast, sits, asks, unit):
    whole, again, poor, _coming = (sits.plan(cast.gwen) for _ in range(4))
    for number, said_ in (
        (whole, {}),
        (again, {"quote": ""}),
        (poor, {"action": ""}),
        (again, {"minutes": 20}),
    ):
        sits.record(cast.gwen, number, **said_)
    with unit():
        entries = list(journal.whole("leaders"))
    last = {one.facts["listening"]: one for one in entries if one.verb == "listening.record"}
    month = asks.days(0).isoformat()[:7]
    told = sum(
        one.facts["counted"]
        for one in last.values()
        if one.actor == "gwen" and one.facts["day"].startswith(month)
    )
    assert minutes(unit, cast.gwen, asks.days(0)) == told == 65


def test_who_was_there_and_stands_for_the_customer_makes_a_finding_of_it(as_, cast, sits, unit):
    number = sits.plan(cast.gwen)
    sits.record(cast.gwen, number)
    typed = {"customer": "northmoor", "who": "both"}
    as_(cast.gwen).post(f"/listening/{number}/report", data=typed, status=422)  # she has no seat
    with unit(), pytest.raises(NotAllowed):
        sits.do(cast.gwen, "report", number, account_by_handle("northmoor"), in_room=True)
    assert "Make a finding of what Gwen Pryce heard" in said(as_(cast.priya).get("/home", status=200))
    as_(cast.tom).post(f"/listening/{number}/report", data=typed, status=404)  # who was not there
    as_(cast.priya).post(f"/listening/{number}/report", data=typed, status=303)
    page = as_(cast.ruth).get("/customers/northmoor/findings", status=200)
    assert "She wants to be rung back" in said(page)
    assert "Make a finding" not in said(as_(cast.priya).get("/home", status=200))
    as_(cast.marian).get(f"/listening/{number}", status=200)  # of that clan
    with pytest.raises(NotNow):
        sits.record(cast.gwen, number)


def test_an_executive_with_a_seat_reports_it_alone(as_, cast, sits, unit):
    with unit():
        people.seat(cast.ada, account_by_handle("northmoor"), by_handle("gwen"))
    number = sits.plan(cast.gwen, beside="ada")
    sits.record(cast.gwen, number)
    typed = {"customer": "northmoor", "who": "room"}
    as_(cast.gwen).post(f"/listening/{number}/report", data=typed, status=303)
    assert "rung back" in said(as_(cast.marian).get("/customers/northmoor/findings", status=200))
    assert "rung back" not in said(as_(cast.ruth).get("/customers/northmoor/findings", status=200))


def test_the_action_waits_for_its_owner(as_, cast, sits, unit):
    number = sits.plan(cast.gwen)
    sits.record(cast.gwen, number)
    assert "left you something to do" in said(as_(cast.tom).get("/home", status=200))
    as_(cast.gwen).post(f"/listening/{number}/finish", status=404)
    as_(cast.tom).post(f"/listening/{number}/finish", status=303)
    with unit():
        assert errands.waiting_for(cast.tom) == []
    as_(cast.tom).post(f"/listening/{number}/finish", status=409)


def test_only_executives_plan_and_what_is_called_off_counts_nothing(as_, cast, sits, asks):
    number = sits.plan(cast.gwen)
    as_(cast.marian).get("/listening/new", status=404)
    as_(cast.marian).post("/listening", data={}, status=404)
    as_(cast.gwen).post(f"/listening/{number}/call-off", status=303)
    as_(cast.gwen).get(f"/listening/{number}/record", status=404)
    assert "0 of 120 minutes this month, 0 more planned" in said(as_(cast.tom).get("/listening", status=200))
    today = asks.days(0).isoformat()
    good = {"beside": "priya", "day": today, "hour": "11:00", "minutes": "60"}
    for wrong, sentence in (
        ({"beside": "gwen"}, "Choose beside whom"),
        ({"hour": "noon"}, "Write a time"),
        ({"minutes": "0"}, "Write minutes"),
        ({"day": "2020-01-01"}, "still to come"),
    ):
        assert sentence in said(as_(cast.gwen).post("/listening", data=good | wrong, status=422))


def test_what_is_wrong_in_a_record_is_said(as_, cast, sits, asks):
    number = sits.plan(cast.gwen)
    good = RECORDED | {"day": asks.days(0).isoformat(), "due": asks.days(4).isoformat()}
    for wrong, sentence in (
        ({"day": asks.days(1).isoformat()}, "Choose a day that has been."),
        ({"consent": ""}, "Say whether they agreed"),
        ({"contact": ""}, "Write who agreed to it."),
        ({"owner": ""}, "Choose who does it."),
        ({"due": ""}, "Choose a day."),
    ):
        page = as_(cast.gwen).post(f"/listening/{number}/record", data=good | wrong, status=422)
        assert sentence in said(page)
    sits.record(cast.gwen, number)
    page = as_(cast.gwen).get(f"/listening/{number}/record", status=200)
    assert "I am not angry" in page.text and 'value="45"' in page.text
