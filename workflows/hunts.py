"""Hunts: orders worth winning, and never at the customer's cost (mission.md, row 10).

What a hunt earns, where that lies in its band, and whether those who were asked say that it is good for
the customer. Pure: people are judged by their number and department and named elsewhere.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from workflows.clans import same
from workflows.language import N_, _, listed
from workflows.totals import Where, where

HUNDREDTHS = 10_000  # margins are counted in hundredths of a per cent, bands of margins too
LEAST_VOICES = 2  # of the clan, one of them from outside sales
YES, NO, UNKNOWN = "yes", "no", "unknown"
SAYS = {YES: N_("Yes"), NO: N_("No"), UNKNOWN: N_("I do not know")}
OF_SALES = frozenset({"sales", "selling", "vertrieb", "verkauf", "ventes", "vendite", "ventas", "verkoop"})


class Question(NamedTuple):
    """One of the five: to the clan and to the customer, which answer harms, and how harm is told."""

    asks: str
    asks_them: str
    harm: str
    harms: str


QUESTIONS: dict[str, Question] = {
    "used": Question(
        N_("Will they really use it?"),
        N_("Will you really use it?"),
        NO,
        N_("%(name)s says that they will not really use it."),
    ),
    "cheaper": Question(
        N_("Is there a cheaper way for them?"),
        N_("Is there a cheaper way for you?"),
        YES,
        N_("%(name)s says that there is a cheaper way for them."),
    ),
    "strain": Question(
        N_("Does it strain their cash?"),
        N_("Does it strain your cash?"),
        YES,
        N_("%(name)s says that it strains their cash."),
    ),
    "lock_in": Question(
        N_("Does it lock them in?"),
        N_("Does it lock you in?"),
        YES,
        N_("%(name)s says that it locks them in."),
    ),
    "buy": Question(
        N_("Would we buy it in their place?"),
        N_("Would you buy it if nobody had asked you?"),
        NO,
        N_("%(name)s would not buy it in their place."),
    ),
}
ALL = frozenset(QUESTIONS)
# Which answers were given about what: when it changes, these are void and asked again.
ABOUT: dict[str, frozenset[str]] = {
    "offer": ALL,
    "value": frozenset({"cheaper", "strain", "buy"}),
    "margin": frozenset({"buy"}),
}


class Figures(NamedTuple):
    """What a hunt is worth in smallest coins, and what it costs us or what we earn, if that is known."""

    value: int
    costs: int | None = None
    margin: int | None = None  # in hundredths of a per cent, where costs are not written

    @property
    def earned(self) -> int | None:
        """What we earn of it, in hundredths of a per cent of its value; never told higher than it is."""
        if self.costs is None:
            return self.margin
        return (self.value - self.costs) * HUNDREDTHS // self.value


class Band(NamedTuple):
    """Where a hunt is to lie: the whole that both agreed for an order, or a range for what we earn."""

    kind: str  # order: of the value, in smallest coins; typed: of the margin, in hundredths of a per cent
    low: int
    high: int


def lies(figures: Figures, band: Band) -> Where | None:
    """Where a hunt lies in its band; None while what it earns is not known."""
    earned = figures.earned
    if earned is None:
        return None
    return where(band.low, band.high, figures.value if band.kind == "order" else earned)[0]


@dataclass(frozen=True)
class Voice:
    """Somebody who was asked whether a hunt is good for the customer, and what they answered so far."""

    person: int
    name: str
    department: str
    says: Mapping[str, str]

    @property
    def whole(self) -> bool:
        """Whether all five are answered."""
        return self.says.keys() >= ALL

    @property
    def harms(self) -> list[str]:
        """The questions to which their answer says harm, in the order in which they are asked."""
        return [key for key, one in QUESTIONS.items() if self.says.get(key) == one.harm]

    @property
    def verdict(self) -> str:
        """`good`, `harm`, or `open` while something is not answered or not known."""
        if self.harms:
            return "harm"
        known = all(self.says.get(key, UNKNOWN) != UNKNOWN for key in QUESTIONS)
        return "good" if known else "open"


def outside_sales(department: str) -> bool:
    """Whether a department is known, and is not sales in one of the languages that houses write."""
    words = same(department).replace("&", " ").replace("/", " ").split()
    return bool(words) and not OF_SALES.intersection(words)


def needed(noter: int, voices: Iterable[Voice]) -> tuple[int, bool]:
    """How many of the clan are still to answer, and whether one of them must be from outside sales."""
    there = [one for one in voices if one.whole and one.person != noter]
    outside = any(outside_sales(one.department) for one in there)
    return max(LEAST_VOICES - len(there), 0 if outside else 1), not outside


def may_answer(noter: int, person: int, department: str, voices: Iterable[Voice]) -> bool:
    """Whether somebody's answer helps: not of who noted it, nor of sales where others are missing."""
    if person == noter:
        return False
    number, outside = needed(noter, (one for one in voices if one.person != person))
    return outside_sales(department) or not (outside and number <= 1)


