"""The order as it stood at any moment of its past: to be read, with nothing in it that can be done.

Pure. It says the same as the dossier of that moment, beside whose move it was and where the thread was.
"""

from dataclasses import dataclass

from portal.cases.show.bargains import bargains
from portal.cases.show.dossier import Chapter, chapter
from portal.cases.show.given import Desk, mark
from portal.cases.show.move import views
from portal.cases.show.paper import Paper, Row
from portal.cases.show.plates import held_pictures
from portal.cases.show.price import sums
from portal.cases.show.printed import conditions
from portal.cases.show.printed import sums as written_sums
from portal.cases.show.stage import ThreadStage, place, thread
from portal.cases.show.told import Logged
from workflows.case import Case
from workflows.language import _
from workflows.turn import steps

MANY = 6  # things to do that are named; of more only how many there were


@dataclass(frozen=True)
class Entry:
    """One entry of the journal in words: its number, whose hand, what it says, when."""

    seq: int
    name: str
    mark: str
    says: str
    note: str
    when: str
    iso: str


@dataclass(frozen=True)
class PictureThen:
    """A picture that was on a line; without a `file` it has been taken away since, and is only named."""

    file: str
    name: str
    caption: str


@dataclass(frozen=True)
class ThenView:
    """The order after one entry of its journal. `last` is the number of its newest one."""

    entry: Entry
    last: int
    day: str  # for the control of a day
    title: str
    need: str
    side: str  # whose move it was; empty once the order was fulfilled
    turn: str
    tasks: tuple[str, ...]
    more: int  # things to do that are not named
    thread: tuple[ThreadStage, ...]
    place: str
    next: str
    price: tuple[tuple[str, str], ...]
    sums: tuple[tuple[str, str], ...]  # what stood in it while no price was agreed
    bargains: tuple[Row, ...]  # changes that stood with what they cost, and proposals
    conditions: tuple[Row, ...]
    chapters: tuple[Chapter, ...]
    pictures: tuple[PictureThen, ...]

    @property
    def is_now(self) -> bool:
        """Whether nothing has happened since."""
        return self.entry.seq == self.last


def then(desk: Desk, paper: Paper, entry: Logged, present: Case) -> ThenView:
    """The order after `entry`, as the one who looks would have read it then, and as it is told on paper.

    `present` is the order as it stands now.
    """
    case = desk.case
    stage, _dot, field = case.need_field.partition(".")
    need, tasks = case.line(stage, field), _tasks(desk)
    return ThenView(
        entry=told(paper, entry),
        last=present.seq,
        day=desk.today.isoformat(),
        title=str(case.value(case.title_field) or _("An order without a name yet")),
        need=str(need.value or "") if need else "",
        side=mark(case.turn.side) if desk.open and case.turn.side else "",
        turn=_turn(desk),
        tasks=tasks[:MANY],
        more=max(0, len(tasks) - MANY),
        thread=thread(desk),
        place=place(case, _("Every stage was done") if desk.open else _("Fulfilled")),
        next=next((one.title for one in case.in_order() if case.state(one.key) == "next"), ""),
        price=sums(desk),
        sums=tuple((row.label, row.text) for row in written_sums(paper)),
        bargains=bargains(paper),
        conditions=conditions(paper),
        chapters=tuple(chapter(paper, one) for one in case.in_order()),
        pictures=tuple(_pictures(paper, present)),
    )


def told(paper: Paper, entry: Logged) -> Entry:
    """An entry of the journal in words, with its day and time in full."""
    when = paper.stamp(entry.at)
    return Entry(entry.seq, entry.name, mark(entry.side), entry.says, entry.note, when, entry.at.isoformat())


def _turn(desk: Desk) -> str:
    side = desk.turn.side
    if not desk.open or side is None:
        return _("It was fulfilled")
    mine = side == desk.look.viewer.side
    return _("It was your move") if mine else _("It was %(name)s’s move", name=desk.name(side))


def _tasks(desk: Desk) -> tuple[str, ...]:
    """What the side whose move it was had to do."""
    side = desk.turn.side if desk.open else None
    return tuple(one.label for one in views(desk, [one for one in steps(desk.case) if one.side == side]))


def _pictures(paper: Paper, present: Case) -> list[PictureThen]:
    here = {file for file, _name, _caption in held_pictures(Paper(present, paper.look))}
    return [
        PictureThen(file if file in here else "", name, caption)
        for file, name, caption in held_pictures(paper)
    ]
