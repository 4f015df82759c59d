"""What other areas say of a case on its pages: kept beside it, and read with it in the same statement.

As on the page of a customer (decision 030), a card is worked out by the deed that changes what it says. It is
kept as text, so that all cards of a case come as one value of the row that is read anyway.
"""

import json
from collections.abc import Callable
from typing import Any, Protocol

from sqlalchemy import ForeignKey, ScalarSelect, String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.cases.model import Case
from portal.kernel.db import Base, locked, session


class CaseCard(Base):
    """What one area says of one case: to both sides, or to one alone."""

    __tablename__ = "case_card"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    side: Mapped[str] = mapped_column(String(10))  # whose it is alone; empty for both
    words: Mapped[str] = mapped_column(Text)  # one line of JSON, the name in it


class Reader(Protocol):
    """Whoever reads: their side is all that counts."""

    @property
    def side(self) -> str:
        """`customer` or `clan`."""


def told_to(reader: Reader) -> ScalarSelect[str | None]:
    """The cards of a case that this side may read, one to a line."""
    own = (CaseCard.case_id == Case.id, CaseCard.side.in_(("", reader.side)))
    lines = select(func.aggregate_strings(CaseCard.words, "\n")).where(*own)
    return lines.correlate(Case).scalar_subquery()


def read(lines: str | None) -> dict[str, Any]:
    """The cards by name."""
    found = (json.loads(line) for line in (lines or "").split("\n") if line)
    return {one["name"]: one["said"] for one in found}


def renew(case_id: int, name: str, work_out: Callable[[], Any], side: str = "") -> None:
    """Work out a card anew, in the transaction of the deed that changes what it says.

    Of two who renew the same card at once the second waits, and then reads what the first has done.
    """
    card = locked(
        CaseCard, (case_id, name), lambda: CaseCard(case_id=case_id, name=name, side=side, words="")
    )
    session().flush()
    card.words = json.dumps({"name": name, "said": work_out()})
    session().flush()
