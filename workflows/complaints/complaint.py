"""The document of one complaint, and what can be read from it (docs/workflows.md, 4.5; ISO 10002)."""

from typing import Any, Literal, Self

from workflows.complaints.ownership import Ownership
from workflows.complaints.parts import (
    Assessment,
    Cause,
    Check,
    Contact,
    End,
    Fact,
    Heard,
    Judged,
    Letter,
    Offer,
    Pause,
    Prevention,
    Promise,
    Said,
    Summary,
    Together,
)
from workflows.grammar import Word
from workflows.records import Mark

COUNTERS = 3  # counter-offers, before a steward mediates
TRIES = 3  # documented, before a steward may close what nobody answers


class Complaint(Word):
    """One complaint as it stands. `seq` counts its changes."""

    seq: int = 0
    round: int = 1
    status: Literal["open", "closed"] = "open"
    received: Mark
    complainant: str  # a handle; empty when somebody not known to the house told us
    heard: Heard
    summaries: tuple[Summary, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    owners: tuple[Ownership, ...] = ()
    letters: tuple[Letter, ...] = ()
    promises: tuple[Promise, ...] = ()
    contacts: tuple[Contact, ...] = ()
    facts: tuple[Fact, ...] = ()
    findings: tuple[Judged, ...] = ()
    offers: tuple[Offer, ...] = ()
    causes: tuple[Cause, ...] = ()
    preventions: tuple[Prevention, ...] = ()
    tries: tuple[Said, ...] = ()
    ends: tuple[End, ...] = ()
    checks: tuple[Check, ...] = ()
    pauses: tuple[Pause, ...] = ()
    reopened: tuple[Said, ...] = ()
    legal: Mark | None = None
    advised: Mark | None = None  # counsel has said inside what is to be minded
    together: Together | None = None
    joined: str = ""  # the complaint in which this one is answered too

    def having(self, **parts: Any) -> Self:
        """The complaint one change later, with some of its parts replaced."""
        return self.model_copy(update={"seq": self.seq + 1, **parts})

    def adding(self, part: str, one: object) -> Self:
        """The complaint one change later, with one more of something."""
        return self.having(**{part: (*getattr(self, part), one)})

    def changing(self, part: str, number: int, **with_: Any) -> Self:
        """The complaint one change later, with one of something changed."""
        held = list(getattr(self, part))
        held[number] = held[number].model_copy(update=with_)
        return self.having(**{part: tuple(held)})

    @property
    def owner(self) -> Ownership | None:
        """The executive whose it is today."""
        last = self.owners[-1] if self.owners else None
        return last if last and last.ended is None else None

    @property
    def event(self) -> Together | None:
        """The event with which it is answered in the present round."""
        return self.together if self.together and self.together.round == self.round else None

    @property
    def assessment(self) -> Assessment | None:
        """How it was judged last."""
        return self.assessments[-1] if self.assessments else None

    @property
    def summary(self) -> Summary | None:
        """What we understood, as it stands."""
        return self.summaries[-1] if self.summaries else None

    def now(self, part: str) -> list[Any]:
        """What there is of something in the present round, oldest first."""
        return [one for one in getattr(self, part) if one.round == self.round]

    def last(self, part: str) -> Any:
        """The newest of something in the present round; None when there is none."""
        held = self.now(part)
        return held[-1] if held else None

    @property
    def agreed(self) -> Offer | None:
        """The offer of this round to which both sides agreed."""
        return next((one for one in reversed(self.now("offers")) if one.stands), None)

    @property
    def counters(self) -> int:
        """How often the customer made an offer of its own in this round."""
        return sum(one.answer == "countered" for one in self.now("offers"))
