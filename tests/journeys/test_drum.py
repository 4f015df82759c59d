"""A customer strikes the drum, its clan is called at once, and an offer of help is accepted."""

from playwright.sync_api import expect

NORTHMOOR = "/customers/northmoor"
WHY = "The ministry takes the line to the coast away from us in May."
HELP = "I sit with your planners for two days and look at which coats are not needed then."


def test_from_the_drum_to_help_that_is_accepted(come):
    ruth, marian, tom = (come(name).new_page() for name in ("ruth", "marian", "tom"))
    ruth.goto(NORTHMOOR)
    ruth.get_by_role("link", name="Strike the drum").click()
    ruth.get_by_label("What is wrong, or what do you fear?").fill(WHY)
    ruth.get_by_role("button", name="Strike the drum").click()
    expect(ruth.locator("#called")).to_contain_text("Nobody has called the clan yet.")
    expect(ruth.get_by_role("button", name="Convene")).to_have_count(0)

    marian.goto("/home")
    marian.locator("#errands").get_by_role("link", name="Northmoor Rail: the drum is struck").click()
    expect(marian.locator("main")).to_contain_text(WHY)
    marian.get_by_label("Where, or under which link?").fill("31 Burling Row")
    marian.get_by_role("button", name="Convene").click()
    expect(marian.locator("#called")).to_contain_text("Marian Wren called everybody")
    marian.goto("/home")
    expect(
        marian.locator("#errands").get_by_role("link", name="Northmoor Rail: the drum is struck")
    ).to_have_count(0)

    tom.goto(NORTHMOOR)
    expect(tom.locator("#under-strain")).to_contain_text("everybody is called")
    tom.locator("#under-strain").get_by_role("link").click()
    tom.get_by_label("What would you do for them?").fill(HELP)
    tom.get_by_role("button", name="Offer it").click()
    expect(tom.locator("#offers li")).to_contain_text(HELP)

    ruth.goto("/home")
    ruth.locator("#errands").get_by_role("link", name="Your clan offers help").click()
    ruth.locator("#called").get_by_role("link", name="The meeting").click()
    expect(ruth.locator("header, main, .mast").filter(has_text="31 Burling Row").first).to_be_visible()
    ruth.go_back()
    ruth.locator("#offers").get_by_role("button", name="This would help").click()
    expect(ruth.locator("#offers li .label")).to_have_text("accepted")

    tom.reload()
    tom.get_by_role("button", name="It is done").click()
    expect(tom.locator("#offers li .label")).to_have_text("done")
    ruth.reload()
    ruth.locator("#ended summary").click()
    ruth.get_by_label("It was answered").check()
    ruth.get_by_label("What came of it, or why was it none?").fill("We order 40 coats less, and know which.")
    ruth.get_by_role("button", name="Close it").click()
    expect(ruth.locator("#ended")).to_contain_text("We order 40 coats less, and know which.")
    marian.goto(NORTHMOOR)
    expect(marian.locator("#under-strain")).to_have_count(0)
