"""Reading findings: one, pages of them, and how many there are of which kind. Nothing here writes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, undefer

from portal.cases.model import Case
from portal.clans.queries import Member
from portal.clans.verbs import room, stream
from portal.findings.model import Finding, Use
from portal.findings.verbs import seen_by
from portal.kernel import clock
from portal.kernel.db import of_house, session
from portal.kernel.queries import one_or_404
from portal.kernel.terms import looked_for
from portal.people.model import Account, Person
from workflows.clans import Candidate
from workflows.findings import LONG_UNUSED, PAST, RIGHT, WRONG

PAGE = 20
OPEN = and_(Finding.answered.is_(None), Finding.withdrawn.is_(None))
STANDS = Finding.withdrawn.is_(None)
USED = select(Use.id).where(Use.finding_id == Finding.id, Use.verdict != "rejected").exists()
LATELY = timedelta(days=14)  # how long somebody is thanked on their first page
SAID = {"asked": ("",), "right": (RIGHT,), "wrong": (WRONG, PAST)}


@dataclass(frozen=True)
class Wanted:
    """Which findings somebody looks for; what is empty asks nothing."""

    words: str = ""
    first_hand: bool = False
    answered: str = ""  # yes or no
    used: str = ""  # yes, no, or long: not for long
    said: str = ""  # by the customer: asked, right or wrong, and then only what is shared
    before: str = ""  # those before this one


@dataclass(frozen=True)
class Figures:
    """How many findings there are of which kind, those withdrawn left out."""

    all: int
    first_hand: int
    answered: int
    learned: int  # were new to the senior who answered
    used: int
    asked: int  # are shared, and the customer has not said what it thinks


def finding(reader: Any, account: Account, ref: str) -> Finding:
    """The finding of that name, for whoever may read it.

    Raises:
        NotFound: there is none of that name for them.
    """
    chosen = select(Finding).where(seen_by(reader), Finding.account_id == account.id, _named(account, ref))
    return one_or_404(chosen.options(*_people()))


def _named(account: Account, ref: str) -> ColumnElement[bool]:
    place = room(account.id) if ref[:1] == "r" else stream(account.id)
    number = ref.removeprefix("r")
    known = number.isascii() and number.isdigit() and len(number) < 10
    return and_(Finding.stream == place, Finding.number == int(number)) if known else false()


def _people() -> Iterable[Any]:
    people = (Finding.author, Finding.subject, Finding.owner, Finding.answerer, Finding.marker)
    return map(joinedload, people)


def some(reader: Any, account: Account, wanted: Wanted) -> tuple[list[Finding], str]:
    """A page of what is wanted, newest first, and the name of the last if there are more."""
    chosen = select(Finding).where(seen_by(reader), Finding.account_id == account.id, *_like(wanted))
    if wanted.before:
        last = select(Finding.id).where(seen_by(reader), _named(account, wanted.before)).scalar_subquery()
        chosen = chosen.where(Finding.id < last)
    chosen = chosen.options(*_people()).order_by(Finding.id.desc()).limit(PAGE + 1)
    found = list(session().scalars(chosen))
    return found[:PAGE], found[PAGE - 1].ref if len(found) > PAGE else ""


def _like(wanted: Wanted) -> list[ColumnElement[bool]]:
    like = [Finding.folded.contains(f" {term}", autoescape=True) for term in looked_for(wanted.words).terms]
    if wanted.first_hand:
        like.append(Finding.first_hand.is_(True))
    if wanted.answered in ("yes", "no"):
        like += [Finding.answered.is_not(None) if wanted.answered == "yes" else OPEN]
    if wanted.used in ("yes", "no", "long"):
        like += [USED if wanted.used == "yes" else and_(~USED, STANDS)]
    if wanted.used == "long":
        like.append(Finding.reported < clock.now() - LONG_UNUSED)
    if wanted.said in SAID:
        like += [Finding.mark.in_(SAID[wanted.said]), STANDS, Finding.stream.startswith("clan:")]
    return like


def figures(reader: Any, account: Account) -> Figures:
    """How many findings of a customer there are of which kind, as far as `reader` may read them."""
    asked = select(
        func.count(),
        _counted(Finding.first_hand.is_(True)),
        _counted(Finding.answered.is_not(None)),
        _counted(Finding.learned.is_(True)),
        _counted(USED),
        _counted(and_(Finding.mark == "", Finding.stream.startswith("clan:"))),
    )
    row = session().execute(asked.where(seen_by(reader), Finding.account_id == account.id, STANDS)).one()
    return Figures(*row)


def _counted(which: ColumnElement[bool]) -> Any:
    return func.coalesce(func.sum(case((which, 1), else_=0)), 0)


def taught(reader: Any, account: Account) -> list[tuple[Person, int]]:
    """The seniors who learned something themselves by what was reported, and how often."""
    new = (seen_by(reader), Finding.account_id == account.id, STANDS, Finding.learned.is_(True))
    often = select(Finding.answerer_id, func.count().label("often")).where(*new).group_by(Finding.answerer_id)
    counted = often.subquery()
    asked = select(Person, counted.c.often).join(counted, counted.c.answerer_id == Person.id)
    return [(one, number) for one, number in session().execute(asked.order_by(Person.name))]


def for_me(person: Any) -> tuple[list[Finding], list[Use]]:
    """What this senior has to answer, soonest due first; and what they found or used that served lately."""
    thanked = and_(
        Use.finding_id == Finding.id,
        Use.verdict == "confirmed",
        Use.judged > clock.now() - LATELY,
        or_(Use.claimant_id == person.id, Finding.author_id == person.id),
    )
    mine = or_(and_(Finding.owner_id == person.id, OPEN), Use.id.is_not(None))
    claimant, judge = aliased(Person), aliased(Person)
    asked = select(Finding, Use).outerjoin(Use, thanked).where(mine, seen_by(person))
    asked = asked.outerjoin(claimant, Use.claimant_id == claimant.id)
    asked = asked.outerjoin(judge, Use.judge_id == judge.id)
    asked = asked.options(
        *_people(),
        joinedload(Finding.account),
        contains_eager(Use.claimant.of_type(claimant)),
        contains_eager(Use.judge.of_type(judge)),
        contains_eager(Use.finding),
    )
    rows: Any = session().execute(asked.order_by(Finding.due, Finding.id, Use.id)).all()
    own = [one for one, _use in rows if one.owner_id == person.id]
    waiting = [one for one in own if one.answered is None and one.withdrawn is None]
    return list(dict.fromkeys(waiting)), [used for _one, used in rows if used is not None]


def newest(place: str, number: int) -> list[Finding]:
    """The newest of one stream that were learned first-hand and are not known to be wrong."""
    chosen = select(Finding).where(
        Finding.stream == place, Finding.first_hand.is_(True), STANDS, Finding.mark != WRONG
    )
    people = (joinedload(Finding.author), joinedload(Finding.subject))
    return list(session().scalars(chosen.options(*people).order_by(Finding.id.desc()).limit(number)))


def unanswered(account_id: int) -> list[Finding]:
    """What waits for a senior of this clan, in the order in which it was reported."""
    chosen = select(Finding).where(Finding.account_id == account_id, OPEN).order_by(Finding.id)
    return list(session().scalars(chosen))


def copies(shared: Finding) -> list[Finding]:
    """What stands in the clan's room and was shared as this."""
    return list(session().scalars(select(Finding).where(Finding.shared_id == shared.id)))


