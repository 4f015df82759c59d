"""What is new in an order for somebody who has not been there: what was said, and what the other side did.

Each order's journal is looked through once; whoever may see the order then gets a day on which a letter may
tell of it. What is told is read anew from the journal in that letter, less what they have read meanwhile.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from portal.cases.message import ABOUT_TALK, Mention, Message
from portal.cases.model import Case, Visit
from portal.cases.show.words import cut
from portal.kernel import clock, journal
from portal.kernel.db import Database, session
from portal.kernel.journal import Entry
from portal.kernel.verbs import sentence
from portal.notifications.choosing import Reader, how, reader, turn_of
from portal.notifications.model import OrderLetters, OrderNews
from portal.people.model import Person
from portal.people.queries import directory, house
from workflows.language import _, ngettext

MOST = 50  # orders at once
MOST_READ = 200  # entries of one order
MOST_TOLD = 6  # in one letter, of one order
OLD = timedelta(days=2)  # older than this is no news
LONG = 280  # characters of what somebody said
TOLD_ELSEWHERE = {"case.remind"}


def spread(database: Database) -> None:
    """Look through what happened in orders since the last time; note whom letters may tell, and when."""
    behind = (
        select(Case.id)
        .outerjoin(OrderNews, OrderNews.case_id == Case.id)
        .where(Case.seq > func.coalesce(OrderNews.seq, 0))
        .order_by(Case.id)
        .limit(MOST)
    )
    with database.unit(write=False) as db:
        some = list(db.scalars(behind))
    for number in some:
        with database.unit(write=True) as db:
            chosen = select(Case).where(Case.id == number).with_for_update(of=Case, skip_locked=True)
            if case := db.scalar(chosen):
                _spread(case)


def _spread(case: Case) -> None:
    opened, looked = house(), session().get(OrderNews, case.id)
    if opened is None:
        return
    since = looked.seq if looked else 0
    session().merge(OrderNews(case_id=case.id, seq=case.seq))
    recent = [one for one in journal.after(case.stream, since, MOST_READ) if clock.now() - one.at < OLD]
    if not recent:
        return
    rows = rows_of(case)
    for person in directory(case.account_id):
        if person.left is None and (news := for_(person, recent)):
            _note(case, rows.get(person.id), reader(person, opened), news[-1].at)


def _note(case: Case, row: OrderLetters | None, reading: Reader, at: datetime) -> None:
    row = row or OrderLetters(person_id=reading.person.id, case_id=case.id, how="", told=0)
    if row.due is None:
        row.due = turn_of(how(row, reading.person), reading, at)
        session().add(row)


def rows_of(case: Case) -> dict[int, OrderLetters]:
    """What each person wants and was told of an order, by the number of the person."""
    chosen = select(OrderLetters).where(OrderLetters.case_id == case.id)
    return {row.person_id: row for row in session().scalars(chosen)}


def unread(person: Person, case: Case, row: OrderLetters | None) -> list[Entry]:
    """What nobody has told this person of the order, and they have not read, oldest first."""
    visit = session().get(Visit, (person.id, case.id))
    known = max(visit.latest if visit else 0, row.told if row else 0)
    named = select(Message.seq).join(Mention, Mention.message_id == Message.id)
    named = named.where(Message.stream == case.stream, Mention.person_id == person.id)
    told = set(session().scalars(named.where(Mention.told.is_not(None), Message.seq > known)))
    return [one for one in for_(person, journal.after(case.stream, known, MOST_READ)) if one.seq not in told]


def for_(person: Person, entries: Iterable[Entry]) -> list[Entry]:
    """Those entries that are news for somebody: what others said, and what the other side did."""
    return [
        one
        for one in entries
        if one.actor != person.handle
        and (one.verb == "case.say" or one.side != person.side)
        and one.verb not in (*ABOUT_TALK, *TOLD_ELSEWHERE)
    ]


def told(person: Person, case: Case, entries: list[Entry]) -> tuple[str, ...]:
    """What happened, in a sentence each; of many only the newest, and how many more there were.

    A message is told as it stands now; one that was taken back is told to nobody.
    """
    numbers = [one.seq for one in entries if one.verb == "case.say"]
    chosen = select(Message).where(Message.stream == case.stream, Message.seq.in_(numbers))
    messages = {row.seq: row for row in session().scalars(chosen)}
    stands = [one for one in entries if one.seq not in messages or messages[one.seq].gone is None]
    _note_mentions(person, [row.id for row in messages.values()])
    lines = [_told(person, one, messages.get(one.seq)) for one in stands[-MOST_TOLD:]]
    more = len(stands) - len(lines)
    before = [ngettext("%(num)s more before these.", "%(num)s more before these.", more)] if more else []
    return (*before, *lines)


def _told(person: Person, entry: Entry, message: Message | None) -> str:
    if message is None:
        return _("%(who)s %(does)s.", who=entry.name, does=sentence(entry.verb, entry.facts))
    said = {"name": entry.name, "words": cut(" ".join(message.text.split()), LONG)}
    if person.handle in message.tells:
        return _("%(name)s named you: “%(words)s”", **said)
    return _("%(name)s wrote: “%(words)s”", **said)


def _note_mentions(person: Person, messages: list[int]) -> None:
    """Note that a letter told somebody that they were named."""
    named = (Mention.person_id == person.id, Mention.message_id.in_(messages), Mention.told.is_(None))
    session().execute(update(Mention).where(*named).values(told=clock.now()))
