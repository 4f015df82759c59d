"""The page of the price: the total and its parts, the band that both agreed, and changes that leave it."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from portal.cases import changing
from portal.kernel import clock
from tests.cases import playing
from tests.cases.playing import HTMX
from workflows.grammar import (
    Choice,
    Column,
    Field,
    FieldsBlock,
    Instalment,
    LateChange,
    LateStep,
    SignatureBlock,
    Workflow,
)

LATE = LateChange(
    key="pattern",
    title="Another pattern",
    fields=("cloth.pattern",),
    free_through="cloth",
    steps=(LateStep(after="cloth", hours=2, days=3, reopens=("cloth",)),),
)
BAND = FieldsBlock(
    kind="fields",
    key="band",
    fields=(
        Field(key="low", label="At least", type="money", min=0),
        Field(key="high", label="At most", type="money", min=0),
    ),
)
SUMS = FieldsBlock(
    kind="fields",
    key="sums",
    fields=(
        Field(
            key="allowed",
            label="Allowances",
            type="table",
            columns=(
                Column(key="what", label="For", required=True),
                Column(key="allowed", label="Allowed", type="money", min=0),
                Column(key="chosen", label="Chosen", type="money", min=0),
            ),
        ),
        Field(
            key="payments",
            label="What is paid when",
            type="table",
            columns=(
                Column(key="what", label="Payment", required=True),
                Column(
                    key="due",
                    label="Due at",
                    type="choice",
                    choices=(Choice(key="fitting", label="Fitting"), Choice(key="finishing", label="End")),
                ),
                Column(key="percent", label="Share", type="decimal", min=0, max=100),
                Column(key="amount", label="Sum", type="money", min=0),
            ),
        ),
    ),
)
BUTTONS = {"what": "Buttons", "allowed": "150"}


def priced() -> Workflow:
    """The short workflow with a band in its need and sums allowed beside the cloth."""
    short = playing.workflow()
    need, cloth, *rest = short.stages
    *blocks, sign = need.blocks
    assert isinstance(sign, SignatureBlock)
    need = need.model_copy(update={"blocks": (*blocks, BAND, sign)})
    cloth = cloth.model_copy(update={"blocks": (*cloth.blocks, SUMS)})
    words = {
        "price_field": "cloth.price",
        "band_low_field": "need.low",
        "band_high_field": "need.high",
        "allowances_field": "cloth.allowed",
        "payments_field": "cloth.payments",
        "payments": (
            Instalment(what="Deposit", due="fitting", percent=Decimal(40)),
            Instalment(what="Balance", due="finishing"),
        ),
    }
    return short.model_copy(
        update={"stages": (need, cloth, *rest), "late_changes": (LATE,), "hourly_rate": 6000, **words}
    )


@pytest.fixture
def order(database, cast) -> playing.Order:
    """An order at £1,000, agreed to stay between £900 and £1,100, with £150 allowed for buttons."""
    one = playing.begin(database, cast.julian, cast.okoro, follows=priced())
    one.put(cast.marian, "need.low", "900")
    one.put(cast.marian, "need.high", "1100")
    playing.to_cloth(one, cast.julian, cast.marian)
    lines = {"pattern": "plain", "price": "1000", "code": "W 81", "allowed": [BUTTONS]}
    for key, value in lines.items():
        one.put(cast.marian, f"cloth.{key}", value)
    one.do(cast.julian, playing.together.review, "cloth", "fit", "accepted")
    for person in (cast.marian, cast.julian):
        one.do(person, playing.actions.sign, "cloth")
    return one


def chosen(order: playing.Order, cast, buttons: str) -> str:
    """The customer chooses buttons at the price that is shown; what the feed says then."""
    rows = {"allowed": [{**BUTTONS, "chosen": buttons}]}
    seen = {"allowed": order.seq("cloth.allowed")}
    told = order.do(cast.julian, lambda _who, case: changing.weighed(case, "cloth", rows))
    order.do(cast.julian, playing.actions.write, "cloth", rows, seen, "", told.quote)
    return order.last


def words(html: str) -> str:
    """The words of a page, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_page_adds_the_parts_up_and_says_where_they_lie(as_, cast, order):
    page = as_(cast.julian).get(order.at("/price"), status=200).text
    assert "Both agreed that the whole stays between £900 and £1,100. £1,000 lies inside it." in page
    assert re.search(r'<svg class="band"[^>]*aria-hidden="true"', page) and "style=" not in page
    assert "Buttons £150 not yet –" in words(page)
    assert "In all £1,000" in words(page)
    told = chosen(order, cast, "180")
    assert told.endswith(", for £30")
    for person in (cast.julian, cast.marian):
        page = words(as_(person).get(order.at("/price"), status=200).text)
        assert "The price we agreed £1,000 Allowances £30 Allowances £30 In all £1,030" in page
        assert "Buttons £150 £180 £30 more" in page
        assert "inside £900 to £1,100" in words(as_(person).get(order.at(), status=200).text)


