"""Findings as pages show them, to whoever reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from portal.cases.model import Case
from portal.clans.days import day
from portal.findings.model import Finding, Use
from portal.findings.places import gone
from portal.people.model import initials
from workflows.findings import MARKS, RIGHT, SURE
from workflows.language import _, weekday_and_day


@dataclass(frozen=True)
class Earlier:
    """How it read before it was put in other words, and what the customer said of that."""

    text: str
    mark: str
    words: str


@dataclass(frozen=True)
class FindingView:
    """One finding for one reader."""

    ref: str
    text: str
    author: Any  # with name, initials and side
    yours: bool
    circumstances: str
    in_room: bool
    withdrawn: str = ""  # by whom and when; nothing else is left then
    known: str = ""  # how, and how surely
    row: Any = None
    due: str = ""
    late: bool = False
    mark: str = ""
    tone: str = ""
    struck: bool = False
    earlier: list[Earlier] = field(default_factory=list)
    uses: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True)
class Writer:
    """Who reported it, as a card of a customer keeps them."""

    name: str
    department: str
    side: str = "clan"

    @property
    def initials(self) -> str:
        """The first letters of the first and last name."""
        return initials(self.name)


def view(found: Finding, reader: Any, today: date) -> FindingView:
    """A finding as `reader` sees it."""
    return FindingView(
        ref=found.ref,
        text=found.text,
        author=found.author,
        yours=found.author_id == reader.id,
        circumstances=_circumstances(found.place, found.subject, found.seen_on),
        in_room=found.in_room,
        withdrawn=_withdrawn(found),
        known=sure(found),
        row=found,
        due=weekday_and_day(found.due),
        late=found.answered is None and not found.withdrawn and found.due < today,
        mark=_(MARKS[found.mark]) if found.mark else "",
        tone="g" if found.mark == RIGHT else "",
        struck=found.mark == "wrong",
        earlier=[_earlier(one) for one in found.earlier],
    )


def _withdrawn(found: Finding) -> str:
    if not found.withdrawn:
        return ""
    name = found.subject.name if found.subject else ""
    return _("A finding was withdrawn by %(name)s on %(day)s.", name=name, day=day(found.withdrawn))


def _earlier(kept: Mapping[str, str]) -> Earlier:
    mark = kept["mark"]
    return Earlier(kept["text"], _(MARKS[mark]), kept["words"])


def sure(found: Finding) -> str:
    """How it is known, in a few words."""
    known = _("first-hand") if found.first_hand else _("heard from others")
    return f"{known}, {_(SURE[found.sure])}"


def _circumstances(place: str, subject: Any, on: date) -> str:
    told = [place] if place else []
    if subject and subject.name not in place and subject.name.split()[0] not in place:
        told.append(_("with %(name)s", name=subject.name))
    return ", ".join([*told, day(on)])


@dataclass(frozen=True)
class Counted:
    """The newest findings of a customer as its page tells them, and how many there are."""

    newest: list[FindingView]
    all: int
    used: int


def counted(cards: Iterable[Mapping[str, Any]], reader: Any, most: int) -> Counted:
    """What the cards that a reader may read tell together, newest first."""
    known = list(cards)
    lines = sorted((one for card in known for one in card["newest"]), key=_when, reverse=True)
    return Counted([_of_card(one, reader) for one in lines[:most]], *_sums(known))


def _sums(known: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    return sum(card["all"] for card in known), sum(card["used"] for card in known)


def _when(kept: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(kept["reported"])


def _of_card(kept: Mapping[str, Any], reader: Any) -> FindingView:
    subject = Writer(kept["with"], "") if kept["with"] else None
    return FindingView(
        ref=kept["ref"],
        text=kept["text"],
        author=Writer(kept["name"], kept["department"]),
        yours=kept["author"] == reader.handle,
        circumstances=_circumstances(kept["place"], subject, date.fromisoformat(kept["on"])),
        in_room=kept["in_room"],
        uses=kept["uses"],
    )


@dataclass(frozen=True)
class UseView:
    """One use of a finding, and what became of the place where it was used."""

    row: Use
    gone: str


def named(kind: str, label: str) -> str:
    """What a place is called: what it is, where its label does not say so."""
    if kind == "order":
        return _("The whole order")
    return _("%(line)s, a proposal", line=label) if kind == "proposal" else label


def uses(found: Iterable[Use], orders: Mapping[int, Case]) -> list[UseView]:
    """The uses of a finding as its page tells them."""
    return [UseView(one, gone(one, orders.get(one.case_id or 0))) for one in found]


def chips(told: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What the cards of an order say was used in it, as far as its reader may know."""
    return [one for name in ("findings", "findings.room") for one in told.get(name, [])]
