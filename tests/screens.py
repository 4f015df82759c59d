"""Pictures of every page, from the demo house at one moment: `make screens` puts them into docs/screens/.

The clock stands still and the house is made anew, so that a picture changes only when a page does. Names as
arguments (`python -m tests.screens order conflict`) take only these.
"""

import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from portal import create_app
from portal.cli import demo
from portal.kernel import clock, schema
from portal.kernel.http import House
from portal.kernel.settings import ROOT
from portal.kernel.storage import Folder
from portal.people import sessions
from portal.people.queries import by_handle
from tests import house, servers

HERE = ROOT / "docs" / "screens"
NOW = datetime(2026, 12, 1, 10, 42, tzinfo=UTC)  # a Tuesday morning
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
SCHEMES = ("light", "dark")
COLOURS = 128
MOST = {"desktop": 1350, "phone": 1700}  # pixels of height: enough to judge a page by
WHOLE = ("order",)  # shown from head to foot
IN_PLACE = ("line-open", "conflict", "priced")  # shown where they were scrolled to
GERMAN = ("home-german",)  # whoever looks has a browser that asks for German
DEVICE = "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Safari/605.1.15"
ORDER = "/orders/okoro-2"
Do = Callable[[Page], Any]


def at(path: str) -> Do:
    """Go to an address."""
    return lambda page: page.goto(path)


def two_at_once(page: Page) -> None:
    """Julian and Marian write the same line; Julian is second. Nothing is kept of it."""
    page.goto(f"{ORDER}?open=forward_fitting.trouser_break")
    form = page.locator("form.edit")
    form.locator("[name=seen]").evaluate("one => { one.value = '1'; }")  # as a page that was open for long
    form.locator("[name=value][value=slight]").check()
    form.locator("[data-uses]").click()
    page.locator("[data-line] .both").wait_for()


def first_picture(page: Page) -> None:
    """The picture of the forward fitting, with its pins."""
    page.goto(f"{ORDER}/stages/forward_fitting")
    page.locator("#line-forward_fitting-fitting_photos .pics a").click()
    page.locator(".over").wait_for()


def new_pin(page: Page) -> None:
    """Julian has pressed a place in it."""
    first_picture(page)
    page.goto(f"{page.url}/pin?x=450&y=300")


def beside(page: Page) -> None:
    """It stands beside that of the baste fitting."""
    first_picture(page)
    page.goto(f"{page.url}/beside")


def priced(page: Page) -> None:
    """Julian would like other pockets, after they are set; his draft of the picture before is there still."""
    page.goto(f"{ORDER}?open=style.pocket_style")
    form = page.locator("#line-style-pocket_style form")
    for value in ("patch", "slanted_flap"):
        form.locator(f"[name=value][value={value}]").check()
    page.locator("#cost-style-pocket_style .cost").wait_for()


def proposal(page: Page) -> None:
    """Saira has offered another lining."""
    page.goto(ORDER)
    page.get_by_role("link", name="Answer the proposal").first.click()
    page.locator("#rounds-h").wait_for()


def first_meeting(heading: str) -> Do:
    """The first meeting about Northmoor under this heading."""

    def go(page: Page) -> None:
        page.goto("/customers/northmoor/meetings")
        page.locator(f"section[aria-labelledby={heading}] .asked a").first.click()
        page.locator("#stand-h").wait_for()

    return go


