"""Files that people bring to an order: they wait for their line, are put on it, or are let go of.

A file that waits is seen by nobody but whoever brought it, or their side (`portal.cases.showing`). One that
was on a line once is kept, for history.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import and_, delete, or_, select, update

from portal.cases.model import REMOVED, UNWANTED, Case, File
from portal.kernel import clock, files, pictures
from portal.kernel.db import Database, session
from portal.kernel.storage import Storage
from workflows.case import Json, Refused
from workflows.grammar import Field
from workflows.language import _

WAITS_FOR = timedelta(days=1)  # long enough to come back to a form that was left open over night


def may_bring(person: Any, case: Case, line: Field) -> None:
    """Refuse what could never be put on the line.

    Raises:
        Refused: the order is fulfilled, or the other side writes the line.
    """
    if case.thread.status != "open":
        raise Refused(_("This is fulfilled; nothing in it changes any more. Start a new need from here."))
    if person.side not in line.editable_by:
        problem = _(
            "%(line)s is written by the other side. Ask them, or say what you would like.", line=line.label
        )
        raise Refused(problem)


def attach(
    person: Any, case: Case, stored: files.Stored, waits_for: str = "", only_for: str = ""
) -> dict[str, Any]:
    """Add a stored file to a case; returns what a line of type file or photo holds of it.

    `waits_for` is the line, as "stage.field", whose form is still being written, or at which the side that it
    is `only_for` keeps it.
    """
    row = File(
        id=stored.id,
        account_id=case.account_id,
        case_id=case.id,
        name=stored.name,
        type=stored.type,
        size=stored.size,
        sha256=stored.sha256,
        person_id=person.id,
        at=clock.now(),
        width=stored.width,
        height=stored.height,
        waits_for=waits_for,
        only_for=only_for,
    )
    session().add(row)
    session().flush()
    return {"id": stored.id, "name": stored.name, "type": stored.type, "size": stored.size}


def named(person: Any, case: Case, line: Field, raw: Json) -> Json:
    """What a line of files is to hold, each with the name, type and size that we know of it.

    Raises:
        Refused: a file is not of this very case, or waits and was brought by somebody else.
    """
    if line.type not in ("file", "photo") or not isinstance(raw, list):
        return raw
    known = _rows(person, case, raw)
    asked = [known.get(str(one.get("id"))) if isinstance(one, dict) else None for one in raw]
    if None in asked:
        problem = _("%(line)s names a file that is not in this order. Add the file again.", line=line.label)
        raise Refused(problem)
    return [
        {**one, "name": row.name, "type": row.type, "size": row.size}
        for one, row in zip(raw, asked, strict=True)
        if row
    ]


def put_on(person: Any, case: Case, path: str, value: Json) -> None:
    """Note that files are on a line, "stage.field"; what else waited for it is let go of."""
    for row in _rows(person, case, value).values():
        row.waits_for = ""
    session().flush()
    own = (File.case_id == case.id, File.person_id == person.id, File.waits_for == path, File.only_for == "")
    session().execute(update(File).where(*own).values(waits_for=UNWANTED))


def _rows(person: Any, case: Case, value: Json) -> dict[str, File]:
    """The files of this case that a value names and that this person may name, by id.

    One that a side keeps to itself is not among them: it comes onto its line by being shown.
    """
    ids = [str(one.get("id")) for one in value if isinstance(one, dict)]
    free = or_(File.waits_for == "", File.person_id == person.id)
    chosen = select(File).where(File.id.in_(ids), File.case_id == case.id, free, File.only_for == "")
    return {row.id: row for row in session().scalars(chosen)}


def tidy(database: Database, place: Storage) -> int:
    """Let go of files that were removed, or that nobody has put on a line within a day; returns how many.

    One at a time, its content first: whoever is stopped in between finds its row again.

    Raises:
        portal.kernel.storage.OutOfReach: the storage does not answer.
    """
    until, gone = clock.now() - WAITS_FOR, 0
    forgotten = and_(File.waits_for != "", File.only_for == "", File.at < until)
    while True:
        with database.unit(write=True):
            due = select(File.id).where(or_(File.waits_for == REMOVED, forgotten)).limit(1)
            key = session().scalar(due.with_for_update(skip_locked=True))
            if key is None:
                return gone
            let_go(place, key)
            gone += 1


def let_go(place: Storage, key: str) -> None:
    """Delete a file that was removed: its content with the small copies, then its row.

    The row is locked first, so that a worker who is just copying the picture finds it gone afterwards.
    """
    session().get(File, key, with_for_update=True)
    for ending in ("", *pictures.endings()):
        place.remove(key + ending)
    session().execute(delete(File).where(File.id == key))
