"""Moving along what happened in an order: the page follows the slider, and a line is put back."""

import pytest
from playwright.sync_api import expect

from portal.cases import actions
from portal.people.queries import by_handle
from tests.journeys import played


@pytest.fixture
def order(live):
    """An order that was renamed twice."""
    with live.database.unit(write=True):
        order, julian = played.place("julian", "okoro"), by_handle("julian")
        for name in ("A suit for the summer", "A suit for Lisbon"):
            seen = {"title": order.thread.line_seq("need", "title")}
            actions.write(julian, order, "need", {"title": name}, seen)
        return f"/orders/{order.ref}"


def test_the_page_follows_the_slider_and_a_name_is_put_back(come, order):
    page = come("julian").new_page()
    page.goto(order)
    page.get_by_role("link", name="How it looked on an earlier day").click()
    slider, name = page.get_by_label("Move along everything that happened"), page.locator("h1")
    expect(name).to_have_text("A suit for Lisbon")
    last = int(slider.input_value())
    page.wait_for_load_state()  # the slider is followed from then on; before that the days below it are there
    slider.press("ArrowLeft")
    expect(name).to_have_text("A suit for the summer")
    expect(page.locator("output")).to_contain_text(f"entry {last - 1} of {last}")
    expect(page.locator("#moment")).to_contain_text("A suit for the summer")
    expect(slider).to_be_focused()
    page.get_by_role("link", name="Compare with now").click()
    page.get_by_label("One moment").press("Home")
    expect(page.locator("#moment")).to_contain_text("(entry 1)")
    page.go_back()
    page.goto(f"{order}/then?at={last - 1}&with=now")
    page.get_by_role("button", name="Put it back to this").click()
    expect(name).to_have_text("A suit for the summer")
