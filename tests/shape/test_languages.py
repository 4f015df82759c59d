"""Every sentence of the house can be said in another language, and is said in each that there is.

The demo house is walked through in a language that only puts brackets around each sentence. What stands
outside of brackets and is not what somebody wrote, is a sentence that no catalogue could hold.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from portal import create_app
from portal.kernel import languages, settings
from portal.kernel.db import Database
from portal.kernel.http import House
from portal.people.model import Person
from tests import house
from tests.conftest import rolled_back, sign_in
from tests.demo_house import demo_made
from tests.pages import Visitor
from tests.shape.bracketed import Bracketed, Reading, untold, written
from workflows import language

__all__ = ["demo_made"]

READERS = ("julian", "marian", "ada")
OF_ONE_KIND = 3  # pages of one address, in the walk of one reader
OTHERS = [code for code in languages.codes() if code != languages.ENGLISH]


@cache
def said_in_english() -> frozenset[tuple[str, str | tuple[str, ...]]]:
    """Every sentence in the code and in the templates, with its context; of one that counts, both forms."""
    with (languages.CATALOGUES / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {**DEFAULT_KEYWORDS, "pgettext": ((1, "c"), 2)}
    found = extract_from_dir(settings.ROOT, methods, options, keywords)
    return frozenset((context or "", message) for _file, _line, message, _comments, context in found)


def catalogue(code: str) -> Catalog:
    """The catalogue of a language."""
    with (languages.CATALOGUES / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=code)


def places(text: str) -> set[str]:
    """The places of a sentence that are filled."""
    return set(re.findall(r"%\((\w+)\)", text))


def test_no_sentence_hides_in_an_f_string() -> None:
    """There the extraction does not look (Babel 2.18)."""
    for file in (*settings.ROOT.glob("portal/**/*.py"), *settings.ROOT.glob("workflows/**/*.py")):
        for text in (
            node for node in ast.walk(ast.parse(file.read_bytes())) if isinstance(node, ast.JoinedStr)
        ):
            said = [node for node in ast.walk(text) if isinstance(node, ast.Call)]
            names = {node.func.id for node in said if isinstance(node.func, ast.Name) and _constant(node)}
            assert not names & {"_", "ngettext", "pgettext", "N_"}, f"{file}, line {text.lineno}"


def _constant(node: ast.Call) -> bool:
    return any(isinstance(given, ast.Constant) for given in node.args)


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_says_every_sentence_there_is_and_none_besides(code: str) -> None:
    told = {(one.context or "", one.id) for one in catalogue(code) if one.id}
    assert not said_in_english() - told, "make words, then translate them"
    assert not told - said_in_english(), "make words takes them out"


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_is_there_is_sure_and_fills_the_same_places(code: str) -> None:
    for one in catalogue(code):
        ours = (one.id,) if isinstance(one.id, str) else one.id
        theirs = (one.string,) if isinstance(one.string, str) else one.string
        if not one.id:
            continue
        assert all(theirs) and not one.fuzzy, f"{one.id} is not translated"
        for text in theirs:
            assert places(text) <= set.union(*map(places, ours)), f"{text} fills other places"
            assert places(text) | {"num"} >= places(ours[-1]), f"{text} leaves something out"
            filled = text % dict.fromkeys(places(text), 7) if places(text) else text
            assert "%(" not in filled
            assert text[:1].isspace() == ours[0][:1].isspace() and "!" not in text.replace("!=", "")


@pytest.fixture
def walked(demo_made: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[House, Database]]:
    """The demo house, in brackets."""
    with house.connected(demo_made.url) as shared, rolled_back(shared) as database:
        app = create_app(house.settings(files_url=f"file://{demo_made.files}"), database)
        app.test_client_class, app.live.going_on = Visitor, lambda: False
        before = language.speak_through(lambda: language.Speech("en_GB", Bracketed()))
        yield app, database
    language.speak_through(before)
    language.speak(None)


def kind(app: House, url: str) -> str:
    """The address of which this is one, such as cases.show."""
    with suppress(HTTPException):
        return str(app.url_map.bind("localhost").match(url.partition("?")[0])[0])
    return ""


def read(app: House, visitor: Any, url: str, no_pages: set[str]) -> Reading | None:
    """A page as it is read. What is none, such as an order printed, is asked once: printing takes seconds."""
    if kind(app, url) in no_pages:
        return None
    answer = visitor.get(url)
    if answer.mimetype != "text/html":
        no_pages.add(kind(app, url))
    if answer.mimetype != "text/html" or answer.status_code >= 300:
        return None
    page = Reading()
    page.feed(answer.text)
    return page


def pages(app: House, visitor: Any, no_pages: set[str]) -> Iterator[tuple[str, Reading]]:
    """The pages that somebody comes to from their home by links, a few of each kind."""
    here, met, counted = ["/home"], {"/home"}, Counter[str]()
    while here:
        url = here.pop(0)
        if (page := read(app, visitor, url, no_pages)) is None:
            continue
        yield kind(app, url), page
        for link in {link.partition("#")[0]: None for link in page.links if link.startswith("/")}:
            one = kind(app, link)
            if one not in ("", "static") and counted[one] < OF_ONE_KIND and link not in met:
                met.add(link)
                counted[one] += 1
                here.append(link)


@pytest.mark.once
@pytest.mark.timeout(300)
def test_every_sentence_of_every_page_can_be_translated(walked: tuple[House, Database]) -> None:
    app, database = walked
    known, found, seen, no_pages = written(database), dict[str, set[str]](), set[str](), set[str]()
    for name in READERS:
        with database.unit(write=False) as session:
            person = session.scalar(select(Person).where(Person.handle == name))
        visitor = sign_in(app, person)
        for where, page in pages(app, visitor, no_pages):
            seen.add(where)
            assert page.depth == 0, f"{where}: a bracket that does not close"
            for word in untold(page.left, known):
                found.setdefault(word, set()).add(where)
    assert len(seen) > 40
    assert not found, "\n".join(f"{word!r} on {sorted(where)[:3]}" for word, where in sorted(found.items()))
