"""A long text that two people changed at once, piece by piece, as people choose in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflows.merging import Merged, Pick, Same, merge
from workflows.records import Clash, Json


@dataclass(frozen=True)
class PieceView:
    """A piece of a long text: words without a question, or, with a number, what both made of one place."""

    text: str
    theirs: str = ""
    mine: str = ""
    number: int = -1
    pick: Pick = "both"


def merged(clash: Clash, base: Json) -> Merged | None:
    """Both changes of a long text brought together, word by word; None where one of them emptied it."""
    theirs = clash.theirs.value if clash.theirs else None
    texts = [str(text or "").replace("\r\n", "\n") for text in (base, theirs, clash.yours)]
    return merge(*texts) if texts[1] and texts[2] else None


def pieces(text: Merged, picks: Mapping[int, Pick]) -> tuple[PieceView, ...]:
    """The pieces in their order, with what was picked at each place that both changed."""
    found, number = list[PieceView](), 0
    for piece in text.pieces:
        if isinstance(piece, Same):
            found.append(PieceView(piece.text))
            continue
        found.append(PieceView(piece.base, piece.theirs, piece.mine, number, picks.get(number, "both")))
        number += 1
    return tuple(found)
