"""What a program may say of yeses: a whole plan of who is asked, and each one's word."""

from typing import Annotated

from pydantic import Field

from portal.api.forms import Key, Said, Seq, Why, Words


class Somebody(Said):
    """One of the customer's people by handle; until a day somebody else may say yes for them."""

    person: Key
    delegate: Annotated[str, Field(max_length=40)] = ""
    until: Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = ""


class Only(Said):
    """A department is asked only when a sum is `over` so much, or a choice has one of these answers."""

    field: Key
    over: Annotated[int, Field(ge=0, le=10**9)] | None = None
    answers: Annotated[tuple[Key, ...], Field(max_length=60)] = ()


class Department(Said):
    """A department of a plan: its people, what their yes is to, and how many must say it, all if null."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    label: Annotated[Words, Field(max_length=120)]
    scope: Annotated[tuple[Key, ...], Field(min_length=1, max_length=200)]
    needs: Annotated[int, Field(ge=1, le=20)] | None = None
    order: Annotated[int, Field(ge=1, le=20)] = 1
    days: Annotated[int, Field(ge=1, le=60)] = 3
    when: Only | None = None
    people: Annotated[tuple[Somebody, ...], Field(max_length=20)]


class Plan(Said):
    """The whole plan of who says yes. `seen` is the `seq` of the plan that it takes the place of."""

    departments: Annotated[tuple[Department, ...], Field(max_length=20)]
    late_to: Annotated[str, Field(max_length=40)] = ""
    seen: Seq


class Yes(Said):
    """A yes. With `seen`, the order's seq as it was read, nothing changed since is agreed to."""

    note: str = ""
    seen: Seq | None = None


class No(Why):
    """A no, with what would have to change."""

    seen: Seq | None = None


class HandOn(Said):
    """Who is asked instead."""

    to: Key
    note: str = ""
