"""A change of mind after the forward fitting, by two people at once: its price first, another way, agreed."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from portal.cases import actions
from portal.cases.queries import calendars
from portal.kernel import clock
from portal.people.actions import make_token
from portal.people.queries import by_handle
from tests.journeys import played

KEYS = {"cost", "days", "date", "reopens", "voids", "possible", "alternatives", "quote"}
AGREED = {"pocket_style": "straight_flap", "outside_pockets": "4", "ticket_pocket": "yes"}


@pytest.fixture
def order(live):
    """Julian's suit, its forward fitting over: four straight pockets with flaps, cloth at £95 a metre."""
    with live.database.unit(write=True):
        order = played.place("julian", "okoro")
        played.play(order, "julian", "marian", "style")
        marian = by_handle("marian")
        for stage, lines in (("cloth", {"price_per_m": "95"}), ("style", AGREED)):
            seen = {key: order.thread.line_seq(stage, key) for key in lines}
            actions.write(marian, order, stage, lines, seen)
        played.play(order, "julian", "marian", "finish_fitting")
        return f"/orders/{order.ref}"


def slanted(page: Page, order: str) -> None:
    """Open the line of the pockets and choose slanted ones."""
    page.goto(f"{order}?open=style.pocket_style#line-style-pocket_style")
    page.locator("#line-style-pocket_style form").get_by_label("Slanted, with flaps").check()


def days_later(page: Page) -> int:
    """How many working days the hand-over moves, as the page says it with two dates."""
    before, after = re.findall(r"(\d+ \w+)(?: \d{4})?", page.locator(".cost .n").nth(1).inner_text())
    assert before != after
    return int(page.locator(".cost").get_by_text("working day").inner_text().split()[0])


def program(live, handle: str):
    """What a program of somebody reads at an address of the API."""
    with live.database.unit(write=True):
        token = make_token(handle)

    def read(page: Page, path: str):
        answer = page.request.get(f"{live.url}/api/v1{path}", headers={"Authorization": f"Bearer {token}"})
        assert answer.ok, answer.text()
        return answer.json()

    return read


def totals(page: Page, order: str) -> list[str]:
    """How long each side was waited for, as a page says it."""
    page.goto(f"{order}/turns")
    return page.locator("section:has(#sum-h) dd").all_inner_texts()


