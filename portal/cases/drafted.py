"""Drafts in orders: what somebody writes on a line, under the address of its form, and what waits."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, literal, or_, select
from sqlalchemy.orm import undefer

from portal.cases.model import Case
from portal.cases.verbs import seen_by
from portal.kernel.db import session
from portal.kernel.drafts import Draft

ORDERS = "/orders/"


def place(ref: str) -> str:
    """Where all forms of an order stand."""
    return f"{ORDERS}{ref}"


def address(ref: str, line: str) -> str:
    """The address of the form of a line, named as "stage.field"."""
    stage, _, field = line.partition(".")
    return f"{place(ref)}/stages/{stage}/lines/{field}"


def of_lines(ref: str, rows: Mapping[str, Draft]) -> dict[str, dict[str, Any]]:
    """The words among these drafts that are of lines of an order, by "stage.field"."""
    found = {}
    for at, row in rows.items():
        parts = at.removeprefix(f"{place(ref)}/").split("/")
        if len(parts) == 4 and (parts[0], parts[2]) == ("stages", "lines"):
            found[f"{parts[1]}.{parts[3]}"] = row.words
    return found


def waiting(person: Any, most: int = 8) -> list[tuple[Draft, Case | None]]:
    """What a person began to write anywhere, newest first, with its order, where they see that today."""
    of_order = and_(Draft.place == literal(ORDERS) + Case.ref, seen_by(person))
    chosen = select(Draft, Case).outerjoin(Case, of_order).options(undefer(Case.document))
    elsewhere = or_(Draft.place.not_like(f"{ORDERS}%"), Draft.place == f"{ORDERS}new")
    chosen = chosen.where(Draft.person == person.handle, Draft.away.is_(None))
    chosen = chosen.where(or_(Case.id.is_not(None), elsewhere)).order_by(Draft.at.desc()).limit(most)
    return [(draft, case) for draft, case in session().execute(chosen) if draft.says]
