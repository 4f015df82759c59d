"""What the letters in the outbox say, for tests that read their post."""

import re

from sqlalchemy import select

from portal.kernel.db import Database
from portal.kernel.mail import Letter


def to(database: Database, address: str) -> list[Letter]:
    """The letters to one address, oldest first."""
    with database.unit(write=False) as session:
        return list(session.scalars(select(Letter).where(Letter.to == address).order_by(Letter.id)))


def code(letter: Letter) -> str:
    """The code in a letter, as a person would type it."""
    found = re.search(r"\b(\d{3}) (\d{3})\b", letter.text)
    assert found, letter.text
    return "".join(found.groups())


def link(letter: Letter) -> str:
    """The path of the link in a letter."""
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", letter.text)
    assert found, letter.text
    return found.group(1)
