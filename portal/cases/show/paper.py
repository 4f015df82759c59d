"""How the dossier speaks: of everybody by name and to nobody, with the day and the year of everything.

Nothing here depends on who reads it or when: the same entry of the journal always gives the same words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from portal.cases.show.given import Desk, Look, PersonCard, Viewer
from portal.cases.show.given import mark as sign
from workflows.case import Case, Mark
from workflows.grammar import Word
from workflows.language import _, short_day_and_year
from workflows.offered import asker
from workflows.records import Value
from workflows.values import Length


@dataclass(frozen=True)
class Row:
    """One thing that was settled: its label, what it says, by whose hand and when, and what it was before.

    `text` is plain, `long` is Markdown, `lines` are the rows of a table. `why` are words of whoever did it.
    """

    label: str
    text: str = ""
    long: str = ""
    lines: tuple[str, ...] = ()
    hand: str = ""
    mark: str = ""  # c or k: whose hand
    was: str = ""
    why: str = ""
    figures: bool = False


@dataclass(frozen=True)
class Group:
    """The rows of one block of a stage."""

    title: str
    rows: tuple[Row, ...]


class Paper(Desk):
    """A case as the dossier tells it."""

    def hand(self, made: Mark) -> str:
        """Whose hand, and when: Marian Wren, 20 Nov 2026, 17:20. Of an agreement, both hands."""
        asked = asker(self.case, made) if isinstance(made, Value) else None
        name = _("%(asker)s asked, %(who)s agreed", asker=asked.name, who=made.name) if asked else made.name
        return f"{name}, {self.stamp(made.at)}"

    def stamp(self, at: datetime) -> str:
        """The day with its year, and the time on the house's clock: 20 Nov 2026, 17:20."""
        return f"{self.day(at)}, {at.astimezone(self.look.viewer.zone):%H:%M}"

    def day(self, at: datetime) -> str:
        """The day with its year: 20 Nov 2026."""
        here = at.astimezone(self.look.viewer.zone)
        return short_day_and_year(here.date())

    def person(self, handle: str) -> str:
        """The name of somebody who is spoken of by handle."""
        card = self.look.people.get(handle)
        return card.name if card else handle

    def row(self, label: str, made: Mark | None, text: str = "", **more: Any) -> Row:
        """A row by the hand that made it; nobody's while nobody did."""
        hand, mark = (self.hand(made), sign(made.side)) if made else ("", "")
        return Row(label, text, hand=hand, mark=mark, **more)


def paper(
    case: Case, at: datetime, people: Mapping[str, PersonCard], zone: ZoneInfo, length: Length
) -> Paper:
    """A case as it stood at a moment, on the clock of the house and in one unit of length.

    Whoever did something keeps the name that they had then; `people` name those who are only spoken of.
    """
    named = dict(people)
    for made in _marks(case):
        title = named[made.by].title if made.by in named else ""
        named[made.by] = PersonCard(made.name, "", title, made.side)
    reader = Viewer("", "", "customer", length, zone)
    return Paper(case, Look(viewer=reader, at=at, people=named, house_zone=zone))


def _marks(case: Case) -> Iterable[Mark]:
    """Every hand in the case, oldest first, so that the last name of everybody stands."""
    told = [getattr(case, name) for name in Case.model_fields if name != "stages"]
    return sorted(_found(told), key=lambda made: made.seq)


def _found(part: object) -> Iterable[Mark]:
    if isinstance(part, Mark):
        yield part
    if isinstance(part, Word):
        part = [getattr(part, name) for name in type(part).model_fields]
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list | tuple):
        for one in part:
            yield from _found(one)
