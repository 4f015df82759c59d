"""Offers and what comes of them: countered, above the limit, refused, late, and judged by the customer."""

from datetime import timedelta

import time_machine

from portal.kernel import clock
from tests.complaints.conftest import GRADES
from tests.pages import said

OFFER = {"words": "A new lining.", "by_date": "2027-06-01"}


def _owned(complaints, cast):
    ref = complaints.say(cast.julian, about="helena")
    complaints.owned(cast.marian, ref, cast.gwen)
    return ref


def test_after_three_counter_offers_a_steward_mediates(cast, complaints, helena):
    ref = _owned(complaints, cast)
    for number in range(3):
        complaints.do(cast.gwen, ref, "offer", **OFFER)
        complaints.do(cast.julian, ref, "counter", words=f"And {number + 1} buttons.")
    assert "mediate" in said(complaints.page(cast.julian, ref))
    complaints.do(cast.gwen, ref, "mediate", status=404, **OFFER)
    complaints.do(cast.iris, ref, "mediate", **{**OFFER, "value": "9000"})
    assert complaints.it(ref).offers[-1].mediated and complaints.it(ref).offers[-1].shown
    again = complaints.do(cast.julian, ref, "counter", words="And four.", status=409)
    assert "Accept it or refuse it" in said(again)
    complaints.do(cast.julian, ref, "refuse", words="It is not enough.")
    assert complaints.sound(ref)


def test_above_the_limit_the_customer_reads_it_only_once_another_executive_agrees(
    as_, cast, complaints, helena
):
    ref = complaints.say(cast.julian)
    complaints.do(cast.marian, ref, "assess", **GRADES)
    mine = {"gwen": cast.gwen, "helena": helena}
    owner = mine.pop(complaints.it(ref).owner.who)
    (other,) = mine.values()
    complaints.page(other, ref, status=404)
    complaints.do(owner, ref, "offer", **{**OFFER, "words": "A whole new coat.", "value": "1,000.01"})
    assert "A whole new coat." not in complaints.page(cast.julian, ref).text
    assert complaints.letters(ref)[-1] == "owner"  # nothing of it left the house
    complaints.do(owner, ref, "second", status=403)
    complaints.do(cast.julian, ref, "accept", status=409)
    assert "An offer to Julian Okoro is above the limit" in said(as_(other).get("/home", status=200))
    complaints.do(other, ref, "second")
    assert "A whole new coat." in complaints.page(cast.julian, ref).text
    complaints.page(other, ref, status=404)


def test_at_the_limit_nobody_else_is_asked(cast, complaints):
    ref = _owned(complaints, cast)
    complaints.do(cast.gwen, ref, "offer", **{**OFFER, "value": "1000"})
    assert complaints.it(ref).offers[-1].shown


def test_nothing_offered_names_other_ways(cast, complaints):
    ref = _owned(complaints, cast)
    page = complaints.do(cast.gwen, ref, "offer", words="We see no fault.", status=422)
    assert "If you offer nothing, write what else they can do." in said(page)
    complaints.do(cast.gwen, ref, "offer", words="We see no fault.", instead="The guild’s ombudsman")
    assert "The guild’s ombudsman" in said(complaints.page(cast.julian, ref))


def test_a_promised_day_that_passes_asks_the_executive_to_speak_once_more(cast, complaints):
    ref, now = _owned(complaints, cast), clock.now()
    by = (now + timedelta(days=7)).date().isoformat()
    complaints.agreed(cast.julian, cast.gwen, ref, by_date=by)
    assert "Speak with them in person" not in said(complaints.page(cast.gwen, ref))
    with time_machine.travel(now + timedelta(days=9), tick=False):
        page = said(complaints.page(cast.gwen, ref))
        assert "Speak with them in person" in page and "due" in page
        complaints.do(cast.gwen, ref, "talk", manner="phone", on="2026-01-05", minutes="9", words="Sorry.")
        assert "Speak with them in person" not in said(complaints.page(cast.gwen, ref))


def test_what_is_not_done_by_the_customers_word_is_to_be_done(cast, complaints):
    ref = _owned(complaints, cast)
    complaints.agreed(cast.julian, cast.gwen, ref)
    complaints.do(cast.gwen, ref, "carry_out", words="It lies at the desk.")
    page = complaints.do(cast.julian, ref, "refuse_done", words="", status=422)
    assert "Write a few words." in said(page)
    complaints.do(cast.julian, ref, "refuse_done", words="The left side is missing.")
    assert "Do what was promised" in said(complaints.page(cast.gwen, ref))
    complaints.do(cast.gwen, ref, "carry_out", words="Now both.")
    complaints.do(cast.julian, ref, "accept_done")
    assert complaints.it(ref).agreed.good == "yes" and complaints.sound(ref)


def test_what_is_unsafe_needs_something_done_at_once(cast, complaints):
    ref = complaints.say(cast.julian, "The button came off in my son's mouth.")
    said_ = {"severity": "5", "complexity": "1", "impact": "one", "safety": "yes", "words": "A child."}
    page = complaints.do(cast.marian, ref, "assess", status=422, **said_)
    assert "somebody is not safe" in said(page)
    complaints.do(cast.marian, ref, "assess", immediate="We rang every buyer.", **said_)
    assert complaints.it(ref).assessment.safety


def test_absurd_figures_are_refused_with_a_sentence(cast, complaints):
    ref = _owned(complaints, cast)
    for field, typed in (
        ("value", "a lot"),
        ("value", "-5"),
        ("value", "9" * 30),
        ("by_date", "2020-01-01"),
        ("by_date", "9999-12-31"),
        ("by_date", "soon"),
    ):
        complaints.do(cast.gwen, ref, "offer", status=422, **{**OFFER, field: typed})
    for minutes in ("0", "-3", "601", "many", "²"):
        talk = {"manner": "phone", "on": "2026-01-05", "minutes": minutes, "words": "Calm."}
        complaints.do(cast.gwen, ref, "talk", status=422, **talk)
    assert complaints.it(ref).offers == () and complaints.it(ref).contacts == ()
