"""What the pages above a single order show, worked out from the few columns that lists read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from portal.cases.model import Case
from portal.cases.show.words import count, day, listed, lower, short_day, spelled, wait, when
from portal.kernel.journal import Entry
from portal.kernel.verbs import sentence
from workflows.grammar import Side
from workflows.records import other

MOST_NEWS = 3
VERBS = {
    "line": "Write",
    "appointment": "Arrange",
    "review": "Decide",
    "change": "Put right:",
    "checklist": "Tick off",
    "pin": "Answer the pin",
    "note": "Put your initials to",
    "judge_note": "Say whether this was put right:",
    "to_do": "Do",
    "plan": "Plan:",
    "yes": "Say yes or no:",
    "sign": "Sign",
    "look_again": "Look again at",
    "proposal": "Answer the proposal:",
    "ask_anew": "Ask anew:",
    "redraw": "Answer for the plan:",
    "promise": "Keep a promise:",
    "payment": "Pay",
    "book": "Answer:",
    "judge": "Say whether it is done:",
    "condition": "Say whether it is met:",
    "finish": "Say that it is finished:",
}


@dataclass(frozen=True)
class OrderRow:
    """One order in a list."""

    ref: str
    title: str
    account: str
    label: str
    tone: str  # c, k or g, as for labels
    states: tuple[tuple[str, str], ...]  # of each stage, and the side that does it alone
    place: str
    next: str
    due: str
    late: bool
    waiting: str
    face: str  # a picture among the order's files, or nothing
    waits_there: bool = False  # the other side has something to do, of which it may be reminded


@dataclass(frozen=True)
class Need:
    """One order that waits for the reader, with what there is to do in it."""

    ref: str
    title: str
    account: str
    what: str
    when: str
    late: bool


@dataclass(frozen=True)
class News:
    """One thing that somebody did since the reader was there."""

    name: str
    initials: str
    side: str
    says: str
    note: str
    when: str


@dataclass(frozen=True)
class OrderNews:
    """What happened in one order since the reader was there: the newest few, and how many more."""

    ref: str
    title: str
    newest: tuple[News, ...]
    more: int


class Said(Protocol):
    """Something that was said, as it reads today."""

    text: Any
    tells: Any


@dataclass(frozen=True)
class Reader:
    """Who reads the list, on their own clock."""

    side: Side
    now: datetime
    zone: ZoneInfo
    handle: str = ""

    @property
    def today(self) -> date:
        """The day it is where the reader is."""
        return self.now.astimezone(self.zone).date()


def row(case: Case, reader: Reader) -> OrderRow:
    """One order as a list shows it."""
    summary = case.summary
    label, tone = _label(case, reader)
    moves = summary["moves"].get(case.turn_side, [])
    return OrderRow(
        ref=case.ref,
        title=case.title,
        account=case.account.name,
        label=label,
        tone=tone,
        states=tuple((state, alone) for state, alone in summary["states"]),
        place=f"stage {summary['number']} of {summary['of']}" if summary["stage"] else "",
        next=f"{summary['stage']}" if summary["stage"] else "",
        due=_due(case, reader) if case.status == "open" else "",
        late=_late(case, reader),
        waiting=moves_in_words(moves) if case.status == "open" else "",
        face=summary.get("face", ""),
        waits_there=case.status == "open" and any(summary["moves"].get(other(reader.side), [])),
    )


def need(case: Case, reader: Reader) -> Need:
    """One order that waits for the reader's side."""
    moves = case.summary["moves"].get(reader.side, [])
    return Need(
        ref=case.ref,
        title=case.title,
        account=case.account.name,
        what=moves_in_words(moves) or f"{case.summary['stage']} is yours to move on",
        when=f"{_due(case, reader)}, waiting {_waited(case, reader)}",
        late=_late(case, reader),
    )


