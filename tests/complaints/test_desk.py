"""The desk of an executive: the letter most due is open, and the good moments lie beside it."""

from portal.cases import together
from portal.people import actions as people
from portal.people.queries import account_by_handle, by_handle
from tests.cases import playing
from tests.pages import said


def test_the_letter_most_due_lies_open_and_others_a_press_away(as_, cast, complaints):
    first, second = (complaints.say(cast.julian, words) for words in ("It tore.", "It shrank."))
    for ref in (first, second):
        complaints.owned(cast.marian, ref, cast.gwen)
    complaints.do(cast.gwen, first, "talk", manner="phone", on="2026-01-05", minutes="9", words="Calm.")
    gwen = as_(cast.gwen)
    page = said(gwen.get("/desk", status=200))
    assert (
        "2 complaints are yours." in page and f"complaint {second}" in page
    )  # a talk is due before an offer
    assert f"complaint {first}" in said(gwen.get(f"/desk/{first}", status=200))
    as_(cast.marian).get("/desk", status=404)
    as_(cast.julian).get("/desk", status=404)


def test_orders_declared_satisfied_this_week_are_told_where_one_may_read_them(as_, cast, database, unit):
    order = playing.begin(database, cast.julian, cast.okoro, "A coat", "A coat for conducting")
    playing.to_the_end(order, cast.julian, cast.marian)
    for key, _words, _mark in order.thread.conditions():
        order.do(cast.julian, together.met, key)
    title = "A coat for conducting"
    assert title not in said(as_(cast.gwen).get("/desk", status=200))
    with unit():
        people.seat(people.OPERATOR, account_by_handle("okoro"), by_handle("gwen"), senior=False)
    page = said(as_(cast.gwen).get("/desk", status=200))
    assert title in page and "Julian Okoro is satisfied" in page
