"""Red cords as pages show them, to those who may read them."""

from dataclasses import dataclass
from typing import Any

from portal.clans.days import weekday
from portal.cords.model import Cord, CordQuestion
from portal.cords.queries import late
from portal.cords.verbs import watches
from portal.people.model import Person
from workflows.cords import STEWARDS
from workflows.language import _, listed, ngettext


@dataclass(frozen=True)
class CordView:
    """One cord, for one reader."""

    row: Cord
    state: str
    tone: str
    due: str
    late: bool
    readers: str  # who hears of it
    pulled_by_me: bool
    watched_by_me: bool


def view(cord: Cord, reader: Any) -> CordView:
    """One cord as its reader sees it."""
    overdue = late(cord)
    return CordView(
        row=cord,
        state=_state(cord),
        tone="g" if cord.published else "k" if cord.answered else "p",
        due=weekday(cord.due),
        late=overdue,
        readers=_readers(cord),
        pulled_by_me=reader.id == cord.person_id,
        watched_by_me=watches(reader, cord),
    )


def _state(cord: Cord) -> str:
    if cord.published:
        return _("published")
    return _("answered") if cord.answered else _("to be answered")


def _readers(cord: Cord) -> str:
    """To whom it went; that there are fewer stewards than there should be is said."""
    here = [one.person.name for one in cord.stewards if watches(one.person, cord)]
    told = _("It went to %(people)s.", people=listed([cord.executive.name, *here]))
    return " ".join([told, few(len(here))]).strip()


def few(stewards: int) -> str:
    """What to say of a house with too few stewards; nothing where there are enough."""
    if stewards >= STEWARDS:
        return ""
    if not stewards:
        return _("The house has no steward who could watch over it.")
    return ngettext(
        "The house has only %(num)s steward who can watch over it.",
        "The house has only %(num)s stewards who can watch over it.",
        stewards,
    )


def to_answer(cord: Cord, reader: Any) -> list[CordQuestion]:
    """What the reader is asked, if it is they who pulled it."""
    return [one for one in cord.questions if one.answered is None] if reader.id == cord.person_id else []


def answers(cord: Cord, reader: Any) -> list[CordQuestion]:
    """What was asked how it went since, for its stewards alone."""
    return cord.questions if watches(reader, cord) else []


def others(cord: Cord, people: list[Person]) -> list[tuple[str, str]]:
    """To whom else it could go."""
    but = (cord.person_id, cord.executive_id)
    return [(one.handle, f"{one.name}, {one.title}") for one in people if one.id not in but]
