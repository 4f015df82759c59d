"""Rules that watch how customers fare, how often each was right, and when they strike the drum by themselves.

Pure: numbers are judged here and counted elsewhere. A rule says one sentence. How much it weighs follows from
how its alarms ended, and is shown as that: never a score of a customer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows.language import N_, _, listed, ngettext
from workflows.signals import FALSE

WINDOW = 90  # days over which orders are counted
YEAR = 360  # days before them, with which they are compared: four times as many
FULL = 3  # the weight of a rule that was not wrong lately
STRIKE = 3 * FULL  # three rules of full weight, at once: one alone is seldom a reason to call everybody
LEAST = 2  # orders in a window, below which fewer orders mean nothing


@dataclass(frozen=True)
class Rule:
    """What a rule is about (workflows/signals.KINDS), what it looks for, and the limits that it may have."""

    kind: str
    looks_for: str
    source: str
    limit: int = 0
    least: int = 0
    most: int = 0


SAID = N_("what they said is wrong, as far as all of theirs may read it")
ORDERS, AROUND = N_("the orders of this house"), N_("the map of whom they live among")
RULES = {
    "volume": Rule(
        "volume", N_("they begin fewer orders, by %(limit)s per cent or more"), ORDERS, 50, 10, 100
    ),
    "answers": Rule("answers", N_("orders wait for them for more than %(limit)s days"), ORDERS, 14, 1, 365),
    "promises": Rule(
        "promises", N_("promises on their side are more than %(limit)s days late"), ORDERS, 5, 1, 365
    ),
    "complaints": Rule(
        "complaints",
        N_("they said %(limit)s times or more in 90 days that something is wrong"),
        SAID,
        3,
        1,
        50,
    ),
    "payments": Rule("payments", N_("payments are more than %(limit)s days late"), ORDERS, 10, 1, 365),
    "quiet": Rule(
        "quiet",
        N_("half of their people are silent for more than %(limit)s days"),
        N_("contacts"),
        60,
        7,
        365,
    ),
    "around": Rule("news", N_("one of their own customers goes down fast"), AROUND),
}

TO_THEM = {AROUND: N_("the map of whom you live among")}


def fires(key: str, limit: int, facts: Mapping[str, Any]) -> bool:
    """Whether what was counted is what a rule looks for."""
    if key == "volume":
        before = facts["before"]
        return bool(before >= LEAST and facts["now"] <= before * (100 - limit) / 100)
    if key == "quiet":
        return bool(facts["names"]) and 2 * len(facts["names"]) >= facts["of"]
    if key == "complaints":
        return bool(facts["many"] >= limit)
    return bool(facts.get("many") or facts.get("names"))


def strength(ends: Iterable[str]) -> int:
    """How much a rule weighs, by how the drums that it struck ended, the oldest first: 0 to 3.

    A false alarm takes one away, one that was right gives one back.
    """
    held = FULL
    for end in ends:
        held = max(0, held - 1) if end == FALSE else min(FULL, held + 1)
    return held


def strikes(weights: Iterable[int]) -> bool:
    """Whether rules of these weights, which all say something at once, strike the drum."""
    return sum(weights) >= STRIKE


def says(key: str, limit: int, facts: Mapping[str, Any]) -> str:
    """What a rule says, in a sentence."""
    many, names = facts.get("many", 0), listed(facts.get("names", ()))
    said = {
        "volume": lambda: _("They begin fewer orders than in the year before."),
        "answers": lambda: ngettext(
            "%(num)s order waits for them for more than %(days)s days.",
            "%(num)s orders wait for them for more than %(days)s days.",
            many,
            days=limit,
        ),
        "promises": lambda: ngettext(
            "%(num)s promise on their side is more than %(days)s days late.",
            "%(num)s promises on their side are more than %(days)s days late.",
            many,
            days=limit,
        ),
        "complaints": lambda: ngettext(
            "They said once in 90 days that something is wrong.",
            "They said %(num)s times in 90 days that something is wrong.",
            many,
        ),
        "payments": lambda: ngettext(
            "%(num)s payment is more than %(days)s days late.",
            "%(num)s payments are more than %(days)s days late.",
            many,
            days=limit,
        ),
        "quiet": lambda: _(
            "Nobody has heard of %(names)s for more than %(days)s days.", names=names, days=limit
        ),
        "around": lambda: ngettext(
            "One of their own customers goes down fast: %(names)s.",
            "%(num)s of their own customers go down fast: %(names)s.",
            len(facts.get("names", ())),
            names=names,
        ),
    }
    return said[key]()


def says_to_them(key: str, limit: int, facts: Mapping[str, Any]) -> str:
    """The same to the customer of whom it is said."""
    many, names = facts.get("many", 0), facts.get("names", ())
    said = {
        "volume": lambda: _("You begin fewer orders than in the year before."),
        "answers": lambda: ngettext(
            "%(num)s order waits for you for more than %(days)s days.",
            "%(num)s orders wait for you for more than %(days)s days.",
            many,
            days=limit,
        ),
        "promises": lambda: ngettext(
            "%(num)s promise on your side is more than %(days)s days late.",
            "%(num)s promises on your side are more than %(days)s days late.",
            many,
            days=limit,
        ),
        "complaints": lambda: ngettext(
            "You said once in 90 days that something is wrong.",
            "You said %(num)s times in 90 days that something is wrong.",
            many,
        ),
        "around": lambda: ngettext(
            "One of your own customers goes down fast: %(names)s.",
            "%(num)s of your own customers go down fast: %(names)s.",
            len(names),
            names=listed(names),
        ),
    }
    return said[key]() if key in said else says(key, limit, facts)


def compared(key: str, facts: Mapping[str, Any]) -> tuple[str, str]:
    """The value and what it is compared with; both empty where the sentence holds them."""
    if key != "volume":
        return "", ""
    now = ngettext("%(num)s order in 90 days", "%(num)s orders in 90 days", facts["now"])
    return now, _("%(number)s in 90 days of the year before", number=f"{facts['before']:g}")
