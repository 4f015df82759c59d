"""A letter of its own for whoever is named in a message: at once, outside of their quiet time, and once.

An answer to it is said where they were named. Of the room of one side it tells only that they were named:
what was said stays in the room, and such a letter takes no answer.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, undefer

from portal.cases import post
from portal.cases.message import Mention, Message, RoomVisit
from portal.cases.model import Case, Visit
from portal.cases.post import Site
from portal.cases.show.talk import PlaceView, place
from portal.cases.show.words import cut
from portal.kernel import clock, languages
from portal.kernel.db import Database, session
from portal.kernel.letterhead import Part
from portal.notifications.choosing import how, reader
from portal.notifications.model import OrderLetters
from portal.notifications.wording import About, mover
from portal.people.model import House, Person
from portal.people.queries import directory, house
from workflows.language import _

MOST, LONG = 50, 1_000  # letters at once, characters of what was said
OLD = timedelta(days=2)  # older than this is no news


def write_due(database: Database, site: Site) -> int:
    """Write to everybody who was named and not told, where a letter may come now; returns how many."""
    since = clock.now() - OLD
    due = select(Mention.message_id).join(Message, Message.id == Mention.message_id)
    due = due.where(Mention.told.is_(None), Message.gone.is_(None), Message.at > since).limit(1)
    with database.unit(write=False) as db:
        if db.scalar(due) is None:
            return 0
    with database.unit(write=True):
        opened, now = house(), clock.now()
        return sum(_tell(site, opened, *row, now) for row in _untold(now - OLD)) if opened else 0


def _untold(since: datetime) -> list[tuple[Mention, Message, Case, Person]]:
    """Who was named by what, oldest first. Another worker that writes meanwhile is not waited for."""
    chosen = (
        select(Mention, Message, Case, Person)
        .join(Message, Message.id == Mention.message_id)
        .join(Case, Case.id == Message.case_id)
        .join(Case.account)
        .join(Person, Person.id == Mention.person_id)
        .options(undefer(Case.document), contains_eager(Case.account))
        .where(Mention.told.is_(None), Message.gone.is_(None), Message.at > since)
        .order_by(Message.id)
        .limit(MOST)
    )
    rows = session().execute(chosen.with_for_update(of=Mention, skip_locked=True))
    return [(mention, said, case, person) for mention, said, case, person in rows]


def _tell(
    site: Site, opened: House, mention: Mention, said: Message, case: Case, person: Person, now: datetime
) -> int:
    """Write one letter, unless it is not wanted, not theirs to read any more, read, or not yet time."""
    ours = said.stream != case.stream
    wanted = how(session().get(OrderLetters, (person.id, case.id)), person)
    here = {one.id for one in directory(case.account_id) if one.left is None}
    theirs = person.id in here and said.stream in (case.stream, case.room(person.side))
    if not person.named or wanted == "nothing" or not theirs or _has_read(person, case, said, ours=ours):
        return 0
    if reader(person, opened).free(now) > now:
        return 0
    with languages.spoken(person.language):
        _write(site, opened, said, case, person, ours=ours)
    mention.told = now
    return 1


def _has_read(person: Person, case: Case, said: Message, *, ours: bool) -> bool:
    """Whether somebody was there since they were named."""
    if ours:
        there = session().get(RoomVisit, (person.id, case.id))
        return there is not None and there.seen >= said.seq
    visit = session().get(Visit, (person.id, case.id))
    return visit is not None and visit.latest >= said.seq


def _write(site: Site, opened: House, said: Message, case: Case, person: Person, *, ours: bool) -> None:
    about = None if ours else place(case.thread, said.place)
    told = {"name": said.name, "order": case.title, "place": about.label if about else ""}
    if ours:
        subject = _("%(name)s named you in your own room: %(order)s", **told)
        line, path = _("%(name)s named you in the room that only your side reads.", **told), "/our-room"
    else:
        subject = _("%(name)s named you: %(order)s", **told)
        line = (
            _("%(name)s named you, about %(place)s.", **told) if about else _("%(name)s named you.", **told)
        )
        path = _path(about)
    order = About(case, mover=mover(case))
    words = () if ours else (_("“%(words)s”", words=cut(" ".join(said.text.split()), LONG)),)
    button = (_("Go to where you are named"), f"{site.address}/orders/{case.ref}{path}")
    sheet = site.sheet(opened, person, line, button, [Part(case.title, order.move(person), (), words)])
    site = replace(site, answers="") if ours else replace(site, message=said.id)
    post.send(site, person, [case], cut(subject, 150), sheet, stops=True)
    if not ours:  # a push service, and whoever sees the device, learns nothing of a room
        post.tell(site, person, [case], order.short(person, line, path))


def _path(about: PlaceView | None) -> str:
    """Where a place of an order is, behind its address."""
    if about is None:
        return "#log"
    if about.kind == "pin":
        return f"/pins/{about.name}"
    if about.kind == "picture":
        return f"/pictures/{about.name}#talk"
    line = f"/lines/{about.name}" if about.kind == "line" else ""
    return f"/stages/{about.stage}{line}#talk"
