"""A change of mind on the pages: its price first, then do it, ask for another way, or keep."""

import io
import re
from typing import Any

import pytest

from portal.cases import changing
from tests import house
from tests.cases import playing
from tests.cases.playing import HTMX
from tests.cases.test_files import PHOTOS, picture
from tests.pages import said
from workflows.booked import ByHand, Cost, Wish
from workflows.grammar import LateChange, LateStep, Workflow

LATE = LateChange(
    key="pattern",
    title="Another pattern",
    fields=("cloth.pattern",),
    free_through="cloth",
    price_field="cloth.price",
    steps=(
        LateStep(after="cloth", hours=2, metres=1, days=3, reopens=("cloth",)),
        LateStep(after="fitting", possible=False, instead="Another coat."),
    ),
)
PATTERN = {"value": "check", "why": "It hides the rain"}


def priced() -> Workflow:
    """The short workflow, in which another pattern has a price once the cloth is signed."""
    return playing.workflow().model_copy(update={"late_changes": (LATE,), "hourly_rate": 6000})


@pytest.fixture
def late(database, cast) -> playing.Order:
    """An order with a plain cloth for £50 a metre, signed; the fitting is under way."""
    order = playing.begin(database, cast.julian, cast.okoro, follows=priced())
    playing.to_cloth(order, cast.julian, cast.marian)
    order.put(cast.marian, "cloth.pattern", "plain")
    order.put(cast.marian, "cloth.price", "50")
    order.put(cast.marian, "cloth.code", "W 81")
    order.do(cast.julian, playing.together.review, "cloth", "fit", "accepted")
    for person in (cast.marian, cast.julian):
        order.do(person, playing.actions.sign, "cloth")
    return order


def ask(order: playing.Order, person: Any) -> str:
    """Propose another pattern; the key of the proposal."""
    key: str = order.do(person, changing.propose, "cloth", "pattern", Wish(value="check"))
    return key


def _quote(order: playing.Order, cast: Any) -> str:
    """What to send back to have another pattern at its price."""
    quote: str = order.do(
        cast.julian, lambda _who, case: changing.weighed(case, "cloth", {"pattern": "check"}).quote
    )
    return quote


def test_the_price_comes_first_and_doing_it_books_just_that(as_, cast, late):
    seen = {**PATTERN, "seen": late.seq("cloth.pattern")}
    page = as_(cast.julian).post(late.line("cloth.pattern"), data=seen, status=409)
    for words in (
        "Change pattern?",
        "£170",
        "£120 hands, £50 material",
        "3 working days",
        "Do it",
        "Keep it",
    ):
        assert words in page.text
    assert late.held("cloth.pattern") == "plain"
    quote = re.search(r'name="quote" value="([^"]+)"', page.text)
    assert quote
    as_(cast.julian).post(late.line("cloth.pattern"), data={**seen, "quote": quote[1]}, status=303)
    assert late.held("cloth.pattern") == "check"
    changed = "Julian Okoro changed Pattern from Plain to Check because It hides the rain"
    assert late.last == f"{changed}, for £170 and 3 working days"
    assert late.thread.now == "cloth"
    assert late.sound()
    told = as_(cast.marian).get(late.at("/price"), status=200).text
    assert "£170" in told and "Undo this change" not in told
    assert "Undo this change" in as_(cast.julian).get(late.at("/price"), status=200).text


def test_the_answer_to_htmx_stands_in_the_place_of_the_line(as_, cast, late):
    seen = {**PATTERN, "seen": late.seq("cloth.pattern")}
    part = as_(cast.julian).post(late.line("cloth.pattern"), data=seen, headers=HTMX, status=409).text
    assert part.lstrip().startswith('<div id="line-cloth-pattern"')
    assert "£170" in part


def test_what_is_typed_is_weighed_while_it_is_kept_as_a_draft(as_, cast, late):
    draft = late.line("cloth.pattern", "/draft")
    part = as_(cast.julian).put(draft, data=PATTERN, headers=HTMX, status=200)
    assert 'id="cost-cloth-pattern"' in part.text and "£170" in part.text
    assert 'name="quote"' in part.text
    other = as_(cast.marian).put(late.line("cloth.pattern", "/draft"), data=PATTERN, headers=HTMX, status=200)
    assert "£170" in other.text and 'name="quote"' not in other.text
    note = as_(cast.julian).put(
        late.line("cloth.code", "/draft"), data={"value": "W"}, headers=HTMX, status=200
    )
    assert "cost-" not in note.text


