"""The yeses of a firm's people, through its pages: planned, said, handed on, changed since, never assumed."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import delete, select

from portal.cases import actions, agreeing, asking, post
from portal.kernel import clock
from portal.kernel.mail import Letter
from portal.people import standing
from portal.people.model import Person
from tests.cases import playing
from tests.pages import said
from tests.workflows import approving
from workflows.approved import Approver, Asked

SITE = post.Site("https://portal.wren.example", "portal@wren.example")
LANE = ("lane", "yeses")
COLIN, RUTH = (*LANE, "engineering", "colin"), (*LANE, "finance", "ruth")


def department(at, key, person, **words):
    """One department of the form as a browser sends it."""
    usual = {"label": key.title(), "needs": "", "order": "1", "days": "3", "when": "", "over": ""}
    usual |= {"person": person, "delegate": "", "until": "", "scope": "drawing.material", "key": key}
    return {f"{name}-{at}": said_ for name, said_ in (usual | words).items()}


PLAN = {
    "seen": "0",
    "late_to": "",
    **department(0, "engineering", "colin"),
    **department(
        1, "finance", "ruth", scope=["drawing.price"], order="2", when="over:drawing.price", over="5,000"
    ),
}


@pytest.fixture
def part(database, cast):
    """Northmoor's part: the drawing is signed, the yeses are under way, and nobody is named."""
    order = playing.begin(database, cast.ruth, cast.northmoor, "A bracket", "Bracket", approving.PART)
    order.put(cast.ruth, "need.conditions", playing.ROWS)
    order.put(cast.ruth, "drawing.material", "EN AW-6082")
    order.put(cast.marian, "drawing.price", "7000")
    for stage in ("need", "drawing"):
        for person in (cast.ruth, cast.marian):
            order.do(person, actions.sign, stage)
    return order


@pytest.fixture
def planned(part, as_, cast):
    """The same with a plan: Colin for the material, then Ruth for the price."""
    as_(cast.ruth).post(plan(part), data=PLAN, status=303)
    return part


@pytest.fixture
def post(database):
    """Write what is due, and give what was written since the last time: subject by handle."""

    def letters_of():
        with database.unit(write=True) as session:
            asking.tell_due(SITE)
            session.flush()
            found = list(session.scalars(select(Letter).order_by(Letter.id)))
            session.execute(delete(Letter))
        return [(one.to.partition("@")[0], one.subject, one.text) for one in found]

    return letters_of


def plan(order):
    return order.at("/stages/lane/yeses/yeses/plan")


def yes(order, at, deed="yes"):
    return order.at(f"/stages/{at[0]}/yeses/{at[1]}/{at[2]}/{at[3]}/{deed}")


def test_the_customer_names_its_people_and_they_say_yes_in_their_order(part, as_, cast):
    ruth, colin, marian = as_(cast.ruth), as_(cast.colin), as_(cast.marian)
    page = said(ruth.get(part.at(), status=200))
    assert "Plan: Who says yes" in page and "the plan is yours to change" in page
    assert "asked when price is over £5,000" in page
    assert "has not named anybody yet" in said(marian.get(part.at()))
    assert 'value="engineering"' in ruth.get(plan(part), status=200).text
    ruth.post(plan(part), data=PLAN, status=303)
    assert part.last == "Ruth Vale planned who says yes in Yeses"

    assert "None of these is yours, Ruth. One is with colleagues" in said(ruth.get(part.at()))
    assert "After Engineering" in said(ruth.get(part.at()))
    ruth.post(yes(part, RUTH), status=409)
    ruth.post(yes(part, COLIN), status=409)
    assert "One" in said(colin.get(part.at()))
    colin.post(yes(part, COLIN), data={"note": "Strong enough", "seq": str(part.thread.seq)}, status=303)
    assert part.last == "Colin Marsh said yes: Engineering, “Strong enough”"
    ruth.post(part.stage("lane", "sign"), status=409)
    ruth.post(yes(part, RUTH), status=303)
    ruth.post(part.stage("lane", "sign"), status=303)
    assert part.sound()


