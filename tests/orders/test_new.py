"""Stating a need: one sentence is enough, and an order begins."""

from portal.cases import listing
from tests.cases import playing
from tests.pages import said

RAIN = "A coat that keeps the rain out. It may look worn, and it must last ten years at the least."


def order_of(database, person, answer):
    """The order that an answer leads to."""
    return playing.Order(database, person, answer.location.rpartition("/")[2])


def test_one_sentence_begins_an_order_that_both_sides_see(as_, cast, database):
    julian = as_(cast.julian)
    assert "For which customer?" not in julian.get("/orders/new", status=200).text
    answer = julian.post("/orders/new", data={"need": RAIN}, status=303)
    assert answer.location == "/orders/okoro-1"
    order = order_of(database, cast.julian, answer)
    assert order.held("need.title") == "A coat that keeps the rain out"
    assert order.held("need.need") == RAIN
    assert order.last == "Julian Okoro stated a need"
    for person in (cast.julian, cast.marian, cast.priya):
        assert RAIN in as_(person).get(answer.location, status=200).text
    for person in (cast.stranger, cast.ruth, cast.tom, cast.ada):
        as_(person).get(answer.location, status=404)


def test_conditions_day_and_name_go_with_it(as_, cast, database):
    data = {
        "need": RAIN, "title": "Rain coat", "wanted_by": "2027-05-01",
        "condition": ["Dry for an hour", "", "Blue"], "how": ["I walk home", "", ""],
    }  # fmt: skip
    answer = as_(cast.julian).post("/orders/new", data=data, status=303)
    order = order_of(database, cast.julian, answer)
    assert order.held("need.satisfaction") == [
        {"text": "Dry for an hour", "how_judged": "I walk home"},
        {"text": "Blue"},
    ]
    assert (order.held("need.title"), order.held("need.date_needed")) == ("Rain coat", "2027-05-01")


def test_one_of_the_clan_states_it_for_a_customer_they_stand_for(as_, cast):
    marian = as_(cast.marian)
    page = marian.get("/orders/new", status=200).text
    assert '<option value="okoro"' in page
    assert '<option value="harrow"' not in page
    for handle in ("harrow", "made-up"):
        marian.post("/orders/new", data={"need": RAIN, "account": handle}, status=404)
    as_(cast.ada).post("/orders/new", data={"need": RAIN, "account": "okoro"}, status=404)
    answer = marian.post("/orders/new", data={"need": RAIN, "account": "okoro"}, status=303)
    assert "may change every word of it" in page
    page = as_(cast.julian).get(answer.location, status=200).text
    assert "in Marian’s words" in page
    assert "change it" in page


def test_a_forgotten_customer_is_asked_for_and_nothing_typed_is_lost(as_, cast):
    typed = {"need": RAIN, "title": "Rain coat", "account": ""}
    page = as_(cast.marian).post("/orders/new", data=typed, status=422).text
    assert 'href="#account">Choose the customer whose need it is.' in page
    assert RAIN in page
    assert 'value="Rain coat"' in page


def test_who_stands_for_no_customer_is_told_so_before_they_write(as_, cast):
    page = as_(cast.ada).get("/orders/new", status=200).text
    assert "You stand for no customer yet." in page
    assert 'href="/people/invite?place=new"' in page
    assert "What do you need, and why?" not in page
    for writes in (cast.julian, cast.marian):
        assert "What do you need, and why?" in as_(writes).get("/orders/new", status=200).text


def test_a_customer_cannot_state_it_for_another(as_, cast, database):
    answer = as_(cast.julian).post("/orders/new", data={"need": RAIN, "account": "northmoor"}, status=303)
    assert answer.location == "/orders/okoro-1"
    with database.unit(write=False):
        assert listing.some(cast.ruth, listing.Wanted())[0] == []


def test_what_does_not_fit_is_said_and_everything_typed_is_kept(as_, cast):
    julian = as_(cast.julian)
    typed = {"title": "Rain coat", "condition": ["Dry", "Blue"], "how": ["I walk", ""]}
    for wrong, sentence in (
        ({"need": ""}, "Say what you need first; one sentence is enough."),
        ({"need": "   "}, "Say what you need first; one sentence is enough."),
        ({"need": RAIN, "wanted_by": "in spring"}, "The day you need it"),
        ({"need": RAIN * 400}, "20,000 is the most it can hold."),
        ({"need": RAIN, "title": "coat " * 40}, "120 is the most it can hold."),
    ):
        answer = julian.post("/orders/new", data={**typed, **wrong}, status=422)
        assert sentence in answer.text
        for kept in ('value="Dry"', 'value="Blue"', 'value="I walk"'):
            assert kept in answer.text
    assert "No orders yet." in julian.get("/orders", status=200).text


def test_orders_count_per_customer(as_, cast):
    for person, ref in ((cast.julian, "okoro-1"), (cast.ruth, "northmoor-1"), (cast.julian, "okoro-2")):
        answer = as_(person).post("/orders/new", data={"need": RAIN}, status=303)
        assert answer.location == f"/orders/{ref}"


def test_what_it_is_about_is_asked_and_what_it_mostly_was_is_chosen_already(as_, cast, database):
    ruth = as_(cast.ruth)
    page = ruth.get("/orders/new", status=200).text
    assert "What is it about?" in page and 'value="bespoke-suit" checked' in page
    answer = ruth.post("/orders/new", data={"need": RAIN, "workflow": "machined-part"}, status=303)
    assert order_of(database, cast.ruth, answer).thread.workflow == "machined-part"
    assert 'value="machined-part" checked' in ruth.get("/orders/new").text
    assert 'value="bespoke-suit" checked' in as_(cast.julian).get("/orders/new").text
    wrong = ruth.post("/orders/new", data={"need": RAIN, "workflow": "hat"}, status=422)
    assert "Choose what it is about." in said(wrong) and RAIN in wrong.text
    answer = ruth.post("/orders/new", data={"need": RAIN}, status=303)
    assert order_of(database, cast.ruth, answer).thread.workflow == "machined-part"
    ruth.post("/orders/new", data={"need": RAIN, "workflow": "joint-project"}, status=303)
    assert 'value="machined-part" checked' in ruth.get("/orders/new").text, "one project makes no habit"


def test_a_link_may_say_what_it_is_about(as_, cast, database):
    julian = as_(cast.julian)
    page = julian.get("/orders/new?about=joint-project", status=200).text
    assert 'value="joint-project" checked' in page
    summaries = ("A suit cut and made for one person", "share what it saves", "A part made to a drawing")
    assert all(summary in page for summary in summaries)
    assert 'value="bespoke-suit" checked' in julian.get("/orders/new?about=made-up", status=200).text
    said_ = {
        "need": RAIN,
        "workflow": "joint-project",
        "wanted_by": "2027-05-01",
        "condition": "Dry",
        "how": "",
    }
    order = order_of(database, cast.julian, julian.post("/orders/new", data=said_, status=303))
    assert order.thread.now == "invitation" and order.held("invitation.problem") == RAIN
    assert order.held("invitation.wanted_by") == "2027-05-01"
    assert order.held("invitation.satisfaction") == [{"text": "Dry"}]


def test_nobody_is_asked_what_it_is_about_where_there_is_one_kind(as_, cast, monkeypatch):
    one = [("bespoke-suit", "Bespoke suit", "A suit")]
    monkeypatch.setattr("portal.orders.queries.processes", lambda: one)
    assert "What is it about?" not in as_(cast.julian).get("/orders/new", status=200).text
