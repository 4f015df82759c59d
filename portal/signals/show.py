"""Signals and the drum as pages show them, the same for both sides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portal.cases.show.words import upper
from portal.clans.days import day
from portal.meetings.queries import Outcome
from portal.signals.model import Drum, Signal, Voice
from workflows import watching
from workflows.language import _, ngettext, weekday_and_day
from workflows.signals import ENDS, HELPED, KINDS, OFFERS, Standing, in_words


@dataclass(frozen=True)
class SignalView:
    """One signal: what is so, compared with what, and how it is known."""

    says: str
    compared: str
    known: str
    kind: str
    in_room: bool
    row: Any = None


def signal(one: Signal, reader: Any) -> SignalView:
    """A signal as its reader reads it."""
    held = {"rule": one.rule, "limit": one.limit, "facts": one.facts}
    says, compared = _words(one.text, one.value, one.baseline, held if one.rule else {}, reader)
    known = _known(one.author.name if one.author else "", one.source, one.seen_on, reader)
    return SignalView(says, compared, known, _(KINDS[one.kind]), one.in_room, one)


def of_card(kept: Mapping[str, Any], reader: Any) -> SignalView:
    """A signal as a card keeps it."""
    says, compared = _words(kept["text"], kept["value"], kept["baseline"], kept, reader)
    known = _known(kept["by"], kept["source"], date.fromisoformat(kept["on"]), reader)
    return SignalView(says, compared, known, "", kept["in_room"])


def _words(text: str, value: str, baseline: str, held: Mapping[str, Any], reader: Any) -> tuple[str, str]:
    """What a signal says and with what it is compared: typed by hand, or counted by a rule."""
    if rule := held.get("rule"):
        return by_rule(held, reader), _compared(*watching.compared(rule, held["facts"]))
    return text, _compared(value, baseline)


def by_rule(held: Mapping[str, Any], reader: Any) -> str:
    """What a rule says: of a customer, or to it."""
    says = watching.says_to_them if reader.side == "customer" else watching.says
    return says(held["rule"], held["limit"], held["facts"])


def _compared(value: str, baseline: str) -> str:
    if value and baseline:
        return _("%(value)s; before, or as a rule, %(baseline)s", value=value, baseline=baseline)
    return value


def _known(name: str, source: str, on: date, reader: Any) -> str:
    if name:
        return _("%(source)s, %(day)s; noted by %(name)s", source=source, day=day(on), name=name)
    said = watching.TO_THEM.get(source, source) if reader.side == "customer" else source
    return _("%(source)s, since %(day)s; a rule of the house says it", source=_(said), day=day(on))


@dataclass(frozen=True)
class VoiceView:
    """Why somebody struck the drum, or a rule."""

    words: str
    name: str
    at: datetime


def voice(one: Voice, reader: Any) -> VoiceView:
    """A reason as both sides read it."""
    if one.signal is not None:
        return VoiceView(signal(one.signal, reader).says, _("a rule of the house"), one.at)
    return VoiceView(one.words, one.person.name if one.person else "", one.at)


@dataclass(frozen=True)
class DrumView:
    """One drum: where it stands in a sentence, and whether it is later than it may be."""

    row: Drum
    voices: list[VoiceView]
    standing: Standing
    label: str
    tone: str
    says: str
    late: bool
    took: str
    offers: list[tuple[Any, str]]
    end: str


def drum(one: Drum, at: Standing, came: Outcome | None, today: date, reader: Any) -> DrumView:
    """A drum as `reader` sees it."""
    late = at in (Standing.STRUCK, Standing.CALLED, Standing.MISSED) and one.due < today
    took = in_words(came.held_at - one.struck) if came and came.held_at else ""
    return DrumView(
        row=one,
        voices=[voice(each, reader) for each in one.voices],
        standing=at,
        label=_label(at),
        tone="g" if at in (Standing.HELD, Standing.CLOSED) else "p",
        says=_says(one, at, came),
        late=late,
        took=took,
        offers=[(made, _(OFFERS[made.state])) for made in one.offers],
        end=_(ENDS[one.end]) if one.end else "",
    )


def _label(at: Standing) -> str:
    return {
        Standing.STRUCK: _("struck"),
        Standing.CALLED: _("everybody is called"),
        Standing.MISSED: _("too few came"),
        Standing.HELD: _("they have met"),
        Standing.CLOSED: _("closed"),
    }[at]


def _says(one: Drum, at: Standing, came: Outcome | None) -> str:
    due = weekday_and_day(one.due)
    if came is None:
        if at == Standing.CLOSED:
            return _("It ended before the clan was called.")
        return _("Nobody has called the clan yet. It is to meet by %(day)s.", day=due)
    there = ngettext("%(num)s of %(all)s came", "%(num)s of %(all)s came", came.present, all=came.called)
    if at == Standing.MISSED:
        return _("%(there)s, which is too few. A senior calls them again.", there=there)
    if came.held_at is None and at == Standing.CLOSED:
        return _("It ended before the clan met.")
    if came.held_at is None:
        people = ngettext("%(num)s person is called", "%(num)s people are called", came.called)
        return _("%(people)s. They are to meet by %(day)s.", people=people, day=due)
    return _("%(there)s, %(time)s after the drum.", there=there, time=in_words(came.held_at - one.struck))


@dataclass(frozen=True)
class Strip:
    """The drum that is open, above the page of its customer."""

    number: int
    says: str
    words: str
    late: bool


def strip(card: Mapping[str, Any], today: date, reader: Any) -> Strip | None:
    """What the page of a customer says of the drum that is open."""
    if not card:
        return None
    struck, due = datetime.fromisoformat(card["struck"]), date.fromisoformat(card["due"])
    name = card["by"] or _("A rule of the house")
    facts = {"name": name, "day": day(struck), "due": weekday_and_day(due)}
    if card["called"]:
        says = _("%(name)s struck the drum on %(day)s, and everybody is called.", **facts)
    else:
        says = _("%(name)s struck the drum on %(day)s. The clan is to meet by %(due)s.", **facts)
    words = card["words"] or " ".join(by_rule(one, reader) for one in card["rules"])
    return Strip(card["number"], says, words, due < today and not card["called"])


def usual(length: timedelta | None) -> str:
    """The seniors' own figure, in words."""
    return in_words(length) if length is not None else ""


