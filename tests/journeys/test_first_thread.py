"""The first whole thread: two people at once, from a stated need through all stages to "I am satisfied"."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from portal.kernel.settings import ROOT
from tests.journeys.hands import Hand, carry_on

NEED = "I am giving my sister away in Lisbon in June and want a light suit that works in court afterwards."
STAGES = 15  # the fourteen, and a second baste fitting


WAYS = [
    pytest.param(script, id=name, marks=pytest.mark.xdist_group(f"first thread, {name}"))
    for script, name in ((True, "script"), (False, "no-script"))
]


@pytest.fixture(params=WAYS)
def two(request, come):
    """Julian, the customer, and Marian, who cuts for him: each with a browser of their own."""
    return tuple(
        Hand(come(handle, java_script_enabled=request.param), script=request.param)
        for handle in ("julian", "marian")
    )


def test_the_first_whole_thread(two, live):
    julian, marian = two
    marian.ref = julian.state_need(NEED)
    _settle_the_need(julian, marian)
    _choose_the_cloth(julian, marian)
    _shape_it_and_measure(julian, marian)
    _fit_it_twice(julian, marian)
    _make_it_and_think_again(julian, marian)
    _wear_it_in(julian, marian)
    proof = _verify(live)
    assert "every case equals its history" in proof.stdout, proof.stdout + proof.stderr


def _settle_the_need(julian, marian):
    """A need in one sentence grows: in place, by keyboard, by a promise that was asked for and kept."""
    julian.look()
    expect(julian.page.get_by_role("heading", level=1)).to_contain_text("I am giving my sister away")
    julian.by_keyboard("need.companion", "Amara, my sister")
    julian.write("need.title", "A light suit for Lisbon", why="The old name was a whole sentence")
    expect(julian.page.get_by_role("heading", level=1)).to_have_text("A light suit for Lisbon")
    julian.ask("need", "A picture of the canvas before it is covered")
    marian.look()
    for _deed in ("promise it by a day", "say that it is done"):
        assert marian.take_step("A picture of the canvas")
    julian.look()
    assert julian.take_step("A picture of the canvas")
    expect(julian.page.locator("[id^=promise-]", has_text="A picture")).to_contain_text("satisfied")
    carry_on((julian, marian), until="cloth")


def _choose_the_cloth(julian, marian):
    """One line written by both at once, one line put back to what it was."""
    for hand in (julian, marian):
        hand.look()
        hand.open("cloth.colour")
    marian.fill(marian.line("cloth.colour").locator("form.edit"), "Navy")
    marian.press("cloth.colour")
    julian.fill(julian.line("cloth.colour").locator("form.edit"), "Midnight blue")
    julian.line("cloth.colour").get_by_role("button", name="Write Colour").click()
    clash = julian.line("cloth.colour")
    expect(clash).to_contain_text("Nothing is lost")
    expect(clash).to_contain_text("Navy")
    expect(clash).to_contain_text("Midnight blue")
    clash.get_by_role("button", name="Keep mine").click()
    expect(julian.line("cloth.colour").locator("form")).to_have_count(0)
    expect(julian.line("cloth.colour").locator(".v")).to_contain_text("Midnight blue")

    julian.look()
    julian.write("cloth.lining_code", "Slate cupro")
    julian.write("cloth.lining_code", "Old gold silk", why="It is a wedding")
    julian.page.get_by_role("link", name="Everything that has happened here").click()
    wrote = julian.page.locator(".log > li", has_text="Slate cupro").last
    julian.send(wrote.get_by_role("button", name=re.compile("^Put Which lining back")))
    expect(
        julian.page.locator("#line-cloth-lining_code, dd").filter(has_text="Slate cupro").first
    ).to_be_visible()
    carry_on((julian, marian), until="style")


def _shape_it_and_measure(julian, marian):
    """A signature is voided by an edit, and only that one; the measures are written in one form."""
    carry_on((julian, marian), until="measuring")
    julian.look_at("style")
    julian.write("style.lapel", "peak", why="For the photographs")
    expect(julian.page.locator("#sign-style")).to_contain_text("look again")
    for hand in (julian, marian):
        hand.look()
        again = hand.page.locator(".spine > li").filter(has_text="Changed after it was signed")
        expect(again).to_have_count(1)
        expect(again).to_contain_text("Style")
        assert hand.take_step("Look again at Style")
    expect(marian.page.locator(".spine")).not_to_contain_text("Changed after it was signed")
    assert "Write 6 lines" in marian.steps()
    assert marian.take_step("Write 6 lines")
    expect(marian.line("measuring.chest")).to_contain_text("101.6")
    carry_on((julian, marian), until="baste_fitting")


def _fit_it_twice(julian, marian):
    """An appointment is arranged; changes are asked for, made and accepted; then another round is held."""
    julian.look()
    assert "Marian" in julian.page.locator("#move h2").inner_text()
    marian.look()
    assert marian.take_step("Arrange Baste fitting")
    julian.look()
    assert julian.take_step("Arrange Baste fitting")
    expect(julian.block("baste_fitting.fitting")).to_contain_text("11:00, 31 Burling Row")
    julian.write("baste_fitting.comfort", "4")
    marian.look()
    marian.write("baste_fitting.sees", "The left shoulder drops a quarter.")
    julian.look()
    julian.review("baste_fitting.word", "changes_needed", "Lift the left shoulder a quarter")
    marian.look()
    for _deed in ("promise it by a day", "say that it is done"):
        assert marian.take_step("Make this change: Lift the left shoulder")
    julian.look()
    julian.review("baste_fitting.word")
    julian.deed("baste_fitting", "Hold it once more", "I want to try the new shoulder")
    marian.look()
    assert marian.take_step("may we hold Baste fitting once more?")
    expect(marian.page.locator("ol").filter(has_text="Baste fitting, round 2").first).to_be_visible()
    carry_on((julian, marian), until="baste_fitting__2")
    carry_on((julian, marian), until="forward")


def _make_it_and_think_again(julian, marian):
    """The cutter ticks a list; a finished stage is opened again with a reason, its work kept."""
    marian.look()
    assert marian.take_step("Made forward")
    marian.deed("pattern", "Open it again", "The new shoulder needs a pattern of its own")
    julian.look()
    assert julian.take_step("may we open Pattern again?")
    marian.look()
    assert marian.now == "pattern"
    expect(marian.page.locator("#stage-pattern")).to_contain_text(
        "The new shoulder needs a pattern of its own"
    )
    expect(marian.line("pattern.pattern_version")).to_contain_text("1")
    marian.write("pattern.pattern_version", "2")
    carry_on((julian, marian), until="wear_review")


def _wear_it_in(julian, marian):
    """Every condition is met by the customer's word alone, and by their hand the order is fulfilled."""
    carry_on((julian, marian), until="")
    marian.look()
    expect(marian.page.locator("#conditions").get_by_role("button")).to_have_count(0)
    for condition in ("Cool at 30 degrees", "Fit for a courtroom afterwards"):
        julian.look()
        assert julian.take_step(condition)
    for hand in (julian, marian):
        hand.look()
        expect(hand.page.locator("#move")).to_contain_text("This is fulfilled")
        expect(hand.page.locator(".spine > .done")).to_have_count(STAGES)
        assert not hand.steps()


def _verify(live):
    words = [sys.executable, "-m", "portal", "verify"]
    environment = {**os.environ, **live.environment}
    return subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
