"""Many editors on one order, in real browsers, their networks cut at random: what was acknowledged is there.

`python -m tests.bench.living` measures twenty for five minutes, and writes docs/measured-living.md. Numbers
after the name are others: `20 300` is how many editors, and for how many seconds.
"""

import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLate
from sqlalchemy import select

from portal.kernel import schema
from portal.kernel.journal import Entry
from portal.kernel.settings import ROOT
from tests import house, servers
from tests.bench.serving import cookie, gunicorn
from tests.journeys import played

PAGE = ROOT / "docs" / "measured-living.md"
PEOPLE = ("julian", "marian", "priya", "piotr")
LINES = ("cloth-cloth", "cloth-mill", "cloth-bunch_code")
EVERY = 1.0  # seconds between two deeds of all editors together
CUT = 0.15  # of the deeds are cuts of a network, for one to four seconds
SETTLES = 60.0  # seconds after the last deed in which every page must be the same


@dataclass
class Editor:
    """One browser on the order, what it was told is kept, and when its network comes back."""

    name: str
    context: BrowserContext
    page: Page
    kept: list[str] = field(default_factory=list)
    back: float = 0.0

    def first(self) -> bool:
        """Whether the page was never loaded again since it was opened."""
        return bool(self.page.evaluate("window.opened === true"))

    def lines(self) -> dict[str, str]:
        """What its page says on each line and in the newest of its log, without what differs by reader."""
        said = {}
        for line in LINES:
            value = self.page.locator(f"#line-{line} dd.v").first
            said[line] = str(value.evaluate(BARE))
        said["log"] = " | ".join(self.page.locator("#log-list .note").all_inner_texts()[:5])
        return said


BARE = """(value) => {
  const bare = value.cloneNode(true);
  for (const one of bare.querySelectorAll(".by, .new, .was, .vh, .writing")) one.remove();
  return value.matches(".nothing") ? "" : bare.textContent.trim();
}"""


def write(editor: Editor, line: str, word: str) -> None:
    """Write a line in its place; of two values, one's own is kept."""
    place = editor.page.locator(f"#line-{line}")
    if place.locator("form.edit").count() == 0:
        place.get_by_role("link", name=re.compile("^(Change|Write)")).click()
    place.locator("form.edit input[name=value]").fill(word)
    place.locator("form.edit").get_by_role("button", name=re.compile("^(Change|Write)")).click()
    rest, mine = place.locator("dd.v", has_text=word), place.get_by_role("button", name="Keep mine")
    rest.or_(mine).first.wait_for()
    if mine.count():
        mine.click()
        rest.wait_for()
    editor.kept.append(word)


def say(editor: Editor, word: str) -> None:
    """Say something to everyone."""
    box = editor.page.get_by_label("Say something")
    box.fill(word)
    box.locator("xpath=ancestor::form").get_by_role("button", name="Say it").click()
    _said(editor.page, word).wait_for()
    editor.kept.append(word)


def _said(page: Page, word: str) -> Locator:
    return page.locator("#log-list", has_text=word)


def deed(editor: Editor, number: int, chance: random.Random) -> str:
    """One deed of one editor: a cut, a sentence, or a line; what is not answered in time does not count."""
    word = f"w{number}x"
    if chance.random() < CUT:
        editor.context.set_offline(True)
        editor.back = time.monotonic() + chance.uniform(1, 4)
        return "cut"
    try:
        if chance.random() < 0.5:
            write(editor, chance.choice(LINES), word)
        else:
            say(editor, word)
    except TooLate:
        return "unanswered"
    return "done"


def mend(editors: list[Editor], *, all_of_them: bool = False) -> None:
    """Give networks back."""
    for editor in editors:
        if editor.back and (all_of_them or time.monotonic() >= editor.back):
            editor.context.set_offline(False)
            editor.back = 0.0


def settled(editors: list[Editor]) -> float | None:
    """How long until every page says the same; None when they never do."""
    begun = time.monotonic()
    while time.monotonic() - begun < SETTLES:
        if len({repr(editor.lines()) for editor in editors}) == 1:
            return time.monotonic() - begun
        time.sleep(0.5)
    return None


def latencies(writer: Editor, reader: Editor, times: int = 20) -> list[float]:
    """How long after its writer has pressed the button a sentence stands on the other page, in seconds.

    Both pages note the moment themselves, by the one clock of the machine: asking them takes longer.
    """
    found = []
    for number in range(times):
        word = f"quick{number}x"
        writer.page.evaluate(PRESSED)
        reader.page.evaluate(STANDS, word)
        say(writer, word)
        _said(reader.page, word).wait_for()
        found.append((reader.page.evaluate("window.stood") - writer.page.evaluate("window.pressed")) / 1000)
    return found


PRESSED = """() => {
  const press = () => { window.pressed = Date.now(); };
  document.addEventListener("click", press, { capture: true, once: true });
}"""
STANDS = """(word) => new MutationObserver((_, watch) => {
  if (!document.getElementById("log-list").textContent.includes(word)) return;
  window.stood = Date.now();
  watch.disconnect();
}).observe(document.body, { childList: true, subtree: true })"""