# Each picture: its name, who looks, and how they come there.
SHOTS: dict[str, tuple[str, Do]] = {
    "order": ("julian", at(ORDER)),
    "order-clan": ("marian", at(ORDER)),
    "order-fulfilled": ("julian", at("/orders/okoro-1")),
    "line-open": ("julian", at(f"{ORDER}?open=style.vents")),
    "home-customer": ("julian", at("/home")),
    "home-clan": ("marian", at("/home")),
    "sign-in": ("", at("/sign-in")),
    "new-need": ("julian", at("/orders/new")),
    "orders": ("julian", at("/orders")),
    "board": ("marian", at("/orders/board?workflow=bespoke-suit")),
    "month": ("marian", at("/orders/calendar")),
    "stage": ("julian", at(f"{ORDER}/stages/style")),
    "line": ("julian", at(f"{ORDER}/stages/forward_fitting/lines/trouser_break")),
    "room": ("ruth", at("/orders/northmoor-10/our-room")),
    "room-clan": ("marian", at(f"{ORDER}/our-room")),
    "stage-form": ("marian", at("/orders/northmoor-8/stages/measuring/write")),
    "sign": ("julian", at(f"{ORDER}/stages/forward_fitting/sign")),
    "reopen": ("julian", at(f"{ORDER}/stages/style/reopen")),
    "history": ("julian", at(f"{ORDER}/history")),
    "remind": ("julian", at(f"{ORDER}/remind")),
    "turns": ("julian", at(f"{ORDER}/turns")),
    "dossier": ("julian", at(f"{ORDER}/dossier")),
    "then": ("julian", at(f"{ORDER}/then?at=12")),
    "two-moments": ("julian", at(f"{ORDER}/then?at=12&with=40")),
    "conflict": ("julian", two_at_once),
    "picture": ("julian", first_picture),
    "ours": ("marian", at(f"{ORDER}/stages/forward_fitting/lines/fitting_photos/ours")),
    "pin": ("julian", new_pin),
    "beside": ("julian", beside),
    "note": ("marian", at(f"{ORDER}/stages/forward_fitting/notes/notes/new")),
    "fitting": ("julian", at(f"{ORDER}/stages/forward_fitting")),
    "move": ("julian", at(f"{ORDER}/stages/forward_fitting/appointments/fitting/move")),
    "yeses": ("ruth", at("/orders/northmoor-10/stages/approval")),
    "plan": ("ruth", at("/orders/northmoor-10/stages/approval/yeses/yeses/plan")),
    "joint-project": ("ruth", at("/orders/northmoor-11")),
    "charter": ("susan", at("/orders/northmoor-11/stages/charter")),
    "priced": ("julian", priced),
    "order-plan": ("julian", at(f"{ORDER}/plan")),
    "add-stage": ("julian", at(f"{ORDER}/plan/add?after=forward_fitting")),
    "split-stage": ("julian", at(f"{ORDER}/stages/collection/split")),
    "move-stage": ("julian", at(f"{ORDER}/stages/finish_fitting/move")),
    "proposal": ("julian", proposal),
    "price": ("victor", at("/orders/hale-2/price")),
    "sign-in-help": ("", at("/sign-in/help")),
    "link-used": ("", at("/sign-in/link/made-up")),
    "outbox": ("", at("/outbox")),
    "letters": ("julian", at(f"{ORDER}/letters")),
    "mail-in": ("ada", at("/mail")),
    "invite": ("ruth", at("/people/invite")),
    "customers": ("marian", at("/customers")),
    "clan": ("marian", at("/customers/northmoor")),
    "clan-thin": ("victor", at("/customers/hale")),
    "clan-list": ("susan", at("/customers/northmoor/list")),
    "hunts": ("marian", at("/customers/northmoor/hunts")),
    "hunts-customer": ("ruth", at("/customers/northmoor/hunts")),
    "hunt-new": ("tom", at("/customers/northmoor/hunts/new")),
    "findings": ("marian", at("/customers/northmoor/findings")),
    "known": ("ruth", at("/customers/northmoor/known")),
    "finding-new": ("tom", at("/customers/northmoor/findings/new")),
    "knowledge": ("ruth", at("/customers/northmoor/knowledge")),
    "days-there": ("ruth", at("/customers/northmoor/days")),
    "habitat": ("marian", at("/customers/northmoor/habitat")),
    "wrong": ("julian", at("/complaints/new")),
    "complaints": ("ruth", at("/complaints")),
    "desk": ("gwen", at("/desk")),
    "complaint-event": ("gwen", at("/complaints/events/1")),
    "complaints-teach": ("marian", at("/complaints/learned")),
    "month-in-person": ("marian", at("/complaints/months")),
    "signals": ("marian", at("/customers/northmoor/signals")),
    "rules": ("ada", at("/signal-rules")),
    "drum-new": ("ruth", at("/customers/northmoor/drums/new")),
    "objections": ("marian", at("/customers/northmoor/objections")),
    "objection-new": ("marian", at("/customers/northmoor/objections/new?order=none")),
    "processes": ("julian", at("/processes")),
    "process": ("julian", at("/processes/bespoke-suit")),
    "process-propose": ("julian", at("/processes/bespoke-suit/stages/forward_fitting/change")),
    "process-change": ("marian", at("/processes/bespoke-suit/changes/2")),
    "leaders": ("oscar", at("/leaders")),
    "leader": ("helena", at("/leaders/helena")),
    "listening": ("helena", at("/listening")),
    "cords": ("ines", at("/cords")),
    "cord-new": ("piotr", at("/cords/new")),
    "contacts": ("marian", at("/customers/northmoor/touches")),
    "contact-new": ("ruth", at("/customers/northmoor/touches/new")),
    "why-me": ("tom", at("/customers/northmoor/people/tom/words")),
    "meetings": ("marian", at("/customers/northmoor/meetings")),
    "meeting-new": ("marian", at("/customers/northmoor/meetings/new")),
    "meeting": ("marian", first_meeting("coming-h")),
    "meeting-held": ("marian", first_meeting("past-h")),
    "meeting-customer": ("ruth", first_meeting("coming-h")),
    "seats": ("ada", at("/seats")),
    "first-weeks": ("ben", at("/customers/northmoor/first-weeks/ben")),
    "first-weeks-customer": ("ruth", at("/customers/northmoor/first-weeks/ben")),
    "step": ("ben", at("/customers/northmoor/first-weeks/ben/steps/shadowed_user")),
    "leave": ("ruth", at("/people/colin/leave")),
    "house": ("ada", at("/settings/house")),
    "everything": ("ruth", at("/settings/everything")),
    "everything-for-them": ("ada", at("/settings/house/everything")),
    "days": ("julian", at("/settings/days")),
    "passkey": ("julian", at("/settings/passkeys/new")),
    "people": ("ruth", at("/people")),
    "person": ("julian", at("/people/marian")),
    "settings": ("julian", at("/settings")),
    "news": ("marian", at("/news")),
    "find": ("julian", at("/find?q=navy")),
    "problem": ("julian", at("/orders/northmoor-1")),
    "home-german": ("marian", at("/home")),
}


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, House]]:
    """The demo house as it stands at the moment of the pictures; gives its address."""
    url = f"sqlite:///{folder}/screens.db"
    schema.upgrade(url)
    with house.connected(url) as database, clock.as_of(NOW):
        with database.unit(write=True):
            demo.make(Folder(folder / "files"))
        chosen = house.settings(database_url=url, files_url=f"file://{folder}/files")
        app = create_app(chosen, database)
        server = make_server("127.0.0.1", 0, _standing_still(app), threaded=True, request_handler=_Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.port}", app
        server.shutdown()


