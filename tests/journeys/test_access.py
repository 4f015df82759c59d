"""Every page for everybody: axe in both themes, desk and phone, narrow, widely spaced, by keyboard alone."""

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from portal.kernel import storage
from tests.journeys import looks
from tests.journeys.conftest import Live, cookie
from tests.journeys.hands import Hand
from tests.journeys.listening import Ear

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
# WCAG 1.4.12: somebody sets these, and every word can still be read.
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
)
SPACE = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = css ? [sheet] : [];
}"""
TOO_WIDE = """() => {
    const page = document.documentElement;
    if (page.scrollWidth <= page.clientWidth) return [];
    const out = [...document.body.querySelectorAll("*")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width && box.right > page.clientWidth + 1 && !one.closest(".vh, .scroll");
    });
    return out.slice(-4).map((one) => one.outerHTML.slice(0, 120));
}"""
# Contrast is what takes axe long. So each way in which words are set is measured where it is first met: the
# first and the last words of a page that stand in the same elements, on the same grounds, in the same colour
# and size. What was found sound on one page is not measured again on the next. Where the page is gone over by
# all rules, contrast is one of them: axe reads a page anew each time that it is run.
NOT_YET_MEASURED = """sound => {
    const ways = new Map(), known = new Set(sound), found = new Map();
    const way = (one) => {
        if (!one) return "";
        if (!ways.has(one)) {
            const {color, backgroundColor, backgroundImage, opacity, filter, mixBlendMode, position,
                textShadow, fontSize, fontWeight} = getComputedStyle(one);
            ways.set(one, [way(one.parentElement), one.localName, one.className, color, backgroundColor,
                backgroundImage, opacity, filter, mixBlendMode, position, textShadow, fontSize,
                fontWeight].join());
        }
        return ways.get(one);
    };
    for (const one of document.querySelectorAll("body *")) {
        const says = [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim().length > 1);
        if (!(says || one.matches("input, select, textarea")) || !one.checkVisibility()) continue;
        if (!known.has(way(one))) found.set(way(one), [...(found.get(way(one)) ?? []), one]);
    }
    for (const one of document.querySelectorAll("[data-unmeasured]")) delete one.dataset.unmeasured;
    for (const all of found.values()) all[0].dataset.unmeasured = all.at(-1).dataset.unmeasured = "";
    return [...found.keys()];
}"""
ONLY_UNMEASURED = """axe.configure({
    rules: [{id: "color-contrast", selector: "[data-unmeasured], [data-unmeasured] *"}],
})"""
SETTLED = "() => Promise.allSettled(document.getAnimations().map((one) => one.finished))"
CLIPPED = """() => [...document.body.querySelectorAll("*")].filter((one) => {
    const style = getComputedStyle(one);
    const hides = [style.overflowX, style.overflowY].some((way) => way === "hidden" || way === "clip");
    const bigger = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
    return hides && bigger && one.textContent.trim() && !one.closest(".vh");
}).map((one) => one.outerHTML.slice(0, 160))"""
SEEN = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    return {
        what: one.outerHTML.slice(0, 120),
        marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        there: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    };
}"""
axe = Axe()
GROUPS = 4  # more of them share the work better; each visitor's tab is opened again in each


@pytest.fixture(scope="session")
def orders(live: Live) -> looks.Orders:
    """Orders that stand at every stage which a page needs."""
    return looks.orders(live.database, storage.at(live.environment["FILES_URL"]))


@pytest.fixture(scope="module")
def tab(browser: Browser, live: Live) -> Iterator[Callable[[str], tuple[Page, Ear]]]:
    """The tab of somebody, the same one in every test: `tab("julian")`."""
    open_: dict[str, tuple[Page, Ear]] = {}

    def tab(handle: str) -> tuple[Page, Ear]:
        if handle not in open_:
            context = browser.new_context(locale="en-GB", base_url=live.url, reduced_motion="reduce")
            context.set_default_timeout(15_000)
            context.add_init_script(f"{axe.axe_script}\n{ONLY_UNMEASURED}")
            if handle:
                context.add_cookies([{"name": "thread", "value": cookie(live, handle), "url": live.url}])
            open_[handle] = (context.new_page(), Ear(context))
        return open_[handle]

    yield tab
    for page, _ear in open_.values():
        page.context.close()


