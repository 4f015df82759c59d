"""Reading cases. Everything a person can find here, that person may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, String, and_, cast, func, or_, select
from sqlalchemy.orm import contains_eager, undefer, with_expression

from portal.cases.cards import told_to
from portal.cases.earlier import Earlier, measured
from portal.cases.message import ABOUT_TALK, Message, places_talked_of, room_news, said_by
from portal.cases.model import IN_ROOM, REMOVED, UNWANTED, Case, File, Finished, Visit
from portal.cases.verbs import seen_by
from portal.kernel import journal
from portal.kernel.db import session
from portal.kernel.queries import NotFound, one_or_404
from portal.people.model import Account, House
from portal.people.queries import directory, house
from workflows.calendars import Calendar, Calendars
from workflows.case import Refused, Value
from workflows.changes import apply
from workflows.language import _
from workflows.values import Invalid

__all__ = ["Case", "File", "Visit"]  # views know a case only from here

PAGE = 20
USUAL_AMONG = 10  # as many of the newest orders say what somebody usually orders


def get(person: Any, ref: str) -> Case:
    """One case that `person` may see, with its document; NotFound otherwise, whether it exists or not.

    In `ours` are the lines of the pictures that the person's side keeps to itself, once for each picture, in
    `talked` the places that were talked about, once for each message, and in `room_news` is how much others
    said in the room of the person's side since they were there.
    """
    chosen = select(Case).join(Case.account).where(Case.ref == ref, seen_by(person))
    return one_or_404(chosen.options(*_whole(person)))


class _Reader(NamedTuple):
    """All that the statements below need to know of a person."""

    id: int
    handle: str
    side: str


def _whole(person: Any) -> tuple[Any, ...]:
    """Everything of a case that its pages need, in the one statement that finds it."""
    return _whole_for(_Reader(person.id, person.handle, person.side))


@lru_cache(maxsize=512)  # to put it together takes as long as to ask it
def _whole_for(reader: _Reader) -> tuple[Any, ...]:
    own = (File.case_id == Case.id, File.only_for == reader.side, File.waits_for.not_in((REMOVED, IN_ROOM)))
    ours = select(func.aggregate_strings(File.waits_for, " ")).where(*own).correlate(Case).scalar_subquery()
    took = select(Finished.took).where(Finished.workflow == Case.workflow).correlate(Case).scalar_subquery()
    extra = (
        with_expression(Case.ours, ours),
        with_expression(Case.finished, took),
        with_expression(Case.talked, places_talked_of()),
        with_expression(Case.room_news, room_news(reader)),
        with_expression(Case.told, told_to(reader)),
    )
    return undefer(Case.document), contains_eager(Case.account), *extra


def visited(person: Any, ref: str) -> tuple[Case, Visit | None]:
    """One case as `get` reads it, with how far the person has read it."""
    chosen = (
        select(Case, Visit)
        .join(Case.account)
        .outerjoin(Visit, and_(Visit.case_id == Case.id, Visit.person_id == person.id))
        .where(Case.ref == ref, seen_by(person))
        .options(*_whole(person))
    )
    found = session().execute(chosen).one_or_none()
    if found is None:
        raise NotFound
    return found[0], found[1]


def usual_workflow(person: Any) -> str | None:
    """What most of the newest cases that the person sees are about; None while there are none.

    Not the newest alone: one joint project would be offered to who has ordered suits for years.
    """
    newest = (
        select(Case.workflow, Case.begun)
        .where(seen_by(person))
        .order_by(Case.begun.desc(), Case.id.desc())
        .limit(USUAL_AMONG)
        .subquery()
    )
    return session().scalar(
        select(newest.c.workflow)
        .group_by(newest.c.workflow)
        .order_by(func.count().desc(), func.max(newest.c.begun).desc())
        .limit(1)
    )


def counted(person: Any) -> dict[str, int]:
    """How many cases the person sees, by status."""
    rows = session().execute(select(Case.status, func.count()).where(seen_by(person)).group_by(Case.status))
    return {status: count for status, count in rows}


def unread(person: Any, limit: int = 12) -> list[tuple[Case, journal.Entry, Message | None]]:
    """What others did in the person's cases since they were there, newest first, with what was said then.

    What was taken back is left out, and so are answers in a word: these show on what they answer.
    """
    chosen = (
        select(Case, journal.Entry, Message)
        .join(Case.account)
        .join(journal.Entry, journal.Entry.stream == "case:" + cast(Case.id, String))
        .outerjoin(Message, said_by(journal.Entry))
        .outerjoin(Visit, and_(Visit.case_id == Case.id, Visit.person_id == person.id))
        .where(seen_by(person), journal.Entry.seq > func.coalesce(Visit.latest, 0))
        .where(journal.Entry.actor != person.handle, journal.Entry.verb.not_in(ABOUT_TALK))
        .where(Message.gone.is_(None))
        .order_by(journal.Entry.at.desc(), journal.Entry.id.desc())
        .limit(limit)
    )
    return [(case, entry, said) for case, entry, said in session().execute(chosen)]


@dataclass(frozen=True)
class Once:
    """What a line held from one moment on, and the number of the change that wrote it."""

    seq: int
    value: Value | None


def line_history(case: Case, stage: str, field: str) -> list[Once]:
    """Everything a line ever held, newest first."""
    held: list[Once] = []
    lines: dict[str, Any] = {}
    for entry in journal.whole(case.stream):
        fitting = [c for c in entry.changes if _touches(c["path"], ["values", stage, field])]
        lines = apply(lines, fitting)
        now = lines.get("values", {}).get(stage, {}).get(field)
        if fitting and (not held or (held[-1].value or None) != (Value(**now) if now else None)):
            held.append(Once(entry.seq, Value(**now) if now else None))
    return [one for one in reversed(held) if one.value is not None or one.seq > 1]


def _touches(path: list[str], line: list[str]) -> bool:
    return path[: len(line)] == line[: len(path)]


def value_at(case: Case, stage: str, field: str, seq: int) -> Any:
    """What a line held after change number `seq`; None when nothing was written then."""
    past = [one for one in line_history(case, stage, field) if one.seq <= seq]
    return past[0].value.value if past and past[0].value else None


def file(person: Any, ref: str, file_id: str) -> File:
    """A file of a case that the person may see; one that waits is only for who brought it, or their side."""
    chosen = select(File).join(Case, Case.id == File.case_id).where(Case.ref == ref, File.id == file_id)
    return one_or_404(chosen.where(seen_by(person), *_given(person)))


def files(person: Any, case: Case, *, brought: bool = False) -> list[File]:
    """Every file of a case that the person may have, as they came; with `brought` those they brought."""
    chosen = select(File).join(Case, Case.id == File.case_id).where(Case.id == case.id, seen_by(person))
    if brought:
        chosen = chosen.where(File.person_id == person.id)
    return list(session().scalars(chosen.where(*_given(person)).order_by(File.at, File.id)))


def _given(person: Any) -> tuple[ColumnElement[bool], ...]:
    """Select the files that a person who sees their case may have."""
    brought = and_(File.only_for == "", File.person_id == person.id)
    given = or_(File.waits_for == "", brought, File.only_for == person.side)
    return given, File.waits_for != REMOVED


def measured_before(person: Any, case: Case) -> list[Earlier]:
    """The measures of the account's latest other orders that the person may see, the newest first."""
    others = select(Case).where(Case.account_id == case.account_id, Case.id != case.id, seen_by(person))
    latest = others.order_by(Case.moved.desc(), Case.id.desc()).limit(PAGE).options(undefer(Case.document))
    found = [one for other in session().scalars(latest) if (one := measured(other))]
    return sorted(found, key=lambda one: one.taken, reverse=True)


