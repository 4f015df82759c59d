"""Pins in a picture: pressed at a desk and on a telephone, and seen at the same place by all."""

import re

import pytest
from playwright.sync_api import expect

from portal.cases import pinning
from portal.kernel import storage
from tests.journeys import looks, played
from workflows.pinned import Spot

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


SIGNS = """() => [...document.querySelectorAll(".beside .im")].map((one) => {
    const picture = one.getBoundingClientRect();
    return [...one.querySelectorAll(".over g")].map((pin) => {
        const sign = pin.querySelector("circle:not(.ring), rect").getBoundingClientRect();
        const middle = [sign.x + sign.width / 2 - picture.x, sign.y + sign.height / 2 - picture.y];
        return [middle[0] / picture.width * 1000, middle[1] / picture.height * 1000];
    });
})"""


def test_two_pictures_of_other_shapes_keep_their_pins_side_by_side_and_laid_over(come, live, look):
    with live.database.unit(write=True):
        order, older = played.found("julian", look.split("/")[2]), look.rpartition("/")[2]
        newer = next(
            one["id"] for one in order.thread.values["cloth"]["swatch_photos"].value if one["id"] != older
        )
        spot = Spot(stage="cloth", field="swatch_photos", file=newer, x=250, y=750)
        pinning.put_pin(played.by_handle("julian"), order, spot, "The hem")
    page = come("julian").new_page()
    address = f"{look.rpartition('/')[0]}/{newer}/beside"
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        boxes = [one.bounding_box() for one in page.locator(".beside .im").all()]
        assert boxes[0]["width"] == boxes[1]["width"] and boxes[0]["height"] > boxes[1]["height"] * 1.9
        assert (boxes[0]["y"] < boxes[1]["y"]) == (width < 800), "the newer one first on a telephone"
        for laid in (False, True):
            if laid:
                page.get_by_role("button", name="Lay one over the other").press("Enter")
                tops = [one.bounding_box() for one in page.locator(".beside .im").all()]
                assert (tops[0]["x"], tops[0]["y"]) == (tops[1]["x"], tops[1]["y"])
            assert page.evaluate(SIGNS) == [
                [pytest.approx([250, 750], abs=2)],
                [pytest.approx(place, abs=2) for place in PUT[:2]],
            ]
    slider = page.get_by_role("slider")
    expect(slider).to_be_focused()
    for key in ("ArrowLeft", "ArrowLeft", "End"):
        slider.press(key)
        now = page.locator(".beside .im").first.evaluate("(one) => one.style.clipPath")
        assert now == f"inset(0px {100 - int(slider.input_value())}% 0px 0px)"
    assert slider.input_value() == "100"
    page.get_by_role("button", name="Lay one over the other").press("Enter")
    expect(slider).to_be_hidden()
    plain = come("julian", java_script_enabled=False).new_page()
    plain.goto(address)
    expect(plain.locator(".beside .im")).to_have_count(2)
    expect(plain.get_by_role("button", name="Lay one over the other")).to_be_hidden()
