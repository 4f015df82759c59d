"""The map of a customer as pages show it, to whoever reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.habitat.model import Actor
from workflows.habitat import GROUPS, RELATIONS, TRENDS, WORDS, YOURS, Served
from workflows.language import _, day_and_year, ngettext


@dataclass(frozen=True)
class ActorView:
    """One entry of a map."""

    row: Actor
    trend: str
    tone: str
    known: str  # where from, and when it was seen
    by: str


def actor(one: Actor) -> ActorView:
    """An entry as its reader sees it."""
    known = " · ".join((one.source, day_and_year(one.seen_on)))
    told = _("%(name)s, %(day)s", name=one.by_name, day=day_and_year(one.at.date()))
    return ActorView(one, _(TRENDS[one.trend]), tone(one.trend), known, told)


def tone(trend: int) -> str:
    """Which label says it."""
    return "p" if trend < 0 else "g" if trend > 0 else ""


def relations(reader: Any) -> dict[str, str]:
    """What somebody may be to a customer, said to its own people or to the others."""
    return {key: _(said) for key, said in (YOURS if reader.side == "customer" else RELATIONS).items()}


def trend_words() -> list[tuple[str, str]]:
    """How somebody may be doing, worst first."""
    return [(str(key), _(said)) for key, said in TRENDS.items()]


@dataclass(frozen=True)
class Map:
    """Everybody on the map of a customer by what they are to it, those struck off apart."""

    groups: list[tuple[str, str, list[ActorView]]]
    gone: list[ActorView]
    served: Served

    @property
    def standing(self) -> list[ActorView]:
        """Everybody who is on it."""
        return [one for _key, _name, there in self.groups for one in there]


def whole(found: Sequence[Actor], served: Served) -> Map:
    """The map."""
    views = [actor(one) for one in found]
    there = [one for one in views if not one.row.gone]
    groups = [
        (key, _(said), [one for one in there if one.row.relation == key]) for key, said in GROUPS.items()
    ]
    return Map(groups, [one for one in views if one.row.gone], served)


def count(served: Served) -> str:
    """How many open orders say whom they serve, in a sentence."""
    if not served.open:
        return _("No order is open.")
    said = ngettext(
        "%(said)s of %(num)s open order says whom it serves",
        "%(said)s of %(num)s open orders say whom they serve",
        served.open,
        said=served.said,
    )
    unknown = ngettext("%(num)s unknown", "%(num)s unknown", served.unknown)
    return _("%(said)s; %(unknown)s.", said=said, unknown=unknown) if served.unknown else f"{said}."


@dataclass(frozen=True)
class Change:
    """One word of an entry that a deed changed."""

    label: str
    was: str
    now: str


@dataclass(frozen=True)
class Deed:
    """What somebody did with an entry, and when."""

    name: str
    at: datetime
    says: str
    changes: list[Change]


def history(one: Actor) -> list[Deed]:
    """Everything that was done with an entry, newest first: who, when, what it was and what it is."""
    now = {name: getattr(one, name) for name in WORDS} | {"gone": one.gone, "by": one.by_name}
    kept = [*one.earlier, now | {"seen_on": one.seen_on.isoformat(), "at": one.at.isoformat()}]
    deeds = [_deed(after, before) for before, after in zip([{}, *kept[:-1]], kept, strict=True)]
    return deeds[::-1]


def _deed(after: Mapping[str, Any], before: Mapping[str, Any]) -> Deed:
    told = (after["by"], datetime.fromisoformat(after["at"]))
    if not before:
        return Deed(*told, _("put it on the map"), [])
    if after["gone"] != before["gone"]:
        return Deed(*told, _("struck it off") if after["gone"] else _("put it back"), [])
    changes = [
        Change(_label(name), _value(name, before[name]), _value(name, after[name]))
        for name in WORDS
        if before[name] != after[name]
    ]
    return Deed(*told, _("changed it"), changes)


def _label(name: str) -> str:
    return {
        "name": _("Who it is"),
        "relation": _("What they are"),
        "trend": _("How they are doing"),
        "evidence": _("How one can tell"),
        "source": _("Where from"),
        "seen_on": _("Seen on"),
    }[name]


def _value(name: str, value: Any) -> str:
    if name == "relation":
        return _(GROUPS[value])
    if name == "trend":
        return _(TRENDS[value])
    return day_and_year(date.fromisoformat(value)) if name == "seen_on" else str(value)


def clash(name: str, now: Actor) -> str:
    """That somebody else gave a word another value meanwhile, and which."""
    value = now.seen_on.isoformat() if name == "seen_on" else getattr(now, name)
    return _(
        "%(name)s changed this meanwhile to: %(now)s. Send yours again, or write theirs.",
        name=now.by_name,
        now=_value(name, value),
    )


@dataclass(frozen=True)
class Own:
    """One of those whom a customer serves, as a card keeps them."""

    number: int
    name: str
    trend: str
    tone: str
    evidence: str
    gone: bool


def kept(card: Mapping[str, Any], key: str) -> list[Own]:
    """Those whom a card names."""
    return [
        _own(one["number"], one["name"], one["trend"], one["evidence"], one["gone"])
        for one in card.get(key, [])
    ]


def _own(number: int, name: str, trend: int, evidence: str, gone: bool) -> Own:
    return Own(number, name, _(TRENDS[trend]), tone(trend), evidence, gone)
