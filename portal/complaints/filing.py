"""Files of complaints: kept as those of orders are, each with the change that brought it."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import select, update

from portal.cases.model import REMOVED, File
from portal.complaints.model import Complaint
from portal.kernel.db import session
from portal.kernel.files import Stored
from portal.kernel.queries import one_or_404
from portal.kernel.verbs import Act

MOST = 10  # at once


def attach(act: Act, row: Complaint, seq: int, files: Collection[Stored]) -> None:
    """Put stored files to what change `seq` of a complaint says; its journal tells how many, and no name."""
    for n, one in enumerate(files):
        file = File(id=one.id, account_id=row.account_id, complaint_id=row.id, seq=seq, person_id=act.who.id)
        file.name, file.type, file.size, file.sha256 = one.name, one.type, one.size, one.sha256
        file.width, file.height = one.width, one.height
        file.at = act.at + timedelta(microseconds=n)  # in the order in which they were chosen
        session().add(file)
    if files:
        act.note(files=len(files))


def there(row: Complaint) -> dict[int, list[File]]:
    """The files of a complaint, by the change that brought them."""
    found: dict[int, list[File]] = {}
    chosen = select(File).where(File.complaint_id == row.id, File.waits_for != REMOVED)
    for file in session().scalars(chosen.order_by(File.at, File.id)):
        found.setdefault(file.seq or 0, []).append(file)
    return found


def one(row: Complaint, key: str) -> File:
    """A file of a complaint, for whoever reads that.

    Raises:
        NotFound: there is none of that name in it.
    """
    return one_or_404(
        select(File).where(File.complaint_id == row.id, File.id == key, File.waits_for != REMOVED)
    )


def let_go(row: Complaint) -> None:
    """Take every file from a complaint, and its name with it; the worker deletes what is stored."""
    own = update(File).where(File.complaint_id == row.id)
    session().execute(own.values(waits_for=REMOVED, name=""))
