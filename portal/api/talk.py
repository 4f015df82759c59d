"""Talk as a program is told of it and takes part in it: on the order, and in the room of one's own side."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from portal.api.blocks import Answer
from portal.api.forms import Asked, Key, Said, Seq, Words
from workflows import talk
from workflows.grammar import Side

Reply = Literal["seen", "yes", "thanks"]


# ---- what it says
class SayOwn(Said):
    """Something said; `tell` are handles of those who shall hear of it besides those named with @."""

    text: Words
    tell: Annotated[tuple[Key, ...], Field(max_length=50)] = ()


class SayAt(SayOwn):
    """Something said to everyone in the order, at a `place`: nothing for all of it, else "stage",
    "stage.line", "picture:FILE" or "pin:PIN".
    """

    place: Annotated[str, Field(max_length=200)] = ""


class Reword(Said):
    """The same in other words."""

    text: Words


class Since(Asked):
    """Which messages: those after number `after`, oldest first; with a `place` only those said there."""

    after: Seq = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 200


class SinceAt(Since):
    """Which messages: those after number `after`, oldest first; with a `place` only those said there."""

    place: Annotated[str, Field(max_length=200)] | None = None


# ---- what it is told
class Brought(Answer):
    """A file that came with a message."""

    id: str
    name: str
    type: str
    size: int


class Message(Answer):
    """Something that was said, as it reads today; `text` is empty once it was taken back (`gone`).

    `place` as it was said at, `tells` whom it names, `was` its earlier words, `replies` who gave which.
    """

    seq: int
    by: str
    side: Side
    at: datetime
    place: str
    text: str
    tells: list[str]
    files: list[Brought]
    edited: datetime | None
    gone: datetime | None
    was: list[str]
    replies: dict[Reply, list[str]]


class Talk(Answer):
    """Messages, oldest first; ask again after the last seq until there is nothing more."""

    items: list[Message]


def told(messages: Iterable[talk.Message]) -> Talk:
    """Messages for a program."""
    return Talk(items=[message(one) for one in messages])


def message(one: talk.Message) -> Message:
    """One message for a program."""
    names = ("seq", "by", "side", "at", "place", "edited", "gone")
    shown: dict[str, Any] = {name: getattr(one, name) for name in names}
    if one.gone:
        return Message(**shown, text="", tells=[], files=[], was=[], replies={})
    files = [Brought.model_validate({**file}) for file in one.files]
    words: dict[str, Any] = {"replies": {word: list(people) for word, people in one.words.items()}}
    return Message(
        **shown, text=one.text, tells=list(one.tells), files=files, was=[text for text, _ in one.was], **words
    )
