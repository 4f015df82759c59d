"""A case as it stood after any entry of its journal, and whether a number and a hash belong to it."""

import re
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from portal.cases import talking
from portal.cases.columns import columns
from portal.cases.model import Case
from portal.cases.queries import calendars
from portal.kernel import journal
from portal.kernel.db import session
from portal.kernel.queries import NotFound
from workflows.case import Case as Thread
from workflows.changes import apply, undo
from workflows.language import _
from workflows.talk import Message, retold

ENOUGH = 32  # hex digits: 128 bits, which nobody finds by trying
GROUP = 4  # of them stand together, so that people can read them aloud
# The head of a history as letters and pages say it, the same in every language: see `head`.
HEAD = re.compile(
    r"(?P<ref>[a-z0-9][\w-]*-\d+),\s+(?P<entry>\d{1,9}):\s+(?P<hash>[0-9a-f]{4}(?:\s+[0-9a-f]{4}){7,15})\b"
)


@dataclass(frozen=True)
class Stood:
    """A case after one entry: the document, that entry, and what was written in its log until then."""

    case: Case
    thread: Thread
    entry: journal.Entry
    said: list[Message]


def stood(case: Case, seq: int | None = None) -> Stood:
    """The case after entry `seq`, or as it stands now; what stood earlier is told anew from the journal.

    Raises:
        NotFound: its journal has no such entry.
    """
    number = case.seq if seq is None else seq
    (told,) = moments(case, number)
    return Stood(case, told.thread, told.entry, _said(case, number))


def _said(case: Case, number: int) -> list[Message]:
    """What was written in the log until then, as it read then."""
    return list(retold(journal.of_verbs(case.stream, talking.VERBS, number)).values())


@dataclass(frozen=True)
class Moment:
    """A case after one entry of its journal, and that entry."""

    thread: Thread
    entry: journal.Entry


def moments(case: Case, *seqs: int) -> tuple[Moment, ...]:
    """The case after each of these entries, in one reading of the journal from whichever end is nearer.

    Raises:
        NotFound: its journal has no such entry.
    """
    first, last = min(seqs), max(seqs)
    if first < 1 or last > case.seq:
        last_one = str(case.seq)
        raise NotFound(
            _("The history of this order has no such entry: its last one is %(last)s.", last=last_one)
        )
    told = _back(case, first, seqs) if case.seq - first < last else _forth(case, last, seqs)
    return tuple(told[seq] for seq in seqs)


def as_it_stood(case: Case, seq: int) -> Case:
    """A case with every column as it was after entry `seq`: to be read, and never kept.

    Raises:
        NotFound: its journal has no such entry.
    """
    (told,) = moments(case, seq)
    fixed = ("id", "ref", "account", "account_id", "number", "workflow", "begun")
    then = Case(
        seq=seq,
        moved=told.entry.at,
        **{name: getattr(case, name) for name in fixed},
        **columns(told.thread, told.entry.at, calendars(case.account_id)),
    )
    then.read_as(told.thread)
    return then


def _back(case: Case, first: int, seqs: Collection[int]) -> dict[int, Moment]:
    """The moments as they come when entry after entry is taken off the case as it stands now."""
    told, document = {}, case.document
    with closing(journal.span(case.stream, first, case.seq, backwards=True)) as entries:
        for entry in entries:
            if entry.seq in seqs:
                now = entry.seq == case.seq
                told[entry.seq] = Moment(case.thread if now else Thread.model_validate(document), entry)
            document = undo(document, entry.changes) if entry.seq > first else {}
    return told


def _forth(case: Case, last: int, seqs: Collection[int]) -> dict[int, Moment]:
    """The moments as they come when the case is told from its beginning."""
    told, document = {}, dict[str, Any]()
    with closing(journal.span(case.stream, 1, last)) as entries:
        for entry in entries:
            document = apply(document, entry.changes)
            if entry.seq in seqs:
                told[entry.seq] = Moment(Thread.model_validate(document), entry)
    return told


def at_end_of(case: Case, day: date, zone: ZoneInfo) -> int:
    """The number of the last entry of a day on somebody's clock, or before it; 0 before the order began.

    What was written since the case was read is not among them.
    """
    midnight = datetime.combine(day + timedelta(days=1), time.min, zone)
    return min(journal.last_before(case.stream, midnight), case.seq)


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


def head(ref: str, seq: int, hash_: str) -> str:
    """An entry as whoever keeps it can hold against the journal later: the order, its number, half its hash.

    It covers that entry and all before it: `commonthread verify --heads` finds if they were cut or changed.
    """
    groups = (hash_[start : start + GROUP] for start in range(0, ENOUGH, GROUP))
    return f"{ref}, {seq}: {' '.join(groups)}"


def heads(case: Case, seqs: Collection[int]) -> dict[int, str]:
    """Some entries of an order as `head` says them, by their number."""
    there = (journal.Entry.stream == case.stream) & journal.Entry.seq.in_(seqs)
    chosen = select(journal.Entry.seq, journal.Entry.hash).where(there).order_by(journal.Entry.seq)
    return {seq: head(case.ref, seq, hash_) for seq, hash_ in session().execute(chosen)}
