"""Reading what was given to a customer, how it was received, and what is given no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.queries import one_or_404
from portal.knowledge.model import Gift, Halt, Receipt
from portal.knowledge.verbs import Question
from portal.people.model import Account, Person
from workflows.knowledge import USED, WAITS, Rated, proposal

PAGE, LATEST = 20, 20
STANDS = Gift.gone.is_(None)


@dataclass(frozen=True)
class Figures:
    """What was given, to how many, and what became of it; mistakes left out."""

    gifts: int
    received: int  # by somebody who said how it was
    used: int
    not_received: int
    waiting: int


def figures(account_id: int) -> Figures:
    """How much was given to a customer, and what became of it by now."""
    late = Gift.at < clock.now() - WAITS
    asked = select(
        func.count(Gift.id.distinct()),
        func.count(Receipt.rating),
        func.count().filter(Receipt.rating >= USED),
        func.count().filter(Receipt.rating.is_(None), late),
        func.count().filter(Receipt.rating.is_(None), ~late),
    )
    asked = asked.join_from(Gift, Receipt, Receipt.gift_id == Gift.id)
    return Figures(*session().execute(asked.where(Gift.account_id == account_id, STANDS)).one())


def given(found: Account, before: int | None = None) -> tuple[list[Gift], int | None]:
    """A page of what was given to a customer, newest first, and from which number to go on."""
    chosen = select(Gift).where(Gift.account_id == found.id).order_by(Gift.number.desc()).limit(PAGE + 1)
    if before is not None:
        chosen = chosen.where(Gift.number < before)
    whole = (joinedload(Gift.giver), selectinload(Gift.receipts).joinedload(Receipt.person))
    rows = list(session().scalars(chosen.options(*whole)))
    return rows[:PAGE], rows[PAGE - 1].number if len(rows) > PAGE else None


def gift(found: Account, number: int) -> Gift:
    """Something that was given to this customer.

    Raises:
        NotFound: there is none of that number.
    """
    chosen = select(Gift).where(Gift.account_id == found.id, Gift.number == number)
    return one_or_404(chosen.options(joinedload(Gift.giver), selectinload(Gift.receipts)))


def receipt(found: Account, number: int, person: Person) -> Receipt:
    """What somebody received.

    Raises:
        NotFound: it was not given to them.
    """
    chosen = select(Receipt).join(Receipt.gift).options(contains_eager(Receipt.gift).joinedload(Gift.giver))
    own = (Gift.account_id == found.id, Gift.number == number, Receipt.person_id == person.id)
    return one_or_404(chosen.where(*own))


def used(account_id: int, most: int = LATEST) -> list[Receipt]:
    """What a customer's people used of what was given, latest first."""
    chosen = select(Receipt).join(Receipt.gift).where(Receipt.account_id == account_id, STANDS)
    chosen = chosen.where(Receipt.rating >= USED).order_by(Receipt.rated.desc(), Receipt.id.desc())
    whole = (contains_eager(Receipt.gift).joinedload(Gift.giver), joinedload(Receipt.person))
    return list(session().scalars(chosen.options(*whole).limit(most)))


# ---------------------------------------------------------------- whether to stop


def question(account_id: int, person: Person) -> Question | None:
    """Whether two in a row were of no use to somebody, and nobody has decided on it yet."""
    chosen = select(Gift.number, Gift.kind, Receipt.rating, Gift.giver_id)
    chosen = chosen.join_from(Gift, Receipt, Receipt.gift_id == Gift.id).where(STANDS)
    chosen = chosen.where(Gift.account_id == account_id, Receipt.person_id == person.id)
    rows: Any = session().execute(chosen.where(Receipt.rating.is_not(None)).order_by(Gift.number)).all()
    decided = select(Halt.number).where(Halt.account_id == account_id, Halt.person_id == person.id)
    found = proposal((Rated(*row) for row in rows), session().scalars(decided).all())
    return Question(account_id, person, *found) if found else None


def questions(account_id: int, people: Iterable[Person]) -> list[Question]:
    """The same of all of these people."""
    found = (question(account_id, one) for one in people)
    return [one for one in found if one is not None]


def halts(account_id: int) -> list[Halt]:
    """What is given no more, and to whom."""
    chosen = select(Halt).where(Halt.account_id == account_id, Halt.stopped.is_(True)).order_by(Halt.id)
    return list(session().scalars(chosen.options(joinedload(Halt.person))))


def halt(account_id: int, person: Person, number: int) -> Halt | None:
    """What was decided after a gift, if anything."""
    key = (Halt.account_id == account_id, Halt.person_id == person.id, Halt.number == number)
    return session().scalar(select(Halt).where(*key).with_for_update())


def as_question(one: Halt) -> Question:
    """What was decided, to be decided otherwise."""
    return Question(one.account_id, one.person, one.number, tuple(one.kinds), one.giver_id)


def refusing(account_id: int, kind: str, people: Iterable[Person]) -> list[Person]:
    """To whom of these nothing of this kind is given any more."""
    stopped = {one.person_id for one in halts(account_id) if kind in one.kinds}
    return [one for one in people if one.id in stopped]
