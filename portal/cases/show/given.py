"""What the pages of a case are made from besides its document, and how people and moments are named."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from portal.cases.show import words as say
from workflows.calendars import USUAL, Calendars
from workflows.case import Actor, Case, Json, Mark
from workflows.forecast import Past as Took
from workflows.grammar import Field, Side
from workflows.language import _, pgettext
from workflows.ledger import Turn, standing
from workflows.transition import marked
from workflows.values import show
from workflows.values.manner import Length

Words = Mapping[str, Sequence[str]]  # what a form says, by the name of its controls


@dataclass(frozen=True)
class Viewer:
    """Who looks: the page speaks to them, in their unit and on their clock."""

    handle: str
    first: str
    side: Side
    length: Length
    zone: ZoneInfo


@dataclass(frozen=True)
class PersonCard:
    """Somebody of either side, as the people pages know them. The first of each side speaks for it."""

    name: str
    initials: str
    title: str
    side: str
    here: bool = True  # not one who has left


@dataclass(frozen=True)
class FileView:
    """A file or photograph on a line, or one that waits for it; `words` say what a picture shows, or whom to
    ask for words, `pins` is how many of its pins are open; `pages`: it is a PDF, which has some.
    """

    id: str
    name: str
    picture: bool
    waits: bool = False
    pages: bool = False
    words: str = ""
    described: bool = False
    pins: int = 0


@dataclass(frozen=True)
class InRoom:
    """Somebody who is here, or was today; while they are, at which `line` (its id) and if one `writes`."""

    handle: str
    at: datetime
    quiet: bool
    here: bool
    line: str
    writes: bool


@dataclass(frozen=True)
class Begun:
    """Something begun, in words, with the page to go on. `where` is the page on which its form stands anyhow:
    the order's own, one of a stage ("stage:cloth"), the talk of a place ("talk:cloth"); else empty. `line` is
    the line that it is written on, as "stage.field".
    """

    address: str
    at: datetime
    says: str
    endpoint: str
    values: Mapping[str, str]
    where: str = ""
    line: str = ""


@dataclass(frozen=True)
class Look:
    """Who looks at a case and when, and what its document does not hold.

    `planned` are first and last day of each stage that has a plan, `due` the day of the present move, `seen`
    how far the viewer had read before, `house_zone` the clock of the house, `calendars` the working days of
    both, `waiting` by line the files that the viewer has brought to it and not written yet, `ours` by line
    how many pictures the viewer's side keeps to itself there; `finished` are the house's finished orders of
    the same workflow; in the `room` is who has it open, or had today; `begun` is what they began to write.
    """

    viewer: Viewer
    at: datetime
    people: Mapping[str, PersonCard]
    planned: Mapping[str, tuple[date | None, date | None]] = field(default_factory=dict)
    seen: int = 0
    due: date | None = None
    house_zone: ZoneInfo | None = None
    calendars: Calendars = USUAL
    offered: int = 0  # the newer version of its process that the house offers; 0 when there is none
    waiting: Mapping[str, tuple[FileView, ...]] = field(default_factory=dict)
    ours: Mapping[str, int] = field(default_factory=dict)
    talked: Mapping[str, int] = field(default_factory=dict)  # how much was said, by place
    room_news: int = 0  # messages in the room of the viewer's side that they have not read
    told: Mapping[str, object] = field(default_factory=dict)  # what other areas say of the case, by area
    finished: tuple[Took, ...] = ()
    room: tuple[InRoom, ...] = ()
    begun: tuple[Begun, ...] = ()


@dataclass(frozen=True)
class Opened:
    """What is open: a line ("stage.field", or "*" for all of the stage) or a stage; and by line what was
    typed and what is wrong with it. Of all stages, `only` these are shown.
    """

    line: str = ""
    stage: str = ""
    typed: Mapping[str, Words] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    only: Collection[str] | None = None


@dataclass(frozen=True)
class Who:
    """A person in a sentence."""

    handle: str
    name: str
    first: str
    initials: str
    title: str
    side: str
    me: bool

    @property
    def mark(self) -> str:
        """c for the customer, k for the clan: the class of every sign of a side."""
        return mark(self.side)

    @property
    def short(self) -> str:
        """You, or the first name."""
        return _("you") if self.me else self.first


@dataclass(frozen=True)
class By:
    """Whose hand, and when; `asker` is who asked, where they agreed to what the other side wanted."""

    who: Who
    when: str
    iso: str
    asker: Who | None = None


def mark(side: str) -> str:
    """c for the customer, k for the clan."""
    return "c" if side == "customer" else "k"


@dataclass(frozen=True)
class Desk:
    """A case and who looks at it: the words for people and moments that every part of the page needs."""

    case: Case
    look: Look

    @property
    def today(self) -> date:
        """The day it is for the viewer."""
        return self.look.at.astimezone(self.look.viewer.zone).date()

    @property
    def turn(self) -> Turn:
        """Whose move it is at this moment, and since when: what ran out meanwhile is its maker's again."""
        return standing(self.case.turn, self.look.at)

    @property
    def open(self) -> bool:
        """Whether anything in this order can still change."""
        return self.case.status != "fulfilled"

    def mark(self) -> Mark:
        """The mark that the viewer would leave with a change made now, for what is only weighed."""
        viewer = self.look.viewer
        return marked(Actor(viewer.handle, viewer.first, viewer.side, self.look.at), self.case.seq + 1)

    def who(self, handle: str, name: str, side: str) -> Who:
        """A person by handle; by the name kept with the deed when they are gone from the house."""
        parts = name.split() or ["?"]
        initials = (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()
        card = self.look.people.get(handle) or PersonCard(name, initials, "", side)
        first, me = (card.name.split() or ["?"])[0], handle == self.look.viewer.handle
        return Who(handle, card.name, first, card.initials, card.title, card.side, me)

    def of_side(self, side: str) -> tuple[Who, ...]:
        """Everyone of one side, who speaks for it first."""
        cards = self.look.people.items()
        return tuple(self.who(handle, card.name, side) for handle, card in cards if card.side == side)

    def lead(self, side: str) -> Who | None:
        """Who speaks for a side: the viewer for their own, else whoever stated the need, else the first."""
        people = self.of_side(side)
        begun = self.case.begun.by
        found = [one for one in people if one.me] or [one for one in people if one.handle == begun]
        return next(iter([*found, *people]), None)

    def name(self, side: str) -> str:
        """A side in a sentence, by the person who speaks for it: you, Marian, your clan."""
        if side == self.look.viewer.side:
            return _("you")
        lead = self.lead(side)
        return lead.first if lead else _("your clan") if side == "clan" else _("the customer")

    def waited_for(self) -> dict[Side, str]:
        """Whom one waits for, as the viewer says it: for you, for us; for Julian, for the clan."""
        if self.look.viewer.side == "customer":
            return {"customer": pgettext("for whom", "you"), "clan": pgettext("for whom", "us")}
        return {"customer": self.name("customer"), "clan": pgettext("for whom", "the clan")}

    def by(self, made: Mark) -> By:
        """The hand and the moment of a mark."""
        return By(self.who(made.by, made.name, made.side), self.when(made.at), say.stamp(made.at))

    def when(self, at: datetime) -> str:
        """How long ago that was."""
        return say.when(at, self.look.at, self.look.viewer.zone)

    def moment(self, at: datetime) -> str:
        """A day and a time to come."""
        return say.moment(at, self.look.at, self.look.viewer.zone)

    def show(self, line: Field, value: Json) -> str:
        """A value in the viewer's unit and on their clock."""
        viewer = self.look.viewer
        if line.type == "person" and value in self.look.people:
            return self.look.people[value].name
        return show(line, value, length=viewer.length, zone=viewer.zone)

    def condition(self, row: Json) -> tuple[str, tuple[str, ...]]:
        """A condition of satisfaction, and how it is judged: its other columns, in their own order."""
        stage, _dot, key = self.case.conditions_field.partition(".")
        field = self.case.stages[stage].field(key)
        if field is None or not isinstance(row, dict):
            return str(row), ()
        told = (row.get(column.key) for column in field.columns if column.key != "text")
        return str(row.get("text", "")), tuple(str(one) for one in told if one not in (None, ""))

    def labels(self, stage: str, fields: Iterable[str]) -> tuple[str, ...]:
        """The labels of some lines of a stage."""
        found = (self.case.stages[stage].field(key) for key in fields)
        return tuple(line.label for line in found if line)
