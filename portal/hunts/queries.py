"""Reading hunts: one, pages of them, how many ended how, and the bands of orders. Nothing here writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from portal.cases.model import Case
from portal.clans.queries import Member, clan
from portal.hunts.model import Hunt, HuntAnswer, ShownHunt
from portal.hunts.verbs import seen_by, shown_to
from portal.kernel.db import session
from portal.kernel.queries import one_or_404
from portal.people.model import Account
from workflows import totals
from workflows.hunts import Band, may_answer

PAGE, ORDERS = 20, 30
STATES = ("running", "won", "lost", "refused")
WHOLE = (
    joinedload(Hunt.account),
    joinedload(Hunt.noter),
    joinedload(Hunt.ender),
    selectinload(Hunt.answers).joinedload(HuntAnswer.person),
    joinedload(Hunt.shown).joinedload(ShownHunt.asked),
)


@dataclass(frozen=True)
class Agreed:
    """The band that both sides agreed for the whole of an order."""

    ref: str
    title: str
    band: Band


@dataclass(frozen=True)
class Counts:
    """How many hunts of a customer run or ended, and how those that were won stood."""

    running: int
    won: int
    lost: int
    refused: int
    good: int  # won while all five were good
    anyway: int  # won with a senior's reason


def hunt(reader: Any, account: Account, ref: str) -> Hunt:
    """The hunt of that name, for whoever may read it.

    Raises:
        NotFound: there is none of that name for them.
    """
    chosen = select(Hunt).where(seen_by(reader), Hunt.account_id == account.id, _named(ref))
    return one_or_404(chosen.options(*WHOLE))


def read_anew(found: Hunt) -> None:
    """Read a hunt and its answers once more, as they stand now."""
    chosen = select(Hunt).where(Hunt.id == found.id).options(*WHOLE)
    session().scalars(chosen.execution_options(populate_existing=True)).one()


def _named(ref: str) -> ColumnElement[bool]:
    number = ref[1:]
    known = ref[:1] == "r" and number.isascii() and number.isdigit() and len(number) < 10
    return Hunt.number == int(number) if known else false()


def some(
    reader: Any, account: Account, state: str, before: int | None = None
) -> tuple[list[Hunt], int | None]:
    """A page of the hunts that stand so, newest first, and after which number more follow."""
    chosen = select(Hunt).where(seen_by(reader), Hunt.account_id == account.id, Hunt.state == state)
    if before is not None:
        chosen = chosen.where(Hunt.number < before)
    found = list(session().scalars(chosen.options(*WHOLE).order_by(Hunt.number.desc()).limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else None


def counts(reader: Any, account: Account) -> Counts:
    """How many hunts of a customer stand how, as far as `reader` may read them."""
    won = and_(Hunt.state == "won", Hunt.good.is_(True)), and_(Hunt.state == "won", Hunt.why != "")
    asked = select(*(_counted(Hunt.state == one) for one in STATES), *map(_counted, won))
    return Counts(*session().execute(asked.where(seen_by(reader), Hunt.account_id == account.id)).one())


def _counted(which: ColumnElement[bool]) -> Any:
    return func.coalesce(func.sum(case((which, 1), else_=0)), 0)


def newest(account_id: int, number: int) -> list[Hunt]:
    """The hunts that the page of a customer tells of: those that run, then those that ended last."""
    chosen = select(Hunt).where(Hunt.account_id == account_id).options(*WHOLE)
    order = (Hunt.state != "running", Hunt.ended.desc(), Hunt.number.desc())
    return list(session().scalars(chosen.order_by(*order).limit(number)))


def bands(account: Account, currency: str) -> list[Agreed]:
    """The bands that both sides agreed for orders of a customer, of the newest order first."""
    chosen = select(Case).where(Case.account_id == account.id).options(undefer(Case.document))
    found = []
    for one in session().scalars(chosen.order_by(Case.id.desc()).limit(ORDERS)):
        band = totals.band(one.thread)
        if band and band.state == "agreed" and one.thread.currency == currency:
            found.append(Agreed(one.ref, one.title, Band("order", band.low, band.high)))
    return found


# ---------------------------------------------------------------- what is shown

OF_SHOWN = (joinedload(ShownHunt.asked), joinedload(ShownHunt.shower), joinedload(ShownHunt.account))


def shown(reader: Any, account: Account, number: int) -> ShownHunt:
    """What is shown of a hunt, for the customer and its clan.

    Raises:
        NotFound: nothing of that number is shown to them.
    """
    chosen = select(ShownHunt).where(shown_to(reader), ShownHunt.account_id == account.id)
    return one_or_404(chosen.where(ShownHunt.number == number).options(*OF_SHOWN))


def all_shown(reader: Any, account: Account, before: int | None = None) -> tuple[list[ShownHunt], int | None]:
    """A page of what is shown to a customer, newest first, and after which number more follow."""
    chosen = select(ShownHunt).where(shown_to(reader), ShownHunt.account_id == account.id)
    if before is not None:
        chosen = chosen.where(ShownHunt.number < before)
    chosen = chosen.options(*OF_SHOWN).order_by(ShownHunt.number.desc()).limit(PAGE + 1)
    found = list(session().scalars(chosen))
    return found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else None


def newest_shown(account_id: int, number: int) -> list[ShownHunt]:
    """What the page of a customer tells it of hunts: those that run, then the newest of the others."""
    chosen = select(ShownHunt).where(ShownHunt.account_id == account_id).options(joinedload(ShownHunt.asked))
    order = (ShownHunt.state != "running", ShownHunt.number.desc())
    return list(session().scalars(chosen.order_by(*order).limit(number)))


def of_shown(made: ShownHunt) -> Hunt:
    """The hunt of which something is shown."""
    chosen = select(Hunt).where(Hunt.shown_id == made.id).options(*WHOLE)
    return session().scalars(chosen).one()


# ---------------------------------------------------------------- who answers


def askable(hunt: Hunt, members: Iterable[Member]) -> list[Member]:
    """Those of the clan whose answer would help and who are not asked yet."""
    asked = {one.person_id for one in hunt.answers}
    return [
        one
        for one in members
        if one.person.id not in asked
        and may_answer(hunt.noter_id, one.person.id, one.person.department, hunt.voices)
    ]


def late(account_id: int) -> list[Hunt]:
    """The hunts that run although the day of decision is over, and this was told."""
    chosen = select(Hunt).where(Hunt.account_id == account_id, Hunt.state == "running", Hunt.passed.is_(True))
    return list(session().scalars(chosen))


def waiting_for(person: Any) -> list[HuntAnswer]:
    """What somebody was asked on hunts that run, in the clans they are in."""
    chosen = (
        select(HuntAnswer).join(HuntAnswer.hunt).where(HuntAnswer.person_id == person.id, seen_by(person))
    )
    chosen = chosen.where(Hunt.state == "running", HuntAnswer.answered.is_(None))
    return list(session().scalars(chosen.options(joinedload(HuntAnswer.hunt).joinedload(Hunt.account))))


def members(account: Account) -> list[Member]:
    """The clan of a customer."""
    return clan(account).members


def open_answers(account_id: int) -> list[HuntAnswer]:
    """What somebody was asked on a hunt that runs, and has not answered whole."""
    chosen = select(HuntAnswer).join(HuntAnswer.hunt).where(Hunt.account_id == account_id)
    chosen = chosen.where(Hunt.state == "running", HuntAnswer.answered.is_(None))
    people = joinedload(HuntAnswer.hunt).selectinload(Hunt.answers).joinedload(HuntAnswer.person)
    return list(
        session().scalars(chosen.options(joinedload(HuntAnswer.person), people).order_by(HuntAnswer.id))
    )