def shared_as(found: Finding) -> Finding | None:
    """What was shared of a finding of the room."""
    return session().get(Finding, found.shared_id) if found.shared_id else None


@of_house
def candidates(seniors: Iterable[Member]) -> list[Candidate]:
    """The seniors among whom an answer is drawn, with what waits for each in all clans together."""
    asked = select(Finding.owner_id, func.count()).where(OPEN).group_by(Finding.owner_id)
    counted = {owner: number for owner, number in session().execute(asked)}
    return [Candidate(one.person.id, one.person.name, counted.get(one.person.id, 0)) for one in seniors]


# ---------------------------------------------------------------- uses


def uses_of(found: Sequence[Finding]) -> list[Use]:
    """Where these were put to use, those not confirmed left out, oldest first."""
    chosen = _uses(Use.finding_id.in_([one.id for one in found]), Use.verdict != "rejected")
    return list(session().scalars(chosen))


def every_use(found: Finding) -> list[Use]:
    """Where it was put to use, and what was not confirmed, oldest first."""
    return list(session().scalars(_uses(Use.finding_id == found.id)))


def use(found: Finding, number: int) -> Use:
    """One use of a finding.

    Raises:
        NotFound: there is none of that number.
    """
    return one_or_404(_uses(Use.finding_id == found.id, Use.number == number))


def used_in(case_id: int, place: str) -> list[Use]:
    """What of one stream an order was done with, oldest first."""
    there = (Use.case_id == case_id, Finding.stream == place, Use.verdict != "rejected")
    return list(session().scalars(_uses(*there)))


def orders_in(uses: Sequence[Use]) -> dict[int, Case]:
    """The orders of these uses as they stand, by number."""
    chosen = select(Case).where(Case.id.in_([one.case_id for one in uses])).options(undefer(Case.document))
    return {one.id: one for one in session().scalars(chosen)}


def orders_of(found: Finding) -> list[int]:
    """The orders in which it was put to use."""
    asked = select(Use.case_id).where(Use.finding_id == found.id, Use.case_id.is_not(None)).distinct()
    return [one for one in session().scalars(asked) if one]


def _uses(*which: ColumnElement[bool]) -> Select[Use]:
    chosen = select(Use).join(Use.finding).where(*which).order_by(Use.id)
    people = (joinedload(Use.claimant), joinedload(Use.judge))
    return chosen.options(contains_eager(Use.finding).joinedload(Finding.author), *people)


def used_at(reader: Any, kind: str, ref: str) -> list[Use]:
    """What of the findings that somebody may read was put to use where other areas say so, oldest first."""
    there = (Use.kind == kind, Use.case_ref == ref, Use.verdict != "rejected")
    whose = contains_eager(Use.finding).joinedload(Finding.account)
    return list(session().scalars(_uses(*there, seen_by(reader)).options(whose)))


def usable(reader: Any, account_id: int) -> list[Finding]:
    """The newest findings of a customer that may be put to use: what stands and is not known as wrong."""
    chosen = select(Finding).where(seen_by(reader), Finding.account_id == account_id, STANDS)
    return list(session().scalars(chosen.where(Finding.mark != WRONG).order_by(Finding.id.desc()).limit(100)))
