"""The server killed and started again under open pages: they recover by themselves, and nothing is lost."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from portal import create_app
from portal.kernel import db
from portal.kernel.settings import ROOT
from tests import house
from tests.cases import playing
from tests.journeys.conftest import Live, _free_port, cookie

PATIENCE = 120_000  # milliseconds that a busy machine may take to start a server, and pages to notice
REST = 1800  # a draft is kept a second after the last key
pytestmark = pytest.mark.once


class Served:
    """A house of its own on a port of its own, served by the program itself."""

    def __init__(self, live: Live, port: int) -> None:
        self.live, self.port = live, port
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Serve it, and wait until it answers."""
        told = {
            **os.environ, "DATABASE_URL": self.live.database_url, "PORT": str(self.port),
            "WEB_CONCURRENCY": "1", "SECRET_KEY": "only for tests", "FILES_URL": f"file://{self.live.folder}/files",
        }  # fmt: skip
        command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=told, start_new_session=True)

    def kill(self) -> None:
        """Kill every process of it, as when the power goes."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    @property
    def answers(self) -> bool:
        """Whether it is there."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5):
                return True
        except OSError:
            return False


@pytest.fixture
def served(own_database: db.Database, tmp_path: Path) -> Iterator[Served]:
    """It is served until the test ends, and killed as often as the test wants."""
    port = _free_port()
    url = own_database.bind.engine.url.render_as_string(hide_password=False)
    app = create_app(house.settings(database_url=url), own_database)
    one = Served(Live(f"http://127.0.0.1:{port}", app, own_database, url, tmp_path), port)
    one.start()
    yield one
    one.kill()


@pytest.fixture
def come_there(browser: Browser, served: Served) -> Iterator[Any]:
    """Somebody with a browser of their own; here connections break, so nobody listens for that."""
    opened: list[BrowserContext] = []

    def come(handle: str) -> Page:
        context = browser.new_context(base_url=served.live.url, locale="en-GB")
        context.add_cookies(
            [{"name": "thread", "value": cookie(served.live, handle), "url": served.live.url}]
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context.new_page()

    yield come
    for context in opened:
        context.close()


def until_it_answers(page: Page, served: Served) -> None:
    """Wait for a server that starts."""
    for _ in range(PATIENCE // 250):
        if served.answers:
            return
        page.wait_for_timeout(250)
    raise AssertionError("the server did not start")


def test_killed_and_started_again_under_open_pages(
    served: Served, come_there: Any, own_database: db.Database, cast: Any
) -> None:
    order = playing.to_cloth(playing.begin(own_database, cast.julian, cast.okoro), cast.julian, cast.marian)
    julian, marian, priya = (come_there(name) for name in ("julian", "marian", "priya"))
    until_it_answers(julian, served)
    julian.goto(order.at())
    marian.goto(order.at("?open=cloth.code"))
    priya.goto(order.at("?open=cloth.stock"))
    julian.locator("#say").fill("The rain ")
    priya.locator("[name=value]").fill("41")
    julian.wait_for_timeout(REST)
    expect(julian.locator("form.say .kept")).to_contain_text("Kept as a draft")
    expect(priya.locator("form.edit .kept")).to_contain_text("Kept as a draft")

    served.kill()
    julian.locator("#say").press_sequentially("comes on Monday")
    marian.locator("form.edit [name=value]").fill("W 81")
    julian.locator("form.say").get_by_role("button", name="Say it").click()
    marian.locator("form.edit [data-uses]").click()
    for page in (julian, marian):
        expect(page.locator("#connection")).to_contain_text("We cannot be reached just now.")
        expect(page.locator("#connection")).to_contain_text("waits on this device")
    expect(julian.locator("#say")).to_have_value("The rain comes on Monday")
    assert order.held("cloth.code") is None

    served.start()
    expect(marian.locator("#line-cloth-code .v")).to_contain_text("W 81", timeout=PATIENCE)
    expect(julian.locator("#log-list")).to_contain_text("The rain comes on Monday", timeout=PATIENCE)
    for page in (julian, marian):
        expect(page.locator("#connection")).to_be_empty(timeout=PATIENCE)
    said = [one for one in order.told(20) if one == "Julian Okoro wrote"]
    assert len(said) == 1, "it was sent once, however often it was tried"
    assert order.last != order.told(2)[1]
    on_the_phone = come_there("priya")  # a draft that rested a second is on every device
    on_the_phone.goto(order.at("?open=cloth.stock"))
    expect(on_the_phone.locator("form.edit [name=value]")).to_have_value("41")
    assert order.sound()


def test_two_devices_that_write_the_same_form_lose_nothing(
    served: Served, come_there: Any, own_database: db.Database, cast: Any
) -> None:
    order = playing.begin(own_database, cast.julian, cast.okoro)
    desk, phone = come_there("julian"), come_there("julian")
    until_it_answers(desk, served)
    for page in (desk, phone):
        page.goto(order.at())
    desk.locator("#say").fill("From the desk")
    expect(desk.locator("form.say .kept")).to_contain_text("Kept as a draft")
    phone.locator("#say").fill("From the phone")
    kept = phone.locator("form.say .kept")
    expect(kept).to_contain_text("Written on another device at")
    expect(kept).to_contain_text("From the desk")
    kept.get_by_role("button", name="Use it").click()
    expect(phone.locator("#say")).to_have_value("From the desk")
    expect(phone.locator("form.say .kept")).to_contain_text("From the phone")


def test_without_a_connection_typing_goes_on_and_what_waits_goes_by_itself(
    served: Served, come_there: Any, own_database: db.Database, cast: Any
) -> None:
    order = playing.begin(own_database, cast.julian, cast.okoro)
    julian = come_there("julian")
    until_it_answers(julian, served)
    julian.goto(order.at())
    julian.context.set_offline(True)
    expect(julian.locator("#connection")).to_contain_text("You are not connected.")
    julian.locator("#say").fill("On the train")
    expect(julian.locator("#connection")).to_contain_text("waits on this device")
    expect(julian.locator("form.say .kept")).to_have_text("Kept on this device for now.")
    julian.context.set_offline(False)
    expect(julian.locator("#connection")).to_be_empty(timeout=PATIENCE)
    elsewhere = come_there("julian")
    elsewhere.goto(order.at())
    expect(elsewhere.locator("#say")).to_have_value("On the train", timeout=PATIENCE)
    julian.goto("/settings")
    julian.locator("details.menu summary").click()
    julian.get_by_role("button", name="Sign out", exact=True).click()
    julian.locator("a.brand").wait_for()
    expect(julian.locator("details.menu")).to_have_count(0)
    held = julian.evaluate("Object.keys(localStorage)")
    assert held == [], "nothing stays in a browser that somebody signed out of"
