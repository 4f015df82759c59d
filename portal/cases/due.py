"""Letters that are due: rows of any area that somebody is to be told of, once, in their own language.

What was written stands in the row, in the transaction of the letter, so each is written once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, select

from portal.cases import post
from portal.cases.post import Site
from portal.kernel import languages
from portal.kernel.db import Database, session
from portal.kernel.signed import Named
from portal.people.model import House, Person
from portal.people.queries import house, may_see

Words = tuple[str, str, str, str]  # of a letter: its subject, what it tells, what it adds, its button
BATCH = 50


@dataclass(frozen=True)
class Due:
    """One kind of letter: the rows it is due for, how they note that it is written, to whom, and its words.

    Rows belong to a customer (`account_id`) and have their reader and what the words need loaded; those
    that are `anywhere` are told to readers who do not belong to it too. `answered` is what an answer by mail
    belongs to; without it a letter does not say that it may be answered.
    """

    asked: Select[Any]
    table: type[Any]
    note: Callable[[Any], None]
    reader: Callable[[Any], Person | None]
    words: Callable[[Any], Words]
    place: Callable[[Site, Any], str]
    anywhere: Callable[[Any], bool] = lambda _row: False
    answered: Callable[[Any], Named | None] = lambda _row: None


def write(database: Database, site: Site, kinds: Iterable[Due]) -> int:
    """Write every letter of these kinds that is due, in a unit of work of its own; how many there were."""
    with database.unit(write=True):
        opened = house()
        return sum(_write(site, opened, kind) for kind in kinds) if opened else 0


def _write(site: Site, opened: House, kind: Due) -> int:
    """The letters of one kind. The rows are held meanwhile, so two workers take different ones."""
    chosen = kind.asked.order_by(kind.table.id).limit(BATCH).with_for_update(of=kind.table, skip_locked=True)
    letters = 0
    for row in session().scalars(chosen).all():
        kind.note(row)
        reader = kind.reader(row)
        if reader is not None and _wanted(reader, None if kind.anywhere(row) else row.account_id):
            with languages.spoken(reader.language):
                subject, told, more, button = kind.words(row)
                link = site.address + kind.place(site, row)
                sheet = site.sheet(opened, reader, told, (button, link), more=more)
                here = replace(site, answered=kind.answered(row))
                post.send(here, reader, [], subject, sheet, stops=True)
            letters += 1
    return letters


def _wanted(reader: Person, account_id: int | None) -> bool:
    """Whether somebody belongs to that customer today, if it matters, is here, and wants letters."""
    here = reader.left is None and reader.letters != "nothing"
    if account_id is None or not here:
        return here
    there = select(Person.id).where(Person.id == reader.id, may_see(account_id))
    return session().scalar(there) is not None