def _standing_still(app: House) -> Callable[..., Iterable[bytes]]:
    def answer(environ: Any, start: Any) -> Iterable[bytes]:
        with clock.as_of(NOW):
            return app(environ, start)

    return answer


class _Quiet(WSGIRequestHandler):
    def log(self, *_: Any) -> None:
        """Say nothing."""


def come(browser: Browser, url: str, app: House, handle: str, locale: str) -> BrowserContext:
    """A browser of a language with the session of somebody, or with none."""
    context = browser.new_context(
        locale=locale, timezone_id="Europe/London", base_url=url, reduced_motion="reduce"
    )
    context.set_default_timeout(120_000)  # a picture has time, however busy the machine is
    if handle:
        with app.database.unit(write=True):
            secret = sessions.begin(by_handle(handle), "passkey", DEVICE)
        value = app.session_interface.get_signing_serializer(app).dumps({"_user_id": secret})
        context.add_cookies([{"name": "thread", "value": str(value), "url": url}])
    return context


def shoot(page: Page, name: str, do: Do) -> int:
    """One page in all four looks; gives what they weigh."""
    weight = 0
    for size, view in SIZES.items():
        for scheme in SCHEMES:
            page.set_viewport_size(view)
            page.emulate_media(color_scheme=scheme)
            do(page)
            _loaded(page)
            picture = _small(_taken(page, name, size))
            (HERE / f"{name}-{size}-{scheme}.png").write_bytes(picture)
            weight += len(picture)
    return weight


def _taken(page: Page, name: str, size: str) -> bytes:
    if name in IN_PLACE:
        page.evaluate("document.querySelector('.edit, .both').scrollIntoView({block: 'center'})")
        return page.screenshot()
    height = page.evaluate("document.documentElement.scrollHeight")
    if name in WHOLE or height <= MOST[size]:
        return page.screenshot(full_page=True)
    clip = {"x": 0, "y": 0, "width": SIZES[size]["width"], "height": MOST[size]}
    return page.screenshot(full_page=True, clip=clip)


def _loaded(page: Page) -> None:
    """Wait for typefaces, and for pictures further down that load only when they come into sight."""
    page.evaluate("""async () => {
        for (const one of document.images) one.loading = "eager";
        await Promise.all([...document.images].map((one) => one.decode().catch(() => null)));
        await document.fonts.ready;
        document.activeElement?.blur();
    }""")


def _small(picture: bytes) -> bytes:
    """The same picture with few colours, which these pages are content with."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    out = BytesIO()
    few = image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def main(names: list[str]) -> int:
    """Take the pictures of these names, or all."""
    found = servers.chromium()
    if found is None:
        print("There is no Chromium on this machine.")
        return 1
    HERE.mkdir(exist_ok=True)
    print("Making the demo house ...", flush=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as (url, app),
        sync_playwright() as playwright,
    ):
        british = {**os.environ, "LANGUAGE": "en_GB"}  # how dates stand in their controls
        browser = playwright.chromium.launch(
            executable_path=str(found), args=servers.CHROMIUM_FLAGS, env=british
        )
        tabs: dict[tuple[str, str], Page] = {}
        for name, (handle, do) in SHOTS.items():
            if names and name not in names:
                continue
            who = handle, "de-DE" if name in GERMAN else "en-GB"
            tabs[who] = tabs.get(who) or come(browser, url, app, *who).new_page()
            print(f"{name:16} {shoot(tabs[who], name, do) // 1024:5} KB", flush=True)
        browser.close()
    print(
        f"{sum(one.stat().st_size for one in HERE.glob('*.png')) / 2**20:.1f} MB in {HERE.relative_to(ROOT)}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
