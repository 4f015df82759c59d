"""What somebody began to write waits where they find it: on its line, on the order's pages, and at home."""

import re
from datetime import timedelta
from pathlib import Path

from portal.cases import actions, drafted
from portal.cases.show.begun import WAYS
from portal.kernel import clock, drafts
from portal.orders.show import BEGUN
from tests.cases.playing import HTMX, begin
from tests.pages import said

HERE = "You began to write here at"


def keep(visitor, address, **words):
    """Keep words of a form, as the script of a page does."""
    visitor.put("/drafts", query_string={"of": address, "device": "desk"}, data=words, status=200)


def test_a_line_at_rest_says_that_a_draft_of_its_reader_waits_and_of_nobody_else(as_, cast, cloth):
    marian, phone = as_(cast.marian), as_(cast.marian)
    at = cloth.line("cloth.code")
    for path in (cloth.at(), cloth.at("/stages/cloth"), at, cloth.line("cloth.code", "/part")):
        assert HERE not in said(marian.get(path, status=200))
    marian.put(f"{at}/draft", data={"value": "W 8", "seen": 0}, headers=HTMX, status=200)
    for path in (cloth.at(), cloth.at("/stages/cloth"), at, cloth.line("cloth.code", "/part")):
        page = phone.get(path, status=200)
        assert said(page).count(HERE) == 1
        assert "Go on writing : Cloth code" in said(page)
        under = page.text.partition('id="line-cloth-code"')[2].partition('<dd class="a">')[0]
        assert HERE in under, "it stands under the value, not under the name of the line"
        assert f'href="{cloth.at()}?open=cloth.code#in-cloth-code"' in page.text
        for other in (cast.julian, cast.priya):
            assert HERE not in said(as_(other).get(path, status=200))
    assert 'value="W 8"' in phone.get(cloth.at("?open=cloth.code"), status=200).text
    answer = phone.post(at, data={"value": "W 81", "seen": 0}, headers=HTMX, status=200)
    assert HERE not in said(answer)
    assert HERE not in said(marian.get(cloth.at(), status=200))


def test_a_draft_of_another_day_says_its_day_and_one_on_a_line_of_another_stage_is_named_above(
    as_, cast, cloth
):
    marian = as_(cast.marian)
    with clock.as_of(clock.now() - timedelta(days=20)):
        cloth.do(cast.marian, actions.keep_draft, "cloth.code", {"value": ["W 8"]})
    page = said(marian.get(cloth.at(), status=200))
    assert "You began to write here on " in page
    assert "You began to write:" not in page
    elsewhere = marian.get(cloth.at("/stages/fitting"), status=200)
    assert "You began to write: Cloth code, in" in said(elsewhere)


def test_what_was_begun_elsewhere_in_an_order_is_named_in_one_line_with_a_link(as_, cast, cloth):
    marian = as_(cast.marian)
    page = cloth.at()
    keep(marian, f"{page}/say", text="Something for all")
    keep(marian, f"{page}/say#cloth", text="Half a thought about cloth", place="cloth")
    keep(marian, f"{page}/say#cloth.code", text="and its code", place="cloth.code")
    keep(marian, f"{page}/our-room", text="Between us")
    keep(marian, f"{page}/price/book", what="Cloth")
    keep(marian, f"{page}/plan/add", title="Another fitting")
    keep(marian, f"{page}/payments", amount=" ", seq="3")  # nothing stands in it
    order = marian.get(page, status=200)
    line = re.search(r'id="begun">(.*?)</p>', order.text, re.DOTALL)[1]
    links = dict(re.findall(r'<a href="([^"]+)">([^<]+)</a>', line))
    assert set(links.values()) == {
        "a message about Cloth",
        "a message about Cloth: Cloth code",
        "a message in your own room",
        "what the price is made of",
        "something in this order",
    }
    for address in links:
        assert "nobody else has seen it" in said(marian.get(address.partition("#")[0], status=200))
    stage = said(marian.get(cloth.at("/stages/cloth"), status=200))
    assert "a message (" in stage
    assert "a message about Cloth (" not in stage
    assert "You began to write" not in said(as_(cast.julian).get(page, status=200))