def test_a_change_that_leaves_the_band_is_asked_for(as_, cast, order):
    wanted = {"value": "check", "seen": order.seq("cloth.pattern")}
    draft = order.line("cloth.pattern", "/draft")
    part = as_(cast.julian).put(draft, data=wanted, headers=HTMX, status=200).text
    said = "£1,120 in all is £20 above the agreed £900 to £1,100: both agree anew."
    assert said in part and "it takes both of you" in part and 'name="quote"' not in part
    assert said in as_(cast.marian).put(draft, data=wanted, headers=HTMX, status=200).text
    page = as_(cast.julian).post(order.line("cloth.pattern"), data=wanted, status=409).text
    assert said in page and "This leaves the agreed band" in page
    assert "Do it" not in page and "Ask for it" in page
    as_(cast.julian).post(order.line("cloth.pattern", "/propose"), data=wanted, status=303)
    (key,) = order.thread.proposals
    assert said in as_(cast.marian).get(order.at(f"/proposals/{key}"), status=200).text
    as_(cast.marian).post(order.at(f"/proposals/{key}/accept"), status=303)
    page = as_(cast.julian).get(order.at("/price"), status=200).text
    assert "£1,120 lies £20 above it." in page
    assert order.held("cloth.pattern") == "check"


def test_a_band_that_was_changed_says_so(as_, cast, order):
    order.put(cast.julian, "need.high", "5000")
    page = as_(cast.marian).get(order.at("/price"), status=200).text
    assert "The band was changed to £900 to £5,000, and both have yet to sign that." in page
    part = (
        as_(cast.julian)
        .put(order.line("cloth.pattern", "/draft"), data={"value": "check"}, headers=HTMX, status=200)
        .text
    )
    assert "is not signed by both yet, so both agree anew" in part


def test_an_order_without_a_price_or_a_band_says_little(as_, cast, database):
    bare = playing.begin(database, cast.julian, cast.okoro)
    page = as_(cast.julian).get(bare.at("/price"), status=200).text
    assert "No price is agreed yet." in page and "band" not in words(page.partition("<main")[2])


# ---- payments
def test_the_clan_writes_down_what_came_and_both_read_it(as_, cast, order):
    page = as_(cast.julian).get(order.at("/price"), status=200).text
    assert "£1,000 is left to pay, and £400 of it is due now." in page
    assert "Write down a payment" not in page and "This is how the house usually asks for it." in page
    asked = words(as_(cast.julian).get(order.at(), status=200).text)
    assert "Pay Deposit, £400" in asked
    assert "Pay Deposit, £400" in words(as_(cast.marian).get(order.at("/turns"), status=200).text)
    form = {"amount": "£150", "day": clock.now().date().isoformat(), "reference": "Transfer 4417"}
    as_(cast.marian).post(order.at("/payments"), data=form, status=303)
    assert order.last.startswith("Marian Wren wrote down a payment: £150 received on ")
    page = words(as_(cast.julian).get(order.at("/price"), status=200).text)
    assert "£150 was received. £850 is left to pay, and £250 of it is due now." in page
    assert "£150 of it is paid" in page and "Transfer 4417" in page
    assert "Pay Deposit, £250" in words(as_(cast.julian).get(order.at(), status=200).text)
    assert "Written down wrongly" not in page
    (key,) = order.thread.paid
    undo = order.at(f"/payments/{key}/undo")
    as_(cast.marian).get(undo, status=200)
    assert "Say why" in as_(cast.marian).post(undo, data={"why": ""}, status=422).text
    as_(cast.marian).post(undo, data={"why": "It was for another order"}, status=303)
    page = words(as_(cast.julian).get(order.at("/price"), status=200).text)
    assert "Nothing was received yet." in page and "undid it: “It was for another order”" in page
    assert order.sound()


def test_only_the_clan_writes_payments(as_, cast, order):
    form = {"amount": "150", "day": "2026-01-05"}
    as_(cast.julian).post(order.at("/payments"), data=form, status=403)
    as_(cast.stranger).post(order.at("/payments"), data=form, status=404)
    as_(cast.marian).get(order.at("/payments/m99/undo"), status=404)
    assert order.thread.paid == {}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"amount": "-5"}, "at least £0"),
        ({"amount": "0"}, "more than nothing"),
        ({"amount": "€20"}, "counted in GBP"),
        ({"amount": "a lot"}, "amount of money"),
        ({"amount": ""}, "Write how much it was."),
        ({"day": "yesterday"}, "day"),
        ({"day": (clock.now() + timedelta(days=3)).date().isoformat()}, "is to come"),
        ({"back": "yes"}, "Only £0 is there to give back"),
    ],
)
def test_a_payment_that_cannot_be_is_said_and_what_was_typed_is_kept(as_, cast, order, said, sentence):
    form = {"amount": "17", "day": clock.now().date().isoformat(), "reference": "Kept words", **said}
    page = as_(cast.marian).post(order.at("/payments"), data=form, status=422).text
    assert sentence in page and "Kept words" in page and 'id="errors"' in page
    assert order.thread.paid == {}


def test_another_plan_is_for_both_to_sign(as_, cast, order):
    plan = [{"what": "All", "due": "finishing"}]
    order.put(cast.julian, "cloth.payments", plan)
    page = as_(cast.marian).get(order.at("/price"), status=200).text
    assert "both have yet to sign it" in page and "nothing of it is due now" in page
    order.do(cast.julian, playing.together.review, "cloth", "fit", "accepted")
    for person in (cast.marian, cast.julian):
        order.do(person, playing.actions.sign, "cloth")
    assert (
        "Both agreed to this plan for this order."
        in as_(cast.marian).get(order.at("/price"), status=200).text
    )