def test_the_clan_is_shown_the_price_and_may_only_propose(as_, cast, late):
    seen = {**PATTERN, "seen": late.seq("cloth.pattern")}
    page = as_(cast.marian).post(late.line("cloth.pattern"), data=seen, status=409).text
    assert "£170" in page and "Do it" not in page and "Propose it" in page
    as_(cast.marian).post(late.line("cloth.pattern", "/propose"), data=PATTERN, status=303)
    (key,) = late.thread.proposals
    asked = as_(cast.julian).get(late.at(), status=200).text
    assert "Answer the proposal: Pattern" in asked and "for you to answer" in asked
    shown = as_(cast.julian).get(late.at(f"/proposals/{key}"), status=200).text
    assert "£170" in shown and "It hides the rain" in shown
    quote = re.search(r'name="quote" value="([^"]+)"', shown)
    assert quote
    as_(cast.julian).post(late.at(f"/proposals/{key}/accept"), data={"quote": quote[1]}, status=303)
    assert late.last == "Julian Okoro agreed to Pattern: Check, for £170 and 3 working days"
    assert "agreed" in as_(cast.marian).get(late.at(f"/proposals/{key}"), status=200).text
    names = "Marian asked, you agreed"  # the line says whose wish it was, and whose yes
    for path in (late.at("?stage=cloth"), late.line("cloth.pattern")):
        assert names in said(as_(cast.julian).get(path, status=200))
    assert "Marian Wren asked, Julian Okoro agreed" in said(as_(cast.julian).get(late.at("/dossier")))


def test_another_way_is_offered_by_hand_and_taken(as_, cast, late):
    key = ask(late, cast.julian)
    form = {"value": "plain", "way": "Line it with a check", "labour": "£60", "material": "", "days": "1"}
    as_(cast.marian).post(late.at(f"/proposals/{key}/counter"), data=form, status=303)
    page = as_(cast.julian).get(late.at(f"/proposals/{key}"), status=200).text
    assert "For £60 and 1 working day." in page
    as_(cast.julian).post(late.at(f"/proposals/{key}/accept"), status=303)
    booked = late.thread.booked[f"c{late.thread.seq}"]
    assert (booked.cost, booked.days, booked.way) == (Cost(labour=6000), 1, "Line it with a check")
    assert late.held("cloth.pattern") == "plain"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"value": "check", "labour": "-5"}, "Hands"),
        ({"value": "check", "labour": "€5"}, "counted in GBP"),
        ({"value": "check", "days": "soon"}, "Working days"),
        ({"value": "tartan"}, "Pattern"),
        ({"value": "plain"}, "says that already"),
    ],
)
def test_a_proposal_that_is_none_says_why_and_keeps_what_was_typed(as_, cast, late, form, sentence):
    page = as_(cast.marian).post(
        late.line("cloth.pattern", "/propose"), data={**form, "why": "So"}, status=422
    )
    assert sentence in page.text
    assert "So" in page.text
    assert not late.thread.proposals


def test_a_no_has_a_reason_and_what_is_asked_can_be_taken_back(as_, cast, late):
    key = ask(late, cast.julian)
    assert "Say no: Pattern" in as_(cast.marian).get(late.at(f"/proposals/{key}/decline"), status=200).text
    as_(cast.marian).post(late.at(f"/proposals/{key}/decline"), status=422)
    as_(cast.marian).post(late.at(f"/proposals/{key}/decline"), data={"why": "No cloth left"}, status=303)
    page = as_(cast.julian).get(late.at(f"/proposals/{key}"), status=200).text
    assert "declined" in page and "No cloth left" in page and "Agree" not in page
    again = ask(late, cast.julian)
    as_(cast.julian).post(late.at(f"/proposals/{again}/withdraw"), status=303)
    refused = as_(cast.marian).post(late.at(f"/proposals/{again}/accept"), status=409).text
    assert "withdrawn already" in refused
    as_(cast.julian).get(late.at("/proposals/p0"), status=404)


def test_a_price_that_went_stale_says_why_and_asks_again(as_, cast, late):
    seen = {**PATTERN, "seen": late.seq("cloth.pattern")}
    page = as_(cast.julian).post(late.line("cloth.pattern"), data=seen, status=409).text
    quote = re.search(r'name="quote" value="([^"]+)"', page)
    assert quote
    late.put(cast.marian, "cloth.price", "60")
    again = (
        as_(cast.julian).post(late.line("cloth.pattern"), data={**seen, "quote": quote[1]}, status=409).text
    )
    assert "The price has moved since it was shown" in again and "£180" in again
    assert late.held("cloth.pattern") == "plain"


