"""The one place that asks what time it is."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, in UTC. Storage and ordering know no other zone."""
    return datetime.now(UTC)
