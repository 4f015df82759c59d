"""Holding a saved dossier against the journal: its number, its fingerprint, and every word of it."""

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html.parser import HTMLParser
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, undefer

from portal.cases import retelling
from portal.cases.model import Case
from portal.cases.show.dossier import LENGTHS
from portal.cases.views import papers
from portal.cli.failures import Stop
from portal.kernel import languages
from portal.kernel.db import session
from portal.kernel.queries import NotFound
from portal.people.queries import house
from workflows.language import _, pgettext
from workflows.values import Length

FINGERPRINT = r".{0,200}?(?P<fingerprint>(?:[0-9a-f]{4} ){15}[0-9a-f]{4})"
MOST = 20_000_000  # bytes: far more than any dossier
AROUND = 3  # words shown on either side of a difference
SHOWN = 20


@dataclass
class Held:
    """What a saved dossier is held to be, and every place where it says something else."""

    ref: str
    entry: int
    at: str = ""
    later: int = 0
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        if self.problems:
            return "\n".join(
                [*self.problems, f"{self.ref}: this is not what the order said after entry {self.entry}."]
            )
        came = f"{self.later} {'entry' if self.later == 1 else 'entries'} came after it."
        return f"{self.ref}, entry {self.entry}, {self.at}: every word is as the order said it. {came}"


def hold(app: Flask, file: Path) -> Held:
    """Hold a saved dossier against the journal, in the current unit of work.

    Raises:
        Stop: the file cannot be read, or is no dossier.
    """
    for code in languages.codes():  # it was printed in the language of whoever printed it
        with languages.spoken(code):
            saved = _read(file)
            said = _proof().search(" ".join(saved.said))
            if said is not None:
                return _held(app, file, saved, said)
    raise Stop(f"{file} is no dossier: it names no order, entry and fingerprint.")


def _held(app: Flask, file: Path, saved: "Saved", said: re.Match[str]) -> Held:
    held = Held(said["ref"], int(said["entry"]))
    case = _case(held.ref)
    answer = retelling.answer(case, held.entry, said["fingerprint"]) if case else None
    if case is None or answer is None or not answer.known:
        held.problems = [f"The fingerprint in {file} is not that of entry {held.entry} of order {held.ref}."]
        return held
    held.later, held.problems = answer.later, [answer.broken] if answer.broken else []
    _compare(held, saved, _printed(app, held, case, _length(said["lengths"])))
    return held


def _case(ref: str) -> Case | None:
    chosen = select(Case).join(Case.account).where(Case.ref == ref)
    return session().scalar(chosen.options(undefer(Case.document), contains_eager(Case.account)))


def _length(said: str) -> Length:
    return next((unit for unit, name in LENGTHS.items() if _(name) == said), "cm")


# ---- the sentences of a dossier that are looked for, in the language that is spoken
def _proof() -> re.Pattern[str]:
    """The order, the entry and the fingerprint, as templates/cases/_dossier.html says them."""
    sentence = _(
        "Order %(ref)s, entry %(entry)s of its journal, %(day)s, lengths in %(lengths)s. "
        "The fingerprint of that entry covers it and all before it:",
        **_places("ref", "entry", "day", "lengths"),
    )
    found = {"ref": r"[\w-]+", "entry": r"\d{1,9}", "day": r".{5,60}?", "lengths": r"\w+"}
    return re.compile(_pattern(" ".join(_split(sentence)), found) + FINGERPRINT)


def _again() -> re.Pattern[str]:
    """What each printed page says again: its foot, and its number."""
    foot = _("Order %(ref)s · as it stood on %(day)s", **_places("ref", "day"))
    return re.compile(rf"^({_pattern(foot, {'ref': r'[^ ]+', 'day': '.*'})}|\d+ / \d+)$", re.MULTILINE)


def _head() -> str:
    """The head of a table, which stands again where it goes on on another page."""
    columns = (
        pgettext("of an order", "Line"),
        _("As it stands"),
        _("Who, when"),
        pgettext("a column", "Was"),
    )
    return " ".join(columns)


def _places(*names: str) -> dict[str, str]:
    return {name: f"<{name}>" for name in names}


