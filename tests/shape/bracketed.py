"""A language that puts each sentence in brackets, and what of a page stands outside of them."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import select

from portal.kernel import languages
from portal.kernel.db import Base, Database
from tests.workflows.speaking import Marked
from workflows.check import library

SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-says", "data-one", "data-many", "data-down")
APART = re.compile(r"[,;:·()→←–—/×+|“”‘’\n]| - |\. |\.$")
NUMBER = r"[\W\d_¼½¾⅛⅜⅝⅞]*"
NO_WORD = re.compile(
    rf"{NUMBER}(?:cm|in|mm|kg|m|g|h|MB|KB|kB|UTC)?|[A-Za-z]|[A-Z]{{2,3}}|(?:[0-9a-f]{{4}} ?)+"
)
KEYS = {"Ctrl", "Tab", "Esc", "Common Thread", "Markdown", "API", "PDF", "CSV"}
ENDS = " .!?…*'\""
LONG = 24  # letters; what is shorter must be a whole value, or it would be found in any long text


class Bracketed(Marked):
    """Every sentence in brackets, the patterns of days too."""

    def pgettext(self, context: str, message: str) -> str:
        """The sentence in brackets."""
        return self.gettext(message)


class Reading(HTMLParser):
    """A page as it is read: what stands outside of brackets, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.links, self.depth, self.silent = list[str](), list[str](), 0, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Its attributes that are read or heard, and its address."""
        given = {name: value or "" for name, value in attrs}
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        for name in SPOKEN:
            self.left += [outside(given[name])[0]] if name in given else []
        if tag == "input" and given.get("type") in ("submit", "button"):
            self.left.append(outside(given.get("value", ""))[0])
        self.silent = tag if tag in ("script", "style", "textarea") else self.silent

    def handle_endtag(self, tag: str) -> None:
        """What was silent ends."""
        self.silent = "" if tag == self.silent else self.silent

    def handle_data(self, data: str) -> None:
        """Words; a bracket may open in one and close in another."""
        if not self.silent:
            text, self.depth = outside(data, self.depth)
            self.left.append(text)


def outside(text: str, depth: int = 0) -> tuple[str, int]:
    """What of a text stands outside of brackets, and how deep in brackets it ends."""
    kept = []
    for piece in re.split("([⟦⟧])", text):
        depth += (piece == "⟦") - (piece == "⟧")
        kept.append("\n" if piece in ("⟦", "⟧") else "" if depth else piece)
    return "".join(kept), depth


def texts(thing: Any) -> set[str]:
    """Every text in a thing, however deep; each once, for orders and their journals say the same."""
    left, found = [thing], set[str]()
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple):
            left += one
        elif isinstance(one, str) and one not in found:
            found.add(one)
            left += _read(one)
    return found


def _read(text: str) -> Iterator[Any]:
    """What a text holds that is JSON."""
    if text[:1] in ("[", "{"):
        with suppress(ValueError):
            yield json.loads(text)


def values(thing: Any) -> Iterator[str]:
    """Every text in a thing, and each of its lines and parts."""
    for one in texts(thing):
        yield from (" ".join(line.split()) for line in (one, *one.splitlines(), *APART.split(one)))


def written(database: Database) -> tuple[set[str], str]:
    """What people and definitions wrote: each value and each part of it, and all of it as one text."""
    with database.unit(write=False) as session:
        tables = [session.execute(select(table)).all() for table in Base.metadata.sorted_tables]
    found = set(values([tuple(row) for rows in tables for row in rows]))
    found |= set(values([workflow.model_dump(mode="json") for workflow in library().values()]))
    found |= {part for zone in available_timezones() for part in zone.replace("_", " ").split("/")}
    found |= {name for _code, name in languages.names()}
    return {one.lower().strip(ENDS) for one in found}, "\n".join(found).lower()


def untold(pieces: list[str], known: tuple[set[str], str]) -> Iterator[str]:
    """The words that somebody reads, that no catalogue holds, and that nobody wrote."""
    for piece in pieces:
        for part in APART.split(piece):
            word = " ".join(part.split()).strip(ENDS)
            if NO_WORD.fullmatch(word) or word in KEYS or word.lower() in known[0]:
                continue
            if len(word) <= LONG or word.lower() not in known[1]:
                yield word
