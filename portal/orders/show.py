"""What the pages above a single order show, worked out from the few columns that lists read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from portal.cases.model import Case
from portal.cases.show.begun import begun
from portal.cases.show.words import HOUR, day, listed, short_day, spelled, wait, when
from portal.kernel.drafting import form_of
from portal.kernel.drafts import Draft
from portal.kernel.journal import Entry
from portal.kernel.verbs import sentence
from portal.orders.elsewhere import BEGUN
from portal.orders.moves import moves_in_words
from workflows.grammar import Side
from workflows.language import _, ngettext, pgettext
from workflows.records import other

MOST_NEWS = 3


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


@dataclass(frozen=True)
class Waiting:
    """Something that the reader began to write: what it is, in which order, and the page to go on."""

    address: str
    says: str
    endpoint: str
    values: Mapping[str, str]
    title: str
    at: datetime


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
        place=_("stage %(number)s of %(all)s", number=str(summary["number"]), all=str(summary["of"]))
        if summary["stage"]
        else "",
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
        what=moves_in_words(moves) or _("%(stage)s is yours to move on", stage=case.summary["stage"]),
        when=_when(case, reader),
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
    parts, deed = entry.name.split(), sentence(entry.verb, entry.facts)
    return News(
        name=parts[0],
        initials=(parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper(),
        side=entry.side,
        says=_("%(did)s to you", did=deed) if said and reader.handle in said.tells else deed,
        note=said.text if said else str(entry.facts.get("text", "")),
        when=when(entry.at, reader.now, reader.zone),
    )


def waiting(drafts: Iterable[tuple[Draft, Case | None]]) -> list[Waiting]:
    """What the reader began to write and has not sent, each with the page to go on."""
    found = []
    for draft, case in drafts:
        form = form_of(draft.address)
        if form and case and (told := begun(case.thread, case.ref, form, draft.at)):
            found.append(Waiting(draft.address, told.says, told.endpoint, told.values, case.title, draft.at))
        elif form and form.endpoint in BEGUN:
            says, page = BEGUN[form.endpoint]
            found.append(Waiting(draft.address, _(says), page, form.values, "", draft.at))
    return found


def greeting(first: str, now: datetime, zone: ZoneInfo) -> str:
    """Good morning, Julian."""
    hour = now.astimezone(zone).hour
    if hour < 12:
        return _("Good morning, %(name)s", name=first)
    return _("Good afternoon, %(name)s", name=first) if hour < 18 else _("Good evening, %(name)s", name=first)


def summary(needs: int, counts: dict[str, int]) -> str:
    """Where everything stands, in one or two sentences."""
    number, first = spelled(needs), _("Nothing needs you.")
    if needs:
        first = ngettext("%(number)s thing needs you.", "%(number)s things need you.", needs, number=number)
    running, ended = counts.get("open", 0), counts.get("fulfilled", 0)
    parts = [ngettext("%(num)s order under way", "%(num)s orders under way", running)] if running else []
    parts += [ngettext("%(num)s order fulfilled", "%(num)s orders fulfilled", ended)] if ended else []
    return f"{first} {listed(parts)}." if parts else first


def dates(cases: Iterable[Case], reader: Reader) -> list[tuple[str, str]]:
    """What is due, with its day."""
    return [
        (", ".join((case.summary["stage"] or _("The last word"), case.title)), short_day(case.due))
        for case in cases
        if case.due
    ]


def _label(case: Case, reader: Reader) -> tuple[str, str]:
    if case.status == "fulfilled":
        return pgettext("an order", "Fulfilled"), "g"
    if case.turn_side == reader.side:
        return _("Your move"), "c" if reader.side == "customer" else "k"
    return (_("With your clan"), "k") if reader.side == "customer" else (_("With the customer"), "c")


def _due(case: Case, reader: Reader) -> str:
    if case.due is None:
        return _("no day set")
    named = day(case.due, reader.today)
    if case.due >= reader.today:
        return _("by %(day)s", day=named)
    late = _late(case, reader)
    return _("was promised for %(day)s", day=named) if late else _("expected by %(day)s", day=named)


def _late(case: Case, reader: Reader) -> bool:
    """Whether a promised day has passed. The usual time of a stage is an expectation, not a promise."""
    promised = case.summary.get("promised", "")
    return case.status == "open" and bool(promised) and date.fromisoformat(promised) < reader.today


def _when(case: Case, reader: Reader) -> str:
    """When it is due, and since when it waits."""
    seconds, due = int((reader.now - case.turn_since).total_seconds()), _due(case, reader)
    if seconds < HOUR:
        return _("%(due)s, waiting since just now", due=due)
    return _("%(due)s, waiting %(time)s", due=due, time=wait(seconds))
