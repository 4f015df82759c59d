"""What the forms of an appointment say: times on the reader's own clock, the place, and who comes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from portal.cases.forms import number
from portal.cases.hours import Typed, read
from workflows.blocks.appointment import ALONE
from workflows.language import _
from workflows.records import Terms

Words = Mapping[str, list[str]]


@dataclass(frozen=True)
class Offer:
    """Times with a place and people, as they were typed; `seen` is the change that had been read to."""

    times: tuple[Typed, ...] = ()
    terms: Terms = ALONE
    why: str = ""
    seen: int | None = None

    @property
    def moments(self) -> tuple[datetime, ...]:
        """The moments that were understood."""
        return tuple(one.moment for one in self.times if one.moment)

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong with each time, by the name of its control; `time-1` when there is none at all."""
        found = {f"time-{place}": one.problem for place, one in enumerate(self.times, 1) if one.problem}
        return found if self.times else {"time-1": _("Choose at least one time.")}


def offer(words: Words, zone: ZoneInfo, now: datetime) -> Offer:
    """The form of an offer; controls that were left empty are passed over."""
    times = tuple(read(said, zone, now) for said in words.get("time", []) if said.strip())
    seq = _first(words, "seq")
    return Offer(times, terms(words), _first(words, "why"), number(seq) if seq else None)


def terms(words: Words) -> Terms:
    """Where it is and who comes."""
    return Terms(place=_first(words, "place"), comes=tuple(words.get("comes", [])))


def _first(words: Words, name: str) -> str:
    said = words.get(name, [])
    return said[0] if said else ""
