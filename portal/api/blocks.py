"""What a stage holds besides its lines, as a program is told of it: reviews, checklists, appointments."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from workflows.grammar import Decision, Side


class Answer(BaseModel):
    """Part of an answer. Members may be added in time, none is taken away or changes its meaning."""

    model_config = ConfigDict(frozen=True)


class Reviewed(Answer):
    """A review: who looks, what they may decide, what they last decided; `void` as for a signature."""

    key: str
    title: str
    side: Side
    decisions: list[Decision]
    decision: str | None
    note: str
    by: str | None
    at: datetime | None
    void: list[str]


class Ticked(Answer):
    """One thing of a checklist; nobody has ticked it while `by` is null."""

    key: str
    label: str
    required: bool
    by: str | None
    at: datetime | None


class Checklist(Answer):
    """Things that one side ticks."""

    key: str
    title: str
    side: Side
    items: list[Ticked]


class Asked(Answer):
    """Other times that one side asks to move an appointment to, while the picked one stands."""

    by: str
    side: Side
    why: str
    times: list[datetime]
    place: str
    comes: list[str]


class Meeting(Answer):
    """An appointment: the times that one side offers, the one that was picked, or why it was called off.

    `place` may be the https link of a video call. `comes` are handles. `sequence` counts changes since it was
    arranged.
    """

    key: str
    title: str
    minutes: int
    offered_by: Side | None
    times: list[datetime]
    place: str
    comes: list[str]
    picked: datetime | None
    sequence: int
    moving: Asked | None
    cancelled: str


class Approver(Answer):
    """Somebody whose yes is asked; `yes` is their word, null until they said it.

    Until the day `until` the `delegate` may say it for them. `changed` are the lines, as "stage.line", that
    are not what they were: then it is asked again.
    """

    person: str
    name: str
    delegate: str
    until: str
    yes: bool | None
    note: str
    by: str | None
    at: datetime | None
    changed: list[str]


class When(Answer):
    """A department is asked only when a sum is `over` so much, or a choice has one of these answers."""

    field: str
    over: int | None
    answers: list[str]


class AskedFor(Answer):
    """A department of the customer's plan: its people, what their yes is to, how many must say it.

    `needs` is null when all must. `asked`: its yes is waited for now; `complete`: it is there.
    """

    key: str
    label: str
    scope: list[str]
    needs: int | None
    order: int
    days: int
    when: When | None
    applies: bool
    asked: bool
    complete: bool
    people: list[Approver]


class Yeses(Answer):
    """Who says yes before the customer signs. `seq` is the change that wrote the plan, 0 without one."""

    key: str
    title: str
    seq: int
    late_to: str
    departments: list[AskedFor]
