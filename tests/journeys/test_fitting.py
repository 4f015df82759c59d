"""A fitting, by two people at once: the customer on a telephone, the cutter at a desk; then the next one."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys import played

NOTES = (
    ("Collar", "Stands off at the back", "Take in", "1/4"),
    ("Waist", "Tight when I sit", "Let out", "1/2"),
    ("Left sleeve", "Too much cuff", "Shorten", "1/4"),
    ("Right shoulder", "A hair lower", "Take in", "1/8"),
    ("Left leg", "Breaks on the shoe", "Shorten", "3/8"),
)
JUDGED = "#block-forward_fitting-notes .pins > li:has(form[action*='/judge/'])"
PINS = ((0.45, 0.2, "Collar"), (0.5, 0.55, "Waist"), (0.2, 0.7, "Cuff"))


@pytest.fixture
def order(live):
    """An order of Julian's whose baste fitting is under way."""
    with live.database.unit(write=True):
        order = played.place("julian", "okoro")
        played.play(order, "julian", "marian", "baste_fitting")
        return f"/orders/{order.ref}"


def camera() -> dict[str, object]:
    """A picture as a telephone's camera hands it over."""
    out = io.BytesIO()
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(out, "JPEG")
    return {"name": "IMG_0042.JPG", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def press(page: Page, name: str | re.Pattern[str], within: str = "main") -> None:
    """Press a button whose answer is another page."""
    with page.expect_navigation():
        page.locator(within).get_by_role("button", name=name).first.click()


def write_note(page: Page, note: tuple[str, str, str, str], voice: str, more: bool) -> None:
    """Fill the form of a fitting note that is open."""
    where, seen, what, much = note
    page.get_by_label("Where is it?").select_option(where)
    page.get_by_label(voice, exact=True).check()
    page.get_by_label("What was seen?").fill(seen)
    page.get_by_label("What do you do about it?").select_option(what)
    page.get_by_label("By how much?").fill(f"{much} in")
    press(page, "Write it, and another" if more else "Write it down")


def ref(order: str) -> str:
    """The reference of an order, from its address."""
    return order.rpartition("/")[2]


def photograph_and_note(phone: Page, desk: Page, order: str) -> None:
    """The camera's picture goes up from the telephone while the cutter writes what she sees; then he does."""
    line = phone.locator("#line-baste_fitting-fitting_photos")
    line.get_by_role("link", name=re.compile("^Write")).click()
    line.locator("input[type=file]").set_input_files([camera()])
    desk.goto(f"{order}/stages/baste_fitting/notes/notes/new")
    for note in NOTES[:3]:
        write_note(desk, note, "Cutter", more=note != NOTES[2])
    line.get_by_role("button", name=re.compile("^Write ")).click()
    expect(line.locator(".pics img")).to_have_count(1)
    phone.goto(f"{order}/stages/baste_fitting/notes/notes/new")
    for note in NOTES[3:]:
        write_note(phone, note, "Customer", more=note != NOTES[4])


def pin(page: Page, picture: str, across: float, down: float, title: str) -> None:
    """Put a pin: a tap on a telephone, a press at a desk."""
    page.goto(picture)
    box = page.locator(".photo .im").bounding_box()
    assert box
    place = (box["x"] + box["width"] * across, box["y"] + box["height"] * down)
    touch = (page.viewport_size or {})["width"] < 500
    with page.expect_navigation():
        page.touchscreen.tap(*place) if touch else page.mouse.click(*place)
    page.get_by_label("What is it about?").fill(title)
    press(page, "Put the pin")


def agree(page: Page, order: str, picture: str, many: int) -> None:
    """Settle every pin, and put one's initials to the notes of the other side."""
    for _ in PINS:
        page.goto(picture)
        press(page, re.compile("^Settle it"))
    page.goto(order)
    expect(page.locator("#block-baste_fitting-notes .pins > li")).to_have_count(len(NOTES))
    press(page, f"I agree to all {many}, with my initials")


def judge(page: Page, order: str, ways: tuple[str, ...]) -> None:
    """Say of each note how it stands now."""
    for number, way in enumerate(ways):
        page.goto(order)
        one = page.locator(JUDGED).nth(number)
        one.get_by_label(way, exact=True).check()
        with page.expect_navigation():
            one.get_by_role("button", name="Say so").click()


def agree_to_judgements(page: Page, order: str) -> None:
    """Say of each note what the other side said."""
    for number in range(len(NOTES)):
        page.goto(order)
        expect(page.locator(JUDGED)).to_have_count(len(NOTES) - number)
        press(page, re.compile("^Yes, "), JUDGED)


def test_a_fitting_on_a_telephone_and_at_a_desk_and_the_next_one_judges_it(come, live, order):
    mobile = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    phone = come("julian", **mobile).new_page()
    desk = come("marian", viewport={"width": 1280, "height": 900}).new_page()
    phone.goto(order)
    desk.goto(order)
    photograph_and_note(phone, desk, order)
    desk.goto(order)
    picture = desk.locator("#line-baste_fitting-fitting_photos .pics a").get_attribute("href")
    pin(phone, picture, *PINS[0])
    for place in PINS[1:]:
        pin(desk, picture, *place)
    expect(desk.locator(".pins > li")).to_have_count(3)
    agree(phone, order, picture, 3)
    agree(desk, order, picture, 2)
    with live.database.unit(write=True):
        played.settle(played.found("julian", ref(order)), "julian", "marian", "baste_fitting")
    for page in (desk, phone):
        page.goto(f"{order}/stages/baste_fitting/sign")
        press(page, re.compile("^Sign "))
    with live.database.unit(write=True):
        played.play(played.found("julian", ref(order)), "julian", "marian", "forward_fitting")
    judge(desk, order, ("Fixed", "Fixed", "Fixed", "Fixed", "Not fixed"))
    agree_to_judgements(phone, order)
    block = phone.locator("#block-forward_fitting-notes")
    expect(block).to_contain_text("4 of 5 notes were put right at the first attempt.")
    expect(block).to_contain_text("it was not fixed the first time")
    expect(block.get_by_role("button", name="I agree, with my initials")).to_have_count(1)
