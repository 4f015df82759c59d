"""What the journal tells the pages: an entry, and what a line held after one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from workflows.talk import Message


@dataclass(frozen=True)
class Logged:
    """One journal entry; `says` follows the actor's name, `note` is what they said in their own words."""

    seq: int
    at: datetime
    by: str
    name: str
    side: str
    says: str
    note: str = ""
    stage: str = ""
    fields: tuple[str, ...] = ()
    talk: Message | None = None  # when it is something said: what it says today


class Past(Protocol):
    """What a line held from one change on; any object with these two will do."""

    @property
    def seq(self) -> int:
        """The number of the change."""

    @property
    def value(self) -> Any:
        """The `workflows.case.Value` that it wrote, or None."""
