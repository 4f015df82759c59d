"""Every template says what it needs and renders with exactly that; every part is one element with one id."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.routing import MapAdapter

from portal import create_app
from portal.cases.reading import Standing
from portal.kernel import db, languages
from portal.kernel.drafting import Found
from portal.kernel.text import markdown
from tests import house
from tests.pages import Page
from tests.shape import samples
from tests.shape.together import each

ROOT = Path(__file__).parents[2] / "templates"
FILES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))
SIGNATURE = re.compile(r"\{# (page|part|answer|kit) · (.*?)#\}", re.DOTALL)
NEEDS = re.compile(r"needs: ?([a-z_, ]*?) ?(?:·|#\})")
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "use", "wbr", "path"}
LONGEST = 90  # lines


def signature(name: str) -> tuple[str, list[str]]:
    """What kind of template it is, and what it needs besides what every template is given."""
    first = (ROOT / name).read_text("utf-8").partition("#}")[0] + "#}"
    kind = SIGNATURE.match(first)
    assert kind, f"{name} does not begin with its signature"
    needed = NEEDS.search(first)
    assert needed or kind[1] == "kit", f"{name} does not say what it needs"
    return kind[1], [one for one in (needed[1] if needed else "").replace(" ", "").split(",") if one]


def test_templates_name_static_files_that_are_there():
    named = re.compile(r"static_url\(['\"]([^'\"]+)['\"]\)")
    found = {place for name in FILES for place in named.findall((ROOT / name).read_text("utf-8"))}
    assert "kit.css" in found
    assert [place for place in found if not (ROOT.parent / "static" / place).is_file()] == []


PARTS = [name for name in FILES if signature(name)[0] == "part"]


@pytest.fixture(scope="module")
def addresses() -> Iterator[MapAdapter]:
    """Every address of the house, so that a link to nowhere fails."""
    database = db.connect("sqlite://")
    yield create_app(house.settings(), database).url_map.bind("localhost")
    database.bind.dispose()  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def paper(addresses: MapAdapter) -> Environment:
    """Templates as the house renders them, without the house."""
    env = Environment(
        loader=FileSystemLoader(ROOT),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def url_for(endpoint: str, _anchor: str = "", **values: Any) -> str:
        return addresses.build(endpoint, values, append_unknown=True) + (f"#{_anchor}" if _anchor else "")

    languages.dress(env)
    env.filters |= {
        "markdown": markdown,
        "day": str,
        "clock": str,
        "day_and_clock": str,
        "device": str,
    }
    env.globals |= {
        "url_for": url_for,
        "csrf_token": lambda: "token",
        "once": lambda: "0123456789",
        "draft_of": lambda action, *_, **__: Found(action, f"/drafts?of={action}"),
        "url_here": lambda: "/here",
        "now": lambda: "10:42",
        "static_url": lambda name: f"/static/{name}",
        "slot": lambda *_: "",
        "can": lambda *_: True,
        "nav": [("Home", "/home", True)],
        "standing": Standing(3, 2, 40),
    }
    return env


class Root(HTMLParser):
    """The elements that stand alone at the top of a part."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.roots = 0, list[dict[str, str | None]]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count it when nothing is open around it."""
        self.roots += [dict(attrs)] if self.depth == 0 else []
        self.depth += tag not in VOID

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        self.depth -= tag not in VOID

    def handle_data(self, data: str) -> None:
        """Nothing is said outside the one element."""
        assert self.depth or not data.strip(), f"words outside: {data!r}"


def roots(html: str) -> list[dict[str, str | None]]:
    """The top elements of a part."""
    reader = Root()
    reader.feed(html)
    return reader.roots


