"""Pins in a picture: pressed at a desk and on a telephone, and seen at the same place by all."""

import re

import pytest
from playwright.sync_api import expect

from portal.kernel import storage
from tests.journeys import looks, played

PUT = ([445, 555], [700, 300], [200, 400], [600, 800])  # thousandths from the left and from the top
PLACES = """() => {
    const picture = document.querySelector(".photo .im").getBoundingClientRect();
    return [...document.querySelectorAll(".over g")].map((one) => {
        const sign = one.querySelector("circle:not(.ring), rect").getBoundingClientRect();
        const middle = [sign.x + sign.width / 2 - picture.x, sign.y + sign.height / 2 - picture.y];
        return [middle[0] / picture.width * 1000, middle[1] / picture.height * 1000];
    });
}"""


@pytest.fixture
def look(live):
    """The address of a picture with a pin of each side."""
    with live.database.unit(write=True):
        order = played.place("julian", "okoro")
        played.play(order, "julian", "marian", "cloth", fully=True)
        picture, _ = looks.pinned(order, "cloth", storage.at(live.environment["FILES_URL"]))
        return f"/orders/{order.ref}/pictures/{picture}"


def _press(page, picture, across, down):
    box = picture.bounding_box()
    with page.expect_navigation():
        page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


def _say(page, title):
    page.get_by_label("What is it about?").fill(title)
    with page.expect_navigation():
        page.get_by_role("button", name="Put the pin").click()


def test_both_press_the_same_picture_and_see_the_same_places(come, look):
    desk = come("julian", viewport={"width": 1280, "height": 900}).new_page()
    phone = come("marian", viewport={"width": 390, "height": 844}, java_script_enabled=False).new_page()
    desk.goto(look)
    _press(desk, desk.locator(".photo .im"), 0.2, 0.4)
    _say(desk, "Sleeve is long")
    phone.goto(look)
    with phone.expect_navigation():
        phone.get_by_role("link", name="Add a pin").click()
    _press(phone, phone.locator("input[type=image]"), 0.6, 0.8)
    _say(phone, "Hem is even")
    answered = phone.locator(".pins > li").filter(has_text="Sleeve is long")
    answered.locator("summary").click()
    answered.get_by_label("Your answer").fill("A quarter less, then.")
    with phone.expect_navigation():
        answered.get_by_role("button", name="Say it").click()
    desk.goto(look)
    expect(desk.locator(".pins")).to_contain_text("A quarter less, then.")
    desk.get_by_role("link", name=re.compile(r"^Pin 3, waits for you: Sleeve")).click()
    expect(desk.locator(".pins > li:target")).to_contain_text("Sleeve is long")
    for width in (360, 768, 1280):
        desk.set_viewport_size({"width": width, "height": 800})
        desk.goto(look)
        seen = desk.evaluate(PLACES)
        assert seen == [pytest.approx(place, abs=2) for place in PUT], width
