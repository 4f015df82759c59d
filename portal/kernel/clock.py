"""The one place that asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_as_of: ContextVar[datetime | None] = ContextVar("as of", default=None)


def now() -> datetime:
    """This moment, in UTC. Storage and ordering know no other zone."""
    return _as_of.get() or datetime.now(UTC)


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Play what follows as if it were that moment: how the demo house comes by its past."""
    before = _as_of.set(moment)
    try:
        yield
    finally:
        _as_of.reset(before)