@pytest.mark.parametrize("script", [True, False])
def test_slanted_pockets_are_asked_for_countered_and_agreed(live, come, order, script):
    julian = come("julian", java_script_enabled=script).new_page()
    marian = come("marian").new_page()
    both = [(julian, program(live, "julian")), (marian, program(live, "marian"))]
    wish = "stage=style&field=pocket_style&value=slanted_flap"
    told, same = (read(page, f"{order}/impact?{wish}") for page, read in both)
    assert told == same and told.keys() >= KEYS and told["quote"]
    assert (told["cost"]["amount"], told["cost"]["currency"], told["days"]) == (79600, "GBP", 14)
    assert (told["reopens"], told["voids"]) == (["forward", "forward_fitting"], ["forward_fitting"])
    assert told["possible"] and told["alternatives"] == []
    slanted(julian, order)
    form = julian.locator("#line-style-pocket_style form").first
    if script:  # the price follows the choice, before anything is sent
        expect(julian.locator("#cost-style-pocket_style")).to_contain_text("£796")
        expect(julian.locator("#cost-style-pocket_style")).to_contain_text("£720 hands, £76 material")
        assert days_later(julian) == 14
        julian.locator("#cost-style-pocket_style").get_by_role("link", name="Ask for another way").click()
        expect(julian.get_by_label("Slanted, with flaps")).to_be_checked()  # what was typed came along
        julian.get_by_label("Why?").fill("They sit better on a horse")
        julian.get_by_role("button", name="Ask for it").click()
    else:  # pressing the button shows it on a page of its own
        form.get_by_role("button", name="Change").click()
        expect(julian.get_by_role("heading", level=1)).to_contain_text("Change style of the outside pockets?")
        expect(julian.locator("main")).to_contain_text("£796")
        assert days_later(julian) == 14
        julian.get_by_text("Ask for another way").click()
        julian.get_by_label("Why?").fill("They sit better on a horse")
        julian.get_by_role("button", name="Ask for it").click()
    expect(julian.get_by_role("heading", level=1)).to_contain_text("a proposal")
    asked = julian.url

    marian.goto(order)
    marian.get_by_role("link", name="Answer the proposal: Style of the outside pockets").click()
    expect(marian.locator("main")).to_contain_text("£796")
    expect(marian.locator("main")).to_contain_text("They sit better on a horse")
    marian.get_by_role("link", name="Offer another way").click()
    marian.get_by_label("Straight, with flaps").check()
    marian.get_by_label("In words").fill("Keep the pockets, sew the ticket pocket down")
    marian.get_by_label("Hands, in GBP").fill("60")
    marian.get_by_label("Working days later").fill("1")
    marian.get_by_role("button", name="Offer this instead").click()
    expect(marian.locator("main")).to_contain_text("For £60 and 1 working day.")

    julian.goto(asked)
    expect(julian.locator("main")).to_contain_text("sew the ticket pocket down")
    assert days_later(julian) == 1
    moved = julian.locator(".cost .n").nth(1).inner_text().split(" → ")[1]
    julian.get_by_role("button", name="Agree").click()
    expect(julian.get_by_role("heading", level=1)).to_contain_text("agreed")
    for page in (julian, marian):  # ledger, dates and price agree on both screens
        page.goto(f"{order}/price")
        expect(page.locator("main")).to_contain_text("£60")
        expect(page.locator("main")).to_contain_text(moved)
        page.goto(order)
        expect(page.locator("#log")).to_contain_text("for £60 and 1 working day")
    ledgers = [totals(page, order) for page, _read in both]
    assert ledgers[0] == ledgers[1] and len(ledgers[0]) == 2
    found = [read(page, order) for page, read in both]
    assert found[0]["changes"] == found[1]["changes"] and found[0]["proposals"] == found[1]["proposals"]
    (change,) = found[0]["changes"]
    assert (change["cost"]["amount"], change["days"]) == (6000, 1)
    ends = date.fromisoformat(change["after"])
    assert moved.startswith(f"{ends.day} {ends:%B}")  # the day on both screens
    waits = [read(page, f"{order}/turns")["waited"] for page, read in both]
    assert [[one["days"] for one in told] for told in waits] == [[one["days"] for one in waits[0]]] * 2
    with live.database.unit(write=False):
        case = played.found("julian", order.rpartition("/")[2])
        thread = case.thread
        (booked,) = thread.booked.values()
        assert thread.value("style.pocket_style") == "straight_flap"
        assert isinstance(booked.after, date)
        assert booked.before
        assert booked.after == calendars(case.account_id).clan.after(booked.before, 1)
        assert booked.at <= clock.now()


def test_the_price_shown_is_the_price_booked_and_can_be_undone(live, come, order):
    julian = come("julian").new_page()
    slanted(julian, order)
    expect(julian.locator("#cost-style-pocket_style")).to_contain_text("Changing it takes this price.")
    expect(julian.locator("#cost-style-pocket_style")).to_contain_text("£796")
    with julian.expect_navigation():
        julian.locator("#line-style-pocket_style form button[type=submit]").first.click()
    julian.goto(f"{order}/price")
    expect(julian.locator("main")).to_contain_text("£796")
    with live.database.unit(write=False):
        (booked,) = played.found("julian", order.rpartition("/")[2]).thread.booked.values()
        assert (booked.cost.total, booked.days) == (79600, 14)
        assert booked.reopens == ("forward", "forward_fitting")
    julian.get_by_role("button", name="Undo this change").click()
    expect(julian.locator("#line-style-pocket_style")).to_contain_text("Straight, with flaps")
    with live.database.unit(write=False):
        assert played.found("julian", order.rpartition("/")[2]).thread.now == "finish_fitting"
