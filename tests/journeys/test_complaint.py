"""A complaint from a telephone to "I am satisfied", one that comes back on day 60, and one told by mail."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from portal.cases import post
from portal.complaints import actions, ending, letters, receiving, settling
from portal.complaints.model import Complaint
from portal.complaints.receiving import Told
from portal.kernel import clock, mail
from portal.notifications import asked, fetching
from portal.people import actions as people
from portal.people.queries import account_by_handle, by_handle
from tests.journeys import played
from tests.letters import postbox, to
from tests.mailbox import mailbox
from tests.notifications.conftest import ANSWERS, an_office
from tests.notifications.conftest import mail as a_mail

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


def mailed(live, subject, address="mara@example.org"):
    """Let the worker write; the path in the newest letter to the customer with these words in its subject."""
    for write_due in (letters.write_due, asked.write_due):
        write_due(live.database, post.site(live.app.config["SETTINGS"]))
    found = [one for one in to(live.database, address) if subject in one.subject]
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
    expect(mara.get_by_label("What is wrong?")).to_be_visible()
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


def joined(live, handle, customer):
    """A customer with one person; gives the person's address."""
    with live.database.unit(write=True):
        account = people.add_account(people.OPERATOR, customer, f"{handle}-firm")
        said = {"handle": handle, "side": "customer", "account": account}
        people.add_person(people.OPERATOR, handle.title(), f"{handle}@example.org", **said)
    return f"{handle}@example.org"


def closed_long_ago(live, handle):
    """A complaint that was closed sixty days ago, and asked about after thirty; gives its reference."""
    steward, unit = "iris", live.database.unit
    with clock.as_of(clock.now() - timedelta(days=60)), unit(write=True):
        who = by_handle(handle)
        row = receiving.receive(who, who.account, Told("The oars split.", complainant=who), {})
        actions.acknowledge(by_handle(steward), row, "Both oars split along the grain.")
        grades = {"severity": 3, "complexity": 1, "impact": "one", "safety": False}
        actions.assess(by_handle(steward), row, "They row daily.", "", grades)
        settling.settle(row)
        ending.close(who, row, "They hold.", "satisfied", "yes")
        ref = row.ref
    settling.look(live.database)
    return ref


def test_what_comes_back_on_day_sixty_is_opened_with_one_press_by_who_was_asked(come, live):
    address = joined(live, "nora", "Heron Rowing")
    ref = closed_long_ago(live, "nora")
    nora = come("nora", viewport=PHONE).new_page()
    nora.goto(mailed(live, "30 days ago", address))
    narrow(nora)
    with nora.expect_navigation():
        nora.locator("#moves").get_by_role("button", name="Open it again").click()
    expect(nora.locator("#moves")).to_contain_text("to speak with you in person")
    theirs = Desk(come(owner_of(live, ref)), ref)
    theirs.page.goto(f"/desk/{ref}")
    expect(theirs.page.locator("#moves").get_by_role("link", name="We have spoken")).to_be_visible()
    expect(theirs.page.locator("#letters")).to_contain_text("Opened again")


def test_what_is_told_by_mail_is_on_the_desk_of_the_executive_who_is_drawn(come, live):
    address, words = joined(live, "enid", "Stilt Bakers"), "The trolley tips when it is full."
    office = an_office(live.database, f"file://{live.folder}/files")
    with mailbox() as box, postbox() as outside:
        if box is None:
            pytest.skip("no IMAP server on this machine")
        box.put(a_mail(ANSWERS.replace("@", "+wrong@"), words, address).as_bytes())
        assert fetching.fetch(office.desk, box.url) == 1
        letters.write_due(live.database, office.site)
        while mail.send_due(live.database, outside.url, "portal@wren.example"):
            pass  # what other journeys left is sent too
        (received,) = [one for one in outside.letters if one["To"] == address]
    ref = re.search(r"enid-firm-c1", received["Subject"])[0]

    iris = Desk(come("iris"), ref)
    iris.page.goto("/complaints")
    iris.page.locator(".pile").get_by_role("link", name=re.compile(ref)).click()
    expect(iris.page.locator("#letters")).to_contain_text(words)
    grades = {"severity": "2", "complexity": "2", "impact": "one", "safety": "no"}
    iris.do("Judge it", "Keep this", words="It may fall on somebody.", **grades)
    theirs = come(owner_of(live, ref)).new_page()
    theirs.goto(f"/desk/{ref}")
    expect(theirs.locator("#letters")).to_contain_text(words)
    theirs.get_by_label("Your letter to Enid").fill("I come to you on Monday.")
    with theirs.expect_navigation():
        theirs.get_by_role("button", name="Send the letter").click()
    expect(theirs.locator("#letters")).to_contain_text("I come to you on Monday.")