@each(FILES)
def test_a_template_is_short_and_says_what_it_is(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    kind, _ = signature(name)
    assert text.count("\n") <= LONGEST
    assert (kind == "kit") == (name.startswith("kit/") and kind != "part")
    assert kind != "page" or "extends" in text or name == "base.html"


@each(FILES)
def test_no_template_is_given_something_else_under_the_name_of_what_all_may_call(name: str) -> None:
    """`now` in a page for everybody was a word, and the frame of who is signed in could not call it."""
    called = {"now", "once", "slot", "can", "url_for", "url_here", "static_url", "draft_of", "csrf_token"}
    assert not called.intersection(signature(name)[1])


IMPORTED = sorted(
    {
        one
        for name in FILES
        for one in re.findall(r'\{% from "([^"]+)" import', (ROOT / name).read_text("utf-8"))
    }
)


@each(IMPORTED)
def test_what_is_imported_says_nothing_before_it_is_called(name: str) -> None:
    """Jinja reads it once for everybody: words outside its macros stay in the first reader's tongue."""
    text = re.sub(r"\{#.*?#\}", "", (ROOT / name).read_text("utf-8"), flags=re.DOTALL)
    outside = re.sub(r"\{% macro .*?endmacro -?%\}", "", text, flags=re.DOTALL)
    assert not re.search(r"\b\w*_\(|gettext\(|\{% trans", outside)


@each(FILES)
def test_nothing_inline_and_nothing_unescaped(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for wrong in (
        r"\sstyle=",
        r"<style",
        r"\son[a-z]+=",
        r"hx-on",
        r"\|\s*safe\b",
        r"javascript:",
        r"js:",
        r"autoescape",
    ):
        assert not re.search(wrong, text), f"{name} has {wrong}"
    assert not re.search(r"(?<!data-)\bhx-[a-z]+[:=]", text), f"{name}: write data-hx-"
    assert not re.search(r"data-hx-trigger=\"[^\"]*\[", text), f"{name}: no trigger filters"
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@each(FILES)
def test_a_post_form_carries_its_token_and_its_key(name: str) -> None:
    """The kit's form does; one that is written out must do it itself."""
    text = (ROOT / name).read_text("utf-8")
    for form in re.findall(r"<form[^>]*method=.post.*?</form>", text, re.IGNORECASE | re.DOTALL):
        assert 'name="csrf_token"' in form and 'name="once"' in form


@pytest.mark.parametrize("name", PARTS)
def test_a_part_renders_alone_with_exactly_its_needs(name: str, paper: Environment) -> None:
    sample = samples.needs()
    if name.startswith("blocks/"):
        kind = Path(name).stem
        order, stage, block = next(found for key, found in samples.blocks().items() if key.startswith(kind))
        sample = {**sample, "order": order, "stage": stage, "block": block}
    html = paper.get_template(name).render({need: sample[need] for need in signature(name)[1]})
    found = roots(html)
    assert len(found) == 1, f"{name} has {len(found)} roots"
    assert found[0].get("id"), f"{name} has no id"
    Page(name).read(html)
    assert samples.NASTY not in html


@pytest.mark.parametrize("key", sorted(samples.blocks()))
def test_every_block_is_drawn_early_and_late_for_both_sides(key: str, paper: Environment) -> None:
    order, stage, block = samples.blocks()[key]
    html = paper.get_template(f"blocks/{block.kind}.html").render(order=order, stage=stage, block=block)
    assert [root["id"] for root in roots(html)] == [block.id]
    Page(key).read(html)


@pytest.mark.parametrize(
    ("name", "own"), [("cases/_written.html", "line-cloth-a_text"), ("cases/_said.html", None)]
)
def test_an_answer_is_its_own_part_and_the_way_back(name: str, own: str | None, paper: Environment) -> None:
    """All else that moved is asked for by the page, and so never comes over what somebody types there."""
    sample = samples.needs()
    html = paper.get_template(name).render({need: sample[need] for need in signature(name)[1]})
    first, toast = roots(html)
    assert first.get("id") == own and "data-hx-swap-oob" not in first
    assert toast["data-hx-swap-oob"] == "innerHTML:#live"


def test_the_page_of_a_bespoke_suit_stays_small_at_its_longest(paper: Environment) -> None:
    """All measures written by one side and changed by the other since, the stages before them signed."""
    html = paper.get_template("cases/order.html").render(
        order=samples.longest(),
        live=samples.needs()["live"],
        undo=None,
        me=samples.person("clan"),
        house=samples.HOUSE,
    )
    assert len(html.encode()) <= 60 * 1024
    Page("the longest order").read(html)
