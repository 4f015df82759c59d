"""A real house on a real port, and people who come to it with a real browser."""

import socket
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext
from werkzeug.serving import WSGIRequestHandler, make_server

from portal import create_app
from portal.kernel import db
from portal.kernel.http import House
from portal.people import model as people
from portal.people import sessions
from portal.people.queries import by_handle
from tests import house, servers
from tests.journeys.listening import Ear

HERE = Path(__file__).parent
ENDED = pytest.StashKey[bool]()
Person = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these need Chromium, and more patience than other tests: a busy machine is no fault.

    A file stays with one process of a run, unless it says how it is shared. Looks come last, so that no
    process is left alone with a long walk at the end.
    """
    items.sort(key=_looks)
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(600))
            if item.get_closest_marker("xdist_group") is None:
                item.add_marker(pytest.mark.xdist_group(item.path.stem))


def _looks(item: pytest.Item) -> bool:
    group = item.get_closest_marker("xdist_group")
    return group is not None and group.args[0].startswith("looks")


@dataclass
class Live:
    """A house that is being served: where, on which database, with which folder of its own."""

    url: str
    app: House
    database: db.Database
    database_url: str
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a program of the house is told, to work on this very house."""
        return {
            "DATABASE_URL": self.database_url,
            "FILES_URL": f"file://{self.folder}/files",
            "SECRET_KEY": "another one",
        }


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"  # as gunicorn does: connections are kept

    def log(self, *_: Any) -> None:
        """Say nothing: tests print what they find themselves."""


@pytest.fixture(scope="session")
def live(template_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The house of the cast as a demo house, so that its outbox can be read, served to many at once."""
    folder = tmp_path_factory.mktemp("live")
    url, port = house.copy(template_url, folder), _free_port()
    with house.connected(url) as database:
        with database.unit(write=True) as session:
            session.get_one(people.House, 1).demo = True
        chosen = house.settings(database_url=url, files_url=f"file://{folder}/files", port=port)
        app = create_app(chosen, database)
        server = make_server("127.0.0.1", port, app, threaded=True, request_handler=_Quiet)
        serving = threading.Thread(target=server.serve_forever, daemon=True)
        serving.start()
        yield Live(f"http://localhost:{port}", app, database, url, folder)
        server.shutdown()
        serving.join()
        server.server_close()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of this machine; without one these tests are skipped, and the end of a run says so."""
    found = servers.chromium()
    if found is None:
        pytest.skip("no Chromium on this machine")
    quick = servers.shell() or found
    return {**browser_type_launch_args, "executable_path": str(quick), "args": servers.CHROMIUM_FLAGS}


@pytest.fixture
def whole_browser(launch_browser: Callable[..., Browser]) -> Iterator[Browser]:
    """A browser as people have it, which also knows passkeys."""
    browser = launch_browser(executable_path=str(servers.chromium()))
    yield browser
    browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep how a test ended, so that who comes can tell what they had before them when it failed."""
    report: Any = yield
    item.stash[ENDED] = item.stash.get(ENDED, False) or report.failed
    return report


@pytest.fixture
def come(browser: Browser, live: Live, request: pytest.FixtureRequest) -> Iterator[Person]:
    """Somebody comes to the house: `come("julian")` is a browser with their session, `come()` one without.

    At the end no browser may have anything to complain about; after a failure each tells what it shows.
    """
    with_ears: list[tuple[BrowserContext, Ear]] = []

    def come(handle: str = "", using: Browser = browser, **chosen: Any) -> BrowserContext:
        given = {"locale": "en-GB", "timezone_id": "Europe/London", "base_url": live.url, **chosen}
        context = using.new_context(**given)
        context.set_default_timeout(15_000)
        with_ears.append((context, Ear(context)))
        if handle:
            context.add_cookies([{"name": "thread", "value": cookie(live, handle), "url": live.url}])
        return context

    yield come
    for context, ear in with_ears:
        if request.node.stash.get(ENDED, False):
            _tell(context)
        context.close()
        ear.silent()


def _tell(context: BrowserContext) -> None:
    """Print what the pages of a browser show, for whoever reads of the failure and cannot repeat it."""
    for page in context.pages:
        sys.stdout.write(f"{page.url}\n{page.locator('body').inner_text()[:2000]}\n")


def cookie(live: Live, handle: str) -> str:
    """What the browser of somebody who is signed in holds. test_sign_in.py walks through the door itself."""
    with live.database.unit(write=True):
        secret = sessions.begin(by_handle(handle), "link", "a test")
    signer = live.app.session_interface.get_signing_serializer(live.app)
    return str(signer.dumps({"_user_id": secret}))
