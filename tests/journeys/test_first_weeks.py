"""Thirty days of somebody new: a customer on the first day, five steps at the source, who says it was so."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from portal.cases import post
from portal.clans import actions as clans
from portal.kernel import clock
from portal.people import actions as people
from portal.people.queries import account_by_handle, by_handle
from portal.quests import letters
from tests.letters import to

HARROW = "/customers/harrow/first-weeks"


def path(letter):
    """The path of the link in a letter."""
    return re.search(r"http://127\.0\.0\.1:\d+(/\S+)", letter.text)[1]


def written(live, address, subject=""):
    """Let the worker write; the newest letter to that address with these words in its subject."""
    letters.write_due(live.database, post.site(live.app.config["SETTINGS"]))
    return [one for one in to(live.database, address) if subject in one.subject][-1]


def test_thirty_days_of_somebody_new(come, live):
    with live.database.unit(write=True):
        harrow = account_by_handle("harrow")
        clans.open_seat(by_handle("ada"), harrow, "Kitchen", "So that nobody rows hungry")
    ada, ines = come("ada").new_page(), come("stranger").new_page()
    ada.goto("/people/invite?place=house")
    ada.get_by_label("Their name").fill("Edda Holm")
    ada.get_by_label("Their email").fill("edda@example.org")
    ada.get_by_label("Department").fill("Kitchen")
    ada.get_by_role("button", name="Send the invitation").click()
    ada.wait_for_url("**/people")

    # The first day: she comes in, and stands for somebody.
    edda = come().new_page()
    edda.goto(path(to(live.database, "edda@example.org")[-1]))
    edda.get_by_role("button", name="Come in").click()
    edda.goto("/home")
    edda.get_by_role("link", name="Yours, with Harrow Rowing Club").click()
    expect(edda.locator("h1")).to_have_text("Your first weeks, Edda")
    expect(edda.locator(".sum")).to_contain_text("0 of 5 steps")
    assert "You stand for Harrow Rowing Club" in written(live, "edda@example.org").subject

    # The customer sees her, and shows her something.
    ines.goto(HARROW)
    ines.locator("#weeks-" + edda_handle(live)).get_by_role("link", name="Invite Edda").click()
    ines.get_by_label("What would you like to show?").fill("Come in the launch with us")
    ines.get_by_label("On which day?").fill((clock.now() + timedelta(days=2)).date().isoformat())
    ines.get_by_role("button", name="Invite Edda").click()
    expect(ines.locator("#offers")).to_contain_text("Edda has not answered yet.")
    edda.goto(path(written(live, "edda@example.org")))
    edda.get_by_label("A few words with it").fill("I bring the soup")
    edda.get_by_role("button", name="I come").click()
    expect(edda.locator("#offers")).to_contain_text("I bring the soup")

    # A colleague is no source; what she wrote is kept.
    weeks = edda.url.partition("#")[0]
    edda.locator("#step-talked_to_customer").get_by_role("link", name="Note this step").click()
    edda.get_by_label("On which day was it?").fill(clock.now().date().isoformat())
    edda.get_by_label("With whom, or who told you?").fill("Marian Wren")
    edda.get_by_label("What did you see, hear or do?").fill("They eat after the race, never before.")
    edda.get_by_role("button", name="Note this step").click()
    expect(edda.locator("#errors")).to_be_visible()
    expect(edda.get_by_label("What did you see")).to_have_value("They eat after the race, never before.")
    edda.get_by_label("With whom, or who told you?").fill("ines calder")
    edda.get_by_role("button", name="Note this step").click()
    expect(edda.locator(".sum")).to_contain_text("1 of 5 steps, none confirmed")

    # Who is named says that it was so: from the letter, on a telephone, without a script, not signed in.
    phone = come(java_script_enabled=False, viewport={"width": 360, "height": 640}).new_page()
    phone.goto(path(written(live, "stranger@example.org", "Was it so?")))
    expect(phone.locator("main")).to_contain_text("Edda Holm says that you talked with each other")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.get_by_role("button", name="Yes, it was so").click()
    expect(phone.locator("h1")).to_have_text("Thank you, Ines")

    # The other four steps, and it is done.
    for kind in ("used_product", "visited_site", "shadowed_user", "met_their_customer"):
        edda.goto(f"{weeks}/steps/{kind}")
        edda.get_by_label("On which day was it?").fill(clock.now().date().isoformat())
        if kind != "used_product":
            edda.get_by_label("With whom, or who told you?").fill("The boatman")
        edda.get_by_label("What did you see, hear or do?").fill("I was there")
        edda.get_by_role("button", name="Note this step").click()
        expect(edda.locator(f"#step-{kind}")).to_contain_text("I was there")
    expect(edda.locator(".sum")).to_have_text("5 of 5 steps, confirmed by the customer.")
    ines.goto("/customers/harrow/log")
    expect(ines.locator("#deeds")).to_contain_text("Edda Holm took the last step of their first weeks")


def edda_handle(live):
    """The short name that she was given."""
    with live.database.unit(write=False) as session:
        return session.query(people.Person).filter_by(name="Edda Holm").one().handle