def test_several_lines_in_one_form_have_one_price(as_, cast, late):
    form = {
        "pattern:value": "check",
        "pattern:seen": late.seq("cloth.pattern"),
        "code:value": "W 90",
        "code:seen": late.seq("cloth.code"),
    }
    page = as_(cast.julian).post(late.stage("cloth", "write"), data=form, status=409).text
    assert "Change 2 lines?" in page and "£170" in page and "Ask for another way" in page
    kept = dict(re.findall(r'name="([\w:]+)" value="([^"]*)"', page))
    assert kept["code:value"] == "W 90"
    as_(cast.julian).post(late.stage("cloth", "write"), data={**form, "quote": kept["quote"]}, status=303)
    assert (late.held("cloth.pattern"), late.held("cloth.code")) == ("check", "W 90")
    (booked,) = late.thread.booked.values()
    assert booked.cost.total == 17000


def test_several_lines_are_asked_for_together_countered_and_agreed_to_or_not_at_all(as_, cast, late):
    form = {
        "pattern:value": "check",
        "pattern:seen": late.seq("cloth.pattern"),
        "code:value": "W 90",
        "code:seen": late.seq("cloth.code"),
        "match:value": "yes",  # not written yet, so it needs nobody's yes
        "match:seen": 0,
        "why": "They go together",
    }
    julian, marian = as_(cast.julian), as_(cast.marian)
    asked = julian.post(late.stage("cloth", "propose"), data=form, status=303)
    (key,) = late.thread.proposals
    assert asked.location.endswith(late.at(f"/proposals/{key}"))
    assert late.last == "Julian Okoro proposed Cloth code: W 90; Pattern: Check"
    assert (late.held("cloth.pattern"), late.held("cloth.code"), late.held("cloth.match")) == (
        "plain",
        "W 81",
        None,
    )
    for path in (late.at(f"/proposals/{key}"), late.at("?stage=cloth")):
        page = marian.get(path, status=200)
        words = said(page)
        assert "Cloth code: W 81 → W 90 Pattern: Plain → Check" in words and "£170" in page.text, path
    again = julian.post(late.line("cloth.code", "/propose"), data={"value": "W 1"}, status=422)
    assert "There is a proposal for Cloth code already." in said(again)
    page = marian.get(late.at(f"/proposals/{key}/counter"), status=200)
    assert 'value="W 90"' in page.text and 'name="pattern:value"' in page.text
    other = {"value": "W 95", "pattern:value": "check", "way": "The other mill"}
    marian.post(late.at(f"/proposals/{key}/counter"), data=other, status=303)
    shown = julian.get(late.at(f"/proposals/{key}"), status=200).text
    assert "W 95" in shown and "The other mill" in shown
    quote = re.search(r'name="quote" value="([^"]+)"', shown)
    assert quote
    julian.post(late.at(f"/proposals/{key}/accept"), data={"quote": quote[1]}, status=303)
    assert (late.held("cloth.pattern"), late.held("cloth.code")) == ("check", "W 95")
    (booked,) = late.thread.booked.values()  # one change, its rule counted once
    assert set(booked.lines) == {"cloth.pattern", "cloth.code"} and booked.cost.total == 17000
    assert "Cloth code and Pattern: Proposal agreed" in said(julian.get(late.at("/dossier")))
    assert late.sound()
    draft = julian.get(late.at("?open=cloth.match&stage=cloth"), status=200)
    assert "kept" in draft.text


def test_several_lines_that_say_nothing_new_are_not_asked_for(as_, cast, late):
    form = {"pattern:value": "plain", "pattern:seen": late.seq("cloth.pattern"), "why": "So"}
    page = as_(cast.julian).post(late.stage("cloth", "propose"), data=form, status=422)
    assert "Nothing here is another value than it was." in said(page) and not late.thread.proposals
    as_(cast.stranger).post(late.stage("cloth", "propose"), data=form, status=404)


def test_putting_a_line_back_asks_for_its_price(as_, cast, late):
    first = late.seq("cloth.pattern")
    late.do(
        cast.julian,
        playing.actions.write,
        "cloth",
        {"pattern": "check"},
        {"pattern": first},
        quote=_quote(late, cast),
    )
    late.put(cast.julian, "cloth.match", "yes")
    late.do(cast.julian, playing.together.review, "cloth", "fit", "accepted")
    for person in (cast.marian, cast.julian):
        late.do(person, playing.actions.sign, "cloth")
    page = (
        as_(cast.julian).post(late.line("cloth.pattern", "/put-back"), data={"seq": first}, status=409).text
    )
    kept = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    again = {"seq": first, "quote": kept["quote"]}
    as_(cast.julian).post(late.line("cloth.pattern", "/put-back"), data=again, status=303)
    assert late.held("cloth.pattern") == "plain"
    assert len(late.thread.booked) == 2
    assert late.last.endswith("put Pattern back to Plain, for £170 and 3 working days")


