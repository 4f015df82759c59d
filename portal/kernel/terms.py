"""Words as a search knows them: folded, so that case, accents and signs make no difference; pure.

The same words go into the index and out of what somebody looks for, on every database, so that no sign that
somebody types can ever be a sign of a query language.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

LONGEST = 200  # characters that are looked for; what comes after them is left out, and said to be
MOST = 8  # words that are looked for
LONGEST_WORD = 40
SMALL = frozenset({"a", "an", "and", "by", "for", "in", "it", "of", "on", "or", "the", "to", "with"})
AROUND = 70  # characters before and after the first hit of a long text
# Writing without spaces: each sign is a word of its own. Named by number: an editor may normalise some.
_DENSE = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = re.compile(rf"(?=\w)[{_DENSE}]|[^\W_{_DENSE}]+")


@dataclass(frozen=True)
class Looked:
    """What somebody looks for: the words as typed, cut to what is searched, and their folded terms."""

    words: str
    terms: tuple[str, ...]
    cut: bool = False

    @property
    def telling(self) -> tuple[str, ...]:
        """The terms without those that nearly every sentence has, unless there are no others."""
        return tuple(term for term in self.terms if term not in SMALL) or self.terms


def looked_for(typed: str) -> Looked:
    """Read what somebody typed; quotes, stars and brackets are spaces between words."""
    whole = " ".join(typed.split())
    words = whole[:LONGEST]
    found = list(dict.fromkeys(folded(words)))
    return Looked(words, tuple(found[:MOST]), len(whole) > LONGEST or len(found) > MOST)


def folded(text: str) -> list[str]:
    """The words of a text, without case and accents, in their order."""
    return [fold(found[0]) for found in _WORD.finditer(text)]


def fold(word: str) -> str:
    """One word without case and accents."""
    plain = unicodedata.normalize("NFD", word.casefold())  # what is no letter then, is an accent
    return "".join(sign for sign in plain if sign.isalnum())[:LONGEST_WORD]


def begins(word: str, terms: Iterable[str]) -> bool:
    """Whether a folded word begins with one of these terms; a term of one sign is the whole word."""
    return any(word == term or (len(term) > 1 and word.startswith(term)) for term in terms)


def has_all(text: str, terms: Iterable[str]) -> bool:
    """Whether each of the terms begins a word of the text."""
    words = folded(text)
    return all(any(begins(word, [term]) for word in words) for term in terms)


def marked(text: str, terms: Collection[str], most: int = 0) -> tuple[tuple[str, bool], ...]:
    """A text in pieces, each with whether it is a hit; with `most`, cut to so many signs around the first."""
    hits = [found.span() for found in _WORD.finditer(text) if begins(fold(found[0]), terms)]
    start, end = _window(text, hits[0][0] if hits else 0, most)
    pieces, at = [("… " if start else "", False)], start
    for first, last in hits:
        if start <= first and last <= end:
            pieces += [(text[at:first], False), (text[first:last], True)]
            at = last
    pieces += [(text[at:end], False), (" …" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def _window(text: str, first: int, most: int) -> tuple[int, int]:
    """From where to where a text is shown: whole words, the first hit among them."""
    if not most or len(text) <= most:
        return 0, len(text)
    start = max(0, min(first - AROUND, len(text) - most))
    if start:
        start = text.find(" ", start, first) + 1 or start
    end = min(len(text), start + most)
    if end < len(text):
        end = max(text.rfind(" ", first, end), first) if " " in text[first:end] else end
    return start, end


def nearest(term: str, words: Iterable[str]) -> list[str]:
    """Those of the words that are one slip of the hand away from a term, two where it is long."""
    slips = 1 if len(term) < 8 else 2
    return [word for word in words if word != term and _slips(term, word, slips) <= slips]


def _slips(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many, or in each other's place; given up beyond `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    older: list[int] = []
    old = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        row = [place]
        for beside, sign in enumerate(other, 1):
            best = min(old[beside] + 1, row[-1] + 1, old[beside - 1] + (letter != sign))
            if older and beside > 1 and letter == other[beside - 2] and one[place - 2] == sign:
                best = min(best, older[beside - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
        older, old = old, row
    return old[-1]
