"""Once: the same form sent twice is done once, and the second answer is the first (docs/architecture.md).

Every form carries a key made when the page was made; the API takes `Idempotency-Key`. The key is stored with
its answer in the same transaction as the deed. Keys are kept for seven days.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import Request, Response
from sqlalchemy import JSON, LargeBinary, String, UniqueConstraint, delete, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import FileStorage

from portal.kernel import clock
from portal.kernel.db import Base, Moment, session
from workflows.language import _

KEPT = timedelta(days=7)
LONGEST = 120  # characters of a key; eight are the fewest
HEADERS = ("Location", "Content-Type", "HX-Redirect", "HX-Retarget", "HX-Reswap")


class Answered(Base):
    """A key that was used, what was asked with it, and what was answered."""

    __tablename__ = "answered"
    __table_args__ = (UniqueConstraint("person", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    asked: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    headers: Mapped[dict[str, Any]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))
    body: Mapped[bytes] = mapped_column(LargeBinary)


class UsedDifferently(Exception):
    """The key was used before, for something else."""


def key() -> str:
    """A new one-time key for a form."""
    return secrets.token_urlsafe(16)


def answer(person: str, key: str, asked: str) -> Response | None:
    """The first answer to this very request, when there was one.

    Raises:
        UsedDifferently: the key belongs to another request.
    """
    first = session().scalar(select(Answered).where(Answered.person == person, Answered.key == key))
    if first is None:
        return None
    if first.asked != asked:
        raise UsedDifferently(
            _("This form was sent before with other words in it. Load the page and send it again.")
        )
    response = Response(first.body, first.status)
    for name, value in first.headers.items():
        response.headers[name] = value
    return response


def used(person: str, key: str) -> bool:
    """Whether a form was taken under this key."""
    known = select(Answered.id).where(Answered.person == person, Answered.key == key)
    return bool(key) and session().scalar(known) is not None


def claim(person: str, key: str, asked: str) -> Answered:
    """Claim a key before the deed is done; the claim goes with the transaction when the deed fails.

    Raises:
        sqlalchemy.exc.IntegrityError: the same key was claimed by a request that has just been answered.
    """
    claimed = Answered(person=person, key=key, at=clock.now(), asked=asked, status=0, headers={}, body=b"")
    session().add(claimed)
    session().flush()
    return claimed


def keep(claimed: Answered, response: Response) -> None:
    """Keep the answer beside the deed, in its transaction."""
    claimed.status, claimed.body = response.status_code, response.get_data()
    claimed.headers = {name: response.headers[name] for name in HEADERS if name in response.headers}


def forget(now: datetime) -> int:
    """Forget keys older than seven days; returns how many."""
    result = session().execute(delete(Answered).where(Answered.at < now - KEPT))
    return int(getattr(result, "rowcount", 0))


def _content(file: FileStorage) -> str:
    """What is in a file: another file of the same name is another request."""
    file.stream.seek(0)
    known = hashlib.file_digest(file.stream, "sha256").hexdigest()  # type: ignore[arg-type]
    file.stream.seek(0)
    return known


def digest(request: Request) -> str:
    """What a request asks: its address and words, without the key itself and the form's token."""
    words = [(k, v) for k, v in request.form.items(multi=True) if k not in ("once", "csrf_token")]
    files = [(name, file.filename, _content(file)) for name, file in request.files.items(multi=True)]
    body = b"" if request.form or request.files else request.get_data()
    told = repr((request.method, request.full_path, sorted(words), files)).encode()
    return hashlib.sha256(told + body).hexdigest()
