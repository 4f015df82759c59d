"""Results beside their limits: whether what was measured is within them is worked out, nobody writes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workflows.case import Case
from workflows.grammar import Field

Row = dict[str, Any]


@dataclass(frozen=True)
class Result:
    """What was measured of one feature, and the row of the table that says what it should be, if any."""

    key: str
    measured: Decimal | None
    feature: Row | None

    @property
    def limits(self) -> tuple[Decimal | None, Decimal | None]:
        """The smallest and the largest that will do; None where there is no limit."""
        row = self.feature or {}
        lower, upper = (Decimal(row[end]) if end in row else None for end in ("lower", "upper"))
        return lower, upper

    @property
    def out_by(self) -> Decimal | None:
        """How far beyond a limit it is, 0 when it is within; None when nobody can tell."""
        lower, upper = self.limits
        if self.measured is None or (lower is None and upper is None):
            return None
        below = lower - self.measured if lower is not None else Decimal(0)
        above = self.measured - upper if upper is not None else Decimal(0)
        return max(below, above, Decimal(0))


def results(case: Case, stage: str, field: Field) -> Iterator[Result]:
    """Each row of a table of results, beside the row of the other table that has the same id."""
    features = {_key(row): row for row in _rows(case, field.against)}
    for row in _rows(case, f"{stage}.{field.key}"):
        measured = Decimal(row["result"]) if "result" in row else None
        yield Result(str(row.get("id", "")), measured, features.get(_key(row)))


def unmeasured(case: Case, stage: str, field: Field) -> list[str]:
    """The features of the other table of which there is no result."""
    done = {one.key.strip().casefold() for one in results(case, stage, field) if one.measured is not None}
    return [str(row["id"]) for row in _rows(case, field.against) if "id" in row and _key(row) not in done]


def to_measure(case: Case, field: Field) -> list[Row]:
    """The rows that such a table begins with: the ids of the features."""
    return [{"id": row["id"]} for row in _rows(case, field.against) if "id" in row]


def _rows(case: Case, path: str) -> list[Row]:
    held = case.value(path) if path else None
    return held if isinstance(held, list) else []


def _key(row: Row) -> str:
    return str(row.get("id", "")).strip().casefold()
