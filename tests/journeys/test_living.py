"""Two people and a telephone on one order: each sees what the others do, nothing under the hands moves."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from portal.people import actions as people
from portal.people import sessions
from portal.people.queries import account_by_handle, by_handle
from tests.journeys import played

SAYS = "button => button.firstChild.textContent.trim()"
LINE = "#line-cloth-mill"


@pytest.fixture
def order(live: Any) -> str:
    """An order whose cloth is being chosen."""
    with live.database.unit(write=True):
        case = played.place("julian", "okoro")
        played.play(case, "julian", "marian", "cloth")
        return f"/orders/{case.ref}"


def write(page: Page, line: str, words: str) -> None:
    """Write a line in its place."""
    page.locator(line).get_by_role("link", name=re.compile("^(Change|Write)")).click()
    page.locator(f"{line} form.edit input[name=value]").fill(words)
    page.locator(f"{line} form.edit").get_by_role("button").click()
    expect(page.locator(f"{line} form.edit")).to_have_count(0)


def test_what_one_does_the_others_see_and_nothing_under_the_hands_moves(come, live, order):
    julian, marian = come("julian").new_page(), come("marian").new_page()
    phone = come("priya", viewport={"width": 360, "height": 640}).new_page()
    for page in (julian, marian, phone):
        page.goto(order)
    expect(julian.locator("#room")).to_contain_text("Priya")
    expect(marian.locator("#room")).to_contain_text("Julian")

    say = julian.get_by_label("Say something")
    say.fill("Half a sentence")
    marian.locator(LINE).get_by_role("link", name=re.compile("^(Change|Write)")).click()
    marian.locator(f"{LINE} form.edit input[name=value]").press_sequentially("W 7")
    expect(julian.locator(f"{LINE} .writing")).to_have_text("Marian is writing here. You may too.")
    expect(phone.locator("#room")).to_contain_text("is writing at")
    place = say.bounding_box()
    marian.locator(f"{LINE} form.edit").get_by_role("button").click()
    for page in (julian, phone):
        expect(page.locator(LINE)).to_contain_text("W 7")
        expect(page.locator("#log-list li").first).to_contain_text("W 7")
    expect(say).to_have_value("Half a sentence")
    expect(say).to_be_focused()
    now = say.bounding_box()
    assert place and now and abs(now["y"] - place["y"]) < 2, "what one writes in has moved"
    expect(julian.locator("#live .told")).to_contain_text("Marian")

    # The same line in both hands: what it says is renewed above the form, what is typed stays.
    julian.locator(LINE).get_by_role("link", name=re.compile("^Change")).click()
    own = julian.locator(f"{LINE} form.edit input[name=value]")
    own.fill("mine")
    write(marian, LINE, "W 8")
    expect(julian.locator(f"{LINE} .meanwhile")).to_be_visible()
    expect(julian.locator(f"{LINE} dd.v")).to_contain_text("W 8")
    expect(own).to_have_value("mine")
    julian.locator(f"{LINE} form.edit").get_by_role("button").click()
    expect(julian.locator(LINE)).to_contain_text("two people changed this line")

    # A cut line: what happened meanwhile comes when it is back, by itself.
    phone.context.set_offline(True)
    write(marian, LINE, "W 9")
    phone.wait_for_timeout(300)
    expect(phone.locator(LINE)).not_to_contain_text("W 9")
    phone.context.set_offline(False)
    expect(phone.locator(LINE)).to_contain_text("W 9", timeout=20_000)

    marian.get_by_role("button", name="Be quiet").click()
    expect(phone.locator("#room")).not_to_contain_text("Marian")
    marian.close()


def test_the_page_of_a_line_renews_its_talk_and_its_past_and_leaves_what_is_typed(come, order):
    julian, marian = come("julian").new_page(), come("marian").new_page()
    for page in (julian, marian):
        page.goto(f"{order}/stages/cloth/lines/mill")
    typed = julian.locator("#talk textarea")
    typed.fill("Half a sentence")
    marian.locator("#talk textarea").fill("From Huddersfield")
    marian.locator("#talk").get_by_role("button", name="Say it").click()
    expect(julian.locator("#talk-list")).to_contain_text("From Huddersfield")
    page = come("priya").new_page()
    page.goto(order)
    write(page, LINE, "W 7")
    expect(julian.locator("#past")).to_contain_text("W 7")
    expect(julian.locator(LINE)).to_contain_text("W 7")
    expect(typed).to_have_value("Half a sentence")
    expect(typed).to_be_focused()


def test_each_reads_it_in_their_own_language(come, order):
    julian, marian = come("julian", locale="de-DE").new_page(), come("marian").new_page()
    for page in (julian, marian):
        page.goto(order)
    marian.locator(LINE).get_by_role("link", name=re.compile("^(Change|Write)")).click()
    marian.locator(f"{LINE} form.edit input[name=value]").press_sequentially("W 7")
    expect(julian.locator(f"{LINE} .writing")).to_contain_text("Marian schreibt gerade hier.")
    marian.locator(f"{LINE} form.edit").get_by_role("button").click()
    expect(julian.locator("#log-list li").first).to_contain_text("geschrieben")
    expect(marian.locator("#log-list li").first).to_contain_text("wrote")
    julian.get_by_label("Etwas sagen").fill("Gern, und mit Futter.")
    julian.get_by_role("button", name="Sagen").click()
    expect(marian.locator("#log-list li").first).to_contain_text("Gern, und mit Futter.")
    julian.context.set_offline(True)
    julian.get_by_label("Etwas sagen").fill("Noch etwas")
    expect(julian.locator("#connection")).to_contain_text("Sie sind nicht verbunden")
    julian.context.set_offline(False)


def test_home_and_lists_take_their_new_state_unless_somebody_is_in_the_middle_of_something(come, order):
    julian, marian = come("julian").new_page(), come("marian").new_page()
    look = "document.dispatchEvent(new Event('visibilitychange'))"  # else it waits for a quarter of a minute
    julian.goto("/home")
    marian.goto(order)
    write(marian, LINE, "W 7")
    julian.evaluate(look)
    expect(julian.locator("section[aria-labelledby=news]")).to_contain_text("W 7")
    bell = julian.locator("[data-bell]")
    expect(bell).to_have_attribute("aria-label", re.compile(r"^[1-9]\d* new thing"))
    julian.goto("/orders")
    julian.locator("#main input[type=search], #main input[type=text]").first.fill("half a word")
    counted = bell.get_attribute("aria-label")
    write(marian, LINE, "W 8")
    julian.evaluate(look)
    julian.wait_for_timeout(300)
    expect(bell).to_have_attribute("aria-label", str(counted))
    expect(julian.locator("#main input[type=search], #main input[type=text]").first).to_have_value(
        "half a word"
    )


def test_what_is_said_stands_there_at_once_and_can_be_taken_back(come, order):
    julian, marian = come("julian").new_page(), come("marian").new_page()
    for page in (julian, marian):
        page.goto(order)
        page.evaluate("window.opened = true")
    box, kept = julian.get_by_label("Say something"), julian.locator("form.say .kept")
    for words in ("Is the lining in stock?", "And the buttons?"):
        box.fill(words)
        julian.get_by_role("button", name="Say it").click()
        expect(box).to_have_value("")
        expect(box).to_be_focused()
        for page in (julian, marian):
            expect(page.locator("#log-list .note").first).to_have_text(words)
    expect(kept).to_be_empty()
    undo = julian.locator("#live .toast").get_by_role("button", name="Undo")
    assert undo.bounding_box()["height"] >= 44, "as easily pressed as any button"
    undo.click()
    for page in (julian, marian):
        expect(page.locator("#log-list li").first).to_contain_text("took this back")
        assert page.evaluate("window.opened"), "a page was loaded anew"
    expect(julian.locator("#live .toast")).to_have_count(0)
    box.fill("With a picture")
    julian.locator("form.say summary").click()
    julian.locator("form.say input[type=file]").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": b"One"}
    )
    julian.get_by_role("button", name="Say it").click()
    expect(marian.locator("#log-list li").first).to_contain_text("a.txt")
    expect(box).to_have_value("")  # the other side may read it before our own answer is here
    julian.reload()
    expect(box).to_have_value("")


def test_an_answer_in_a_word_stands_on_both_pages_at_once_and_can_be_changed(come, order):
    julian, marian = come("julian").new_page(), come("marian").new_page()
    for page in (julian, marian):
        page.goto(order)
        page.evaluate("window.opened = true")
    julian.get_by_label("Say something").fill("May it be Thursday?")
    julian.get_by_role("button", name="Say it").click()
    said = marian.locator("#log-list li").first
    expect(said).to_contain_text("May it be Thursday?")
    words = said.locator("p.words button")
    for one in (words.nth(0), words.nth(1)):  # each with a key of its own
        one.click()
        expect(one).to_have_attribute("aria-pressed", "true")
        expect(one).to_be_focused()
        expect(julian.locator("#log-list li").first).to_contain_text(f"{one.evaluate(SAYS)}: Marian")
    words.nth(1).click()
    expect(words.nth(1)).not_to_have_attribute("aria-pressed", "true")
    for page in (julian, marian):
        assert page.evaluate("window.opened"), "a page was loaded anew"


def test_what_is_said_in_a_room_of_ones_own_comes_to_that_side_alone(come, order):
    marian, priya, julian = (come(name).new_page() for name in ("marian", "priya", "julian"))
    for page in (marian, priya, julian):
        page.goto(f"{order}/our-room")
    typed = priya.get_by_label("Say something to your own side")
    typed.fill("Half a thought")
    marian.get_by_label("Say something to your own side").fill("He is worried about the price")
    marian.get_by_role("button", name="Say it").click()
    expect(priya.locator("#room-list")).to_contain_text("He is worried about the price")
    expect(typed).to_have_value("Half a thought")
    expect(julian.locator("#room-list")).to_contain_text("Nobody has said anything here yet")
    answer = priya.locator("#room-list p.words button").first
    answer.click()
    expect(answer).to_have_attribute("aria-pressed", "true")
    expect(marian.locator("#room-list li").first).to_contain_text(f"{answer.evaluate(SAYS)}: Priya")
    expect(typed).to_have_value("Half a thought")


def test_whoever_is_signed_out_or_loses_the_seat_hears_nothing_any_more(come, live, order):
    priya, piotr = come("priya").new_page(), come("piotr").new_page()
    for page in (priya, piotr):
        page.goto(order)
    expect(priya.locator("#room")).to_contain_text("Piotr")
    with live.database.unit(write=True):
        sessions.end_others(by_handle("priya"), but=0)
        people.unseat(by_handle("ada"), account_by_handle("okoro"), by_handle("piotr"))
    for page in (priya, piotr):
        expect(page.locator("#moved")).to_contain_text("no longer kept up to date")
    with live.database.unit(write=True):
        people.seat(by_handle("ada"), account_by_handle("okoro"), by_handle("piotr"))


def test_without_a_script_the_room_says_of_when_it_is(come, order):
    page = come("julian", java_script_enabled=False).new_page()
    page.goto(order)
    expect(page.locator("#room .as-of")).to_contain_text("As of")
    page.locator("#room").get_by_role("link", name="look again").click()
    page.get_by_role("button", name="Be quiet").click()
    expect(page.locator("#room")).to_contain_text("nobody sees that you are here")
