"""A meeting from its call to an order that came of it: a member of the clan, and somebody of the customer."""

from datetime import timedelta
from urllib.parse import urlsplit

from playwright.sync_api import expect

from portal.kernel import clock

MEETINGS = "/customers/okoro/meetings"
HIS, HERS = "I would like to leave the jacket at the hall.", "A back that gives when he lifts his arms."


def write_idea(page, text):
    """Write an idea in the silent round."""
    page.locator("#ideas textarea[name=text]").fill(text)
    page.get_by_label("medium: some days").check()
    page.get_by_label("What does it give the customer?").fill("He keeps it on")
    page.get_by_role("button", name="Write this idea").click()
    expect(page.locator("#ideas")).to_contain_text(text)


def test_from_a_call_to_an_order_that_came_of_it(come):
    marian, julian = (come(name).new_page() for name in ("marian", "julian"))
    marian.goto(MEETINGS)
    marian.get_by_role("link", name="Call a meeting").click()
    marian.get_by_label("What is it called?").fill("What he conducts in")
    marian.get_by_label("What is it for?").fill("Nothing he wears is made for it.")
    marian.get_by_label("On which day?").fill((clock.now() + timedelta(days=3)).date().isoformat())
    for one in marian.locator("[name=member]:not([value=marian])").all():
        one.uncheck()
    theirs = marian.locator("#parts-julian")
    for part in ("the agenda", "the ideas"):
        theirs.get_by_label(part).check()
    marian.get_by_role("button", name="Call the meeting").click()
    expect(marian.locator("#stand")).to_contain_text("0 of 2 come, 2 are needed")
    at = urlsplit(marian.url).path

    julian.goto("/home")
    julian.locator(f"#errands a[href='{at}']").click()
    julian.get_by_label("I will be there").check()
    julian.get_by_role("button", name="Say this").click()
    expect(julian.locator("#stand")).to_contain_text("1 of 2 come")

    marian.reload()
    marian.get_by_role("button", name="Begin the silent round").click()
    expect(marian.locator("#errors")).to_contain_text("1 person is here, and 2 are needed")
    here = marian.locator("#present")
    for name in ("Marian Wren", "Julian Okoro"):
        here.get_by_label(name).check()
    marian.get_by_role("button", name="Begin the silent round").click()
    write_idea(marian, HERS)
    julian.reload()
    write_idea(julian, HIS)
    expect(julian.locator("main")).not_to_contain_text(HERS)
    marian.reload()
    expect(marian.locator("main")).not_to_contain_text(HIS)

    marian.get_by_role("button", name="Reveal the ideas").click()
    julian.reload()
    hers = julian.locator("#ideas li").filter(has_text=HERS)
    expect(hers).to_contain_text("Marian Wren")
    hers.get_by_role("button", name="Give a dot").click()
    expect(julian.locator("#ideas")).to_contain_text("You have 2 dots left.")
    marian.get_by_role("button", name="Count the dots").click()
    first = marian.locator("#ideas li").first
    expect(first).to_contain_text(HERS)
    expect(first).to_contain_text("1 dot")

    first.get_by_role("link", name="End this idea").click()
    marian.get_by_role("link", name="Begin a joint project from it").click()
    marian.get_by_label("What is it called?").fill("A back that gives")
    marian.get_by_label("By which day is the first thing done?").fill(
        (clock.now() + timedelta(days=9)).date().isoformat()
    )
    marian.get_by_role("button", name="Begin the project").click()
    marian.locator("#ideas li").filter(has_text=HIS).get_by_role("link", name="End this idea").click()
    marian.get_by_label("Why not?").fill("The hall has no wardrobe.")
    marian.get_by_role("button", name="Decline it").click()
    marian.get_by_role("button", name="Close the meeting").click()
    expect(marian.locator("#stand")).to_contain_text("2 of 2 were there")
    julian.reload()
    expect(julian.locator("main")).not_to_contain_text("The hall has no wardrobe.")

    marian.locator("#ideas").get_by_role("link", name="A back that gives", exact=True).click()
    expect(marian.locator("h1")).to_have_text("A back that gives")
    marian.locator("#came-of").get_by_role("link", name=HERS).click()
    assert urlsplit(marian.url).path == at
