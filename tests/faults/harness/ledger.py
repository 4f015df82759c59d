"""What clients were told is kept, and what the journal holds of it: the comparison that ends every run."""

import re
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from portal.kernel import journal
from portal.kernel.db import Database

WORD = re.compile(r"\bw\d+x[0-9a-f]{8}\b")


@dataclass
class Ledger:
    """The words that were sent, and those of them whose answer came back and said yes."""

    sent: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    troubles: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, word: str) -> None:
        """It is about to be sent."""
        with self._lock:
            self.sent.add(word)

    def keep(self, word: str) -> None:
        """Its answer came back, and said that it is kept."""
        with self._lock:
            self.kept.add(word)

    def trouble(self, what: str) -> None:
        """Something else came back, or nothing."""
        with self._lock:
            self.troubles[what] += 1


@dataclass(frozen=True)
class Verdict:
    """What a comparison found: words that were answered and are gone, are there twice, or nobody sent."""

    kept: int
    lost: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.doubled or self.strange or self.broken)

    def __str__(self) -> str:
        told = [f"{self.kept:,} kept", f"{len(self.lost)} lost", f"{len(self.doubled)} twice"]
        if self.strange:
            told.append(f"{len(self.strange)} that nobody sent")
        return ", ".join([*told, *self.broken])


def written(database: Database) -> Counter[str]:
    """Every word of ours that an entry of the journal says or writes, with the number of such entries."""
    found: Counter[str] = Counter()
    with database.unit(write=False) as session:
        for entry in session.scalars(select(journal.Entry).where(journal.Entry.stream.startswith("case:"))):
            found.update(set(WORD.findall(f"{entry.facts.get('text')} {list(map(_value, entry.changes))}")))
    return found


def _value(change: dict[str, Any]) -> Any:
    """What a change writes; the word that stood there before is told beside it, and is not written again."""
    now = change.get("now")
    return (
        None
        if change["path"][-1] == "was"
        else now["value"]
        if isinstance(now, dict) and "value" in now
        else now
    )


def compare(database: Database, kept: Iterable[str], sent: Iterable[str]) -> Verdict:
    """Hold what was told to be kept against what is there, and every chain of the journal with it."""
    there, kept = written(database), set(kept)
    with database.unit(write=False):
        broken = [said for name in journal.streams() if (said := journal.broken(name))]
    return Verdict(
        kept=len(kept),
        lost=tuple(sorted(kept - there.keys())),
        doubled=tuple(sorted(word for word, times in there.items() if times > 1)),
        strange=tuple(sorted(there.keys() - set(sent))),
        broken=tuple(broken),
    )
