"""Pictures from a telephone, one by one: one that fails stays, is tried again, and costs nobody a word."""

import io
import random
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys import played

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def photo(width, height, **more):
    """A photograph with as much in it as one from a telephone."""
    out = io.BytesIO()
    grain = Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))
    grain.save(out, "JPEG", quality=60, **more)
    return out.getvalue()


@pytest.fixture
def cloth(live):
    """An order of Julian's with its cloth under way."""
    with live.database.unit(write=True):
        return played.play(played.place("julian", "okoro"), "julian", "marian", "cloth").ref


def test_a_picture_that_did_not_arrive_is_tried_again_and_the_words_stay(come, live, cloth):
    page = come("marian", **PHONE).new_page()
    page.goto(f"/orders/{cloth}/stages/cloth/write")
    words = page.locator("textarea, input[type=text]").first
    words.fill("Heavier than it looks")
    sent = []

    def second_fails(route):
        sent.append(route.request)
        if len(sent) == 2:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/files", second_fails)
    lying = Image.Exif()
    lying[0x0112] = 6
    large = photo(5376, 100, exif=lying)
    brought = [("one.jpg", photo(900, 600)), ("two.jpg", photo(60, 40)), ("three.jpg", large)]
    field = page.locator("[data-bring]").first
    field.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "image/jpeg", "buffer": content} for name, content in brought]
    )
    told = "1 of 3 did not arrive. Try again, or leave out what cannot be taken."
    expect(field.get_by_role("status")).to_have_text(told)
    failed = field.locator(".bringing")
    expect(failed).to_have_count(1)
    expect(failed).to_contain_text("The connection broke. It is still on this device; try again.")
    page.get_by_role("button", name="Write these lines").click()  # nothing is written without it
    expect(failed.get_by_role("button", name="Try again")).to_be_focused()
    expect(words).to_have_value("Heavier than it looks")
    with page.expect_navigation():
        failed.get_by_role("button", name="Try again").click()
    with live.database.unit(write=False):
        lines = played.found("marian", cloth).thread.values["cloth"]
    held = {one["name"]: one["id"] for one in lines["swatch_photos"].value}
    assert sorted(held) == ["one.jpg", "three.jpg", "two.jpg"]
    assert lines["swatches"].value == [{"bunch_code": "Heavier than it looks"}]
    assert len({line.seq for line in lines.values() if line.by == "marian"}) == 1, "written once"
    keys = [request.headers["idempotency-key"] for request in sent]
    assert len(keys) == 4 and keys[1] == keys[3] and len(set(keys)) == 3
    stored = page.request.get(f"/orders/{cloth}/files/{held['three.jpg']}").body()
    assert Image.open(io.BytesIO(stored)).size == (75, 4032)  # upright, and no longer than we keep


@pytest.mark.parametrize("script", [True, False])
def test_a_picture_stays_on_one_side_until_it_is_shown(come, live, cloth, script):
    page = come("marian", java_script_enabled=script, **PHONE).new_page()
    page.goto(f"/orders/{cloth}?open=cloth.swatch_photos")
    page.get_by_role("link", name="Keep pictures to your own side first").click()
    brought = [
        {"name": name, "mimeType": "image/jpeg", "buffer": photo(60, 40)} for name in ("a.jpg", "b.jpg")
    ]
    page.locator("input[type=file]").set_input_files(brought)
    if script:
        expect(page.locator("[data-bring]").get_by_role("status")).to_have_text(
            "2 of 2 are here. Only your side sees them."
        )
    page.get_by_role("button", name="Keep them to ourselves").click()
    expect(page.get_by_role("heading", name="Only us")).to_be_visible()
    expect(page.locator("figure")).to_have_count(2)
    page.goto(f"/orders/{cloth}?stage=cloth")
    page.get_by_role("link", name="2 pictures only your side sees").click()
    second = page.get_by_role("listitem").filter(has_text="b.jpg").filter(has=page.locator("figure"))
    second.get_by_text("Remove it").click()
    second.get_by_role("button", name="Delete it for good").click()
    expect(page.locator("figure")).to_have_count(1)
    page.get_by_role("button", name="Show it to both sides").click()
    expect(page).to_have_url(re.compile(r"/pictures/\w+$"))
    with live.database.unit(write=False):
        (shown,) = played.found("marian", cloth).thread.value("cloth.swatch_photos")
    assert shown["name"] == "a.jpg"
