"""The page of the price: the total and its parts, the band that both agreed, and changes that leave it."""

import re

import pytest

from portal.cases import changing
from tests.cases import playing
from tests.cases.playing import HTMX
from workflows.grammar import Column, Field, FieldsBlock, LateChange, LateStep, SignatureBlock, Workflow

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
    part = as_(cast.julian).post(draft, data=wanted, headers=HTMX, status=200).text
    said = "£1,120 in all is £20 above the agreed £900 to £1,100: both agree anew."
    assert said in part and "it takes both of you" in part and 'name="quote"' not in part
    assert said in as_(cast.marian).post(draft, data=wanted, headers=HTMX, status=200).text
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
        .post(order.line("cloth.pattern", "/draft"), data={"value": "check"}, headers=HTMX, status=200)
        .text
    )
    assert "is not signed by both yet, so both agree anew" in part


def test_an_order_without_a_price_or_a_band_says_little(as_, cast, database):
    bare = playing.begin(database, cast.julian, cast.okoro)
    page = as_(cast.julian).get(bare.at("/price"), status=200).text
    assert "No price is agreed yet." in page and "band" not in words(page.partition("<main")[2])
