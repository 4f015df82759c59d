"""Hunts as pages show them to the clan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.clans.days import day, weekday
from portal.hunts.cards import voices
from portal.hunts.ending import in_the_way
from portal.hunts.figures import band, per_cent, placed, typed_money, typed_share
from portal.hunts.lines import Mark
from portal.hunts.model import Hunt, HuntAnswer
from portal.hunts.queries import Agreed, Counts
from workflows.hunts import QUESTIONS, SAYS, lies
from workflows.language import N_, _, ngettext
from workflows.values.money import amount

STATES = {
    "running": N_("running"),
    "won": N_("won"),
    "lost": N_("lost"),
    "refused": N_("let go for their sake"),
}


@dataclass(frozen=True)
class Said:
    """One answer to one of the five."""

    asks: str
    says: str
    words: str
    harm: bool
    void: str  # what was answered before it was changed


@dataclass(frozen=True)
class AnswerView:
    """What one of the clan says of a hunt."""

    person: Any
    own: bool
    whole: bool
    verdict: str
    said: list[Said]
    on: Any


@dataclass(frozen=True)
class Ended:
    """How a hunt had ended before it was taken up again."""

    how: str
    why: str
    again: str


@dataclass(frozen=True)
class HuntView:
    """One hunt for a reader of the clan."""

    row: Hunt
    ref: str
    value: str
    costs: str
    earned: str
    band: str
    place: tuple[str, str]
    day: str
    late: bool
    state: str
    answers: list[AnswerView]
    voices: list[Mark]
    problems: list[str]
    earlier: list[Ended]


def view(found: Hunt, reader: Any, today: date) -> HuntView:
    """A hunt as `reader` sees it."""
    return HuntView(
        row=found,
        ref=f"r{found.number}",
        value=amount(found.value, found.currency),
        costs=amount(found.costs, found.currency) if found.costs is not None else "",
        earned=per_cent(found.figures.earned),
        band=band(found.band, found.currency),
        place=placed(lies(found.figures, found.band)),
        day=weekday(found.decided_by),
        late=found.running and found.decided_by < today,
        state=_(STATES[found.state]),
        answers=[_answer(one, reader) for one in found.answers],
        voices=[Mark(**one) for one in voices(found)],
        problems=in_the_way(found) if found.running else [],
        earlier=[_ended(one) for one in found.earlier],
    )


def _answer(one: HuntAnswer, reader: Any) -> AnswerView:
    voice = one.voice
    said = [
        Said(
            _(question.asks),
            _(SAYS[one.says[key]]) if key in one.says else "",
            one.words.get(key, "") if key in one.says else "",
            key in voice.harms,
            _(SAYS[one.void[key]]) if key in one.void else "",
        )
        for key, question in QUESTIONS.items()
    ]
    return AnswerView(one.person, one.person_id == reader.id, voice.whole, voice.verdict, said, one.answered)


def _ended(kept: Mapping[str, str]) -> Ended:
    facts = {"name": kept["by"], "day": day(datetime.fromisoformat(kept["on"]))}
    how = {
        "won": _("%(name)s won it, %(day)s", **facts),
        "lost": _("%(name)s lost it, %(day)s", **facts),
        "refused": _("%(name)s let it go for their sake, %(day)s", **facts),
    }[kept["state"]]
    again = _(
        "%(name)s took it up again, %(day)s: %(because)s",
        name=kept["opener"],
        day=day(datetime.fromisoformat(kept["again"])),
        because=kept["because"],
    )
    return Ended(how, kept["why"], again)


def of_state(state: str, number: int) -> str:
    """How many stand so, as the ways among them say it."""
    return _("%(state)s: %(number)s", state=_(STATES[state]), number=number)


def sentences(found: Counts, customer: str) -> list[str]:
    """What became of the hunts of a customer, in sentences and not in scores."""
    good = ngettext(
        "%(num)s hunt was won with all five good.", "%(num)s hunts were won with all five good.", found.good
    )
    sake = ngettext(
        "%(num)s was let go for the sake of %(customer)s.",
        "%(num)s were let go for the sake of %(customer)s.",
        found.refused,
        customer=customer,
    )
    anyway = ngettext(
        "%(num)s was won with a senior’s reason.", "%(num)s were won with a senior’s reason.", found.anyway
    )
    return [good, sake, anyway]


def choices(agreed: Sequence[Agreed], currency: str) -> list[tuple[str, str]]:
    """The bands among which one is chosen."""
    of_orders = [
        (
            f"order:{one.ref}",
            _("As both agreed for %(title)s: %(band)s", title=one.title, band=band(one.band, currency)),
        )
        for one in agreed
    ]
    return [*of_orders, ("typed", _("Another one, in per cent of what we earn"))]


def held(found: Hunt) -> dict[str, str]:
    """A hunt as its form holds it."""
    return {
        "what": found.what,
        "need": found.need,
        "offered": found.offered,
        "value": typed_money(found.value, found.currency),
        "costs": typed_money(found.costs, found.currency),
        "margin": typed_share(found.margin),
        "band": f"order:{found.band_from}" if found.band_kind == "order" else "typed",
        "band_low": typed_share(found.band_low) if found.band_kind == "typed" else "",
        "band_high": typed_share(found.band_high) if found.band_kind == "typed" else "",
        "band_from": found.band_from if found.band_kind == "typed" else "",
        "decided_by": found.decided_by.isoformat(),
    }