def earlier(person: Any, case: Case, ref: str) -> Earlier:
    """The measures of another order of the same account; Refused when there are none to take over."""
    other = get(person, ref)
    found = measured(other) if other.account_id == case.account_id else None
    if found is None:
        raise Refused(_("There are no measures in that order to take over."))
    return found


def pictures_there(case: Case, ids: list[str]) -> dict[str, str]:
    """The names of those of these pictures that are there, by id: a page of a PDF is, once it is drawn."""
    chosen = select(File.id, File.name).where(File.case_id == case.id, File.id.in_(ids))
    names = {key: name for key, name in session().execute(chosen)}
    return {key: names[key] for key in ids if key in names}


def waiting(person: Any, case: Case) -> list[File]:
    """The files that the person has brought to lines of this case and not put on them yet, as they came."""
    own = (File.case_id == case.id, File.person_id == person.id, File.only_for == "")
    chosen = select(File).where(*own, File.waits_for.not_in(("", UNWANTED)))
    return list(session().scalars(chosen.order_by(File.at, File.id)))


def dated(person: Any, until: date, limit: int = 8) -> list[Case]:
    """The person's open cases that something is due in, soonest first."""
    chosen = select(Case).join(Case.account).options(contains_eager(Case.account))
    chosen = chosen.where(seen_by(person), Case.status == "open", Case.due.is_not(None), Case.due <= until)
    return list(session().scalars(chosen.order_by(Case.due, Case.id).limit(limit)))


def calendars(account_id: int, opened: House | None = None) -> Calendars:
    """The days on which both sides of an account work; the house is read unless it is given.

    A customer that has said nothing of its days works on those of the house.
    """
    opened, account = opened or house(), session().get_one(Account, account_id)
    ours = Calendar.written(opened.working_days, opened.holidays) if opened else Calendar()
    theirs = Calendar.written(account.working_days, account.holidays) if account.working_days else ours
    return Calendars(clan=ours, customer=theirs)


def house_clock() -> tzinfo:
    """The clock of the house, by which moments are told in what everyone reads."""
    opened = house()
    return ZoneInfo(opened.zone) if opened else UTC


def known(case: Case, stage: str, values: Mapping[str, Any]) -> None:
    """Refuse a person who is on neither side of the case: a name that leads to nobody decides nothing.

    Raises:
        Invalid: nobody here has this handle; those who are here are named.
    """
    fields = [case.thread.stages[stage].field(key) for key, value in values.items() if value is not None]
    for field in [field for field in fields if field is not None and field.type == "person"]:
        here = directory(case.account_id)
        if values[field.key] not in [person.handle for person in here]:
            names = ", ".join(f"{person.name} ({person.handle})" for person in here if person.left is None)
            problem = _(
                "%(line)s is one of the people of this order: %(names)s.", line=field.label, names=names
            )
            raise Invalid(problem)
