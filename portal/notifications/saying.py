"""Words that came by mail, said in an order with the files that came along."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.cases import actions
from portal.cases.model import Case
from portal.kernel import files
from portal.kernel.files import Stored
from portal.kernel.storage import Storage
from workflows.talk import MOST_FILES

MOST = 3_000  # characters of a mail that stand in the order; the whole of a longer one is a file beside it
SIGNS = re.compile(r"([\[\]()*_<>`\\~#@])")
ALONE, MORE = "Sent by mail.", "More of what came with that mail."


@dataclass(frozen=True)
class Whole:
    """The words that stand in the order, and the file that has all of them when they are too many."""

    text: str
    stored: tuple[Stored, ...] = ()


def with_rest(place: Storage, text: str) -> Whole:
    """A text as it fits into an order."""
    if len(text) <= MOST:
        return Whole(text)
    rest = files.put(place, text.encode(), "The whole mail.txt", "text/plain")
    return Whole(f"{text[:MOST].rsplit(' ', 1)[0]} …", (rest,))


def say(
    person: Any,
    case: Case,
    text: str,
    stored: Sequence[Stored],
    left_out: Sequence[str] = (),
    place: str = "",
) -> None:
    """Say it as any other words are said, with its files, and in its last lines what was left out.

    Raises:
        Refused: the place is not in the order any more, or a pin there is settled.
    """
    told = "\n".join(f"*{plain(one)}*" for one in left_out)
    words = "\n\n".join(one for one in (text or (ALONE if stored else ""), told) if one)
    actions.say(person, case, words, place, files=tuple(stored[:MOST_FILES]))
    for begin in range(MOST_FILES, len(stored), MOST_FILES):
        actions.say(person, case, MORE, place, files=tuple(stored[begin : begin + MOST_FILES]))


def plain(words: str) -> str:
    """Words in which no sign means anything."""
    return SIGNS.sub(r"\\\1", words)