def shared(names: Iterable[str]) -> list[Any]:
    """Every look, dealt out to a few groups: the processes of a run take these one by one."""
    groups = (pytest.mark.xdist_group(f"looks {place % GROUPS}") for place in itertools.count())
    return [pytest.param(name, marks=group) for name, group in zip(names, groups, strict=False)]


@pytest.fixture(params=shared(looks.LOOKS))
def look(request: Any, tab: Any, orders: looks.Orders) -> Iterator[Page]:
    """One page after the other, as it is seen on a desk by day."""
    handle, go = looks.LOOKS[request.param]
    page, ear = tab(handle)
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    go(page, orders)
    yield page
    ear.silent()


@pytest.fixture(scope="session")
def sound() -> dict[tuple[int, str], set[str]]:
    """The ways in which words are set that were measured and are sound, at each width and in each theme."""
    return defaultdict(set)


def test_a_page_can_be_read_by_everybody(look, sound):
    found = []
    for size, scheme in ((WIDE, "light"), (WIDE, "dark"), (NARROW, "dark"), (NARROW, "light")):
        look.set_viewport_size(size)
        look.emulate_media(color_scheme=scheme)
        look.evaluate(SETTLED)
        seen = _violations(look, sound[size["width"], scheme], whole=scheme == "light")
        found += [f"{size['width']} {scheme}: {one}" for one in seen]
    for width in (360, 320):
        look.set_viewport_size({"width": width, "height": 800})
        found += [f"wider than {width} px: {one}" for one in look.evaluate(TOO_WIDE)]
    for size in (NARROW, WIDE):
        look.set_viewport_size(size)
        look.evaluate(SPACE, SPACING)
        found += [f"clipped when spaced at {size['width']} px: {one}" for one in look.evaluate(CLIPPED)]
        found += [f"too wide when spaced at {size['width']} px: {one}" for one in look.evaluate(TOO_WIDE)]
    assert not found, "\n".join(found)


def _violations(page: Page, sound: set[str], *, whole: bool) -> list[str]:
    """What is wrong with a page, or only words that are hard to read on their ground; ways of setting words
    that are sound are noted as such.
    """
    ways = page.evaluate(NOT_YET_MEASURED, list(sound))
    if not (ways or whole):
        return []
    run = "rules => axe.run(document, rules).then((answer) => answer.violations)"
    violations = page.evaluate(run, RULES if whole else COLOURS)
    if all(one["id"] != "color-contrast" for one in violations):
        sound.update(ways)
    return [
        f"{one['id']}: {one['help']}: {node['html'][:200]} ({node['failureSummary'][-160:]})"
        for one in violations
        for node in one["nodes"][:3]
    ]


def test_every_page_is_looked_at(live, orders):
    paths = [go for _, go in looks.LOOKS.values()]
    assert len(paths) == len(looks.LOOKS)
    pages = {
        rule.endpoint
        for rule in live.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.endpoint.startswith("api.")
    }
    assert pages - looks.NO_PAGES == looks.ENDPOINTS


def test_without_a_mouse(come, orders):
    julian = Hand(come("julian"))
    page, julian.ref = julian.page, orders.fitting
    julian.look()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        assert seen["marked"] and seen["there"], seen


def test_a_line_opens_under_the_focus_and_gives_it_back(come, orders):
    julian = Hand(come("julian"))
    julian.ref = orders.cloth
    julian.look()
    for path in ("cloth.cloth", "cloth.lining", "cloth.swatches", "cloth.swatch_photos"):
        link = julian.line(path).get_by_role("link", name=re.compile("^(Change|Write)"))
        link.focus()
        julian.page.keyboard.press("Enter")
        expect(julian.line(path).locator("form.edit :focus")).to_have_count(1)
        julian.page.keyboard.press("Escape")
        expect(julian.line(path).locator("form.edit")).to_have_count(0)
        expect(link).to_be_focused()
