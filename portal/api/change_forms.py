"""What a program may say of changes with a price: which one it means, what it asks for, what it takes."""

from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import Field

from portal.api.forms import Asked, Key, Quote, Said

Coins = Annotated[int, Field(ge=0, le=10**9)]


class Weigh(Asked):
    """A line and what it would say, as a person would write it; several answers are repeated.

    Of a line of measures, a table, several answers or files it may be the value itself as JSON.
    """

    several: ClassVar[frozenset[str]] = frozenset({"value"})

    stage: Key
    field: Key
    value: Annotated[
        tuple[Annotated[str, Field(max_length=100_000)], ...], Field(min_length=1, max_length=60)
    ]


class ByHand(Said):
    """What it takes as the clan reckons it: whole smallest coins of the order's currency, working days."""

    labour: Coins = 0
    material: Coins = 0
    rush: Coins = 0
    days: Annotated[int, Field(ge=0, le=1000)] = 0


class Counter(Said):
    """A value for the line (null: as it is), a way in words, or both; the clan may price it by hand.

    `also` are values for other lines of its stage, by key: they are agreed to together, or not at all.
    """

    value: Any = None
    also: Annotated[dict[Key, Any], Field(max_length=60, default_factory=dict)]
    way: str = ""
    why: str = ""
    by_hand: ByHand | None = None


class Propose(Counter):
    """The line, and what one would like of it."""

    stage: Key
    field: Key


class Pay(Said):
    """A payment as its paper says it: `amount` in smallest coins, given `back` or received."""

    amount: Annotated[int, Field(ge=1, le=10**13)]
    currency: Annotated[str, Field(min_length=3, max_length=3)]
    day: date
    reference: Annotated[str, Field(max_length=120)] = ""
    back: bool = False


class Accept(Said):
    """The `quote` of the impact as it was read last; what the proposal showed at first needs none."""

    quote: Quote = None


class Book(Said):
    """What the price is made of for the clan, in smallest coins; only `margin` may be below zero."""

    labour: Coins
    material: Coins
    overhead: Coins
    margin: Annotated[int, Field(ge=-(10**9), le=10**9)]
