"""The style sheets: every pair of colours has contrast enough, both dark themes agree, all of it is small."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
TOKENS = (STATIC / "tokens.css").read_text("utf-8")
SHEETS = sorted(path.name for path in STATIC.glob("*.css"))
TEXT, BODY, GRAPHIC = 4.5, 7.0, 3.0  # WCAG 2.2: 1.4.3, 1.4.6, 1.4.11
SURFACES = ("--surface-page", "--surface-panel", "--surface-sunk", "--surface-raised", "--paper")
SIDES = ("customer", "clan", "agreed", "problem")
STYLES_AT_MOST, SCRIPTS_AT_MOST = 12 * 1024, 25 * 1024  # bytes, all of a page together, compressed


def pairs() -> list[tuple[str, str, float]]:
    """Every place where one token is drawn on another, with the ratio it needs."""
    found = [
        ("--on-action", "--action", BODY),
        ("--on-action", "--action-hover", BODY),
        ("--action", "--surface-panel", GRAPHIC),
        ("--focus", "--surface-page", GRAPHIC),
        ("--focus", "--surface-panel", GRAPHIC),
    ]
    for on in SURFACES:
        found += [("--ink", on, BODY), ("--ink-2", on, TEXT if on == "--surface-sunk" else BODY)]
        found += [("--ink-3", on, TEXT), ("--line-strong", on, GRAPHIC)]
        found += [(f"--{side}", on, GRAPHIC) for side in SIDES]
        found += [(f"--{side}-ink", on, TEXT) for side in SIDES]
    for side in SIDES:
        wash = f"--{side}-wash"
        found += [(f"--{side}-ink", wash, TEXT), ("--ink", wash, BODY), ("--ink-2", wash, TEXT)]
        found += [("--ink-3", wash, TEXT), (f"--{side}", wash, GRAPHIC)]
    cloth = "--cloth"
    found += [
        ("--on-cloth", cloth, BODY),
        ("--on-cloth-2", cloth, TEXT),
        ("--on-cloth-basting", cloth, GRAPHIC),
    ]
    return found + [(f"--on-cloth-{side}", cloth, TEXT) for side in SIDES[:2]]


def colours(css: str) -> dict[str, str]:
    """The colours that a piece of the sheet sets."""
    return dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-fA-F]{3,6})\s*;", css))


def themes() -> dict[str, dict[str, str]]:
    """Light, dark by the system's choice, dark by the person's."""
    screen = TOKENS[: TOKENS.index("@media print")]
    system, chosen = (
        screen.index("(prefers-color-scheme: dark)"),
        screen.index(':root[data-theme="dark"]'),
    )
    light = colours(screen[:system])
    return {
        "light": light,
        "dark": light | colours(screen[system:chosen]),
        "chosen": light | colours(screen[chosen:]),
    }


def luminance(colour: str) -> float:
    """How light a colour is, as WCAG reckons it."""
    figures = colour.lstrip("#")
    figures = "".join(one * 2 for one in figures) if len(figures) == 3 else figures
    parts = [int(figures[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """The contrast of two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_colours_can_be_told_apart(theme: str) -> None:
    found = themes()[theme]
    weak = [
        f"{fore} on {back}: {ratio(found[fore], found[back]):.2f} < {need}"
        for fore, back, need in pairs()
        if ratio(found[fore], found[back]) < need
    ]
    assert not weak


def test_the_contrast_is_reckoned_as_the_standard_does() -> None:
    assert round(ratio("#000", "#ffffff"), 2) == 21.0
    assert round(ratio("#777777", "#fff"), 2) == 4.48


def test_dark_is_dark_whoever_chose_it() -> None:
    found = themes()
    assert found["dark"] == found["chosen"] != found["light"]


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_names_only_what_there_is(name: str) -> None:
    text = (STATIC / name).read_text("utf-8")
    everywhere = "".join((STATIC / sheet).read_text("utf-8") for sheet in SHEETS)
    known = set(re.findall(r"(--[\w-]+)\s*:", everywhere))
    assert {token for token in re.findall(r"var\((--[\w-]+)\)", text) if token not in known} == set()
    assert text.count("{") == text.count("}")


def test_the_sprite_has_what_the_kit_asks_for() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "thread.svg").read_text("utf-8")))
    templates = "".join(path.read_text("utf-8") for path in (STATIC.parent / "templates").rglob("*.html"))
    icons = set(re.findall(r"icon\(\"([\w-]+)\"\)", templates))
    assert {f"i-{icon}" for icon in icons} <= drawn
    assert {"knot", "open", "open-small", "tie", "next", "needle-c", "needle-k"} <= drawn


def small(*patterns: str) -> int:
    """How many bytes these files are to a browser, compressed."""
    files = (path for pattern in patterns for path in sorted(STATIC.glob(pattern)))
    return sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in files)


def sheets_of(page: Path) -> set[str]:
    """The style sheets that a page names, besides those of every page."""
    return set(re.findall(r"static_url\('([\w-]+\.css)'\)", page.read_text("utf-8")))


def scripts_of(page: Path) -> set[str]:
    """The scripts that a page names, besides those of every page."""
    return set(re.findall(r"static_url\('([\w/.-]+\.js)'\)", page.read_text("utf-8")))


def test_styles_and_scripts_stay_small() -> None:
    """However many sheets and scripts there are, a page loads no more than this of them."""
    pages = STATIC.parent / "templates"
    everywhere = sheets_of(pages / "base.html")
    loaded = {page.name: everywhere | sheets_of(page) for page in pages.rglob("*.html")}
    assert {sheet for sheets in loaded.values() for sheet in sheets} == set(SHEETS)
    assert {page: size for page, sheets in loaded.items() if (size := small(*sheets)) > STYLES_AT_MOST} == {}
    always = scripts_of(pages / "base.html")
    run = {page.name: always | scripts_of(page) for page in pages.rglob("*.html")}
    assert {page: size for page, scripts in run.items() if (size := small(*scripts)) > SCRIPTS_AT_MOST} == {}


def test_what_is_hidden_in_a_table_that_scrolls_stays_inside_it():
    """Words for screen readers are placed absolutely: outside a placed box they widen the whole page."""
    (rule,) = re.findall(r"^\s*\.scroll \{([^}]*)\}", (STATIC / "kit.css").read_text(), re.MULTILINE)
    assert "overflow-x: auto" in rule and "position: relative" in rule
