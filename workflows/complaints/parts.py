"""The parts of a complaint: what was heard, understood, given, offered and learned (docs/workflows.md, 4.5).

What people wrote stands outside of them, by number, because it may have to be erased while the trace is kept.
What happens again after a complaint came back belongs to its next round.
"""

from datetime import date
from typing import Any, Literal, TypeVar

from pydantic import Field

from workflows.grammar import Word
from workflows.records import Mark

Channel = Literal["portal", "e_mail", "phone", "visit", "letter", "social", "by_employee"]
Outcome = Literal["satisfied", "not_satisfied", "withdrawn"]
Verdict = Literal["upheld", "partly", "not_upheld"]


class Said(Mark):
    """Something somebody wrote: `words` is the number of its text."""

    words: int = 0


S = TypeVar("S", bound=Said)


def said_as(kind: type[S], mark: Mark, words: int, /, **more: Any) -> S:
    """Something of that kind, said by this hand at this moment."""
    return kind(**mark.model_dump(), words=words, **more)


class Heard(Word):
    """What somebody says happened, and what would put it right; texts by number."""

    words: int
    remedy_words: int = 0
    channel: Channel = "portal"
    happened_on: date | None = None
    harm: tuple[str, ...] = ()
    harm_amount: int = 0  # in the smallest coin
    remedy: tuple[str, ...] = ()
    contact_by: str = "phone"
    order: str = ""  # its number
    stage: str = ""
    place: str = ""  # what the line or picture was called
    about: str = ""  # the handle of somebody of the house


class Summary(Said):
    """What we understood, in our own words; `correction` is the customer's, which stands instead."""

    round: int = 1
    answer: Literal["", "yes", "corrected"] = ""
    correction: int = 0
    answered: Mark | None = None


class Assessment(Said):
    """How grave, how tangled and how wide it is; with `safety` something was done at once."""

    severity: int = Field(ge=1, le=5)
    complexity: int = Field(ge=1, le=5)
    impact: Literal["one", "several", "many"]
    safety: bool = False
    immediate: int = 0


class Contact(Said):
    """A talk of the executive in person; it counts from the day on which the customer says it was so."""

    round: int = 1
    manner: Literal["phone", "visit", "video"]
    on: date
    minutes: int
    answer: Literal["", "yes", "no"] = ""
    answered: Mark | None = None


class Fact(Said):
    """What one department found out, with the day on which it happened."""

    department: str
    on: date


class Judged(Said):
    """Whether the complaint is upheld, with the reasons."""

    round: int = 1
    verdict: Verdict


class Offer(Said):
    """What we offer by when, and what became of it; `instead` names other ways where we offer nothing."""

    round: int = 1
    value: int = 0  # in the smallest coin
    by_date: date | None = None
    instead: int = 0
    mediated: bool = False
    needs_second: bool = False
    second: Mark | None = None
    answer: Literal["", "accepted", "countered", "refused"] = ""
    reply: Said | None = None
    agreed: Mark | None = None  # to the customer's counter-offer
    done: Said | None = None
    good: Literal["", "yes", "no"] = ""
    judged: Said | None = None

    @property
    def shown(self) -> bool:
        """Whether the customer reads it: above the executive's limit somebody else agrees first."""
        return self.second is not None or not self.needs_second

    @property
    def stands(self) -> bool:
        """Whether both sides agreed to it."""
        return self.answer == "accepted" or self.agreed is not None


class Cause(Said):
    """Why it happened: the kind, and why behind why, up to five."""

    round: int = 1
    kind: str
    whys: tuple[int, ...] = ()


class Prevention(Said):
    """What changes so that it does not happen again, or that nothing does, and why."""

    round: int = 1
    nothing: bool = False
    change: str = ""  # the process, or the page where the change is made
    process: str = ""  # the proposed change of a process, as areas name it
    owner: str = ""
    called: str = ""
    due: date | None = None
    done: Mark | None = None


class End(Said):
    """How it ended: in the customer's word, or a steward's after three tries."""

    outcome: Outcome
    personally: Literal["", "yes", "no"] = ""
    by_steward: bool = False


class Check(Said):
    """What the customer says after 30 or 90 days."""

    days: int
    fine: bool


class Letter(Said):
    """A letter; of one that was `put_in` the words are the customer's, and the hand is who put it there."""

    put_in: bool = False


class Promise(Said):
    """What a letter promises for a day; kept, or missed and owned up to in another letter."""

    day: date
    kept: Mark | None = None
    owned_up: Mark | None = None

    @property
    def open(self) -> bool:
        """Whether nobody has said what became of it."""
        return self.kept is None and self.owned_up is None


class Pause(Said):
    """A wish to let the clocks rest until a day; without the customer's yes they do not."""

    until: date
    answer: Literal["", "yes", "no"] = ""
    answered: Mark | None = None


class Together(Mark):
    """That it came of one event with others, and whether one letter to all is enough for the customer.

    Only a yes lets a letter stand for the talk in person; `written` is when that letter was delivered here.
    """

    event: int
    round: int = 1
    answer: Literal["", "yes", "no"] = ""
    answered: Mark | None = None
    written: Mark | None = None