def lately(
    found: Iterable[tuple[Case, Entry, Said | None]], reader: Reader, most: int = MOST_NEWS
) -> list[OrderNews]:
    """News by order, the order with the newest first; of each at most so many."""
    by_order: dict[str, list[tuple[Case, Entry, Said | None]]] = {}
    for case, entry, said in found:
        by_order.setdefault(case.ref, []).append((case, entry, said))
    return [
        OrderNews(
            ref=ref,
            title=pairs[0][0].title,
            newest=tuple(_news(entry, said, reader) for _, entry, said in pairs[:most]),
            more=max(0, len(pairs) - most),
        )
        for ref, pairs in by_order.items()
    ]


def _news(entry: Entry, said: Said | None, reader: Reader) -> News:
    """One entry of an order's journal, for somebody who has not read it."""
    parts = entry.name.split()
    return News(
        name=parts[0],
        initials=(parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper(),
        side=entry.side,
        says=sentence(entry.verb, entry.facts) + (" to you" if said and reader.handle in said.tells else ""),
        note=said.text if said else str(entry.facts.get("text", "")),
        when=when(entry.at, reader.now, reader.zone),
    )


def moves_in_words(moves: Iterable[Any]) -> str:
    """What there is to do, in one line: the kinds of it joined, each named."""
    by_kind: dict[str, list[str]] = {}
    for kind, label in moves:
        by_kind.setdefault(kind, []).append(_named(kind, str(label).rstrip(".")))
    said = [f"{VERBS[kind]} {listed(labels)}" for kind, labels in by_kind.items()]
    return "; ".join([said[0], *(one[0].lower() + one[1:] for one in said[1:])]) if said else ""


def _named(kind: str, label: str) -> str:
    """A thing to do in the middle of a sentence: lines lose their capital, questions keep their own words."""
    return lower(label) if kind in ("line", "checklist") else f"“{label}”" if kind == "review" else label


def greeting(first: str, now: datetime, zone: ZoneInfo) -> str:
    """Good morning, Julian."""
    hour = now.astimezone(zone).hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    return f"Good {part}, {first}"


def summary(needs: int, counts: dict[str, int]) -> str:
    """Where everything stands, in one or two sentences."""
    first = (
        f"{spelled(needs)} {'thing needs' if needs == 1 else 'things need'} you."
        if needs
        else "Nothing needs you."
    )
    running, ended = counts.get("open", 0), counts.get("fulfilled", 0)
    parts = [f"{count(running, 'order')} under way"] if running else []
    parts += [f"{count(ended, 'order')} fulfilled"] if ended else []
    return f"{first} {listed(parts).capitalize()}." if parts else first


def dates(cases: Iterable[Case], reader: Reader) -> list[tuple[str, str]]:
    """What is due, with its day."""
    return [
        (f"{case.summary['stage'] or 'The last word'}, {case.title}", short_day(case.due))
        for case in cases
        if case.due
    ]


def _label(case: Case, reader: Reader) -> tuple[str, str]:
    if case.status == "fulfilled":
        return "Fulfilled", "g"
    if case.turn_side == reader.side:
        return "Your move", "c" if reader.side == "customer" else "k"
    return ("With your clan", "k") if reader.side == "customer" else ("With the customer", "c")


def _due(case: Case, reader: Reader) -> str:
    if case.due is None:
        return "no day set"
    words = "by" if case.due >= reader.today else "was promised for" if _late(case, reader) else "expected by"
    return f"{words} {day(case.due, reader.today)}"


def _late(case: Case, reader: Reader) -> bool:
    """Whether a promised day has passed. The usual time of a stage is an expectation, not a promise."""
    promised = case.summary.get("promised", "")
    return case.status == "open" and bool(promised) and date.fromisoformat(promised) < reader.today


def _waited(case: Case, reader: Reader) -> str:
    return wait(max(0, int((reader.now - case.turn_since).total_seconds()))).replace(
        "no time", "since just now"
    )
