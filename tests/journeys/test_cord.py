"""The red cord, pulled from an order on a telephone: answered, published, asked after thirty days later."""

from datetime import timedelta
from urllib.parse import urlsplit

from playwright.sync_api import expect
from sqlalchemy import select, update

from portal.cords import waits
from portal.cords.model import Cord
from portal.kernel import clock
from tests.journeys import played

PHONE = {"width": 360, "height": 740}
PROMISE = "Every seam is tried before it leaves"
EVIDENCE = "Fourteen came back with the same tear under the arm"
OUTCOME = "Resources doubled: two people try seams from Monday on"
WORSE = "I am not asked to the fittings any more"


def test_from_a_broken_promise_to_how_it_went_since(come, live):
    with live.database.unit(write=True):
        ref = played.place("julian", "okoro").ref
    piotr = come("piotr", viewport=PHONE).new_page()
    gwen, iris, ada = (come(name).new_page() for name in ("gwen", "iris", "ada"))

    piotr.goto(f"/orders/{ref}")
    piotr.get_by_role("link", name="Pull the red cord").click()
    expect(piotr.locator("main")).to_contain_text("The house has only 1 steward who can watch over it.")
    piotr.get_by_label("Which promise is broken?").fill(PROMISE)
    piotr.get_by_label("How can one tell?").fill(EVIDENCE)
    piotr.get_by_label("Gwen Pryce").check()
    piotr.get_by_role("button", name="Pull the cord").click()
    expect(piotr.locator("#readings")).to_contain_text("Nobody yet.")
    assert piotr.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    cord = piotr.url
    its = f"#errands a[href^='{urlsplit(cord).path}']"  # others of this house have cords of their own

    gwen.goto("/home")
    gwen.locator(its, has_text="Somebody pulled the red cord").click()
    expect(gwen.locator("main")).to_contain_text(EVIDENCE)
    gwen.get_by_label("What is decided?").fill("A second person tries seams from Monday on")
    gwen.get_by_role("button", name="Answer this").click()
    gwen.get_by_label("What came of it?").fill(OUTCOME)
    gwen.get_by_role("button", name="Publish it").click()
    expect(gwen.locator("#published")).to_contain_text(OUTCOME)

    piotr.reload()
    expect(piotr.locator("#answer")).to_contain_text("A second person tries seams from Monday on")
    expect(piotr.locator("#readings")).to_contain_text("Gwen Pryce")
    ada.goto("/cords")
    expect(ada.locator("main")).to_contain_text(OUTCOME)
    expect(ada.locator("main")).not_to_contain_text("Piotr")
    assert ada.goto(cord).status == 404

    _thirty_days_later(live)
    piotr.goto("/home")
    piotr.locator(its, has_text="Has anything been worse for you").click()
    piotr.locator("#since").get_by_label("Yes").check()
    piotr.get_by_label("What has been worse?").fill(WORSE)
    piotr.get_by_role("button", name="Tell the stewards").click()
    expect(piotr.locator("#since")).to_have_count(0)
    iris.goto(cord)
    expect(iris.locator("#since-stewards")).to_contain_text(WORSE)
    gwen.goto(cord)
    expect(gwen.locator("main")).not_to_contain_text(WORSE)


def _thirty_days_later(live):
    """Let the newest cord have been pulled thirty days ago, and the worker look."""
    with live.database.unit(write=True) as session:
        newest = select(Cord.id).order_by(Cord.id.desc()).limit(1).scalar_subquery()
        before = clock.now() - timedelta(days=30, hours=1)
        session.execute(update(Cord).where(Cord.id == newest).values(pulled=before))
    waits.watch(live.database)
