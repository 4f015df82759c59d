"""Keeping what can be found: rows beside the documents, brought to what they say in the same transaction.

What is no part of a document has rows of its own kind: what somebody said, and the pictures that one side
keeps to itself, which only that side finds.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from time import sleep
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import contains_eager, undefer

from portal.cases.findable import Findable, Spelling
from portal.cases.message import Message
from portal.cases.model import IN_ROOM, REMOVED, Case, File
from portal.cases.show.indexed import Place, Words, deeds, indexed
from portal.kernel import languages
from portal.kernel.db import Database, insert, session
from portal.kernel.terms import LONGEST_WORD, folded
from portal.people.model import Account
from workflows import talk
from workflows.case import Case as Thread

SAID, OURS = "message", "ours"  # what is in no document
DEED = "deed"
SHORTEST = 4  # letters of a word in which a slip of the hand is looked for
REST = 0.02  # seconds between two orders that are brought up to date, in which others write
_waiting: ContextVar[list[Case] | None] = ContextVar("waiting", default=None)


class Kept(NamedTuple):
    """A row as it is kept now."""

    id: int
    words: Words


@contextmanager
def at_the_end() -> Iterator[None]:
    """What is done in this block can be found at its end: for whoever plays an order from its beginning,
    of which nobody looks for anything before.
    """
    waiting: list[Case] = []
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for case in waiting:
        whole(case)


def _waits(case: Case) -> bool:
    waiting = _waiting.get()
    if waiting is not None and case not in waiting:
        waiting.append(case)
    return waiting is not None


def follow(case: Case, thread: Thread) -> None:
    """Bring what can be found of a case to what its document says."""
    if not _waits(case):
        _follow(case, thread)


@languages.spoken(languages.ENGLISH)  # kept, for readers of every language
def _follow(case: Case, thread: Thread) -> None:
    account = session().get_one(Account, case.account_id)
    kept, wanted = _rows(case), indexed(case.ref, account.name, thread)
    new = _new(kept, wanted)
    if any(kind == DEED for kind, _side, _key in new):
        _call_in_every_language(new, thread)
    _bring(case, kept, wanted, new)


def _call_in_every_language(new: dict[Place, Words], thread: Thread) -> None:
    """Deeds are called by words of ours, and looked for in any language."""
    for code in languages.codes():
        if code != languages.ENGLISH:
            with languages.spoken(code):
                called = [(place, words.label) for place, words in deeds(thread) if place in new]
            for place, label in called:
                new[place] = replace(new[place], also=f"{new[place].also} {label}")


def _rows(case: Case) -> dict[Place, Kept]:
    """What can be found of the document of a case, by its place."""
    return _kept(Findable.case_id == case.id, Findable.kind.not_in((SAID, OURS)))


def _kept(*which: ColumnElement[bool]) -> dict[Place, Kept]:
    """Some rows, read as they are and not as things to change: an order has hundreds, and a deed few new."""
    read = (Findable.kind, Findable.only_for, Findable.key, Findable.id, Findable.label, Findable.says)
    rows = session().execute(select(*read).where(*which))
    return {(kind, side, key): Kept(id_, Words(label, says)) for kind, side, key, id_, label, says in rows}


@languages.spoken(languages.ENGLISH)  # kept, for readers of every language
def misses(case: Case, thread: Thread) -> bool:
    """Whether what can be found of a case is not what its document says; not before the worker has been."""
    account = session().get_one(Account, case.account_id)
    kept = _rows(case)
    wanted = indexed(case.ref, account.name, thread)
    return bool(kept) and {place: row.words for place, row in kept.items()} != wanted


def said(row: Message) -> None:
    """Let a message be found as it reads now, by who reads its stream; nothing of one that was taken back.

    What is said at a pin is found with the pin.
    """
    case = session().get_one(Case, row.case_id)
    if _waits(case):
        return
    shared = row.stream.startswith("case:")
    place = (SAID, "" if shared else row.stream.partition("room:")[0], str(row.seq))
    stands = row.gone is None and not row.place.startswith(talk.PIN)
    names = " ".join(str(file["name"]) for file in row.files)
    wanted = {place: Words(row.name, f"{row.text} {names}".strip())} if stands else {}
    here = (Findable.case_id == case.id, Findable.kind == SAID, Findable.only_for == place[1])
    kept = _kept(*here, Findable.key == place[2])
    _bring(case, kept, wanted, _new(kept, wanted))


def ours(case: Case) -> None:
    """Bring the names of the pictures that each side keeps to itself to what is kept now."""
    if _waits(case):
        return
    session().flush()
    own = (File.case_id == case.id, File.only_for != "", File.waits_for.not_in((REMOVED, IN_ROOM)))
    kept = _kept(Findable.case_id == case.id, Findable.kind == OURS)
    files = session().execute(select(File.id, File.only_for, File.name, File.waits_for).where(*own))
    wanted = {(OURS, side, f"{at.replace('.', ':')}:{key}"): Words(name) for key, side, name, at in files}
    _bring(case, kept, wanted, _new(kept, wanted))


def _new(kept: Mapping[Place, Kept], wanted: Mapping[Place, Words]) -> dict[Place, Words]:
    """What is wanted and not kept, or not kept with these words."""
    return {
        place: words for place, words in wanted.items() if place not in kept or kept[place].words != words
    }


def _bring(
    case: Case, kept: Mapping[Place, Kept], wanted: Collection[Place], new: Mapping[Place, Words]
) -> None:
    """Write what is new, and take away what is no longer wanted."""
    rows = {place: _row(words) for place, words in new.items()}
    if changed := [row | {"id": kept[place].id} for place, row in rows.items() if place in kept]:
        session().execute(update(Findable), changed)
    if added := [row | _of(case, place) for place, row in rows.items() if place not in kept]:
        session().execute(insert(Findable), added)
    if gone := [row.id for place, row in kept.items() if place not in wanted]:
        session().execute(delete(Findable).where(Findable.id.in_(gone)))
    spelled: dict[str, set[str]] = {}
    for (_kind, side, _key), row in rows.items():
        spelled.setdefault(side, set()).update(row["folded"].split())
    for side, terms in spelled.items():
        _spell(case, side, terms)


def _row(words: Words) -> dict[str, Any]:
    terms = folded(f"{words.label} {words.says} {words.also}")
    return {"label": words.label, "says": words.says, "folded": " ".join(terms)}


def _of(case: Case, place: Place) -> dict[str, Any]:
    kind, side, key = place
    return {
        "account_id": case.account_id,
        "case_id": case.id,
        "kind": kind,
        "only_for": side,
        "key": key,
    }


def _spell(case: Case, side: str, terms: Iterable[str]) -> None:
    """Remember the words that are new in this case."""
    words = sorted(term for term in terms if SHORTEST <= len(term) < LONGEST_WORD and term.isalpha())
    fixed = {"account_id": case.account_id, "case_id": case.id, "only_for": side}
    if words:
        new = insert(Spelling).on_conflict_do_nothing()
        session().execute(new, [fixed | {"word": word} for word in words])


def whole(case: Case) -> None:
    """Let all of a case be found, from its document, what was said and what each side keeps to itself."""
    session().execute(delete(Spelling).where(Spelling.case_id == case.id))
    session().execute(delete(Findable).where(Findable.case_id == case.id))
    follow(case, case.thread)
    for row in session().scalars(select(Message).where(Message.case_id == case.id).order_by(Message.id)):
        said(row)
    ours(case)


def fill_due(database: Database, most: int = 20) -> int:
    """Let some orders be found that cannot be yet: those of before there was a search; returns how many.

    One at a time, in units of their own: whoever is stopped in between goes on where it stopped.
    """
    headed = select(Findable.id).where(Findable.case_id == Case.id, Findable.kind == "order").exists()
    with database.unit(write=False) as db:
        some = list(db.scalars(select(Case.id).where(~headed).order_by(Case.id).limit(most)))
    for number in some:
        with database.unit(write=True) as db:
            chosen = select(Case).join(Case.account).where(Case.id == number)
            chosen = chosen.options(contains_eager(Case.account), undefer(Case.document))
            whole(db.scalars(chosen.with_for_update(of=Case)).one())
        sleep(REST)
    return len(some)
