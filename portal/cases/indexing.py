"""Keeping what can be found: rows beside the documents, brought to what they say in the same transaction.

What is no part of a document has rows of its own kind: what somebody said, and the pictures that one side
keeps to itself, which only that side finds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from time import sleep

from sqlalchemy import delete, select
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
SHORTEST = 4  # letters of a word in which a slip of the hand is looked for
REST = 0.02  # seconds between two orders that are brought up to date, in which others write


@languages.spoken(languages.ENGLISH)  # kept, for readers of every language
def follow(case: Case, thread: Thread) -> None:
    """Bring what can be found of a case to what its document says."""
    account = session().get_one(Account, case.account_id)
    wanted = indexed(case.ref, account.name, thread)
    for code in languages.codes():
        if code != languages.ENGLISH:  # deeds are called by words of ours, and looked for in any language
            with languages.spoken(code):
                for place, words in deeds(thread):
                    wanted[place] = replace(wanted[place], also=f"{wanted[place].also} {words.label}")
    _bring(case, _rows(case), wanted)


def _rows(case: Case) -> dict[Place, Findable]:
    """What can be found of the document of a case, by its place."""
    rows = select(Findable).where(Findable.case_id == case.id, Findable.kind.not_in((SAID, OURS)))
    return {(row.kind, row.only_for, row.key): row for row in session().scalars(rows)}


@languages.spoken(languages.ENGLISH)  # kept, for readers of every language
def misses(case: Case, thread: Thread) -> bool:
    """Whether what can be found of a case is not what its document says; not before the worker has been."""
    account = session().get_one(Account, case.account_id)
    kept = _rows(case)
    wanted = indexed(case.ref, account.name, thread)
    told = {place: Words(row.label, row.says) for place, row in kept.items()}
    return bool(kept) and told != wanted


def said(row: Message) -> None:
    """Let a message be found as it reads now, by who reads its stream; nothing of one that was taken back.

    What is said at a pin is found with the pin.
    """
    shared = row.stream.startswith("case:")
    place = (SAID, "" if shared else row.stream.partition("room:")[0], str(row.seq))
    stands = row.gone is None and not row.place.startswith(talk.PIN)
    names = " ".join(str(file["name"]) for file in row.files)
    wanted = {place: Words(row.name, f"{row.text} {names}".strip())} if stands else {}
    case = session().get_one(Case, row.case_id)
    here = (Findable.case_id == case.id, Findable.kind == SAID, Findable.only_for == place[1])
    kept = session().scalar(select(Findable).where(*here, Findable.key == place[2]))
    _bring(case, {place: kept} if kept else {}, wanted)


def ours(case: Case) -> None:
    """Bring the names of the pictures that each side keeps to itself to what is kept now."""
    session().flush()
    own = (File.case_id == case.id, File.only_for != "", File.waits_for.not_in((REMOVED, IN_ROOM)))
    rows = select(Findable).where(Findable.case_id == case.id, Findable.kind == OURS)
    kept = {(OURS, row.only_for, row.key): row for row in session().scalars(rows)}
    files = session().execute(select(File.id, File.only_for, File.name, File.waits_for).where(*own))
    _bring(
        case,
        kept,
        {(OURS, side, f"{at.replace('.', ':')}:{key}"): Words(name) for key, side, name, at in files},
    )


def _bring(case: Case, kept: Mapping[Place, Findable], wanted: Mapping[Place, Words]) -> None:
    new: dict[str, set[str]] = {}
    for place, words in wanted.items():
        row = kept.get(place)
        if row is None:
            row = Findable(account_id=case.account_id, case_id=case.id)
            row.kind, row.only_for, row.key = place
        elif (row.label, row.says) == (words.label, words.says):
            continue
        terms = folded(f"{words.label} {words.says} {words.also}")
        row.label, row.says, row.folded = words.label, words.says, " ".join(terms)
        session().add(row)
        new.setdefault(row.only_for, set()).update(terms)
    if gone := [row.id for place, row in kept.items() if place not in wanted]:
        session().execute(delete(Findable).where(Findable.id.in_(gone)))
    for side, written in new.items():
        _spell(case, side, written)
    session().flush()


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