def _pattern(sentence: str, found: dict[str, str]) -> str:
    """A sentence as a pattern, its places being what is looked for."""
    pattern = re.escape(sentence)
    for name, form in found.items():
        pattern = pattern.replace(re.escape(f"<{name}>"), f"(?P<{name}>{form})")
    return pattern


def _printed(app: Flask, held: Held, case: Case, length: Length) -> str:
    """The dossier as the house prints it after that entry."""
    try:
        stood = retelling.stood(case, held.entry)
    except (NotFound, ValueError, KeyError, TypeError) as error:
        raise Stop(
            f"{held.ref} cannot be told anew from its journal ({error}). Run: commonthread verify"
        ) from error
    with app.test_request_context():
        held.at = papers.told(stood, house(), length).proof.at
        return papers.paper(stood, house(), length)


def _compare(held: Held, file: "Saved", printed: str) -> None:
    """Every place where the words differ."""
    true = Words.of(printed)
    ours, theirs = true.said, file.said
    spare = Counter(true.signs) - Counter(file.signs)  # printed pages say them among the rest
    if file.paged:
        ours, theirs = _once(ours), _once(theirs)
    elif true.signs != file.signs:
        held.problems.append("The pins in the pictures are not those of the order.")
    for tag, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        extra = Counter(theirs[k:m])
        if tag == "insert" and file.paged and extra <= spare:
            spare -= extra
        elif tag != "equal" and "".join(ours[i:j]) != "".join(theirs[k:m]):
            held.problems.append(_difference(ours, theirs, (i, j, k, m)))
    del held.problems[SHOWN:]


def _once(words: list[str]) -> list[str]:
    return " ".join(words).replace(_head(), " ").split()


def _difference(ours: list[str], words: list[str], place: tuple[int, int, int, int]) -> str:
    i, j, k, m = place
    before, after = ours[max(0, i - AROUND) : i], ours[j : j + AROUND]
    here, there = " ".join(ours[i:j]) or "nothing", " ".join(words[k:m]) or "nothing"
    return f"… {' '.join(before)} […] {' '.join(after)} …: the order said “{here}”, the file says “{there}”."


@dataclass(frozen=True)
class Saved:
    """The words of a saved dossier, and the numbers drawn into its pictures where they can be told apart."""

    said: list[str]
    signs: list[str]
    paged: bool = False


class Words(HTMLParser):
    """Reads the words of a dossier out of a page."""

    @classmethod
    def of(cls, page: str) -> Saved:
        """What a page says."""
        words = cls()
        words.feed(page)
        return Saved(_split(" ".join(words.said)), _split(" ".join(words.signs)))

    def __init__(self) -> None:
        super().__init__()
        self.said, self.signs = list[str](), list[str]()
        self.deep = self.drawn = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Come into the dossier, or into a drawing."""
        self.deep += tag == "article"
        self.drawn += tag == "svg"

    def handle_endtag(self, tag: str) -> None:
        """Leave it."""
        self.deep -= tag == "article"
        self.drawn -= tag == "svg"

    def handle_data(self, data: str) -> None:
        """Keep what is said."""
        if self.deep:
            (self.signs if self.drawn else self.said).append(data)


def _read(file: Path) -> Saved:
    """What a file says: a saved page, a PDF, or the text of one."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Stop(f"{file} cannot be read: {error.strerror}.") from error
    if len(content) > MOST:
        raise Stop(f"{file} is far too large for a dossier.")
    text = (_text_of_pdf(file) if content.startswith(b"%PDF") else content).decode("utf-8", "replace")
    if "<article" in text:
        return Words.of(text)
    return Saved(_split(_again().sub(" ", text.replace("\f", "\n"))), [], paged=True)


def _text_of_pdf(file: Path) -> bytes:
    program = shutil.which("pdftotext")
    if program is None:
        raise Stop("To read a PDF, pdftotext is needed (poppler-utils). Or save the dossier as a web page.")
    command = [program, "-raw", "-enc", "UTF-8", str(file), "-"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)  # noqa: S603
    if done.returncode:
        raise Stop(f"{file} cannot be read as a PDF. Save the dossier once more.")
    return done.stdout


def _split(text: str) -> list[str]:
    """Words without what only typesetting does: ligatures, hyphens of no width, breaks."""
    return unicodedata.normalize("NFKC", text).replace("\u00ad", "").split()
