"""What is new: counted on every page, told in sentences, and marked as read on every device at once."""

from datetime import timedelta

from sqlalchemy import select

from portal.cases import actions
from portal.cases.queries import Visit
from portal.kernel import clock
from tests.pages import said


def bell(visitor, page="/orders"):
    """What the bell says on a page."""
    return visitor.get(page, status=200).text.split('href="/news" aria-label="')[1].split('"')[0]


def test_the_bell_counts_on_every_page_and_for_its_own_reader(as_, cast, coat, uniforms):
    desk, telephone, marian = as_(cast.julian), as_(cast.julian), as_(cast.marian)
    telephone.post("/news/read", status=303)
    own = bell(marian)
    for number in range(3):
        coat.do(cast.marian, actions.say, f"A question, number {number}")
    uniforms.do(cast.marian, actions.say, "Kanarie")
    for page in ("/home", "/orders", "/people", "/settings", "/find", "/news"):
        assert bell(desk, page) == "3 new things", page
    assert bell(marian) == own, "what one did oneself is not new"
    page = desk.get("/news", status=200)
    assert "A question, number 2" in said(page) and "Kanarie" not in page.text
    telephone.post("/news/read", data={"order": coat.ref}, status=303)
    assert bell(desk) == bell(telephone) == "0 new things"
    assert "Nothing is new" in said(desk.get("/news", status=200))


def test_what_is_marked_is_not_new_in_the_order_either_and_nobody_seems_to_have_been_there(as_, cast, coat):
    julian = as_(cast.julian)
    julian.get(coat.at(), status=200)
    later = clock.now() + timedelta(hours=2)
    with clock.as_of(later):
        coat.do(cast.marian, actions.say, "Blue or grey?")
        assert "New since you were here" in julian.get(coat.at(), status=200).text
        answer = julian.post("/news/read", data={"order": coat.ref, "there": "y"}, status=303)
        assert answer.location.endswith(coat.at())
        assert "New since you were here" not in julian.get(coat.at(), status=200).text
    as_(cast.piotr).post("/news/read", status=303)
    assert cast.piotr.name not in said(julian.get(coat.at("/room"), status=200))


def test_marking_the_order_of_another_does_nothing_and_says_nothing(as_, cast, coat, uniforms):
    ruth = as_(cast.ruth)
    before = bell(ruth)
    for ref in (coat.ref, "made-up", "'; --"):
        assert ruth.post("/news/read", data={"order": ref}, status=303).location.endswith("/news")
    assert bell(ruth) == before


def test_marking_leaves_no_trace_in_orders_of_others_and_none_of_when_one_was_there(
    as_, cast, coat, uniforms, database
):
    julian = as_(cast.julian)
    julian.get(coat.at(), status=200)
    with database.unit(write=False) as session:
        before = session.scalars(select(Visit.at).where(Visit.person_id == cast.julian.id)).all()
    assert len(before) == 1
    for data in ({}, {"order": uniforms.ref}, {"order": coat.ref}):
        julian.post("/news/read", data=data, status=303)
        with database.unit(write=False) as session:
            visits = session.scalars(select(Visit.at).where(Visit.person_id == cast.julian.id)).all()
        assert visits == before


def test_more_than_a_hundred_are_not_counted(as_, cast, coat):
    for number in range(105):
        coat.do(cast.marian, actions.say, f"{number}")
    assert bell(as_(cast.julian)) == "100 new things"