def test_a_fresh_change_is_undone_whole(as_, cast, late):
    told = _quote(late, cast)
    seen = {"pattern": late.seq("cloth.pattern")}
    before = late.thread
    late.do(cast.julian, playing.actions.write, "cloth", {"pattern": "check"}, seen, quote=told)
    key = f"c{late.thread.seq}"
    page = as_(cast.julian).get(late.at("?stage=cloth"), status=200).text
    assert f"/changes/{key}/take-back" in page
    as_(cast.julian).post(late.at(f"/changes/{key}/take-back"), status=303)
    after = late.thread
    assert (after.now, after.signatures, after.value("cloth.pattern")) == (
        before.now,
        before.signatures,
        "plain",
    )
    assert late.last == "Julian Okoro undid the change of Pattern"


def test_what_is_not_possible_says_what_still_is(as_, cast, late):
    late.replan(cast.marian, cast.julian, "skip", "fitting", "It fits")
    seen = {**PATTERN, "seen": late.seq("cloth.pattern")}
    page = as_(cast.julian).post(late.line("cloth.pattern"), data=seen, status=409).text
    assert "not possible any more" in page and "Another coat." in page and "Do it" not in page


def test_both_sides_read_the_same_table_of_prices(as_, cast, late):
    pages = [as_(person).get(late.at(), status=200).text for person in (cast.julian, cast.marian)]
    rows = [re.findall(r"<tr><td>Another pattern</td>.*?</tr>", page, re.DOTALL) for page in pages]
    assert rows[0] == rows[1] != []
    assert "£170 and 3 working days" in rows[0][0]


def test_paper_tells_what_was_agreed_at_a_price(as_, cast, late):
    key = ask(late, cast.julian)
    by_hand = Wish(way="Dye it", by_hand=ByHand(cost=Cost(material=500), days=2))
    late.do(cast.marian, changing.counter, key, by_hand)
    late.do(cast.julian, changing.accept, key)
    page = as_(cast.julian).get(late.at("/dossier"), status=200).text
    assert "Changes of mind, and what they cost" in page
    assert "Dye it: £5 and 2 working days (£5 material)" in page
    assert "Pattern: Proposal agreed" in page


def test_a_rival_finds_no_proposal(as_, cast, late):
    key = ask(late, cast.julian)
    for rest in (f"/proposals/{key}", "/price", f"/proposals/{key}/counter"):
        as_(cast.ruth).get(late.at(rest), status=404)
    as_(cast.ruth).post(late.at(f"/proposals/{key}/accept"), status=404)


def test_several_proposals_are_weighed_together(as_, cast, late):
    key = ask(late, cast.julian)
    assert "Together with" not in as_(cast.marian).get(late.at(f"/proposals/{key}"), status=200).text
    late.do(cast.julian, changing.propose, "cloth", "code", Wish(value="W 90"))
    assert "Together with" in as_(cast.marian).get(late.at(f"/proposals/{key}"), status=200).text
    by_hand = Wish(way="Dye it", by_hand=ByHand(cost=Cost(material=500), days=0))
    late.do(cast.marian, changing.counter, key, by_hand)
    assert "£5" in as_(cast.julian).get(late.at("?stage=cloth"), status=200).text


def test_a_picture_in_a_form_with_a_price_is_brought_once_without_script(
    as_, cast, late, app, monkeypatch, tmp_path
):
    chosen = house.settings(files_url=f"file://{tmp_path}", largest_upload=200_000)
    monkeypatch.setitem(app.config, "SETTINGS", chosen)
    form = {
        "pattern:value": "check",
        "pattern:seen": late.seq("cloth.pattern"),
        "photos:seen": late.seq(PHOTOS),
    }
    at, julian = late.stage("cloth", "write"), as_(cast.julian)
    brought = {**form, "photos:upload": (io.BytesIO(picture()), "me.jpg")}
    page = julian.post(at, data=brought, content_type="multipart/form-data", status=409).text
    action = page.partition("Do it")[0].rpartition("<form")[2]
    again = dict(re.findall(r'name="([\w:]+)" value="([^"]*)"', action))
    assert again["photos:keep"] and again["quote"]
    julian.post(at, data=again, status=303)
    assert late.held("cloth.pattern") == "check"
    assert [one["name"] for one in late.held(PHOTOS)] == ["me.jpg"]
    (booked,) = late.thread.booked.values()
    assert booked.cost.total == 17000
