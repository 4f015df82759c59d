"""A customer proposes a line, a senior agrees: the next version has it, an old order once both agree."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from portal.orders import actions as orders
from portal.people.queries import by_handle

PHONE = {"width": 360, "height": 740}
PROJECT, STAGE = "joint-project", "go_and_see"
LINE = "Who else stood beside us?"
THERE = "#line-go_and_see-who_else_stood_beside_us"


def test_from_one_stage_of_an_order_to_the_next_version_for_everyone(come, live):
    old = begun(live)
    julian = come("julian", viewport=PHONE).new_page()
    marian, ada = (come(name).new_page() for name in ("marian", "ada"))

    # Julian comes from a stage of his order, on a telephone.
    julian.goto(f"/orders/{old}/stages/{STAGE}")
    julian.get_by_role("link", name="Improve this stage for everyone").click()
    julian.get_by_label("What is your proposal called?").fill("Write down who was there")
    julian.get_by_label("Why should it be otherwise?").fill("Half of what we saw, the foreman said.")
    julian.get_by_text("A new line", exact=True).click()
    julian.locator("#line_label").fill(LINE)
    narrow(julian)
    julian.get_by_role("button", name="Propose it").click()
    expect(julian.locator("#lines-h + .diff")).to_contain_text(LINE)
    narrow(julian)
    at = urlsplit(julian.url).path

    # It waits for Marian, who agrees and makes it the next version.
    marian.goto("/home")
    marian.locator(f"#errands a[href='{at}']").click()
    marian.get_by_label("A few words").fill("I keep forgetting their names.")
    marian.get_by_role("button", name="Agree", exact=True).click()
    marian.get_by_role("button", name="Make it version 2").click()
    expect(marian.locator("main")).to_contain_text("It became version 2, which Marian Wren made")

    # A new order has the line; the old one has it only once both of its sides have agreed.
    for ref, times in ((begun(live), 1), (old, 0)):
        julian.goto(f"/orders/{ref}/stages/{STAGE}")
        expect(julian.locator(THERE)).to_have_count(times)
    ada.goto("/orders/versions")
    with ada.expect_navigation():
        ada.locator("li", has_text="Joint project").get_by_role("button", name="Offer it").click()
    for page, there in ((julian, 0), (marian, 1)):
        page.goto(f"/orders/{old}/plan")
        expect(page.locator("#version + p")).to_contain_text("The house offers version 2.")
        with page.expect_navigation():
            page.get_by_role("button", name="Agree to this version").click()
        page.goto(f"/orders/{old}/stages/{STAGE}")
        expect(page.locator(THERE)).to_have_count(there)
    julian.goto(f"/processes/{PROJECT}")
    expect(julian.locator("#version-2")).to_contain_text("Thanks to a customer.")
    narrow(julian)


def begun(live):
    """A project of Julian's that begins now; gives its reference."""
    with live.database.unit(write=True):
        need = "The hall echoes, and nobody knows why."
        return orders.place(by_handle("julian"), "okoro", need, workflow=PROJECT).ref


def narrow(page):
    """Nothing of the page is wider than the telephone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
