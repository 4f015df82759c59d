"""What is in a copy of orders: what was done and said in them, their files, appointments and dossiers.

Everything is asked for with the conditions that the pages of orders use, for the person who will read it.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from portal.cases import queries as cases
from portal.cases import retelling
from portal.cases.message import Message
from portal.cases.model import Attendance, Case, Meeting
from portal.cases.verbs import seen_by
from portal.cases.views import papers
from portal.kernel import journal
from portal.kernel.db import session
from portal.kernel.verbs import sentence
from portal.people.model import Account, Person
from portal.people.queries import house
from portal.privacy.bundle import Bundle, Row


@dataclass(frozen=True)
class Wanted:
    """Whose copy it is, of which customer; `mine`: only what that person did, said, brought or comes to."""

    reader: Person
    account: Account
    mine: bool

    @property
    def folder(self) -> str:
        """Where it lies in the ZIP: each customer in a folder of its own."""
        return self.account.handle

    def whose(self, handle: str) -> bool:
        """Whether what somebody did belongs in."""
        return not self.mine or handle == self.reader.handle


def gather(bundle: Bundle, wanted: Wanted) -> None:
    """Put in what orders have."""
    chosen = select(Case).where(seen_by(wanted.reader), Case.account_id == wanted.account.id)
    whole = chosen.options(undefer(Case.document), joinedload(Case.account)).order_by(Case.id)
    for case in session().scalars(whole):
        _order(bundle, wanted, case)
    bundle.put(f"{wanted.folder}/appointments", _appointments(wanted))


def _order(bundle: Bundle, wanted: Wanted, case: Case) -> None:
    folder = f"{wanted.folder}/orders/{case.ref}"
    history, said = list(_history(wanted, case)), list(_said(wanted, case))
    files = [
        {"order": case.ref, "file": bundle.attach(f"{folder}/files", file), "brought": file.at}
        for file in cases.files(wanted.reader, case, brought=wanted.mine)
    ]
    if wanted.mine and not (history or said or files):
        return
    bundle.put(f"{wanted.folder}/orders", [_told(case)])
    bundle.put(f"{wanted.folder}/history", history)
    bundle.put(f"{wanted.folder}/messages", said)
    bundle.put(f"{wanted.folder}/files", files)
    if not wanted.mine:
        opened = house()
        if opened is not None:
            paper = papers.paper(retelling.stood(case), opened, wanted.reader.length_unit)  # type: ignore[arg-type]
            bundle.pages[f"{folder}/dossier.html"] = f'<!doctype html><meta charset="utf-8">{paper}'


def _told(case: Case) -> Row:
    names = ("ref", "title", "workflow", "status", "stage", "begun", "moved", "due")
    return {name: getattr(case, name) for name in names}


def _history(wanted: Wanted, case: Case) -> Iterator[Row]:
    with closing(journal.whole(case.stream)) as entries:
        for entry in entries:
            if wanted.whose(entry.actor):
                yield {
                    "order": case.ref,
                    "entry": entry.seq,
                    "at": entry.at,
                    "who": entry.name,
                    "side": entry.side,
                    "what": sentence(entry.verb, entry.facts),
                }


def _said(wanted: Wanted, case: Case) -> Iterator[Row]:
    """What was said to both sides, and in the room of the reader's own side."""
    rooms = (case.stream, case.room(wanted.reader.side))
    chosen = select(Message).where(Message.stream.in_(rooms), Message.gone.is_(None)).order_by(Message.id)
    for one in session().scalars(chosen):
        if wanted.whose(one.by):
            yield {
                "order": case.ref,
                "at": one.at,
                "who": one.name,
                "side": one.side,
                "room": "both sides" if one.stream == case.stream else "own side",
                "place": one.place,
                "text": one.text,
            }


def _appointments(wanted: Wanted) -> Iterator[Row]:
    chosen = select(Meeting).join(Meeting.case).where(seen_by(wanted.reader))
    if wanted.mine:
        comes = (Attendance.person_id == wanted.reader.id, Attendance.comes)
        chosen = chosen.join(Attendance, Attendance.meeting_id == Meeting.id).where(*comes)
    here = chosen.where(Meeting.account_id == wanted.account.id).options(joinedload(Meeting.case))
    for one in session().scalars(here.order_by(Meeting.starts, Meeting.id)):
        told: dict[str, Any] = {"order": one.case.ref}
        names = ("title", "state", "starts", "minutes", "place", "why")
        yield told | {name: getattr(one, name) for name in names}
