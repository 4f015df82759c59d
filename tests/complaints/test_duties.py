"""What executives owe, when they are away, who stands in, and what customers read of their month."""

from datetime import timedelta

from portal.clans.queries import today
from tests.cases import playing
from tests.pages import said

DUTIES = "/complaints/duties"


def _away(first, last, **more):
    return {"person": "gwen", "first": first.isoformat(), "last": last.isoformat(), **more}


def test_who_is_away_is_not_drawn_and_nobody_left_waits_for_a_steward(as_, cast, complaints, helena, unit):
    with unit():
        now = today()
    as_(cast.gwen).post(f"{DUTIES}/away", data=_away(now, now + timedelta(days=9)), status=303)
    assert "away from" in said(as_(cast.marian).get(DUTIES, status=200))
    ref = complaints.say(cast.julian)
    complaints.owned(cast.marian, ref, helena)
    assert "Gwen Pryce (away)" in said(complaints.page(cast.julian, ref))


def test_when_all_are_away_the_one_who_stands_in_answers(as_, cast, complaints, unit):
    with unit():
        now = today()
    away = _away(now, now + timedelta(days=9), substitute="tom")
    as_(cast.iris).post(f"{DUTIES}/away", data=away, status=303)
    ref = complaints.say(cast.julian)
    complaints.do(cast.marian, ref, "acknowledge", words="It tore.")
    grades = {"severity": "2", "complexity": "1", "impact": "one", "safety": "no", "words": "It tore."}
    complaints.do(cast.marian, ref, "assess", **grades)
    assert complaints.it(ref).owner.who == "tom"
    complaints.do(cast.tom, ref, "talk", manner="phone", on="2026-01-05", minutes="9", words="Calm.")


def test_days_that_make_no_sense_are_refused(as_, cast, unit):
    with unit():
        now = today()
    for first, last in ((9, 1), (-20, -9), (0, 500)):
        span = _away(now + timedelta(days=first), now + timedelta(days=last))
        page = as_(cast.gwen).post(f"{DUTIES}/away", data=span, status=409)
        assert "Write a first and a last day" in said(page)
    himself = _away(now, now + timedelta(days=2), substitute="gwen")
    assert "Somebody else stands in." in said(as_(cast.gwen).post(f"{DUTIES}/away", data=himself, status=409))
    as_(cast.tom).post(f"{DUTIES}/away", data=_away(now, now), status=403)


def test_a_target_and_a_limit_are_set_and_felt(as_, cast, complaints):
    owes = {"person": "gwen", "target": "5", "most": "50"}
    as_(cast.gwen).post(f"{DUTIES}/owe", data=owes, status=403)
    as_(cast.iris).post(f"{DUTIES}/owe", data=owes, status=303)
    assert "5 a month, up to £50 alone" in said(as_(cast.marian).get(DUTIES, status=200))
    for target in ("", "many", "21", "-1"):
        as_(cast.iris).post(f"{DUTIES}/owe", data={**owes, "target": target}, status=422)
    ref = complaints.say(cast.julian)
    complaints.owned(cast.marian, ref, cast.gwen)
    complaints.do(cast.gwen, ref, "offer", words="A lining.", by_date="2027-06-01", value="50.01")
    assert not complaints.it(ref).offers[-1].shown


def test_customers_read_of_the_month_what_the_house_shows(as_, cast):
    months = "/complaints/months"
    as_(cast.julian).get(months, status=404)
    as_(cast.iris).post(f"{DUTIES}/shown", data={"what": "sums"}, status=303)
    page = said(as_(cast.julian).get(months, status=200))
    assert "0 of 3 were answered in person." in page and "Gwen" not in page
    as_(cast.iris).post(f"{DUTIES}/shown", data={"what": "names"}, status=303)
    assert "Gwen Pryce" in said(as_(cast.julian).get(months, status=200))
    as_(cast.julian).get(DUTIES, status=404)


def test_said_at_a_line_it_knows_the_line(as_, cast, complaints, unit, database):
    order = playing.begin(database, cast.julian, cast.okoro)
    page = as_(cast.julian).get(f"/complaints/new?order={order.ref}&stage=cloth&line=code", status=200)
    assert "It is about" in said(page) and "Cloth" in said(page)
    as_(cast.ruth).get(f"/complaints/new?order={order.ref}", status=200)
    assert (
        order.ref
        not in as_(cast.ruth)
        .get(f"/complaints/new?order={order.ref}", status=200)
        .text.split("<main")[1]
        .split("</main")[0]
    )
    ref = complaints.say(cast.ruth, order=order.ref, stage="cloth")
    assert complaints.it(ref).heard.order == ""
