"""Objections in a customer's name: a note or a hold, answered in writing by whoever is named."""

import pytest

from portal.cases import actions as cases
from portal.kernel import clock, journal
from portal.kernel.verbs import NotAllowed, NotNow
from portal.objections import queries, show
from portal.people import actions as people
from portal.people import standing
from portal.people.queries import account_by_handle, by_handle
from tests.pages import said
from workflows.case import Refused
from workflows.objections import by_department

OBJECTIONS = "/customers/okoro/objections"
TYPED = {
    "order": "okoro-1",
    "stage": "cloth",
    "about": "stage",
    "decision": "The cloth is cut today",
    "harm": "They have not seen it by daylight",
    "better": "Show it to them first",
    "weight": "hold",
    "person": "marian",
}


def test_a_hold_keeps_the_stage_from_moving_until_it_is_answered(as_, cast, order, objections):
    order.put(cast.marian, "cloth.code", "W 81")
    as_(cast.piotr).post(OBJECTIONS, data=TYPED | {"order": order.ref}, status=303)
    page = as_(cast.marian).post(order.stage("cloth", "sign"), data={}, status=409)
    assert "the hold of Piotr Alder, which Marian Wren is to answer" in said(page)
    answered = {"outcome": "declined", "words": "Julian has seen it in the street this morning."}
    as_(cast.marian).post(f"{OBJECTIONS}/1/answer", data=answered, status=303)
    assert objections.row(1).outcome == "declined"
    assert not any(one.open for one in order.thread.holds.values())
    assert order.sound()


def test_both_sides_see_that_it_is_held_and_only_the_clan_why(as_, cast, order, objections):
    objections.to(cast.piotr)
    theirs, ours = as_(cast.julian).get(order.at(), status=200), as_(cast.marian).get(order.at(), status=200)
    assert "Piotr Alder holds this stage in your name." in said(theirs)
    assert "Piotr Alder holds this stage in the customer’s name." in said(ours)
    assert f"{OBJECTIONS}/1" in ours.text and "objections" not in theirs.text
    for path in (order.at(), order.stage("cloth"), order.at("/history"), "/home", "/customers/okoro"):
        page = as_(cast.julian).get(path).text
        assert "daylight" not in page and "Show it to them" not in page
    for path in (OBJECTIONS, f"{OBJECTIONS}/1", f"{OBJECTIONS}/new", order.stage("cloth", "object")):
        as_(cast.julian).get(path, status=404)
        as_(cast.tom).get(path, status=404)
        as_(cast.ada).get(path, status=404)


def test_a_note_is_answered_and_holds_nothing(as_, cast, order, objections):
    number = objections.to(cast.piotr, hold=False)
    assert order.thread.holds == {} and objections.row(number).hold == ""
    objections.do(cast.marian, "answer", number, "upheld", "We show it first.")
    page = said(as_(cast.priya).get(f"{OBJECTIONS}/{number}", status=200))
    assert "We show it first." in page and "Upheld" in page and "Marian Wren answered" in page


def test_how_the_house_works_can_be_objected_to_without_an_order(as_, cast, order):
    typed = TYPED | {"order": "none", "stage": "", "weight": "note", "about": "policy"}
    as_(cast.piotr).post(OBJECTIONS, data=typed, status=303)
    assert "The cloth is cut today" in said(as_(cast.priya).get(OBJECTIONS, status=200))
    page = as_(cast.piotr).post(OBJECTIONS, data=typed | {"weight": "hold"}, status=422)
    assert "Only a stage of an order can be held." in said(page) and "by daylight" in page.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"about": "the weather"}, "Say what kind of decision it is."),
        ({"decision": ""}, "Write which decision it is."),
        ({"harm": " "}, "Write what it does to the customer."),
        ({"better": ""}, "Write what would be better for them."),
        ({"better": "x" * 601}, "Write at most 600 characters."),
        ({"weight": "heavy"}, "Choose whether the stage waits for the answer."),
        ({"person": "tom"}, "Choose who answers."),  # he is in another clan
        ({"person": "piotr"}, "Choose who answers."),  # nobody answers what they object to
        ({"person": "julian"}, "Choose who answers."),
    ],
)
def test_what_cannot_be_objected_is_said_and_kept(as_, cast, order, wrong, sentence):
    page = as_(cast.piotr).post(OBJECTIONS, data=TYPED | {"order": order.ref} | wrong, status=422)
    assert sentence in said(page)
    assert as_(cast.piotr).get(f"{OBJECTIONS}/1", status=404)


def test_an_order_or_stage_of_others_cannot_be_held(as_, cast, order, objections):
    as_(cast.piotr).post(OBJECTIONS, data=TYPED | {"order": "northmoor-1"}, status=404)
    page = as_(cast.piotr).post(OBJECTIONS, data=TYPED | {"order": order.ref, "stage": "made_up"}, status=409)
    assert "Say which stage of which order is held." in said(page)
    behind = TYPED | {"order": order.ref, "stage": "need"}
    page = as_(cast.piotr).post(OBJECTIONS, data=behind, status=409)
    assert "is behind us already, so there is nothing to hold." in said(page)
    objections.to(cast.piotr)
    page = as_(cast.piotr).post(OBJECTIONS, data=TYPED | {"order": order.ref}, status=409)
    assert "You hold Cloth already." in said(page) and "by daylight" in page.text


def test_only_who_is_named_answers_and_only_who_raised_it_takes_it_back(cast, objections):
    number = objections.to(cast.piotr)
    for person in (cast.piotr, cast.priya, cast.julian, cast.tom, cast.ada):
        with pytest.raises(NotAllowed):
            objections.do(person, "answer", number, "declined", "No.")
    with pytest.raises(NotAllowed):
        objections.do(cast.marian, "take_back", number)
    objections.do(cast.piotr, "take_back", number)
    assert objections.row(number).outcome == "taken_back"
    with pytest.raises(NotNow, match="answered or taken back in the meantime"):
        objections.do(cast.marian, "answer", number, "declined", "No.")


