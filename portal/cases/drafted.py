"""Drafts of lines: the words that somebody is writing on a line, under the address of its form."""

from collections.abc import Mapping
from typing import Any

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
