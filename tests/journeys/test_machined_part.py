"""A machined part through the yeses of four departments, its people in browsers of their own."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from portal.cases import actions, bringing
from portal.kernel import files, storage
from portal.orders import actions as orders
from portal.people.actions import OPERATOR, add_person
from portal.people.queries import account_by_handle, by_handle
from tests.journeys import played

DRAWING = b"ISO-10303-21;\nHEADER;\nENDSEC;\nEND-ISO-10303-21;\n"
NAMES = {"dev": "Dev Rao", "lena": "Lena Fischer", "sam": "Sam Whittle", "jo": "Jo Pascoe"}
PLAN = {"Engineering": ["colin"], "Quality": ["dev", "lena", "sam"], "Production planning": ["jo"]}
PLAN |= {"Purchasing": ["ruth"]}


@pytest.fixture
def part(live):
    """The reference of Northmoor's part when its yeses are under way, and nobody is named."""
    with live.database.unit(write=True):
        ruth, northmoor = by_handle("ruth"), account_by_handle("northmoor")
        for handle, name in NAMES.items():
            if by_handle(handle) is None:
                words = {"side": "customer", "account": northmoor, "handle": handle}
                add_person(OPERATOR, name, f"{handle}@example.org", **words)
        said = ("northmoor", "A hinge that does not freeze", "machined-part")
        case = orders.place(ruth, *said, conditions=played.CONDITIONS)
        place = storage.at(live.environment["FILES_URL"])
        drawn = files.take(place, DRAWING, "hinge.step", photo=False, largest=10**6)
        held = [bringing.attach(ruth, case, drawn)]
        actions.write(ruth, case, "drawing", {"files": held, "docs": ["fai"]}, {})
        actions.write(by_handle("marian"), case, "quote", {"price": "7400"}, {})
        played.play(case, "ruth", "marian", "approval")
        return case.ref


def _department(page: Page, name: str) -> Locator:
    named = page.locator("legend", has_text=re.compile(f"^{name}$"))
    return page.locator("form.form > fieldset").filter(has=named)


def _press(page: Page, button: Locator) -> None:
    with page.expect_navigation():
        button.click()


def _plan(page: Page) -> None:
    """Name everybody: three of quality, of whom two must say yes; finance and the last one are not asked."""
    for gone in ("Finance", "Whoever decides"):
        _press(page, _department(page, gone).get_by_role("button", name="Take this department out"))
    for name, people in PLAN.items():
        for more in range(1, len(people)):
            _press(page, _department(page, name).get_by_role("button", name="One more person"))
            expect(_department(page, name).get_by_label("Who", exact=True)).to_have_count(more + 1)
        for place, person in enumerate(people):
            _department(page, name).get_by_label("Who", exact=True).nth(place).select_option(person)
    _department(page, "Quality").get_by_label("How many must say yes").select_option("2")
    _press(page, page.get_by_role("button", name="Ask these people"))


def _says_yes(page: Page, ref: str, department: str) -> None:
    page.goto(f"/orders/{ref}")
    place = page.locator(f"#block-approval-yeses-{department}")
    _press(page, place.get_by_role("button", name="Say yes"))


def test_four_departments_say_yes_and_one_change_asks_two_of_them_again(come, part):
    ruth = come("ruth", viewport={"width": 1280, "height": 900}).new_page()
    ruth.goto(f"/orders/{part}")
    _press(ruth, ruth.get_by_role("link", name="Name who says yes"))
    _plan(ruth)
    expect(ruth.get_by_text("None of these is yours, Ruth.")).to_be_visible()

    hands = {"ruth": ruth}
    phone = {"viewport": {"width": 360, "height": 780}}
    asked = (("colin", "engineering"), ("dev", "quality"), ("sam", "quality"), ("jo", "planning"))
    for handle, department in asked:
        hands[handle] = come(handle, **phone, java_script_enabled=handle != "colin").new_page()
        _says_yes(hands[handle], part, department)
    expect(hands["jo"].get_by_text("Not needed")).to_have_count(1)
    _says_yes(ruth, part, "purchasing")
    expect(ruth.get_by_role("link", name="Sign Yeses").first).to_be_visible()
    yeses = ruth.locator(".appr .label.g")
    expect(yeses).to_have_count(5)

    marian = come("marian").new_page()
    marian.goto(f"/orders/{part}?open=quote.weeks")
    marian.locator("form.edit [name=value]").fill("9")
    marian.locator("form.edit [data-uses]").click()
    expect(marian.locator("#line-quote-weeks")).to_contain_text("9")

    ruth.goto(f"/orders/{part}")
    expect(yeses).to_have_count(3)
    again = ruth.locator(".appr > li", has_text="Changed since:")
    expect(again).to_have_count(2)
    expect(again.first).to_contain_text("→ 9")
    missing = "Still to settle: the yes of Production planning, the yes of Purchasing."
    expect(ruth.get_by_text(missing)).to_be_visible()
    _says_yes(hands["jo"], part, "planning")
    _says_yes(ruth, part, "purchasing")
    _press(ruth, ruth.locator("a.btn", has_text="Sign Yeses"))
    _press(ruth, ruth.get_by_role("button", name=re.compile("^Sign")))
    expect(ruth.get_by_role("heading", name="Order and release", exact=True)).to_be_visible()
