"""A complaint from a telephone to "I am satisfied": summed up, answered in person, countered, and closed."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from portal.cases import post
from portal.complaints import letters
from portal.complaints.model import Complaint
from portal.kernel import clock
from portal.people import actions as people
from portal.people.queries import account_by_handle, by_handle
from tests.journeys import played
from tests.letters import to

PHONE = {"width": 390, "height": 844}
WRONG = "The gate of the sluice jams at low water."


@pytest.fixture
def order(live):
    """An order of a customer with people of its own; gives its reference."""
    with live.database.unit(write=True):
        tern = people.add_account(people.OPERATOR, "Tern Ferries", "tern")
        people.add_person(
            people.OPERATOR, "Mara Tern", "mara@example.org", handle="mara", side="customer", account=tern
        )
        people.add_person(people.OPERATOR, "Otto Brandt", "otto@example.org", handle="otto")
        people.seat(people.OPERATOR, tern, by_handle("otto"), senior=True)
    with live.database.unit(write=True):
        return played.place("mara", account_by_handle("tern").handle, "A gate for the sluice.").ref


class Desk:
    """Somebody in one browser, at one complaint."""

    def __init__(self, context, ref):
        self.page, self.ref = context.new_page(), ref

    def come(self):
        """Look at the complaint as it is now."""
        self.page.goto(f"/complaints/{self.ref}")

    def press(self, name):
        """Press what needs no words, and see the complaint again."""
        self.come()
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()

    def do(self, way, button, **said):
        """Follow a way to a deed, say what it asks for, and send it."""
        self.come()
        self.page.locator("#moves").get_by_role("link", name=way, exact=True).first.click()
        form = self.page.locator("form.form")
        for name, words in said.items():
            choice = form.locator(f"[name={name}][value='{words}'][type=radio]")
            if choice.count():
                choice.check()
            else:
                form.locator(f"[name={name}]").fill(words)
        with self.page.expect_navigation():
            form.get_by_role("button", name=button, exact=True).click()
        expect(self.page.locator("#sheet")).to_be_visible()


def mailed(live, subject):
    """Let the worker write; the path in the newest letter to the customer with these words in its subject."""
    letters.write_due(live.database, post.site(live.app.config["SETTINGS"]))
    found = [one for one in to(live.database, "mara@example.org") if subject in one.subject]
    return re.search(r"http://127\.0\.0\.1:\d+(/\S+)", found[-1].text)[1]


def owner_of(live, ref):
    """Who was drawn."""
    with live.database.unit(write=False) as session:
        return session.scalars(select(Complaint).where(Complaint.ref == ref)).one().it.owner.who


def narrow(page):
    """Nothing of the page is wider than the telephone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_from_a_telephone_to_satisfied_with_a_counter_offer(come, live, order):
    mara = come("mara", viewport=PHONE).new_page()
    mara.goto(f"/orders/{order}")
    mara.locator("footer").get_by_role("link", name="Something is wrong").click()
    narrow(mara)
    mara.get_by_label("What is wrong?").fill(WRONG)
    mara.get_by_role("button", name="Say it").click()
    expect(mara.locator("h1")).to_have_text("What you said is wrong")
    ref = mara.url.rpartition("/")[2]
    expect(mara.locator("#sheet")).to_contain_text(f"complaint {ref}")
    narrow(mara)

    # Her clan says what it understood, and judges it; with that somebody is drawn.
    otto, hers = Desk(come("otto"), ref), Desk(mara.context, ref)
    otto.do("Sum it up", "Send it to them", words="The gate does not close when the water is low.")
    grades = {"severity": "4", "complexity": "2", "impact": "many", "safety": "no"}
    otto.do("Judge it", "Keep this", words="Two hundred people wait.", **grades)
    hers.press("Yes, that is it")
    executive = owner_of(live, ref)

    # The executive speaks with her; she says so from the mail: one press, not signed in, no script.
    theirs, today = Desk(come(executive), ref), clock.now().date().isoformat()
    talk = {"manner": "phone", "on": today, "minutes": "20", "words": "Her skippers row round by hand."}
    theirs.do("We have spoken", "Note it, and ask them", **talk)
    mail = come(java_script_enabled=False, viewport=PHONE).new_page()
    mail.goto(mailed(live, "speak with you in person?"))
    expect(mail.locator("main")).to_contain_text("Her skippers row round by hand.")
    narrow(mail)
    mail.get_by_role("button", name=re.compile("^Yes, .* spoke with me in person$")).click()
    expect(mail.locator("main")).to_contain_text("You said: yes, that was in person.")

    # An offer, another wish, agreed; done, and she says that it is.
    theirs.do("Say so", "Say so", verdict="upheld", words="We never tried it at low water.")
    theirs.do("Make an offer", "Make this offer", words="New hinges.", value="90", by_date=today)
    assert mailed(live, "makes you an offer") == f"/complaints/{ref}"
    hers.do("Ask for something else", "Make this counter-offer", words="And a second pair to keep.")
    theirs.do("Agree to it", "Agree", by_date=today)
    theirs.do("It is done", "It is done", words="They hang, and the others lie in your shed.")
    hers.press("Yes, it is done")
    hers.do("Say how it ends", "Close it", outcome="satisfied", personally="yes", words="It shuts.")
    expect(hers.page.locator("#sheet")).to_contain_text("Put right, in the customer’s words")
    expect(hers.page.locator("#letters")).to_contain_text("And a second pair to keep.")
    expect(hers.page.get_by_role("button", name="Open it again")).to_be_visible()
    narrow(hers.page)