def test_the_form_works_without_script_and_keeps_what_was_typed(part, as_, cast):
    ruth = as_(cast.ruth)
    typed = {**PLAN, "label-0": "Drawing office"}
    more = ruth.post(plan(part), data={**typed, "more": "person-0"}, status=200)
    assert more.text.count('name="person-0"') == 2 and 'value="Drawing office"' in more.text
    more = ruth.post(plan(part), data={**typed, "more": "department"}, status=200)
    assert 'name="key-2" value="more_1"' in more.text
    less = ruth.post(plan(part), data={**typed, "more": "out-0"}, status=200)
    assert "Drawing office" not in less.text and "Finance" in less.text
    wrong = ruth.post(
        plan(part), data={**typed, "order-0": "first", "label-1": "", "over-1": "much"}, status=422
    )
    words = said(wrong)
    assert "the number 1" in words and "Give every department a name" in words and "in whole pounds" in words
    assert "Drawing office" in wrong.text
    nobody = ruth.post(plan(part), data={**PLAN, "person-0": "", "person-1": ""}, status=409)
    assert "Engineering has nobody in it. Name somebody, or take the department out." in said(nobody)
    assert "a plan with nobody in it" in said(ruth.post(plan(part), data={"seen": "0"}, status=409))
    few = ruth.post(plan(part), data={**PLAN, "needs-0": "3"}, status=409)
    assert "3 are to say yes, and only 1 are named" in said(few)
    odd = ruth.post(plan(part), data={**PLAN, "key-0": "No key", "scope-1": "drawing.nothing"}, status=422)
    assert "cannot be read" in said(odd)
    ruth.post(plan(part), data={**PLAN, "scope-1": "drawing.nothing"}, status=409)
    ruth.post(plan(part), data={**PLAN, "person-0": "julian"}, status=409)
    ruth.post(plan(part), data={**PLAN, "late_to": "marian"}, status=409)
    assert part.thread.approvals == {}


def test_two_who_plan_at_once_lose_nothing(planned, as_, cast):
    ruth, colin = as_(cast.ruth), as_(cast.colin)
    seen = str(planned.thread.approvals["lane"]["yeses"].changed.seq)
    colin.post(plan(planned), data={**PLAN, "seen": seen, "days-0": "9"}, status=303)
    late = ruth.post(plan(planned), data={**PLAN, "seen": seen, "label-0": "My words"}, status=409)
    assert "Colin Marsh changed this plan meanwhile" in said(late) and 'value="My words"' in late.text
    assert planned.thread.approvals["lane"]["yeses"].asked["engineering"].days == 9


def test_only_the_customer_plans_and_says_yes(planned, as_, cast):
    marian = as_(cast.marian)
    page = marian.get(planned.at(), status=200)
    assert "The customer’s own plan. Silence is never a yes." in said(page)
    assert "Say yes" not in said(page) and "remind" not in said(page)
    for address in (plan(planned), yes(planned, COLIN), yes(planned, COLIN, "nudge")):
        marian.post(address, data={**PLAN}, status=403)
    as_(cast.julian).post(yes(planned, COLIN), status=404)
    as_(cast.ruth).post(yes(planned, (*LANE, "engineering", "ruth")), status=404)
    as_(cast.ruth).get(planned.at("/stages/lane/yeses/nothing/plan"), status=409)


def test_a_change_asks_those_again_whose_line_it_was_and_shows_what_changed(planned, as_, cast):
    ruth, colin = as_(cast.ruth), as_(cast.colin)
    colin.post(yes(planned, COLIN), status=303)
    ruth.post(yes(planned, RUTH), status=303)
    before = planned.thread.seq
    planned.put(cast.marian, "drawing.price", "8100")
    page = said(ruth.get(planned.at()))
    assert "Look again" in page and "£7,000 → £8,100" in page and "Marian" in page
    assert "Yes" in page and "Changed since" not in said(colin.get(planned.at())).partition("Finance")[0]
    paper = said(ruth.get(planned.at("/dossier"), status=200))
    assert "Finance: Ruth Vale Yes; what it was to has changed since" in paper
    assert "Engineering: Colin Marsh Yes" in paper
    again = ruth.post(yes(planned, RUTH), data={"seq": str(before)}, status=409)
    assert "A line changed while you were reading." in said(again)
    ruth.post(yes(planned, RUTH), data={"seq": str(planned.thread.seq)}, status=303)
    ruth.post(planned.stage("lane", "sign"), status=303)


def test_a_no_and_a_yes_that_is_not_mine(planned, as_, cast):
    ruth, colin = as_(cast.ruth), as_(cast.colin)
    assert "What would have to change?" in said(colin.get(yes(planned, COLIN, "no"), status=200))
    colin.post(yes(planned, COLIN, "no"), data={"why": ""}, status=422)
    colin.post(yes(planned, COLIN, "no"), data={"why": "Use 7075"}, status=303)
    assert planned.last == "Colin Marsh said no: Engineering, because Use 7075"
    assert "Make this change: Use 7075" in said(as_(cast.marian).get(planned.at()))
    colin.post(yes(planned, COLIN, "hand-on"), status=409)
    colin.post(yes(planned, COLIN, "hand-on"), data={"to": "susan"}, status=409)
    colin.post(yes(planned, COLIN, "hand-on"), data={"to": "ruth"}, status=303)
    assert planned.last == "Colin Marsh handed Engineering on to Ruth Vale"
    assert "Colin handed it on" in said(ruth.get(planned.at()))
    ruth.post(yes(planned, (*LANE, "engineering", "ruth")), status=303)


