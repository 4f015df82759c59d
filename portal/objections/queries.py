"""Reading objections. Nothing here writes."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, undefer

from portal.cases.model import Case
from portal.clans.queries import Member
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.queries import one_or_404
from portal.objections.model import Objection
from portal.objections.verbs import seen_by
from portal.people.model import Account
from workflows.clans import Candidate
from workflows.objections import A_YEAR, Counted, by_department

__all__ = ["Objection"]  # views know an objection only from here

PAGE = 50
WHOLE = (Objection.author, Objection.answerer, Objection.ended_by, Objection.account)


def objection(reader: Any, account: Account, number: int) -> Objection:
    """One objection, for whoever may read it.

    Raises:
        NotFound: there is none of that number for them.
    """
    return one_or_404(_of(reader, account).where(Objection.number == number))


def some(reader: Any, account: Account, before: int | None = None) -> list[Objection]:
    """A page of objections: what is open first, then what has ended, the newest of each first."""
    chosen = _of(reader, account)
    if before:
        chosen = chosen.where(Objection.number < before)
    ordered = chosen.order_by(Objection.outcome != "", Objection.number.desc())
    return list(session().scalars(ordered.limit(PAGE)))


def figures(reader: Any, account: Account) -> list[Counted]:
    """What became of the objections of the last year, by the department of whoever raised them."""
    lately = (Objection.account_id == account.id, Objection.raised > clock.now() - A_YEAR)
    asked = select(Objection.department, Objection.outcome).where(seen_by(reader), *lately)
    return by_department((row.department, row.outcome) for row in session().execute(asked))


def _of(reader: Any, account: Account) -> Select[Objection]:
    chosen = select(Objection).where(seen_by(reader), Objection.account_id == account.id)
    return chosen.options(*map(joinedload, WHOLE))


def candidates(members: Iterable[Member]) -> list[Candidate]:
    """Those among whom an answer is drawn, with what waits for each in all clans together."""
    open_ = select(Objection.answerer_id, func.count()).where(Objection.outcome == "")
    counted = {row[0]: row[1] for row in session().execute(open_.group_by(Objection.answerer_id))}
    return [Candidate(one.person.id, one.person.name, counted.get(one.person.id, 0)) for one in members]


def order_of(objection: Objection) -> Case:
    """The order that an objection holds a stage of."""
    asked = select(Case).where(Case.id == objection.case_id)
    return session().scalars(asked.options(undefer(Case.document), joinedload(Case.account))).one()


def open_without_answerer(account_id: int, members: list[Member]) -> list[Objection]:
    """The open objections that nobody of this clan is named to answer any more, oldest first."""
    there = [one.person.id for one in members]
    open_ = select(Objection).where(Objection.account_id == account_id, Objection.outcome == "")
    rows = session().scalars(open_.options(joinedload(Objection.author)).order_by(Objection.id))
    return [one for one in rows if one.answerer_id not in there]
