"""What a program may say of the plan of an order: the change that it wants, and the day that it has read."""

from datetime import date
from typing import Annotated

from pydantic import Field

from portal.api.forms import Key, Said
from workflows.grammar import Label, Side
from workflows.redrawn import MOST_LINES
from workflows.texts import LONGEST

Text = Annotated[str, Field(max_length=LONGEST)]
Why = Annotated[str, Field(min_length=1, max_length=LONGEST)]
Days = Annotated[int, Field(ge=0, le=400)]
Title = Annotated[str, Field(min_length=1, max_length=100)]
Labels = Annotated[list[Label], Field(max_length=MOST_LINES)]


class Add(Said):
    """A stage of this order's own, right after the stage `after`: what it is, and who signs it.

    `customer` and `clan` are the labels of the lines that each side is to write; `days` are working days.
    """

    after: Key
    title: Title
    help: Text = ""
    days: Days = 0
    holder: Side
    customer: Labels = Field(default_factory=list)
    clan: Labels = Field(default_factory=list)
    meet: bool = False
    pictures: bool = False
    signed_by: Annotated[list[Side], Field(min_length=1, max_length=2)]
    why: Why


class Split(Said):
    """The second part of a stage: blocks ("block") and lines ("block.line") that go into it, and its days."""

    title: Title
    days: Days = 0
    parts: Annotated[list[Annotated[str, Field(max_length=100)]], Field(min_length=1, max_length=200)]
    why: Why


class Move(Said):
    """The stage that another is to come right after."""

    after: Key
    why: Why


class Agree(Said):
    """The day of the hand-over that agreeing brings, as it was read; null: the one that was asked for."""

    seen: date | None = None


class Version(Said):
    """The version of the process, as it was read."""

    version: Annotated[int, Field(ge=1, le=10**6)]


class NoVersion(Version):
    """Why not."""

    why: Why