@dataclass(frozen=True)
class RuleView:
    """A rule: what it looks for, whether it watches, how often it was right, and what follows from that."""

    row: Any
    looks_for: str
    about: str
    right: str
    weighs: str
    limits: tuple[int, int]


def rule(held: Any, ends: list[str], weight: int) -> RuleView:
    """A rule as the people of the house read it; `ends` are those of all drums that it struck."""
    known = watching.RULES[held.key]
    return RuleView(
        row=held,
        looks_for=upper(_(known.looks_for, limit=held.limit)),
        about=_(KINDS[known.kind]),
        right=_right(ends),
        weighs=_weighs(weight),
        limits=(known.least, known.most),
    )


def _right(ends: list[str]) -> str:
    if not ends:
        return _("No drum that it struck has ended yet.")
    right = sum(1 for end in ends if end == HELPED)
    return ngettext(
        "It was right in %(right)s of %(num)s drum.",
        "It was right in %(right)s of %(num)s drums.",
        len(ends),
        right=right,
    )


def _weighs(weight: int) -> str:
    if weight == watching.FULL:
        return _("Together with two others of full weight it strikes the drum.")
    if weight:
        return _("After false alarms it needs three others to strike the drum.")
    return _("After false alarms it only notes, and strikes no drum.")


def newest(cards: Iterable[Mapping[str, Any]], most: int, reader: Any) -> tuple[list[SignalView], int]:
    """The newest signals that some cards tell together, and how many there are."""
    known = list(cards)
    lines = sorted((one for card in known for one in card["newest"]), key=lambda one: one["on"], reverse=True)
    return [of_card(one, reader) for one in lines[:most]], sum(card["all"] for card in known)
