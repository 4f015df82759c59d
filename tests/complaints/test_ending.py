"""The end in the customer's word; after tries that nobody answered; and what comes back."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.complaints import settling
from portal.kernel import clock
from tests.pages import said


@pytest.fixture
def closed(cast, complaints):
    """A complaint of Julian's that Gwen answered and he closed as satisfied, with its cause and change."""
    ref = complaints.say(cast.julian, about="helena")
    complaints.owned(cast.marian, ref, cast.gwen)
    complaints.agreed(cast.julian, cast.gwen, ref)
    complaints.do(cast.gwen, ref, "carry_out", words="It lies at the desk.")
    complaints.do(cast.julian, ref, "accept_done")
    complaints.do(cast.gwen, ref, "name_cause", kind="process", why1="Cut for walking")
    said_ = {"changes": "yes", "words": "We ask.", "change": "Suit: need", "due": "2027-07-01"}
    complaints.do(cast.gwen, ref, "prevent", **said_)
    complaints.do(cast.julian, ref, "close", outcome="satisfied", personally="yes")
    return ref


def _later(days):
    return time_machine.travel(clock.now() + timedelta(days=days), tick=False)


def test_it_is_asked_after_30_and_90_days_and_comes_back_on_day_60(as_, cast, complaints, closed, database):
    assert "Is it still fine" not in said(complaints.page(cast.julian, closed))
    complaints.do(cast.julian, closed, "check", fine="yes", status=409)
    with _later(33):
        settling.look(database)
        assert "You closed a complaint 30 days ago." in said(as_(cast.julian).get("/home", status=200))
        complaints.do(cast.julian, closed, "check", fine="yes")
        complaints.do(cast.julian, closed, "check", fine="yes", status=409)
    with _later(60):
        complaints.do(cast.julian, closed, "reopen")
        one = complaints.it(closed)
        assert (one.status, one.round, one.owner.who) == ("open", 2, "gwen")
        page = said(complaints.page(cast.gwen, closed))
        assert "Speak with them in person" in page and "Offer what puts it right" in page
    assert complaints.sound(closed)


def test_a_check_that_is_not_fine_opens_it_and_asks_for_prevention_anew(cast, complaints, closed):
    with _later(93):
        page = complaints.do(cast.julian, closed, "check", fine="no", status=422)
        assert "Write in a sentence what happened." in said(page)
        complaints.do(cast.julian, closed, "check", fine="no", words="It tore again.")
        assert complaints.it(closed).status == "open"
        complaints.do(cast.gwen, closed, "talk", manner="visit", on="2026-01-05", minutes="9", words="Sorry.")
        complaints.do(cast.gwen, closed, "offer", words="A new coat.", by_date="2027-09-01")
        complaints.do(cast.julian, closed, "accept")
        assert "Say why it happened" in said(complaints.page(cast.gwen, closed))
    assert complaints.sound(closed)


def test_nobody_but_the_customer_closes_until_three_tries_on_three_days(cast, complaints):
    ref = complaints.say(cast.julian, about="helena")
    complaints.owned(cast.marian, ref, cast.gwen)
    for who in (cast.gwen, cast.marian, cast.iris):
        complaints.do(who, ref, "close", outcome="satisfied", status=404)
    refused = complaints.do(cast.iris, ref, "close_for", words="No answer.", status=409)
    assert "Only the customer closes." in said(refused)
    for day in range(1, 4):
        with _later(day):
            complaints.do(cast.marian, ref, "note_try", words="Rang twice.")
            complaints.do(cast.marian, ref, "note_try", words="Rang twice.", status=409)
    with _later(4):
        complaints.do(cast.iris, ref, "close_for", words="No answer.")
        assert complaints.it(ref).status == "closed" and complaints.letters(ref)[-1] == "closed"
        complaints.do(cast.julian, ref, "reopen")
        assert complaints.it(ref).status == "open"
        complaints.do(cast.iris, ref, "close_for", words="Again.", status=409)  # he has been heard of since


def test_an_update_is_owed_every_five_working_days_even_when_nothing_happened(
    as_, cast, complaints, database
):
    ref = complaints.say(cast.julian, about="helena")
    complaints.owned(cast.marian, ref, cast.gwen)
    complaints.do(cast.gwen, ref, "talk", manner="phone", on="2026-01-05", minutes="9", words="Calm.")
    assert "Write to them" not in said(complaints.page(cast.gwen, ref))
    with _later(8):
        settling.look(database)
        assert "Write to them, even if nothing happened" in said(complaints.page(cast.gwen, ref))
        complaints.do(cast.gwen, ref, "letters", words="Nothing yet. I ring the mill on Monday.")
        assert "Write to them, even if nothing happened" not in said(complaints.page(cast.gwen, ref))


def test_no_clock_rests_without_the_customers_yes(cast, complaints):
    ref = complaints.say(cast.julian, about="helena")
    complaints.owned(cast.marian, ref, cast.gwen)
    until = (clock.now() + timedelta(days=60)).date().isoformat()
    complaints.do(cast.gwen, ref, "ask_pause", until=until, words="The mill is shut.")
    with _later(30):
        assert "was due" in said(complaints.page(cast.gwen, ref))
    complaints.do(cast.julian, ref, "allow_pause")
    with _later(30):
        assert "was due" not in said(complaints.page(cast.gwen, ref))
    assert complaints.sound(ref)


def test_the_same_twice_is_joined_and_both_are_kept(cast, complaints):
    first, second = complaints.say(cast.julian, "It tore."), complaints.say(cast.julian, "It tore, again.")
    theirs = complaints.say(cast.ruth, "Something else")
    complaints.do(cast.marian, second, "join", person=theirs, status=409)
    complaints.do(cast.marian, second, "join", person=first)
    page = said(complaints.page(cast.julian, second))
    assert f"answered together with {first}" in page and "It tore, again." in page
    complaints.do(cast.marian, second, "acknowledge", words="It tore.", status=409)
    complaints.do(cast.marian, first, "acknowledge", words="It tore.")


def test_the_customer_is_asked_on_a_working_day_of_the_house_on_their_own_clock(cast, complaints, database):
    friday = datetime(2027, 11, 5, 10, 0, tzinfo=UTC)  # and 30 days are Sunday 5 December
    with time_machine.travel(friday, tick=False):
        ref = complaints.say(cast.julian, about="helena")
        complaints.owned(cast.marian, ref, cast.gwen)
        complaints.do(cast.julian, ref, "close", outcome="withdrawn")
        complaints.do(cast.julian, ref, "reopen")
        complaints.do(cast.julian, ref, "close", outcome="not_satisfied", words="Enough.")
    for hours, asked in ((30 * 24 + 1, False), (31 * 24 - 1, False), (31 * 24 + 1, True)):
        with time_machine.travel(friday + timedelta(hours=hours), tick=False):
            settling.look(database)
            assert ("Say whether it is still fine" in said(complaints.page(cast.julian, ref))) is asked, hours
