"""Which executive answers a complaint: drawn by what is written down, never by chance (docs/decisions/042).

Of those who are here and free, whoever was given the smallest part of their share this month; where that is
the same, the smallest part in twelve months; then whoever was given one longest ago; then by lot, which is
reckoned from the number of the complaint.

The share of a month is the target cut to the working days on which somebody is here, in whole complaints. It
ends with the month: nobody comes back from a holiday to what gathered meanwhile. So this holds of any two who
have a share. Take away the last complaint that the draw gave the one, and what they chose themselves since:
then they had no greater part of their share than the other, unless the other was away or barred from that
one, has handed one on since, or one of the two shares has changed since. Of two who have the same share the
draw never gives one more than one above the other.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime
from pydantic import Field as Checked

from workflows.grammar import Word

TARGET = 3  # complaints for each executive and month
IMPACTS = {"one": 1, "several": 2, "many": 3}
Number = Annotated[int, Checked(ge=0)]
Grade = Annotated[int, Checked(ge=1, le=5)]
Bar = Literal["", "about", "conflict", "refused", "anew"]
Nobody = Literal["", "none", "away", "barred"]


def share(target: int, present: int, days: int) -> int:
    """How many complaints are somebody's in a month of which they are here on some working days."""
    return (2 * target * present + days) // (2 * days) if days else 0


class Waiting(Word):
    """A complaint for which nobody is drawn yet, as it was assessed."""

    number: int
    severity: Grade
    complexity: Grade
    impact: Literal["one", "several", "many"]
    since: AwareDatetime

    def hardness(self) -> int:
        """How hard it is, from 4 to 18: what it does to the customer counts twice."""
        return 2 * self.severity + self.complexity + IMPACTS[self.impact]


class Executive(Word):
    """What the draw looks at in an executive, by handle.

    `present` and `days` are working days of this month: theirs, and all. `served` counts what they were given
    this month, `earlier_served` and `earlier_share` what they were given, and their shares, in the eleven
    months before; `last` is the day on which they were last given one. Who is away cannot ring within two
    working days, and names who stands in. `barred` says why they may not have this one: it is about them,
    they said that they are not free to judge it, the customer refused them, or a steward took it from them.
    Who only stands in for others has the target 0.
    """

    handle: str
    target: Number = TARGET
    present: Number
    days: Number
    served: Number = 0
    earlier_served: Number = 0
    earlier_share: Number = 0
    last: date | None = None
    away: bool = False
    substitute: str = ""
    barred: Bar = ""

    @property
    def share(self) -> int:
        """How many complaints are theirs this month."""
        return share(self.target, self.present, self.days)

    @property
    def year(self) -> tuple[int, int]:
        """What they were given in twelve months with this one, and their share."""
        return self.earlier_served + self.served, self.earlier_share + self.share

    @property
    def here(self) -> bool:
        """Whether they may be given this complaint at all."""
        return not self.away and not self.barred


class Facts(Word):
    """Everything that a draw looked at: the journal keeps it, and the choice follows from it alone."""

    complaint: Waiting
    month: date
    executives: tuple[Executive, ...]


class Drawn(Word):
    """Whom the draw gave a complaint, or why nobody, so that a steward decides; and what it looked at."""

    chosen: str
    nobody: Nobody
    facts: dict[str, Any]


Turn = tuple[float, float, str, str]  # this month, twelve months, the last day, the lot: the least is next


def order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Complaints as they are drawn for: the hardest first, then the oldest."""
    return sorted(waiting, key=lambda one: (-one.hardness(), one.since, one.number))


def draw(complaint: Waiting, executives: Iterable[Executive], month: date) -> Drawn:
    """Give a complaint to one of the executives."""
    facts = Facts(complaint=complaint, month=month.replace(day=1), executives=tuple(executives))
    chosen = next(iter(turns(facts)), "")
    nobody = "" if chosen else why_nobody(facts.executives)
    # Whole, with what is as usual: what is usual may change, and what was drawn does not.
    return Drawn(chosen=chosen, nobody=nobody, facts=facts.model_dump(mode="json"))


def replay(facts: Mapping[str, Any]) -> str:
    """Whom the draw chose, from what the journal keeps of it; nothing where it was nobody."""
    return next(iter(turns(Facts.model_validate(facts))), "")


def turns(facts: Facts) -> dict[str, Turn]:
    """Who could be given the complaint, whose turn it is first, each with what that follows from."""
    number = facts.complaint.number
    found = {one.handle: _turn(one, number) for one in _free(facts.executives)}
    return dict(sorted(found.items(), key=lambda item: item[1]))


def stand_in(executive: Executive, executives: Iterable[Executive]) -> str:
    """Who takes over what an executive holds: the substitute, or theirs where that one is not here either."""
    known = {one.handle: one for one in executives}
    asked, found = {executive.handle}, known.get(executive.substitute)
    while found is not None and not found.here and found.handle not in asked:
        asked.add(found.handle)
        found = known.get(found.substitute)
    return found.handle if found is not None and found.here and found.handle not in asked else ""


def stood_in_for(executive: Executive, executives: Iterable[Executive]) -> list[str]:
    """Those who are away and have named this one to stand in."""
    return [one.handle for one in executives if one.away and one.substitute == executive.handle]


def why_nobody(executives: Sequence[Executive]) -> Nobody:
    """Why nobody can be given a complaint: there is no executive, all are away, or who is here is barred."""
    own = [one for one in executives if one.target]
    if not own:
        return "none"
    return "away" if all(one.away for one in own) else "barred"


def _free(executives: Sequence[Executive]) -> list[Executive]:
    """Who is here with a share; where nobody is, who is hardly here; then who stands in for those away."""
    here = [one for one in executives if one.here]
    return (
        [one for one in here if one.share]
        or [one for one in here if one.target]
        or [one for one in here if stood_in_for(one, executives)]
    )


def _turn(executive: Executive, number: int) -> Turn:
    last = executive.last.isoformat() if executive.last else ""
    lot = hashlib.sha256(f"{number}:{executive.handle}".encode()).hexdigest()
    return _part(executive.served, executive.share), _part(*executive.year), last, lot


def _part(served: int, whole: int) -> float:
    """What part of a share was given, exact enough to compare: these are small numbers."""
    return served / whole if whole else float(served)
