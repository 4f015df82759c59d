"""Reading clans: who stands for a customer, which seats are open, and what was asked. Nothing here writes."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal.clans.model import Card, Footing, OpenSeat, Question
from portal.clans.verbs import stream
from portal.kernel import clock, journal
from portal.kernel.db import of_house, session
from portal.kernel.queries import NotFound, one_or_404
from portal.people.model import Account, House, Person, Seat
from portal.people.queries import accounts_seen, homes, house
from workflows.calendars import Calendar
from workflows.clans import DAYS_TO_ANSWER, Candidate, Coverage, coverage

OPEN = Question.answered.is_(None)
ANSWERED, LOG = timedelta(days=60), 30  # how long an answer stands; how many deeds a page tells


@dataclass(frozen=True)
class Member:
    """Somebody of one customer's clan, or of its own people, and what they are to it in their words."""

    account_id: int
    person: Person
    senior: bool = False
    since: datetime | None = None  # of their seat
    why: str = ""
    hours: int | None = None
    decides: str = ""
    by_name: str = ""


@dataclass(frozen=True)
class Clan:
    """A customer with its clan and the seats that are open in it."""

    account: Account
    members: list[Member]
    vacant: list[OpenSeat]
    people: list[Member] = field(default_factory=list)  # the customer's own; not read for lists of clans

    @property
    def coverage(self) -> Coverage:
        """How widely it stands."""
        there = ((one.person.department, one.senior) for one in self.members)
        return coverage(there, (seat.department for seat in self.vacant))


def account(person: Any, handle: str) -> Account:
    """The customer of that short name, for its own people and its clan.

    Raises:
        NotFound: there is none of that name for them.
    """
    if person.side == "customer" and person.left is None and person.account.handle == handle:
        own: Account = person.account  # read with whoever signed in
        return own
    return one_or_404(select(Account).where(Account.handle == handle, Account.id.in_(homes(person))))


def clan(found: Account) -> Clan:
    """The clan of an account that its reader may see, with the people of the account itself."""
    asked = _of_both_sides(found).where(Person.left.is_(None))
    order = (func.coalesce(Seat.senior, false()).desc(), Person.name)
    everyone = [_member(found.id, *row) for row in session().execute(asked.order_by(*order))]
    members = [one for one in everyone if one.since]
    own = [one for one in everyone if not one.since]
    return Clan(found, members, list(session().scalars(_vacant(OpenSeat.account_id == found.id))), own)


def _of_both_sides(found: Account) -> Select[Seat, Person, Footing]:
    """Who holds a seat in the clan of an account, and its own people, with what is said of each."""
    seated = and_(Seat.person_id == Person.id, Seat.account_id == found.id)
    said = and_(Footing.person_id == Person.id, Footing.account_id == found.id)
    asked = select(Seat, Person, Footing).select_from(Person).outerjoin(Seat, seated).outerjoin(Footing, said)
    return asked.where(or_(Person.account_id == found.id, Seat.id.is_not(None)))


def clans(person: Any) -> list[Clan]:
    """The clans of all accounts that somebody sees, in as many statements however many there are."""
    return _clans(accounts_seen(person))


def every_clan(administrator: Any) -> list[Clan]:
    """The clan of every account, for administrators, who give the seats."""
    if "administrator" not in administrator.roles:
        return []
    return _clans(list(session().scalars(select(Account).order_by(Account.name))))


def _clans(accounts: list[Account]) -> list[Clan]:
    found = {one.id: Clan(one, [], []) for one in accounts}
    said = and_(Footing.account_id == Seat.account_id, Footing.person_id == Seat.person_id)
    seated = select(Seat, Person, Footing).join(Person, Person.id == Seat.person_id).outerjoin(Footing, said)
    seated = seated.where(Seat.account_id.in_(found), Person.left.is_(None))
    for seat, person, words in session().execute(seated.order_by(Seat.senior.desc(), Person.name)):
        found[seat.account_id].members.append(_member(seat.account_id, seat, person, words))
    for one in session().scalars(_vacant(OpenSeat.account_id.in_(found))):
        found[one.account_id].vacant.append(one)
    return list(found.values())


def _member(account_id: int, seat: Seat | None, person: Person, words: Footing | None) -> Member:
    held = (seat.senior, seat.since) if seat else (False, None)
    said = (words.why, words.hours, words.decides, words.by_name) if words else ()
    return Member(account_id, person, *held, *said)


def _vacant(which: ColumnElement[bool]) -> Select[OpenSeat]:
    return select(OpenSeat).where(which, OpenSeat.ended.is_(None)).order_by(OpenSeat.opened, OpenSeat.id)


