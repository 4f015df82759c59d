"""Finding things in orders. Whatever is found, counted or marked here, that person may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import contains_eager

from portal.cases.findable import Findable, Spelling, found_by, holds
from portal.cases.model import Case
from portal.cases.verbs import seen_by
from portal.kernel.db import session
from portal.kernel.terms import nearest

MOST = 8  # things of one kind
WORDS_TRIED = 4_000  # words of the person's orders in which a slip of the hand is looked for
SHORTEST = 4  # letters of a word that may be a slip of the hand
Terms = Sequence[Sequence[str]]  # of each word that is looked for, what may stand for it


@dataclass(frozen=True)
class Kind:
    """What was found of one kind: the first of it, and how much there is."""

    rows: tuple[Findable, ...]
    count: int


def found(person: Any, terms: Terms, here: str = "", most: int = MOST) -> dict[str, Kind]:
    """What holds these words, by kind; what is in the order `here` comes first, then what moved last.

    A row holds at least one of the words itself, and each of the others itself or in what its order is
    called. Nothing is weighed by how often a word stands elsewhere: that would tell of others.
    """
    if not terms:
        return {}
    order = [case((Case.ref == here, 0), else_=1), Case.moved.desc(), Findable.id]
    chosen = (
        select(
            Findable.id,
            func.row_number().over(partition_by=Findable.kind, order_by=order).label("place"),
            func.count().over(partition_by=Findable.kind).label("count"),
        )
        .join(Case, Case.id == Findable.case_id)
        .where(found_by(person), *_holding(terms))
        .subquery()
    )
    whole = (
        select(Findable, chosen.c.count)
        .join(chosen, chosen.c.id == Findable.id)
        .join(Findable.case)
        .join(Case.account)
        .options(contains_eager(Findable.case).contains_eager(Case.account))
        .where(chosen.c.place <= most)
        .order_by(chosen.c.place)
    )
    kinds: dict[str, list[tuple[Findable, int]]] = {}
    for row, count in session().execute(whole):
        kinds.setdefault(row.kind, []).append((row, count))
    return {kind: Kind(tuple(row for row, _ in rows), rows[0][1]) for kind, rows in kinds.items()}


def latest(person: Any, most: int) -> dict[str, Kind]:
    """The orders that moved last, as `found` gives them."""
    chosen = select(Findable).join(Findable.case).join(Case.account).where(Findable.kind == "order")
    whole = contains_eager(Findable.case).contains_eager(Case.account)
    newest = chosen.where(found_by(person)).order_by(Case.moved.desc(), Case.ref.desc()).limit(most)
    rows = tuple(session().scalars(newest.options(whole)))
    return {"order": Kind(rows, len(rows))} if rows else {}


def _holding(terms: Terms) -> Iterable[ColumnElement[bool]]:
    flat = [term for group in terms for term in group]
    yield holds(flat)
    if len(terms) > 1:
        for group in terms:
            heads = select(Findable.case_id).where(Findable.kind == "order", holds(group))
            yield or_(holds(group), Findable.case_id.in_(heads))


def cases_holding(person: Any, terms: Iterable[str]) -> Iterable[ColumnElement[bool]]:
    """Select the cases that hold each of these words somewhere, where this person may find it."""
    for term in terms:
        rows = select(Findable.case_id).where(holds([term]), Findable.kind != "deed")
        yield Case.id.in_(rows.where(Findable.only_for.in_(("", person.side))))


def alike(person: Any, terms: Sequence[str]) -> dict[str, list[str]]:
    """For each word that may be a slip of the hand, the words of the person's own orders that it may mean."""
    tried = [term for term in terms if len(term) >= SHORTEST and term.isalpha()]
    return {term: near for term in tried if (near := nearest(term, _words_like(person, term))[:8])}


def _words_like(person: Any, term: str) -> list[str]:
    """The words of what the person may find that begin alike and are about as long."""
    length = func.length(Spelling.word)
    chosen: Select[str] = (
        select(Spelling.word)
        .distinct()
        .join(Case, Case.id == Spelling.case_id)
        .where(seen_by(person), Spelling.only_for.in_(("", person.side)))
        .where(Spelling.word.startswith(term[0], autoescape=True))
        .where(and_(length >= len(term) - 2, length <= len(term) + 2))
        .order_by(Spelling.word)
        .limit(WORDS_TRIED)
    )
    return list(session().scalars(chosen))
