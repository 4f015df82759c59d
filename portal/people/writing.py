"""What the writers of this area share: short names, languages, setting fields so that the journal tells."""

import re
import secrets
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from portal.kernel import languages
from portal.people.model import Person


def home_stream(person: Person) -> str:
    """The stream that hears of a person: their account's, or the house's for its own people."""
    return f"account:{person.account_id}" if person.account_id else "house"


def slug(name: str) -> str:
    """A short name for addresses, in plain small letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:30] or "somebody"


def letters() -> str:
    """A few letters that make a short name unique without saying whether it was taken."""
    return "".join(secrets.choice("bcdfghjkmnpqrstvwxz23456789") for _ in range(4))


def put(thing: Any, allowed: Sequence[str], said: dict[str, Any]) -> list[dict[str, Any]]:
    """Set what is allowed and was said, and tell what that changed, as the journal keeps it."""
    changes: list[dict[str, Any]] = []
    for field in allowed:
        if field in said and getattr(thing, field) != said[field]:
            changes.append({"field": field, "was": getattr(thing, field), "now": said[field]})
            setattr(thing, field, said[field])
    return changes


@contextmanager
def chosen_by(person: Person | None) -> Iterator[None]:
    """Say what follows in the language that somebody chose; without a choice, in that of the request."""
    if person is None or not person.language:
        yield
        return
    with languages.spoken(person.language):
        yield
