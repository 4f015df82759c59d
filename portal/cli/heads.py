"""Holding heads of histories that were printed or mailed against the journal.

A chain shows that something in it was changed. It cannot show that its end was cut, or that all of it was
written anew, every hash with it: who holds an earlier head can.
"""

import email
import email.policy
import html
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from portal.cases.model import Case
from portal.cases.retelling import HEAD, bare
from portal.cli.failures import Stop
from portal.kernel import journal
from portal.kernel.db import session

MAIL = re.compile(rb"^(MIME-Version|Message-ID):", re.IGNORECASE | re.MULTILINE)
MARKS = re.compile(r"<[^>]*>")


@dataclass
class Found:
    """How many heads there were, and what is wrong with those that the journal does not have."""

    heads: int = 0
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        count = f"{self.heads} head{'' if self.heads == 1 else 's'}"
        if self.problems:
            return "\n".join([*self.problems, f"{count}, and {len(self.problems)} not in the journal."])
        return f"{count}: each is in the journal, and nothing before it was changed or cut."


def read(place: Path) -> str:
    """What a saved letter, a saved page or some typed lines say; `-` is what comes on standard input.

    Raises:
        Stop: there is nothing to read.
    """
    try:
        raw = sys.stdin.buffer.read() if str(place) == "-" else place.read_bytes()
    except OSError as error:
        raise Stop(f"{place} cannot be read: {error.strerror}.") from error
    if MAIL.search(raw):
        body = email.message_from_bytes(raw, policy=email.policy.default).get_body(("plain", "html"))
        said = str(body.get_content()) if body else ""
    else:
        said = raw.decode("utf-8", "replace")
    return html.unescape(MARKS.sub(" ", said))


def hold(said: str) -> Found:
    """Look for every head that a text names, in the current unit of work.

    Raises:
        Stop: it names none.
    """
    found = Found()
    for one in dict.fromkeys(
        (one["ref"], int(one["entry"]), bare(one["hash"])) for one in HEAD.finditer(said)
    ):
        found.heads += 1
        if problem := _problem(*one):
            found.problems.append(problem)
    if not found.heads:
        raise Stop("No head is named there. One reads: okoro-2, 105: 9c1f 22ab 90de 1134 5f60 7b1a 02cc 8de4")
    return found


def _problem(ref: str, number: int, hash_: str) -> str | None:
    """What is wrong with one head; None when the journal has it, and its chain holds."""
    row = session().execute(select(Case.id, Case.seq).where(Case.ref == ref)).one_or_none()
    if row is None:
        return f"{ref}: this house has no such order, and somebody holds a head of its history."
    stream = f"case:{row.id}"
    entry = journal.entry(stream, number)
    if entry is None:
        return f"{ref}: its history has no entry {number}, and somebody holds its hash: the end was cut."
    if not entry.hash.startswith(hash_):
        return f"{ref}: entry {number} is not the one whose hash somebody holds: it was written anew."
    return journal.broken(stream)
