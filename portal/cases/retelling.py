"""A case as it stood after any entry of its journal, and whether a number and a hash belong to it."""

import re
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from portal.cases.model import Case
from portal.kernel import journal
from portal.kernel.queries import NotFound
from workflows.case import Case as Thread
from workflows.changes import apply

ENOUGH = 32  # hex digits: 128 bits, which nobody finds by trying


@dataclass(frozen=True)
class Stood:
    """A case after one entry: the document, that entry, and what was written in its log until then."""

    case: Case
    thread: Thread
    entry: journal.Entry
    said: list[journal.Entry]


def stood(case: Case, seq: int | None = None) -> Stood:
    """The case after entry `seq`, or as it stands now; what stood earlier is told anew from the journal.

    Raises:
        NotFound: its journal has no such entry.
    """
    number = case.seq if seq is None else seq
    entry = journal.entry(case.stream, number)
    if entry is None:
        raise NotFound(f"The history of this order has no such entry: its last one is {case.seq}.")
    thread = case.thread if number == case.seq else _told(case.stream, number)
    return Stood(case, thread, entry, journal.of_verb(case.stream, "case.say", number))


def _told(stream: str, seq: int) -> Thread:
    document: dict[str, Any] = {}
    with closing(journal.whole(stream)) as entries:
        for entry in takewhile(lambda one: one.seq <= seq, entries):
            document = apply(document, entry.changes)
    return Thread.model_validate(document)


@dataclass(frozen=True)
class Answer:
    """What a typed number and fingerprint are: one of this order's, and how much came after it; or not.

    `broken` says what is wrong with the journal itself; nothing is vouched for then.
    """

    seq: int
    at: datetime | None = None
    later: int = 0
    broken: str = ""

    @property
    def known(self) -> bool:
        """Whether the fingerprint is that of this entry."""
        return self.at is not None


def answer(case: Case, seq: int, fingerprint: str) -> Answer:
    """Hold a number and a fingerprint, or its first half at least, against the journal of a case."""
    entry, said = journal.entry(case.stream, seq), bare(fingerprint)
    if entry is None or len(said) < ENOUGH or not entry.hash.startswith(said):
        return Answer(seq)
    return Answer(seq, entry.at, case.seq - seq, journal.broken(case.stream) or "")


def bare(fingerprint: str) -> str:
    """A fingerprint as it is stored, whatever spaces, signs and capitals it was typed with."""
    return re.sub(r"[\s.:·-]", "", fingerprint).lower()