def test_two_who_answer_at_once_answer_once(as_, cast, order, objections):
    number = objections.to(cast.piotr)
    objections.do(cast.marian, "answer", number, "upheld", "We show it first.")
    second = {"outcome": "declined", "words": "No, it is cut."}
    page = as_(cast.marian).post(f"{OBJECTIONS}/{number}/answer", data=second, status=409)
    assert "answered or taken back in the meantime" in said(page)
    assert objections.row(number).answer == "We show it first."
    as_(cast.marian).get(f"{OBJECTIONS}/{number}/answer", status=404)


def test_it_waits_on_the_first_page_of_whoever_is_named_and_is_late_there(as_, cast, objections):
    number = objections.to(cast.piotr)
    home = as_(cast.marian).get("/home", status=200)
    assert "Piotr Alder holds “" in said(home) and f"{OBJECTIONS}/{number}" in home.text
    assert f"{OBJECTIONS}/{number}" not in as_(cast.priya).get("/home").text
    with clock.as_of(clock.now().replace(year=clock.now().year + 1)):
        assert "Late" in said(as_(cast.marian).get(OBJECTIONS, status=200))
    objections.do(cast.marian, "answer", number, "upheld", "We show it first.")
    assert f"{OBJECTIONS}/{number}" not in as_(cast.marian).get("/home").text


def test_somebody_else_may_be_named_by_them_or_by_a_senior(as_, cast, order, objections):
    number = objections.to(cast.marian, answerer="piotr")
    as_(cast.priya).post(f"{OBJECTIONS}/{number}/name", data={"person": "priya"}, status=403)
    page = as_(cast.piotr).post(f"{OBJECTIONS}/{number}/name", data={"person": "tom"}, status=422)
    assert "Choose who answers." in said(page)
    as_(cast.piotr).post(f"{OBJECTIONS}/{number}/name", data={"person": "priya"}, status=303)
    assert objections.row(number).answerer == "priya"
    assert [one.who for one in order.thread.holds.values()] == ["priya"]
    assert f"{OBJECTIONS}/{number}" in as_(cast.priya).get("/home").text


def test_when_whoever_is_named_goes_a_senior_answers(cast, order, objections, unit):
    number = objections.to(cast.marian, answerer="piotr")
    other = objections.to(cast.piotr, hold=False, answerer="marian")
    with unit():
        people.unseat(cast.ada, account_by_handle("okoro"), by_handle("piotr"))
    assert objections.row(number).answerer == "priya", "Marian leads, but it is hers"
    assert [one.who for one in order.thread.holds.values()] == ["priya"]
    with unit():
        standing.leave(cast.ada, by_handle("marian"))
    assert objections.row(other).answerer == "priya"
    assert order.sound()


def test_nobody_left_to_answer_is_said_and_the_next_who_comes_does(as_, cast, order, objections, unit):
    number = objections.to(cast.piotr, answerer="marian")
    with unit():
        for name in ("marian", "priya"):
            people.unseat(cast.ada, account_by_handle("okoro"), by_handle(name))
    assert objections.row(number).answerer == ""
    assert "Nobody is named to answer." in said(as_(cast.piotr).get(f"{OBJECTIONS}/{number}", status=200))
    with unit():
        people.seat(cast.ada, account_by_handle("okoro"), by_handle("tom"), senior=True)
    assert objections.row(number).answerer == "tom"


def test_the_figures_of_each_department_are_those_of_the_journal(as_, cast, objections, unit):
    for outcome in ("upheld", "declined"):
        number = objections.to(cast.piotr, hold=False)
        objections.do(cast.marian, "answer", number, outcome, "Because.")
    objections.to(cast.piotr, hold=False)
    with unit():
        entries = journal.newest(f"clanside:{cast.okoro.id}", 50)
        raised = {one.facts["objection"]: one.facts for one in entries if one.verb == "objection.raise"}
        ended = {one.facts["objection"]: one.facts["outcome"] for one in entries if "outcome" in one.facts}
        told = by_department((facts["department"], ended.get(no, "")) for no, facts in raised.items())
        assert queries.figures(by_handle("priya"), account_by_handle("okoro")) == told
    (one,) = told
    assert (one.raised, one.upheld, one.declined, one.open) == (3, 1, 1, 1)
    sentence = show.sentence(one)
    assert sentence == "3 objections, 1 upheld, 1 open"
    assert sentence in said(as_(cast.priya).get("/customers/okoro", status=200))
    assert sentence in said(as_(cast.priya).get(OBJECTIONS, status=200))
    assert "objections" not in as_(cast.julian).get("/customers/okoro").text


def test_words_are_nowhere_in_the_journal(cast, objections, unit):
    objections.do(cast.marian, "answer", objections.to(cast.piotr), "upheld", "We show it first.")
    with unit():
        for stream in (f"clanside:{cast.okoro.id}", f"clan:{cast.okoro.id}", f"case:{cast.okoro.id}"):
            told = str([(one.facts, one.changes) for one in journal.newest(stream, 50)])
            assert "daylight" not in told and "show it" not in told.lower()


def test_a_held_order_cannot_be_released_from_outside(cast, order, objections):
    objections.to(cast.piotr)
    key = next(iter(order.thread.holds))
    with pytest.raises((Refused, NotAllowed)):
        order.do(cast.julian, cases.sign, "cloth")
    assert order.thread.holds[key].open
