"""What a program may say: the words of each operation, checked for their shape. Sense is for the rules."""

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from workflows.language import N_
from workflows.noted import Judgement, Observed
from workflows.records import Terms

Side = Literal["customer", "clan"]
Seq = Annotated[int, Field(ge=0, le=2**31 - 1)]
Key = Annotated[str, Field(min_length=1, max_length=80)]
Quote = Annotated[str, Field(max_length=200)] | None


def _words(text: str) -> str:
    if not text.strip():
        raise ValueError(N_("Say it in words; this is empty."))
    return text


Words = Annotated[str, Field(min_length=1), AfterValidator(_words)]


class Said(BaseModel):
    """The body of a request: every member known, every value of its own type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Place(Said):
    """A need, in the words of whoever states it; the order is named after it unless it has a title."""

    account: Key
    need: Words
    workflow: Key = "bespoke-suit"
    title: Annotated[str, Field(max_length=120, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028-\u202e]*$")] = ""


class Write(Said):
    """The value of a line; `seen` is the line's seq as it was read, so that nothing unseen is overwritten.

    `quote` takes the price that a late change was shown with.
    """

    value: Any
    seen: Seq
    why: str | None = None
    quote: Quote = None


class PutBack(Said):
    """The number of the change after which the line held what it shall hold again; `quote` as for writing."""

    seq: Seq
    quote: Quote = None


class Sign(Said):
    """The stage to sign. With `seen`, the order's seq as it was read, nothing changed since is signed."""

    stage: Key
    seen: Seq | None = None


class CarryOver(Said):
    """The order whose measures are this person's."""

    order: Key


class Note(Said):
    """What was seen at a fitting, in the keys of its block; `amount` in mm, below zero the other way."""

    area: Key
    part: Annotated[str, Field(max_length=80)] = ""
    said_by: Key
    observation: Words
    action: Key
    amount: Annotated[int, Field(ge=-1000, le=1000)] | None = None
    pin: Annotated[str, Field(max_length=80)] = ""

    @property
    def observed(self) -> Observed:
        """The same for the rules."""
        return Observed(**self.model_dump(include=set(Observed.model_fields)))


class NoteAgain(Note):
    """A note written anew; `seen` is the order's seq as it was read."""

    seen: Seq


class Initial(Said):
    """Initials; `seen` is the order's seq as it was read, so that nothing unseen is agreed to."""

    seen: Seq


class Undo(Said):
    """What is taken back: the number of the newest entry, which was one's own, a moment ago."""

    seq: Seq


class Judge(Said):
    """How a note stands at a later fitting."""

    stage: Key
    how: Judgement
    why: str = ""


class Why(Said):
    """A reason, so that everyone understands it later."""

    why: Words


class Decide(Said):
    """A decision; decisions that ask for changes need a note."""

    decision: Key
    note: str = ""


class Where(Said):
    """Where it is, a place or the https link of a video call, and the handles of those who come."""

    place: str = ""
    comes: Annotated[tuple[Key, ...], Field(max_length=20)] = ()

    @property
    def terms(self) -> Terms:
        """The same as the rules read it."""
        return Terms(place=self.place, comes=self.comes)


class Times(Where):
    """Moments offered. With `seen`, the order's seq as it was read, no offer is replaced unread."""

    times: Annotated[tuple[AwareDatetime, ...], Field(min_length=1, max_length=20)]
    seen: Seq | None = None


class Move(Times):
    """Other moments for an appointment that is arranged, and why."""

    why: Words


class Stay(Said):
    """Why an appointment stays at its time; whoever asked to move it need not say."""

    why: str = ""


class Pick(Said):
    """One of the times that were offered."""

    time: AwareDatetime


class Describe(Said):
    """What a picture shows, and from where, in a word of its line's `views`."""

    text: Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_words)]
    view: str = ""


class PutPin(Said):
    """A place in a picture, in thousandths from its left and from its top, and what it is about.

    The picture is named by its line and by the `id` of the file in the line's value.
    """

    stage: Key
    field: Key
    file: Key
    x: Annotated[int, Field(ge=0, le=1000)]
    y: Annotated[int, Field(ge=0, le=1000)]
    title: Annotated[str, Field(min_length=1, max_length=120), AfterValidator(_words)]
    text: str = ""


class AskFor(Said):
    """Something asked of one side."""

    stage: Key
    text: Words
    of: Side


class PromiseBy(Said):
    """The day by which it is promised."""

    due: date


class NotMet(Why):
    """Why a condition is not met, and the stage that opens again."""

    stage: Key


class Say(Said):
    """Something said at a pin."""

    text: Words


class Asked(BaseModel):
    """The part of an address behind the question mark; members that are `several` may be repeated."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    several: ClassVar[frozenset[str]] = frozenset()


class Wanted(Asked):
    """What a list of orders is narrowed to; `after` is the `next` of the page before."""

    status: Literal["open", "fulfilled"] | None = None
    turn: Side | None = None
    q: Annotated[str, Field(max_length=200)] = ""
    account: Annotated[str, Field(max_length=40)] = ""
    workflow: Annotated[str, Field(max_length=40)] = ""
    stage: Annotated[str, Field(max_length=60)] = ""
    due: Literal["late", "week", "month", "none"] | None = None
    sort: Literal["moved", "due", "customer", "stage"] = "moved"
    after: Annotated[str, Field(max_length=250)] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class At(Asked):
    """After which entry of its journal an order is read; as it is now without one."""

    at: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None


class Since(Asked):
    """Which entries of a journal: those that follow number `after`, at most `limit` of them."""

    after: Seq = 0
    limit: Annotated[int, Field(ge=1, le=1000)] = 1000
