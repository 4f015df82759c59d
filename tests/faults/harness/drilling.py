"""Backups under load, each brought back in a scratch place and held against what clients were told."""

import re
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from portal.kernel.storage import Folder, new_key
from tests import house
from tests.faults.harness import houses
from tests.faults.harness.ledger import compare
from tests.faults.harness.load import Load, load
from tests.faults.harness.table import Row

POINT = re.compile(r"[Rr]ecovery point: (.+?)\.(?: |$)", re.MULTILINE)


@dataclass
class Drill:
    """What some rounds of backup and restore found."""

    whole: int = 0
    taken: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)


def drill(kind: str, rounds: int) -> Row:
    """Copy an open house again and again while people write, and bring each copy back."""
    found = Drill()
    with houses.opened(kind) as made, houses.served(made) as program:
        with load(made, program.port) as work:
            for number in range(rounds):
                houses.until(work.so_many(5), "nobody writes any more")
                Folder(made.folder / "files").put(new_key(), f"a letter, {number}".encode())
                _round(made, work, found, number + 1)
        name = made.kind
    longest = f"the longest restore {max(found.taken):.1f} s" if found.taken else ""
    result = f"{found.whole} of {rounds} whole, {longest}"
    return Row("backup and restore", name, rounds, result, found.whole == rounds, tuple(found.problems))


def _round(made: houses.House, work: Load, found: Drill, number: int) -> None:
    """One copy: everything that was kept before the command began is in what comes back, and nothing odd."""
    file, before = made.folder / f"backup-{number}.tar", frozenset(work.ledger.kept)
    copied = houses.said(made, "backup", file)
    sent = frozenset(work.ledger.sent)
    if copied.returncode:
        found.problems.append(f"{number}: backup: {copied.stderr.strip()}")
        return
    with tempfile.TemporaryDirectory(dir=made.folder) as scratch:
        url = f"sqlite:///{scratch}/house.db" if made.kind == "SQLite" else made.cluster.fresh()
        there, begun = replace(made, url=url, folder=Path(scratch)), time.monotonic()
        back = houses.said(there, "restore", file)
        found.taken.append(time.monotonic() - begun)
        problem = (
            back.stderr.strip() or back.stdout.strip() if back.returncode else _differs(there, before, sent)
        )
        files = len(list((Path(scratch) / "files").rglob("?" * 32)))
    if files != number:
        problem = f"{problem} {files} of {number} files"
    point = POINT.search(back.stdout)
    found.whole += bool(not problem and point)
    print(f"  {number}: {file.stat().st_size:,} bytes; {' '.join(back.stdout.split())}", flush=True)
    if problem or not point:
        found.problems.append(f"{number}: {problem or 'no recovery point was said'}")


def _differs(there: houses.House, kept: frozenset[str], sent: frozenset[str]) -> str:
    with house.connected(there.url) as database:
        verdict = compare(database, kept, sent)
    return "" if verdict.sound else str(verdict)
