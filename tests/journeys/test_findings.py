"""What somebody learned goes its whole way: a senior, an order, the customer's word, and thanks."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys import played

OKORO = "/customers/okoro"
RAIL = "He hangs the coat on the stair rail between the halves."


def test_from_what_was_learned_to_thanks(come, live):
    with live.database.unit(write=True):
        case = played.place("julian", "okoro")
        ref, case_title = case.ref, case.title
    piotr, marian, julian = (come(name).new_page() for name in ("piotr", "marian", "julian"))
    piotr.goto(OKORO)
    piotr.get_by_role("link", name="Report a finding").click()
    piotr.get_by_label("What you learned").fill(RAIL)
    piotr.get_by_label("First-hand: I saw or heard it myself").check()
    piotr.get_by_label("Certain").check()
    piotr.get_by_label("Where and how?").fill("at the rehearsal")
    piotr.get_by_label("Both sides").check()
    piotr.get_by_role("button", name="Report this").click()
    expect(piotr.locator("#answer")).to_contain_text("Marian Wren answers by")
    reported = urlsplit(piotr.url).path  # others have reported things too

    marian.goto("/home")
    waits = marian.locator(f"#findings-for-you a[href='{reported}/answer']")
    expect(waits).to_have_text("Julian Okoro: Piotr Alder learned something")
    waits.click()
    marian.get_by_label("Your answer").fill("A stronger loop, then.")
    marian.get_by_label("This is new to me").check()
    marian.get_by_role("button", name="Answer this").click()
    expect(marian.locator("#answer")).to_contain_text("it was new to Marian")
    marian.locator("#uses").get_by_role("link", name="Put it to use").click()
    marian.get_by_label("In which order?").select_option(ref)
    marian.get_by_role("button", name="Choose where in it").click()
    marian.get_by_label("How was it used?").fill("The loop is sewn through the yoke.")
    marian.get_by_role("button", name="Put it to use").click()
    expect(marian.locator("#uses")).to_contain_text("waits to be confirmed")
    expect(marian.get_by_role("button", name="It served here")).to_have_count(0)

    julian.goto(f"{OKORO}/known")
    it = julian.locator("#known li").filter(has_text=RAIL)
    it.locator("details").evaluate("it => it.open = true")
    it.get_by_label("It is right").check()
    it.get_by_role("button", name="Say this").click()
    expect(julian.locator("#mark")).to_contain_text("Right")
    julian.goto(f"/orders/{ref}")
    julian.locator("#used").get_by_role("link", name=RAIL).click()
    julian.get_by_role("button", name="It served here").click()
    expect(julian.locator("#uses")).to_contain_text("Thanks to Piotr Alder, who found it, and Marian Wren")

    julian.goto(OKORO)
    julian.emulate_media(media="print")
    used = julian.locator("#findings").get_by_role("link", name=case_title)
    expect(used.first, "a name is no button: it stands on paper too").to_be_visible()
    expect(julian.get_by_role("link", name="What they think they know about you")).to_be_hidden()

    for page in (piotr, marian):
        page.goto("/home")
        expect(page.locator("#thanks")).to_contain_text("Piotr Alder found it, Marian Wren used it")
    expect(waits).to_have_count(0)