def open_seat(found: Account, number: int) -> OpenSeat:
    """A seat of this clan that is still open.

    Raises:
        NotFound: it is not there any more, or never was.
    """
    return one_or_404(_vacant(and_(OpenSeat.account_id == found.id, OpenSeat.id == number)))


def any_open_seat(number: int) -> tuple[Account, OpenSeat]:
    """An open seat of any clan with its customer, for administrators, who give it.

    Raises:
        NotFound: it is not there any more, or never was.
    """
    seat = one_or_404(_vacant(OpenSeat.id == number))
    return session().get_one(Account, seat.account_id), seat


def member(found: Account, handle: str) -> Member:
    """Somebody of this customer's clan, or of its own people.

    Raises:
        NotFound: nobody of that name belongs to it today.
    """
    asked = _of_both_sides(found).where(Person.handle == handle, Person.left.is_(None))
    row = session().execute(asked).first()
    if row is None:
        raise NotFound
    return _member(found.id, *row)


# ---------------------------------------------------------------- questions


def questions(found: Account) -> list[Question]:
    """What this customer asked: what is open first, soonest due; then what was answered lately."""
    lately = Question.answered > clock.now() - ANSWERED
    chosen = _asked(Question.account_id == found.id, or_(Question.answered.is_(None), lately))
    return list(session().scalars(chosen.order_by(Question.answered.is_not(None), Question.due, Question.id)))


def question(found: Account, number: int) -> Question:
    """A question of this customer that is still open.

    Raises:
        NotFound: it is not open any more, or never was.
    """
    return one_or_404(_asked(Question.account_id == found.id, Question.id == number, OPEN))


def waiting_for(person: Any) -> list[Question]:
    """The open questions that are this person's to answer, soonest due first."""
    mine = (Question.owner_id == person.id, Question.account_id.in_(homes(person)), OPEN)
    chosen = _asked(*mine).options(joinedload(Question.account))
    return list(session().scalars(chosen.order_by(Question.due, Question.id)))


def led_alone(person: Any) -> list[Account]:
    """The customers whose clan somebody leads with no other senior beside them, by name."""
    other = aliased(Seat)
    led = select(Account).join(Seat, Seat.account_id == Account.id)
    led = led.where(Seat.person_id == person.id, Seat.senior.is_(True))
    beside = select(other.id).join(Person, Person.id == other.person_id)
    beside = beside.where(
        other.account_id == Account.id, other.person_id != person.id, other.senior.is_(True)
    )
    alone = ~beside.where(Person.left.is_(None)).exists()
    return list(session().scalars(led.where(alone).order_by(Account.name)))


def open_questions(account_id: int) -> list[Question]:
    """What a customer asked and nobody has answered yet, in the order in which it was asked."""
    return list(session().scalars(_asked(Question.account_id == account_id, OPEN).order_by(Question.id)))


def _asked(*which: ColumnElement[bool]) -> Select[Question]:
    people = (Question.asker, Question.owner, Question.answerer, Question.named)
    return select(Question).where(*which).options(*map(joinedload, people))


@of_house
def candidates(seniors: Collection[Member]) -> list[Candidate]:
    """The seniors among whom a question is drawn, with what waits for each in all clans together."""
    asked = select(Question.owner_id, func.count()).where(OPEN).group_by(Question.owner_id)
    counted = {owner: number for owner, number in session().execute(asked)}
    return [Candidate(one.person.id, one.person.name, counted.get(one.person.id, 0)) for one in seniors]


# ---------------------------------------------------------------- days


def today() -> date:
    """The day it is in the house."""
    return in_house(clock.now(), house())


def due_from(moment: datetime, working_days: int = DAYS_TO_ANSWER) -> date:
    """By which day something that was asked at that moment is to be answered."""
    return calendar().after(day_of(moment), working_days)


def calendar() -> Calendar:
    """The days on which the house works."""
    opened = house()
    return Calendar.written(opened.working_days, opened.holidays) if opened else Calendar()


def day_of(moment: datetime) -> date:
    """On which day something happened, in the house."""
    return in_house(moment, house())


def in_house(moment: datetime, opened: House | None) -> date:
    """The day that it was in this house at that moment."""
    return moment.astimezone(ZoneInfo(opened.zone) if opened else UTC).date()


def log(found: Account, before: int | None = None) -> list[journal.Entry]:
    """What happened in this clan last, or last before the entry of that number."""
    return journal.newest(stream(found.id), LOG, before)


def cards(found: Account, reader: Any) -> dict[str, dict[str, Any]]:
    """What areas say on the page of this customer, by name: to both sides, and to the reader's alone."""
    asked = select(Card).where(Card.account_id == found.id, Card.side.in_(("", reader.side)))
    return {one.name: one.said for one in session().scalars(asked)}