def test_a_folded_form_with_a_draft_is_open_without_any_script(as_, cast, cloth):
    julian = as_(cast.julian)
    folded = re.compile(r"<details([^>]*)><summary>Ask [^<]* for something")
    assert folded.search(julian.get(cloth.at(), status=200).text)[1] == ' class="more"'
    address = re.search(r'name="draft" value="([^"]+/promises#[^"]+)"', julian.get(cloth.at()).text)[1]
    keep(julian, address, text="A second swatch")
    page = julian.get(cloth.at(), status=200)
    assert folded.search(page.text)[1] == ' class="more" open'
    assert "what you would ask for" in said(julian.get(cloth.at("/stages/fitting"), status=200))


def test_home_lists_what_was_begun_and_each_can_be_let_go_and_had_back(as_, cast, database, cloth):
    other = begin(database, cast.julian, cast.okoro)
    julian = as_(cast.julian)
    assert "You began to write" not in said(julian.get("/home", status=200))
    keep(julian, "/orders/new", need="A coat for a wedding")
    keep(julian, f"{other.at()}/say", text="Half a thought")
    keep(julian, "/people/invite", name="Ama")
    page = julian.get("/home", status=200)
    for words in ("A new need", "A message", "An invitation"):
        assert words in said(page)
    assert f'href="{other.at()}#say"' in page.text
    assert "Half a thought" not in page.text
    assert "You began to write" not in said(as_(cast.marian).get("/home", status=200))
    answer = julian.post("/drafts/gone?next=/home", data={"which": f"{other.at()}/say"}, status=303)
    page = julian.get(answer.location, status=200)
    assert "You let go of what you began to write." in said(page)
    assert "A message" not in said(page)
    assert "Half a thought" not in julian.get(other.at(), status=200).text
    way = re.search(r'action="(/drafts/back[^"]*)"', page.text)[1]
    answer = julian.post(way, data={"which": f"{other.at()}/say"}, status=303)
    assert answer.location == "/home"
    assert "A message" in said(julian.get(answer.location, status=200))
    assert "Half a thought</textarea>" in julian.get(other.at(), status=200).text
    assert "You let go of" not in said(julian.get(f"/home?let-go={other.at()}/say", status=200))


def test_what_was_let_go_is_gone_after_a_day_and_new_words_stand_alone(as_, cast, database, unit):
    order = begin(database, cast.julian, cast.okoro)
    julian, address = as_(cast.julian), f"{order.at()}/say"
    keep(julian, address, text="First")
    julian.post("/drafts/gone", data={"which": address}, status=303)
    keep(julian, address, text="Second")
    page = julian.get(order.at(), status=200).text
    assert "Second</textarea>" in page
    assert "First" not in page
    julian.post("/drafts/gone", data={"which": address}, status=303)
    with unit(), clock.as_of(clock.now() + timedelta(days=2)):
        assert drafts.is_away("julian", address)
        drafts.keep("julian", "/orders/new", {"need": ["x"]})
        drafts.bring_back("julian", address)
        assert not drafts.is_away("julian", address)
        assert drafts.at("julian", order.at()) == {}


def test_what_was_begun_in_a_clan_leads_back_to_its_page(as_, cast, unit):
    with unit():
        drafts.keep("julian", "/customers/okoro/questions", {"department": ["Accounts"]})
        drafts.keep("marian", "/customers/okoro/people/piotr/words", {"why": ["He knows"]})
    page = as_(cast.julian).get("/home", status=200).text
    assert 'href="/customers/okoro"' in page and "who your person for something is" in page.lower()
    page = as_(cast.marian).get("/home", status=200).text
    assert 'href="/customers/okoro/people/piotr/words"' in page


def test_a_draft_of_an_order_that_is_not_theirs_to_see_any_more_is_not_told(cast, database, unit):
    begin(database, cast.julian, cast.okoro)
    with unit():
        for handle in ("julian", "piotr", "colin"):
            drafts.keep(handle, "/orders/okoro-1/say", {"text": ["x"]})
        told = {one.handle: drafted.waiting(one) for one in (cast.julian, cast.colin)}
        assert [case.ref for _draft, case in told["julian"]] == ["okoro-1"]
        assert told["colin"] == []


def test_every_form_that_keeps_a_draft_leads_back_to_where_it_stands(app):
    templates = Path(__file__).parents[2].joinpath("templates").rglob("*.html")
    calls = re.compile(r'call form\(url_for\("(\w+\.\w+)"[^%]*draft=')
    found = {name for path in templates for name in calls.findall(path.read_text("utf-8"))}
    assert len(found) > 12
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    own = {"cases.say", "cases.ask", *BEGUN}
    assert {name for name in found if name not in pages | own | set(WAYS)} == set()
    assert set(WAYS) | {way.page for way in WAYS.values() if way.page} <= set(app.view_functions)
