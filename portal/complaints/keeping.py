"""Keeping a complaint: its document after a deed, the difference for the journal, what is read from it."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from portal.complaints import absences, assigning, due, filing, learning, waiting
from portal.complaints.model import ClanWord, Complaint, ComplaintLetter, ComplaintText
from portal.kernel.db import session
from portal.kernel.verbs import Act
from workflows.changes import diff
from workflows.complaints.complaint import Complaint as Document
from workflows.complaints.handling import opened
from workflows.complaints.ownership import chain
from workflows.records import Mark

__all__ = ["begin", "hold", "keep", "letter", "mark", "opened", "put"]


def mark(act: Act, seq: int) -> Mark:
    """The hand and the moment of this deed."""
    return Mark(by=act.who.handle, name=act.who.name, side=act.who.side, at=act.at, seq=seq)


def hold(act: Act, row: Complaint) -> tuple[Document, Mark]:
    """Lock the complaint for this deed and read it as it is now, with the hand that does it."""
    if session().get_bind().dialect.name == "postgresql":
        session().refresh(row, with_for_update=True, attribute_names=["seq", "document"])
    return row.it, mark(act, row.seq + 1)


def put(row: Complaint, text: str) -> int:
    """Write a text down; returns its number, which is 0 for nothing."""
    if not text:
        return 0
    number = 1 + (session().scalar(_newest(row)) or 0)
    session().add(ComplaintText(complaint_id=row.id, number=number, text=text))
    session().flush()
    return number


def _newest(row: Complaint) -> Any:
    return select(func.max(ComplaintText.number)).where(ComplaintText.complaint_id == row.id)


def begin(act: Act, row: Complaint, one: Document) -> None:
    """Write a new complaint, with its first entry."""
    _follow(act, row, one)
    act.tell(row.stream, diff({}, row.document))


def keep(act: Act, row: Complaint, one: Document, **facts: Any) -> None:
    """Write the complaint as it is after the deed, and tell its journal exactly what changed."""
    if one.seq == row.seq:
        act.nothing()
        return
    held = row.document
    _follow(act, row, one)
    act.note(complaint=row.ref, **facts)
    act.tell(row.stream, diff(held, row.document))


def _follow(act: Act, row: Complaint, one: Document) -> None:
    row.document = one.model_dump(mode="json", exclude_defaults=True)
    row.seq, row.status, row.moved, row.legal = one.seq, one.status, act.at, one.legal is not None
    row.__dict__["_it"] = (one.seq, one)
    held = chain(one.owners) if one.owner else []
    row.gathered = one.event is not None and bool(held) and held[0].how == "event"
    assigning.follow(row, one)
    renew(row, act.at)


def renew(row: Complaint, at: datetime) -> None:
    """Bring what lists and first pages say of a complaint to what it is at that moment."""
    open_ = due.owed(row, at)
    row.needs_second = any(each.step.kind == "second" for each in open_)
    row.turn = next((each.step.side for each in open_), "")
    ours = [each.by for each in open_ if each.by and each.step.side == "clan"]
    row.due = min(ours, default=None)
    row.look_again = min([*due.look_again(row, at), *absences.look_again(row, at)], default=None)
    waiting.follow(row, row.it, open_)
    learning.follow(row, row.it)
    session().flush()
    if row.event_id:
        waiting.follow_event(row.event_id)


def letter(row: Complaint, kind: str, words: int = 0) -> None:
    """Let a letter about it leave for whoever complained, if they can be reached here."""
    if row.complainant_id is None:
        return
    letter = ComplaintLetter(account_id=row.account_id, complaint_id=row.id, person_id=row.complainant_id)
    letter.kind, letter.words = kind, words
    session().add(letter)


def erase(row: Complaint, at: datetime) -> None:
    """Empty every text of a complaint, on both sides and in the clan's room, and let go of its files."""
    mine = (ComplaintText.complaint_id == row.id, ClanWord.complaint_id == row.id)
    session().execute(update(ComplaintText).where(mine[0]).values(text=""))
    session().execute(update(ClanWord).where(mine[1]).values(text=""))
    filing.let_go(row)
    row.title, row.told_by, row.care, row.erased = "", "", False, at