@contextmanager
def opened(browser: Browser, url: str, port: int, path: str, count: int) -> Iterator[list[Editor]]:
    """So many editors with the order open."""
    editors = []
    for number in range(count):
        name = PEOPLE[number % len(PEOPLE)]
        address = f"http://localhost:{port}"
        context = browser.new_context(base_url=address)
        context.set_default_timeout(30_000)
        context.set_default_navigation_timeout(90_000)  # a server that has just begun
        context.add_cookies([{"name": "thread", "value": cookie(url, name), "url": address}])
        page = context.new_page()
        page.goto(path)
        page.evaluate("window.opened = true")
        editors.append(Editor(name, context, page))
    yield editors
    for editor in editors:
        editor.context.close()


@dataclass(frozen=True)
class Lived:
    """What came of some minutes of editing: deeds by what became of them, words that were answered and those
    of them that the journal does not hold, after how many seconds all pages said the same, how many pages
    were never loaded again; and the latencies of two alone, in seconds.
    """

    told: dict[str, int]
    kept: int
    lost: int
    calm: float | None
    first: int
    quick: list[float]


def measure(url: str, folder: Path, count: int, seconds: int) -> Lived:
    """Let so many edit for so many seconds, in a house with its cast in it."""
    chance = random.Random(7)
    with house.connected(url) as database, database.unit(write=True):
        case = played.place("julian", "okoro")
        played.play(case, "julian", "marian", "cloth")
        path, stream = f"/orders/{case.ref}", case.stream
    with gunicorn(url, str(folder)) as port, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(servers.shell()), args=servers.CHROMIUM_FLAGS)
        with opened(browser, url, port, path, 2) as two:
            quick = latencies(two[1], two[0])
        with opened(browser, url, port, path, count) as editors:
            told = _edit(editors, seconds, chance)
            calm, kept = settled(editors), [word for editor in editors for word in editor.kept]
            first = sum(editor.first() for editor in editors)
        browser.close()
    with house.connected(url) as database, database.unit(write=False) as db:
        rows = db.execute(select(Entry.facts, Entry.changes).where(Entry.stream == stream)).all()
        journal = repr(rows)
    return Lived(told, len(kept), len([word for word in kept if word not in journal]), calm, first, quick)


def _edit(editors: list[Editor], seconds: int, chance: random.Random) -> dict[str, int]:
    told: dict[str, int] = {}
    begun, number = time.monotonic(), 0
    while time.monotonic() - begun < seconds:
        mend(editors)
        here = [editor for editor in editors if not editor.back]
        number += 1
        outcome = deed(chance.choice(here), number, chance)
        told[outcome] = told.get(outcome, 0) + 1
        time.sleep(EVERY * chance.random())
    mend(editors, all_of_them=True)
    return told


def _page(count: int, seconds: int, found: dict[str, Lived]) -> str:
    def row(label: str, tell: Callable[[Lived], object]) -> str:
        return f"| {label} | " + " | ".join(str(tell(one)) for one in found.values()) + " |"

    def same(one: Lived) -> str:
        late = f"NOT within {SETTLES:.0f} s"
        return late if one.calm is None else f"{one.calm:.0f} s after the last deed"

    rows = [
        row("deeds that were answered", lambda one: one.kept),
        row("deeds that had no answer in 30 s", lambda one: one.told.get("unanswered", 0)),
        row("networks cut", lambda one: one.told.get("cut", 0)),
        row("answered words that are not in the journal", lambda one: one.lost),
        row(f"all {count} pages say the same", same),
        row("pages that were never loaded again", lambda one: f"{one.first} of {count}"),
        row("press to the other page, median", lambda one: f"{statistics.median(one.quick) * 1000:.0f} ms"),
        row("press to the other page, longest", lambda one: f"{max(one.quick) * 1000:.0f} ms"),
    ]
    head = "| | " + " | ".join(found) + " |\n" + "|---" * (len(found) + 1) + "|"
    return f"""# Measured: living pages

`python -m tests.bench.living {count} {seconds}` measures again and writes this page: {count} browsers
with one order open, served by gunicorn as `make run` does, all on one machine. For {seconds} seconds they
write the same {len(LINES)} lines and talk, while networks are cut at random for one to four seconds.
Before that two browsers are alone: from the press of a button until what was said stands on the other's
page, {len(next(iter(found.values())).quick)} times, by the clock that both pages share.

{head}
{chr(10).join(rows)}
"""


def main(count: int = 20, seconds: int = 300) -> None:
    """Measure on each database that there is, and write the page."""
    found: dict[str, Lived] = {}
    with tempfile.TemporaryDirectory() as place:
        urls = {"SQLite": f"sqlite:///{place}/house.db"}
        if (server := servers.postgres()) is not None:
            urls["PostgreSQL"] = server.fresh()
        for name, url in urls.items():
            schema.upgrade(url)
            with house.connected(url) as database:
                house.people_it(database)
            print(f"Measuring on {name} ...", flush=True)
            found[name] = measure(url, Path(place), count, seconds)
        if server is not None:
            server.drop_all()
    PAGE.write_text(_page(count, seconds, found), "utf-8")
    print(PAGE.read_text("utf-8"))


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3]))