def test_who_is_asked_gets_one_letter_and_silence_is_told_and_never_a_yes(planned, as_, cast, post):
    ((to, subject, text),) = post()
    assert (to, subject) == ("colin", "Your yes is asked: Engineering, Bracket")
    assert "silence is never a yes" in text and f"/orders/{planned.ref}/stages/lane#block-lane-yeses" in text
    assert post() == []
    as_(cast.ruth).post(yes(planned, COLIN, "nudge"), status=303)
    assert planned.last == "Ruth Vale reminded Colin Marsh: Engineering"
    assert "has reminded" in said(as_(cast.ruth).post(yes(planned, COLIN, "nudge"), status=409))
    ((to, _, text),) = post()
    assert to == "colin" and "Ruth Vale asks you to look at this" in text
    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        ((to, subject, text),) = post()
        assert (to, subject) == ("ruth", "Nothing heard from Colin Marsh: Engineering, Bracket")
        assert "It is not counted as a yes." in text
        assert post() == []
        page = said(as_(cast.ruth).get(planned.at(), status=200))
        assert "It has gone to you; silence is not a yes." in page
        as_(cast.colin).post(yes(planned, COLIN), status=303)
        assert [one[:2] for one in post()] == [("ruth", "Your yes is asked: Finance, Bracket")]


def test_who_stands_in_says_it_and_gets_the_letter(part, as_, cast, post):
    until = (clock.now() + timedelta(days=9)).date().isoformat()
    as_(cast.ruth).post(plan(part), data={**PLAN, "delegate-0": "ruth", "until-0": until}, status=303)
    assert [one[0] for one in post()] == ["ruth"]
    page = said(as_(cast.ruth).get(part.at()))
    assert "Ruth signs for Colin until" in page and "One of these is yours" not in page
    as_(cast.ruth).post(yes(part, COLIN), status=303)
    assert part.last == "Ruth Vale said yes: Engineering, for Colin Marsh"


@pytest.fixture
def gone(database, cast):
    """Let somebody of Northmoor leave the house."""

    def leave(person):
        with database.unit(write=True) as session:
            standing.leave(cast.ruth, session.get(Person, person.id))

    return leave


def test_the_yes_of_somebody_who_left_stands_and_an_open_one_asks_for_somebody_else(
    planned, as_, cast, gone, post
):
    gone(cast.colin)
    ruth = as_(cast.ruth)
    page = said(ruth.get(planned.at(), status=200))
    assert "Engineering: Colin Marsh has left, name somebody else" in page
    assert "Colin Marsh has left. Name somebody else in the plan." in page
    assert post() == []
    seen = str(planned.thread.approvals["lane"]["yeses"].changed.seq)
    assert "(has left)" in ruth.get(plan(planned)).text
    kept = ruth.post(plan(planned), data={**PLAN, "seen": seen, "days-0": "4"}, status=409)
    assert "Engineering: Colin Marsh has left. Name somebody else." in said(kept)
    ruth.post(plan(planned), data={**PLAN, "seen": seen, "person-0": "ruth"}, status=303)
    ruth.post(yes(planned, (*LANE, "engineering", "ruth")), status=303)


def test_silence_is_told_to_the_firm_when_whom_it_was_told_to_has_left(part, as_, cast, gone, post):
    words = {**PLAN, "person-0": "ruth", "late_to": "colin"}
    as_(cast.ruth).post(plan(part), data=words, status=303)
    assert [one[0] for one in post()] == ["ruth"]
    gone(cast.colin)
    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        told = [one for one in post() if "Nothing heard" in one[1]]
        assert [one[0] for one in told] == ["ruth"]


def test_what_was_said_before_leaving_stands(planned, as_, cast, gone):
    as_(cast.colin).post(yes(planned, COLIN), status=303)
    gone(cast.colin)
    ruth = as_(cast.ruth)
    assert "Colin Marsh has left. What was said stands." in said(ruth.get(planned.at()))
    seen = planned.thread.approvals["lane"]["yeses"].changed.seq
    ruth.post(plan(planned), data={**PLAN, "seen": str(seen), "days-1": "5"}, status=303)
    ruth.post(yes(planned, RUTH), status=303)
    ruth.post(planned.stage("lane", "sign"), status=303)


def test_a_plan_of_many_is_written_past_the_pages_too(part, cast):
    both = tuple(Approver(person=one, name="") for one in ("ruth", "colin"))
    any_one = Asked(key="any", label="Anybody", scope=("need",), needs=1, people=both)
    part.do(cast.colin, agreeing.plan_yeses, *LANE, {"any": any_one}, "", 0)
    part.do(cast.ruth, agreeing.say_yes, (*LANE, "any", "ruth"))
    part.do(cast.ruth, actions.sign, "lane")
