"""What is written down of the yeses of a customer's people: their plan, and what each of them said."""

from typing import Annotated

from pydantic import AfterValidator
from pydantic import Field as Checked

from workflows.grammar import Department, Word
from workflows.records import Mark


class Approver(Word):
    """Somebody whose yes is asked. Until the last day `until` the `delegate` may say it for them.

    `handed` is set when a colleague said that it was not theirs to say.
    """

    person: str  # a handle, as is the delegate
    name: str
    delegate: str = ""
    until: str = ""  # YYYY-MM-DD
    handed: Mark | None = None


class Asked(Department):
    """A department of the customer's own plan, with its people; `put` is when it came to be as it is."""

    people: tuple[Approver, ...]
    put: Mark | None = None

    @property
    def wanted(self) -> int:
        """How many of its people must say yes."""
        return self.needs or len(self.people)


class Answer(Mark):
    """One person's word, which means the lines of the department's scope as they stood.

    `asks` is the key of the promise that a no became.
    """

    yes: bool
    note: str = ""
    asks: str = ""
    covers: dict[str, str]  # by "stage.field", a digest


def _in_order(asked: dict[str, Asked]) -> dict[str, Asked]:
    """PostgreSQL hands keys back in an order of its own; this one is the same everywhere."""
    return dict(sorted(asked.items(), key=lambda named: (named[1].order, named[0])))


class Approvals(Word):
    """The plan of one block, who changed it last, whom silence is told to, and what was said so far.

    `answers` and `nudged` are by department and person.
    """

    changed: Mark
    late_to: str
    asked: Annotated[dict[str, Asked], AfterValidator(_in_order)]
    answers: dict[str, dict[str, Answer]] = Checked(default_factory=dict)
    nudged: dict[str, dict[str, Mark]] = Checked(default_factory=dict)