def settled(voices: Collection[Voice]) -> list[str]:
    """The questions to which somebody knew an answer."""
    return [
        key for key in QUESTIONS if any(one.says.get(key, UNKNOWN) != UNKNOWN for one in voices if one.whole)
    ]


def all_good(noter: int, voices: Collection[Voice], theirs: Voice | None = None) -> bool:
    """Whether enough answered, and the customer if it was asked, all is known, and nobody says harm."""
    count, outside = needed(noter, voices)
    known = len(settled(voices)) == len(QUESTIONS) and (theirs is None or theirs.whole)
    everybody = [*voices, *([theirs] if theirs else [])]
    return known and not (count or outside) and not any(one.harms for one in everybody)


def harms(voices: Iterable[Voice]) -> list[str]:
    """What those who were asked say that harms, in sentences."""
    return [_(QUESTIONS[key].harms, name=one.name) for one in voices for key in one.harms]


def missing(noter: int, voices: Collection[Voice]) -> list[str]:
    """What the guard still lacks, in sentences; nothing when it is whole."""
    count, outside = needed(noter, voices)
    if outside and count <= 1:
        return [_("Somebody from outside sales is still to answer the five questions.")]
    if outside:
        return [_("Two of the clan are still to answer the five questions, one of them from outside sales.")]
    if count:
        return [_("One more of the clan is still to answer the five questions.")]
    open_ = [_(QUESTIONS[key].asks) for key in QUESTIONS if key not in settled(voices)]
    return [_("Nobody knows yet: %(questions)s", questions=" ".join(open_))] if open_ else []


def theirs_missing(customer: str, voice: Voice | None, *, gone: bool, stale: bool) -> list[str]:
    """What the guard lacks on the customer's side, where it was shown: in sentences.

    `gone` is whether the one who was asked has left, `stale` whether the customer reads it as it was before.
    """
    if stale:
        return [_("What was changed is not shown to %(customer)s yet.", customer=customer)]
    if voice is None or voice.whole:
        return []
    if gone:
        return [_("%(name)s was asked and has left. Ask somebody else there.", name=voice.name)]
    facts = {"name": voice.name, "customer": customer}
    return [_("%(name)s of %(customer)s is still to answer the five questions.", **facts)]


def earns(figures: Figures, band: Band) -> list[str]:
    """What is wrong with what a hunt earns, in sentences; nothing when it lies inside its band or above."""
    place = lies(figures, band)
    if place is None:
        return [_("What we earn of it is not known yet.")]
    return [_("It lies below its band.")] if place == "below" else []


def void(changed: Iterable[str]) -> frozenset[str]:
    """The questions whose answers are void when this was changed."""
    return frozenset().union(*(ABOUT[one] for one in changed))


def whom_to_ask(names: Iterable[tuple[str, str]]) -> str:
    """Whose answer helps, by name and department, as the end of a kind sentence."""
    said = [f"{name} ({department})" if department else name for name, department in names]
    return listed(said)
