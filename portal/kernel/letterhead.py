"""One letter in two forms, plain and designed, from the same words.

The designed one is a single column of at most 600 pixels with the fonts of whoever reads it; nothing in it is
fetched from anywhere, so nobody learns when it was opened.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from portal.kernel import languages
from portal.kernel.settings import ROOT
from workflows.language import N_, _

MARKER = N_("Write your answer above this line")
KNOT = ROOT / "static" / "mail" / "knot.png"
KNOT_ID = "knot@commonthread"


@dataclass(frozen=True)
class Part:
    """What a letter says of one order: whose move it is, what there is to do, what is new since they came.

    `head` is the last entry of its history with its hash: who keeps the letter can tell if it was cut later.
    """

    title: str
    move: str
    todo: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    head: str = ""


@dataclass(frozen=True)
class Sheet:
    """The words of a letter. `told` is the one sentence, `button` what to press and where it leads.

    With `answers` it may be answered, and has the line above which the answer stands. `links` are small ones
    at its foot.
    """

    house: str
    telephone: str
    first: str
    told: str
    button: tuple[str, str]
    parts: tuple[Part, ...] = ()
    more: str = ""
    answers: bool = False
    links: tuple[tuple[str, str], ...] = ()
    foot: str = ""


def plain(sheet: Sheet) -> str:
    """The letter as plain text."""
    return _paper().get_template("letter.txt.jinja").render(sheet=sheet, marker=_(MARKER)).strip() + "\n"


def designed(sheet: Sheet) -> str:
    """The letter as HTML, every word of people escaped."""
    return _paper().get_template("letter.html.jinja").render(sheet=sheet, marker=_(MARKER), knot=KNOT_ID)


def markers() -> list[str]:
    """The line above which an answer stands, in each language that a letter may be in."""
    return [languages.sentences(code).gettext(MARKER) for code in languages.codes()]


@cache
def knot() -> bytes:
    """The picture beside the name of the house, on the ground that it stands on."""
    return KNOT.read_bytes()


@cache
def _paper() -> Environment:
    """Letters are written by the worker, where there is no app and no request."""
    paper = Environment(
        loader=FileSystemLoader(Path(ROOT) / "templates" / "letters"),
        autoescape=select_autoescape(["html.jinja"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    languages.dress(paper)
    return paper
