"""The door, as people go through it: by code, by link, by passkey; and back to what they were writing."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.house import email
from tests.journeys import played
from tests.journeys.hands import Hand

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def _ask_for_a_letter(page: Page, handle: str) -> None:
    page.goto("/orders")  # whoever is not signed in is asked to first
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("Email").first.fill(email(handle))
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Type the code")


def _letter(page: Page, handle: str) -> str:
    """The newest letter to somebody, as the outbox of the demo house shows it."""
    reading = page.context.new_page()
    reading.goto("/outbox")
    letter = reading.locator(".letters > li", has_text=f"to {email(handle)}").first.inner_text()
    reading.close()
    return letter


def test_a_code_from_a_letter_opens_the_door(come):
    page = come().new_page()
    _ask_for_a_letter(page, "ruth")
    code = re.search(r"\b\d{3} \d{3}\b", _letter(page, "ruth"))
    page.get_by_label("Six-digit code").fill("000 000")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("#errors")).to_contain_text("not the code in our letter")
    page.get_by_label("Six-digit code").fill(code[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Next time, without a letter")
    page.get_by_role("link", name="Not now").click()
    expect(page).to_have_url(re.compile("/orders$"))  # where they wanted to go


def test_a_link_asks_first_and_works_once(come):
    page = come().new_page()
    _ask_for_a_letter(page, "colin")
    link = re.search(r"http://\S+/sign-in/link/\S+", _letter(page, "colin"))[0]
    for _look in ("a scanner's", "a person's"):
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in here?")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Not now").or_(page.get_by_role("link", name="Home")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Colin")
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link is used up")


def test_a_passkey_is_made_and_opens_the_door(come, whole_browser):
    context = come("julian", using=whole_browser)
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto("/settings")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What is this device called?").fill("My desk")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.locator("#passkeys")).to_contain_text("My desk")
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Julian")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_words_survive_a_session_that_ended_elsewhere(come, live, script):
    with live.database.unit(write=True):
        ref = played.place("julian", "okoro").ref
    julian = Hand(come("julian", java_script_enabled=script), script=script)
    julian.ref = ref
    julian.look()
    form = julian.open("need.must_not")
    julian.fill(form, "Shine in photographs")

    elsewhere = come("julian").new_page()
    elsewhere.goto("/settings")
    elsewhere.get_by_role("button", name="Sign out everywhere else").click()
    expect(elsewhere.get_by_role("button", name="Sign out everywhere else")).to_have_count(0)

    julian.fill(form, "Shine in photographs, ever.")
    if script:  # the draft that is kept meanwhile must not lead away from the line
        expect(julian.page.locator("#strip")).to_contain_text("You are signed out here")
    julian.line("need.must_not").locator("form.edit [data-uses]").click()
    expect(julian.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    julian.page.get_by_role("button", name="Julian Okoro").click()
    expect(julian.page.get_by_role("heading", level=1)).to_have_text("What you wrote is here")
    expect(julian.page.locator("main")).to_contain_text("Shine in photographs, ever.")
    julian.page.get_by_role("button", name="Send it now").click()
    expect(julian.line("need.must_not")).to_contain_text("Shine in photographs, ever.")
