"""Results beside their limits, in words: what was asked for, and whether it is so."""

from decimal import Decimal

from workflows.results import Result
from workflows.values.numbers import canonical

HEAD = ("Asked for", "Within its limits")


def told(one: Result) -> tuple[str, str]:
    """What the feature should be, and whether it is: 20 (19.98 to 20.02) mm; yes; no, 0.01 too far."""
    if one.feature is None:
        return "", "not among the features"
    return _asked(one), _within(one)


def beside(one: Result) -> str:
    """The same after the cells of a row on paper."""
    return "".join(f" · {head}: {words}" for head, words in zip(HEAD, told(one), strict=True) if words)


def _asked(one: Result) -> str:
    row, (lower, upper) = one.feature or {}, one.limits
    ends = [_figure(end) for end in (lower, upper) if end is not None]
    both = f"{ends[0]} to {ends[1]}" if len(ends) == 2 else ""
    limit = both or (f"{'at least' if upper is None else 'at most'} {ends[0]}" if ends else "")
    parts = [str(row.get("characteristic", "")), str(row.get("nominal", "")), f"({limit})" if limit else ""]
    return " ".join(part for part in (*parts, str(row.get("unit", ""))) if part)


def _within(one: Result) -> str:
    if one.measured is None:
        return "not measured yet"
    if one.out_by is None:
        return "has no limits"
    return "yes" if one.out_by == 0 else f"no, {_figure(one.out_by)} beyond"


def _figure(number: Decimal) -> str:
    return canonical(number)
