"""Long text that two people changed at once: brought together where that can be, else shown side by side.

Nothing is ever dropped: what one of them wrote is in the merged text, or in one of the places where both
touched the same words and people choose.
"""

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

WORDS = re.compile(r"\s*\S+|\s+$")  # a word with the space before it
LONGEST = 60_000  # characters that are compared word by word; longer texts go line by line
LINES = re.compile(r"[^\n]*\n|[^\n]+$")
Pick = Literal["theirs", "mine", "both"]


@dataclass(frozen=True)
class Same:
    """A piece about which there is nothing to ask: nobody changed it, one did, or both in the same way."""

    text: str


@dataclass(frozen=True)
class Clash:
    """A place that both changed, each in a way of their own; `base` is what it said before."""

    base: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Merged:
    """Two changes of one text, piece by piece, in its order."""

    pieces: tuple[Same | Clash, ...]

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """The places where people choose."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Clash))

    @property
    def text(self) -> str | None:
        """The one text that holds both changes; None while there is a place to choose in."""
        return None if self.clashes else self.chosen({})

    def chosen(self, picks: Mapping[int, Pick]) -> str:
        """The text with what was picked at each clash, by its number; both, where nothing was."""
        number, said = 0, []
        for piece in self.pieces:
            if isinstance(piece, Same):
                said.append(piece.text)
                continue
            said.append(_picked(piece, picks.get(number, "both")))
            number += 1
        return "".join(said)


def merge(base: str, theirs: str, mine: str) -> Merged:
    """Bring two changes of one text together, word by word.

    Changes that meet at one place, as when both add words there, are a clash: which comes first is for people
    to say.
    """
    longest = max(len(base), len(theirs), len(mine))
    parts = LINES if longest > LONGEST else WORDS
    return Merged(tuple(_joined(_pieces(*(parts.findall(text) for text in (base, theirs, mine))))))


def _pieces(base: list[str], theirs: list[str], mine: list[str]) -> list[Same | Clash]:
    """The text between places that all three agree on, and these places."""
    found: list[Same | Clash] = []
    for (b1, t1, m1, size), (b2, t2, m2, _) in pairwise([(0, 0, 0, 0), *_shared(base, theirs, mine)]):
        found.append(Same("".join(base[b1 : b1 + size])))
        here = base[b1 + size : b2], theirs[t1 + size : t2], mine[m1 + size : m2]
        found.append(_decided(*("".join(part) for part in here)))
    return found


def _shared(base: list[str], theirs: list[str], mine: list[str]) -> list[tuple[int, int, int, int]]:
    """Runs of parts that stand in all three, in order: where each begins, and how long it is."""
    one, two = _matching(base, theirs), _matching(base, mine)
    runs = []
    while one and two:
        (b1, t, n1), (b2, m, n2) = one[0], two[0]
        begin, end = max(b1, b2), min(b1 + n1, b2 + n2)
        if begin < end:
            runs.append((begin, t + begin - b1, m + begin - b2, end - begin))
        (one if b1 + n1 < b2 + n2 else two).popleft()
    return [*runs, (len(base), len(theirs), len(mine), 0)]


def _matching(base: Sequence[str], changed: Sequence[str]) -> deque[tuple[int, int, int]]:
    return deque((b, c, size) for b, c, size in SequenceMatcher(None, base, changed).get_matching_blocks())


def _decided(base: str, theirs: str, mine: str) -> Same | Clash:
    if theirs in (base, mine):
        return Same(mine)
    return Same(theirs) if mine == base else Clash(base, theirs, mine)


def _joined(pieces: list[Same | Clash]) -> list[Same | Clash]:
    """The pieces, those without a question put together, and none that is empty."""
    found: list[Same | Clash] = []
    for piece in pieces:
        if piece == Same(""):
            continue
        if isinstance(piece, Same) and found and isinstance(last := found[-1], Same):
            found[-1] = Same(last.text + piece.text)
        else:
            found.append(piece)
    return found


def _picked(clash: Clash, pick: Pick) -> str:
    if pick != "both":
        return clash.theirs if pick == "theirs" else clash.mine
    between = "" if not clash.theirs or clash.theirs[-1].isspace() or clash.mine[:1].isspace() else " "
    return f"{clash.theirs}{between}{clash.mine}"
