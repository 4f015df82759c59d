"""Who answers in person: drawn, chosen, refused, given back, and never whom it is about."""

from datetime import timedelta

import time_machine

from portal.clans.queries import day_of
from portal.complaints import record
from portal.complaints.model import Complaint
from portal.kernel import clock, journal
from portal.kernel.db import session
from portal.people import standing
from portal.people.queries import by_handle
from tests.pages import said
from workflows.complaints import draw, duty


def test_whom_it_is_about_is_never_drawn(as_, cast, complaints, helena):
    for _number in range(2):
        ref = complaints.say(cast.julian, about="gwen")
        complaints.owned(cast.marian, ref, helena)
    assert "Left out: Gwen Pryce (the complaint is about them)" in said(complaints.page(cast.julian, ref))


def test_refused_by_the_customer_it_goes_to_another_with_the_reason(as_, cast, complaints, helena):
    ref = complaints.say(cast.julian, about="helena")
    complaints.owned(cast.marian, ref, cast.gwen)
    complaints.do(cast.julian, ref, "refuse_owner", words="She sold me the coat.")
    assert complaints.it(ref).owner is None  # nobody is left: a steward asks somebody
    page = said(complaints.page(cast.iris, ref))
    assert "Find who answers in person" in page
    complaints.do(cast.iris, ref, "appoint", person="gwen")
    assert complaints.it(ref).owner.how == "steward" and complaints.sound(ref)


def test_given_back_for_a_conflict_another_is_drawn_at_once(as_, cast, complaints, helena):
    ref = complaints.say(cast.julian)
    complaints.do(cast.marian, ref, "acknowledge", words="It tore.")
    grades = {"severity": "2", "complexity": "1", "impact": "one", "safety": "no", "words": "It tore."}
    complaints.do(cast.marian, ref, "assess", **grades)
    first = complaints.it(ref).owner.who
    owner, other = (cast.gwen, helena) if first == "gwen" else (helena, cast.gwen)
    complaints.do(owner, ref, "hand_back", words="He is my cousin.")
    assert complaints.it(ref).owner.who == other.handle
    complaints.page(owner, ref, status=404)  # it is theirs no more
    assert [one.because for one in complaints.it(ref).owners] == ["conflict", ""]


def test_where_all_executives_have_left_a_steward_is_asked(as_, cast, complaints, unit):
    with unit():
        standing.appoint(by_handle("ada"), by_handle("gwen"), [])
    ref = complaints.say(cast.julian)
    complaints.do(cast.marian, ref, "acknowledge", words="It tore.")
    grades = {"severity": "2", "complexity": "1", "impact": "one", "safety": "no", "words": "It tore."}
    complaints.do(cast.marian, ref, "assess", **grades)
    assert complaints.it(ref).owner is None
    assert "Find who answers in person" in said(as_(cast.iris).get("/complaints", status=200))


def test_one_of_three_is_chosen_by_oneself(as_, cast, complaints, unit):
    with unit():
        standing.appoint(by_handle("ada"), by_handle("tom"), ["executive"])
    first, second = complaints.say(cast.ruth), complaints.say(cast.ruth)
    for ref in (first, second):
        complaints.do(cast.marian, ref, "acknowledge", words="It tore.")
    complaints.do(cast.tom, first, "choose")
    refused = complaints.do(cast.tom, second, "choose", status=409)
    assert "You have chosen a complaint this month already." in said(refused)


def test_the_month_is_what_the_journal_tells_and_a_talk_counts_when_it_is_confirmed(
    as_, cast, complaints, unit, helena
):
    """Drawn in one month and confirmed in the next: it counts in the next (workflows.md, worked number 4)."""
    now = clock.now()
    refs = [complaints.say(cast.julian, about="helena") for _number in range(3)]
    for ref in refs:
        complaints.owned(cast.marian, ref, cast.gwen)
        complaints.do(cast.gwen, ref, "talk", manner="phone", on="2026-01-05", minutes="9", words="Calm.")
    complaints.do(cast.julian, refs[0], "talks/0/so")
    complaints.do(cast.julian, refs[2], "talks/0/otherwise")
    next_month = (now.replace(day=1) + timedelta(days=40)).replace(day=2)
    with time_machine.travel(next_month, tick=False):
        complaints.do(cast.julian, refs[1], "talks/0/so")
        with unit():
            shown = {of: _gwens(record.month(of)) for of in (now.date(), next_month.date())}
            told = _from_journal()
    assert [one.counted for one in shown.values()] == [1, 1]
    assert shown[now.date()].given == 3
    for of, line in shown.items():
        shares = {"gwen": line.share}
        assert next(one for one in duty.record(told, of, shares) if one.handle == "gwen") == line


def _gwens(month):
    return next(line.record for line in month.lines if line.handle == "gwen")


def _from_journal():
    """What executives were given and what was confirmed, from the entries of complaints alone."""
    streams = [name for name in journal.streams() if name.startswith("complaint:")]
    return [one for one in map(_of_stream, streams) if one]


def _of_stream(stream):
    given = confirmed = None
    for entry in journal.whole(stream):
        if entry.verb == "complaint.draw":
            owners = next(one["now"] for one in entry.changes if one["path"] == ["owners"])
            given = (owners[-1]["who"], day_of(entry.at))
            assert draw.replay(owners[-1]["facts"]) == given[0]
        if entry.verb == "complaint.confirm_talk":
            confirmed = day_of(entry.at)
    return duty.Assignment(handle=given[0], given=given[1], confirmed=confirmed) if given else None


def test_a_complaint_is_no_order_and_stands_in_no_list_of_them(as_, cast, complaints, unit):
    complaints.say(cast.julian, "The lining tore.")
    assert "The lining tore" not in as_(cast.julian).get("/orders", status=200).text
    with unit():
        assert session().query(Complaint).count() == 1
