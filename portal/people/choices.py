"""What people choose among on the pages of this area: what is sent, and what is read."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from portal.people.model import BUYING_ROLES, HOUSE_ROLES
from workflows.language import N_, _

BUYING, OF_HOUSE = list(BUYING_ROLES.items()), list(HOUSE_ROLES.items())
UNITS = [("cm", N_("centimetres")), ("in", N_("inches"))]
THEMES = [("", N_("as my device")), ("light", N_("light")), ("dark", N_("dark"))]
SEATS = [("none", N_("no seat")), ("member", N_("in the clan")), ("senior", N_("senior"))]
DAYS = [("1", N_("Monday")), ("2", N_("Tuesday")), ("3", N_("Wednesday")), ("4", N_("Thursday"))]
DAYS += [("5", N_("Friday")), ("6", N_("Saturday")), ("7", N_("Sunday"))]


def among(choices: Sequence[tuple[str, str]]) -> Any:
    """What may be chosen. WTForms takes the plain values; its types do not say so yet."""
    return [value for value, _label in choices]


def said(choices: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Choices in the reader's language: what is sent, and what is read."""
    return [(value, _(label)) for value, label in choices]


def parts() -> dict[str, str]:
    """What each role is in words, in the reader's language."""
    return dict(said([*BUYING, *OF_HOUSE]))


@cache
def zones() -> list[tuple[str, str]]:
    """The time zones of the world that have a place's name."""
    named = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return [(zone, zone.replace("_", " ")) for zone in named]
