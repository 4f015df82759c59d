"""A hunt that would earn well is let go for the customer's sake, and the customer is told."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from portal.kernel import clock

OKORO = "/customers/okoro"
WHAT = "Six more dress shirts for the summer"
SHELF = "Eight of the last twelve are still in their paper."
OURS = re.compile("£(1,500|900)|40%")


def answer(page: Page, yes: tuple[int, ...], **why: str) -> None:
    """Answer the five questions: these with yes, the others with no; words for some of them."""
    for place, key in enumerate(("used", "cheaper", "strain", "lock_in", "buy")):
        page.locator(f"#{key} input[value={'yes' if place in yes else 'no'}]").check()
        if key in why:
            page.locator(f"#{key}_words").fill(why[key])
    page.get_by_role("button", name="Answer this").click()


def note(page: Page) -> None:
    """Note the hunt, as somebody of the clan."""
    page.goto(OKORO)
    page.locator("#hunts").get_by_role("link", name="Note a hunt").click()
    page.get_by_label("What is it?").fill(WHAT)
    page.get_by_label("Which need of theirs does it meet?").fill("He travels in July.")
    page.get_by_label("What would they be offered, and at what price?").fill("Six shirts of his own pattern.")
    page.get_by_label("What is it worth?").fill("1,500")
    page.get_by_label("What does it cost us?").fill("900")
    page.get_by_label("Another one, in per cent").check()
    page.get_by_label("At least, in per cent").fill("20")
    page.get_by_label("At most, in per cent").fill("45")
    page.get_by_label("Where does this band come from?").fill("Marian, in spring")
    soon = clock.now().date() + timedelta(days=20)
    page.get_by_label("By when is it decided?").fill(soon.isoformat())
    page.get_by_role("button", name="Note this hunt").click()


def test_a_hunt_refused_for_the_totems_sake(come):
    piotr, priya, marian, julian = (come(name).new_page() for name in ("piotr", "priya", "marian", "julian"))
    note(piotr)
    expect(piotr.locator("#end")).to_contain_text("Two of the clan are still to answer")
    expect(piotr.locator("#guard")).to_contain_text("You noted this hunt, so others say")
    at = urlsplit(piotr.url).path
    piotr.get_by_label("Who of the clan is asked?").select_option("Priya Shah")
    piotr.get_by_role("button", name="Ask them").click()
    expect(piotr.locator("#guard")).to_contain_text("is asked")

    priya.goto("/home")
    priya.locator(f"#errands a[href='{at}/answer']").click()
    answer(priya, (0, 4))
    expect(priya.locator("#guard")).to_contain_text("good for them")

    marian.goto(f"{at}/show")
    expect(marian.locator("#main")).not_to_contain_text(OURS)
    marian.get_by_label("Who of them is asked").select_option("Julian Okoro")
    marian.get_by_role("button", name="Show it to them").click()
    expect(marian.locator("#theirs")).to_contain_text("Julian Okoro is asked")

    julian.set_viewport_size({"width": 360, "height": 740})
    julian.goto("/home")
    julian.locator("#errands a").filter(has_text=WHAT).click()
    answer(julian, (), used=SHELF, buy="Not this year.")
    expect(julian.locator("#reply")).to_contain_text(SHELF)
    expect(julian.locator("body")).not_to_contain_text(OURS)
    shown = urlsplit(julian.url).path

    piotr.goto(at)
    expect(piotr.locator("#end")).to_contain_text("Julian Okoro says that they will not really use it.")
    piotr.get_by_role("button", name="Won").click()
    expect(piotr.locator("#errors")).to_contain_text("they will not really use it")
    piotr.locator("summary", has_text="Let it go for their sake").click()
    piotr.get_by_label("Why is it not good for them?").fill("His drawer is full, and he says so.")
    piotr.get_by_role("button", name="Let it go for their sake").click()
    expect(piotr.locator("#main")).to_contain_text("His drawer is full")
    expect(piotr.locator("#end")).not_to_contain_text("Won")

    marian.goto(at)
    marian.get_by_role("link", name="Tell them that it was let go for their sake").click()
    marian.get_by_role("button", name="Tell them").click()
    julian.goto(shown)
    expect(julian.locator("#main")).to_contain_text("It was let go for your sake: His drawer is full")
    expect(julian.locator("body")).not_to_contain_text(OURS)
    piotr.goto(f"{OKORO}/hunts")
    expect(piotr.locator("#main")).to_contain_text("let go for the sake of Julian Okoro")
