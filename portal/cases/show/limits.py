"""Results beside their limits, in words: what was asked for, and whether it is so."""

from workflows.language import N_, _, pgettext
from workflows.results import Result
from workflows.values.numbers import figure

HEAD = (N_("Asked for"), N_("Within its limits"))


def told(one: Result) -> tuple[str, str]:
    """What the feature should be, and whether it is: 20 (19.98 to 20.02) mm; yes; no, 0.01 too far."""
    if one.feature is None:
        return "", _("not among the features")
    return _asked(one), _within(one)


def beside(one: Result) -> str:
    """The same after the cells of a row on paper."""
    return "".join(f" · {_(head)}: {words}" for head, words in zip(HEAD, told(one), strict=True) if words)


def _asked(one: Result) -> str:
    row, (lower, upper) = one.feature or {}, one.limits
    ends = [figure(end) for end in (lower, upper) if end is not None]
    limit = _limit(ends, upper is None)
    parts = [str(row.get("characteristic", "")), str(row.get("nominal", "")), f"({limit})" if limit else ""]
    return " ".join(part for part in (*parts, str(row.get("unit", ""))) if part)


def _limit(ends: list[str], open_above: bool) -> str:
    if len(ends) == 2:
        return _("%(first)s to %(last)s", first=ends[0], last=ends[1])
    if not ends:
        return ""
    return _("at least %(number)s", number=ends[0]) if open_above else _("at most %(number)s", number=ends[0])


def _within(one: Result) -> str:
    if one.measured is None:
        return _("not measured yet")
    if one.out_by is None:
        return _("has no limits")
    if one.out_by == 0:
        return pgettext("within its limits", "yes")
    return _("no, %(number)s beyond", number=figure(one.out_by))
