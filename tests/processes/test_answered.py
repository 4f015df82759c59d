"""Who must agree, who may ask for another way, decline or withdraw; and for whom it waits."""

from portal.clans import errands
from tests.pages import said
from tests.processes.conftest import LINE, WHY

OTHER = {"line_label": "What pulled or rubbed?", "line_type": "longtext"}


def waits(proposing, *people):
    """What waits for each of them, in lines."""
    with proposing._unit():
        return [[errands.words(one).line for one in errands.waiting_for(person)] for person in people]


def test_it_waits_for_the_seniors_of_its_customer_then_for_who_makes_it(cast, proposing):
    at = proposing.propose(cast.julian)
    marian, piotr, tom, ada = waits(proposing, cast.marian, cast.piotr, cast.tom, cast.ada)
    assert marian == ["Wear it at home: do you agree to this change of the process?"]
    assert piotr == tom == ada == []
    proposing.do(cast.piotr, at, "agree", status=403)
    proposing.do(cast.marian, at, "agree")
    assert waits(proposing, cast.marian) == [["Wear it at home: both sides agree. Make it the next version"]]
    proposing.do(cast.marian, at, "make")
    assert waits(proposing, cast.marian) == [[]]


def test_what_is_said_to_it_lets_nothing_wait_anew(cast, proposing):
    at = proposing.propose(cast.julian)
    with proposing._unit():
        before = [one.id for one in errands.waiting_for(cast.marian)]
    proposing.do(cast.julian, at, "say", text="On the train to Leeds.")
    with proposing._unit():
        assert [one.id for one in errands.waiting_for(cast.marian)] == before != []


def test_another_way_is_answered_before_anything_is_made_of_it(cast, proposing):
    at = proposing.propose(cast.julian)
    proposing.do(cast.marian, at, "otherwise", status=422, text=" ")
    proposing.do(cast.marian, at, "otherwise", text="Ask what pulled, not where.")
    proposing.do(cast.ada, at, "agree")
    proposing.do(cast.ada, at, "make", status=409)
    assert waits(proposing, cast.julian)[0][0].startswith("Wear it at home: another way is asked for.")
    proposing.do(cast.marian, at, "agree")
    assert proposing.do(cast.ada, at, "make").status_code == 303


def test_put_differently_everybody_is_asked_anew(as_, cast, proposing):
    at = proposing.propose(cast.julian)
    proposing.do(cast.marian, at, "agree", text="Good.")
    form = f"{at}/stages/forward_fitting"
    as_(cast.marian).get(form, status=404)
    page = as_(cast.julian).get(form, status=200)
    assert 'value="Where did you wear it?"' in page.text and WHY in page.text
    words = {"title": "Wear it at home", "why": WHY, **OTHER}
    as_(cast.marian).post(form, data=words, status=404)
    as_(cast.julian).post(form, data=words, status=303)
    page = said(proposing.page(cast.marian, at))
    assert "What pulled or rubbed?" in page and "Where did you wear it?" not in page
    assert "before it was put differently" in page and "Make it version" not in page
    proposing.do(cast.marian, at, "agree")
    proposing.do(cast.marian, at, "make")


def test_what_is_proposed_for_another_stage_stays(as_, cast, proposing):
    at = proposing.propose(cast.julian)
    as_(cast.julian).post(f"{at}/stages/cloth", data={"title": "Both", "why": WHY, "days": "12"}, status=303)
    page = said(proposing.page(cast.julian, at))
    assert "Where did you wear it?" in page and "12 working days" in page


def test_it_is_declined_with_a_reason_or_withdrawn(cast, proposing):
    at = proposing.propose(cast.julian)
    proposing.do(cast.piotr, at, "decline", status=403, text="No.")
    proposing.do(cast.julian, at, "decline", status=403, text="No.")
    proposing.do(cast.marian, at, "decline", status=422, text=" ")
    proposing.do(cast.marian, at, "decline", text="A coat that is basted falls apart.")
    page = said(proposing.page(cast.julian, at))
    assert "Marian Wren declined it" in page and "A coat that is basted falls apart." in page
    for deed in ("agree", "otherwise", "withdraw", "make", "share"):
        who = cast.julian if deed in ("withdraw", "share") else cast.marian
        proposing.do(who, at, deed, 409, text="x")
    again = proposing.propose(cast.julian)
    proposing.do(cast.marian, again, "withdraw", status=403)
    proposing.do(cast.julian, again, "withdraw")
    assert "Julian Okoro took it back" in said(proposing.page(cast.marian, again))
    assert waits(proposing, cast.marian) == [[]]


def test_who_never_had_such_an_order_proposes_and_others_agree_for_the_customers(cast, proposing):
    at = proposing.shared(cast.stranger)
    assert "somebody whose customer has an order of this process not yet" in said(
        proposing.page(cast.marian, at)
    )
    proposing.do(cast.stranger, at, "agree", status=403)
    proposing.do(cast.marian, at, "agree")
    proposing.do(cast.marian, at, "make", status=409)
    proposing.do(cast.ruth, at, "agree")
    proposing.do(cast.marian, at, "make")


def test_a_senior_who_proposes_needs_a_customer_who_agrees(cast, proposing):
    at = proposing.propose(cast.marian, **LINE)
    proposing.do(cast.marian, at, "make", status=409)
    proposing.do(cast.julian, at, "agree")
    assert proposing.row(at).shared
    proposing.do(cast.marian, at, "make")
