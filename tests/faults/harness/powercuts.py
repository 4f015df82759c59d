"""Power cuts: what SQLite asked of the disk is recorded, and the disk built anew as a cut would leave it.

strace writes down every write, sync and answer of a program that keeps one deed after another, by the code of
the house. At a random moment the power fails: what was synced is there, and of what was not, each sector of
512 bytes may be there or not. The database is opened, and all that was answered before that must be in it.
"""

import ast
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from portal.kernel.settings import ROOT
from tests.faults.harness import houses
from tests.faults.harness.ledger import WORD
from tests.faults.harness.table import Row

SECTOR = 512
CALLS = "trace=openat,close,pwrite64,fdatasync,fsync,ftruncate,unlink,write"
CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+|0x[0-9a-f]+)")
OPENED = re.compile(r'"((?:[^"\\]|\\.)*)"')
WRITTEN = re.compile(r'^(\d+)(?:<[^>]*>)?, "((?:[^"\\]|\\.)*)"(?:\.\.\.)?, (\d+)(?:, (\d+))?$')
DEEDS = 150
KEEPER = """
import sys
from sqlalchemy import event
from portal.cases import actions, queries
from portal.kernel import db
from portal.people.queries import by_handle
from tests.faults.harness.load import word
database = db.connect(sys.argv[1])
if sys.argv[4]:
    careless = f"PRAGMA synchronous={sys.argv[4]}"
    event.listen(database.bind, "connect", lambda connection, _: connection.cursor().execute(careless))
for _ in range(int(sys.argv[3])):
    said = word()
    with database.unit(write=True):
        julian = by_handle("julian")
        actions.say(julian, queries.get(julian, sys.argv[2]), f"Word {said}")
    print(f"kept {said}", flush=True)
"""


@dataclass(frozen=True)
class Step:
    """One thing that was asked of the disk, or an answer that was given."""

    what: str  # write, sync, cut (a file made shorter), gone, said
    name: str = ""
    at: int = 0
    content: bytes = b""


@dataclass
class Disk:
    """The files as they are on the disk, and what is still on its way there."""

    files: dict[str, bytearray]
    waiting: dict[str, list[Step]] = field(default_factory=dict)

    def take(self, step: Step) -> None:
        """Do one step."""
        if step.what == "sync":
            for one in self.waiting.pop(step.name, []):
                _put(self.files, one, 0, len(one.content))
        elif step.what != "said":
            self.waiting.setdefault(step.name, []).append(step)

    def fails(self, chance: random.Random) -> dict[str, bytearray]:
        """The files as a power cut leaves them at this moment."""
        left = {name: bytearray(content) for name, content in self.files.items()}
        for steps in self.waiting.values():
            mood = chance.choice((0.0, 0.5, 0.9, 1.0))  # nothing of it, some, most, all
            for one in steps:
                for start in range(0, max(1, len(one.content)), SECTOR):
                    if chance.random() < mood:
                        _put(left, one, start, start + SECTOR)
        return left


def _put(files: dict[str, bytearray], step: Step, start: int, end: int) -> None:
    if step.what == "gone":
        files.pop(step.name, None)
        return
    file = files.setdefault(step.name, bytearray())
    if step.what == "cut":
        del file[step.at :]
        return
    part, at = step.content[start:end], step.at + start
    file.extend(bytes(max(0, at - len(file))))
    file[at : at + len(part)] = part


def power_cut(kind: str, times: int, synchronous: str = "") -> Row:
    """Let the power fail so often; `synchronous` plants a fault, for the test of this test."""
    chance, lost, damaged = random.Random(8), 0, 0
    if shutil.which("strace") is None:
        return Row("power cuts", "SQLite", 0, "not measured: strace is not on this machine", False)
    with houses.opened(kind) as made:
        before = {one.name: bytearray(one.read_bytes()) for one in _files(made.folder)}
        steps = list(_recorded(made, synchronous))
        cuts = sorted(chance.choices(range(len(steps)), k=times))
        disk, said, done = Disk(before), set[str](), 0
        for cut in cuts:
            for step in steps[done:cut]:
                disk.take(step)
                said.update(WORD.findall(step.content.decode()) if step.what == "said" else ())
            done = cut
            missing, whole = _opened(made.folder / "cut", disk.fails(chance), said)
            lost, damaged = lost + bool(missing), damaged + (not whole)
    syncs = sum(step.what == "sync" for step in steps)
    result = f"{lost} lost what was answered, {damaged} damaged; {len(steps):,} steps with {syncs} syncs"
    return Row("power cuts", made.kind, times, result, not lost and not damaged)


def _files(folder: Path) -> list[Path]:
    return [one for one in folder.glob("house.db*") if not one.name.endswith("-shm")]  # that one is memory


def _opened(folder: Path, files: dict[str, bytearray], said: set[str]) -> tuple[set[str], bool]:
    """What is missing after the power came back, and whether the database is whole."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    try:
        with closing(sqlite3.connect(folder / "house.db")) as database:
            whole = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            rows = database.execute("SELECT facts FROM journal WHERE verb = 'case.say'").fetchall()
    except sqlite3.DatabaseError:
        return said, False
    return said - {word for (facts,) in rows for word in WORD.findall(facts)}, whole


def _recorded(made: houses.House, synchronous: str) -> Iterator[Step]:
    """Everything that a program asked of the disk while it kept one deed after another."""
    record = made.folder / "record"
    keeper = [sys.executable, "-c", KEEPER, made.url, made.ref, str(DEEDS), synchronous]
    tracing = ["strace", "-xx", "-s", "70000", "-e", CALLS, "-e", "signal=none", "-o", str(record)]
    done = subprocess.run([*tracing, *keeper], cwd=ROOT, env=made.environment(), capture_output=True)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-500:])
    names: dict[str, str] = {}
    with record.open() as lines:
        for line in lines:
            if call := CALL.match(line):
                yield from (step for step in _step(names, *call.groups()) if step.name or step.what == "said")


def _step(names: dict[str, str], call: str, words: str, answer: str) -> Iterator[Step]:
    """What one line of the record means; `names` are the files that are open, by their numbers."""
    number = words.partition(",")[0].strip()
    if call == "openat":
        names[answer] = _named(words)
    elif call == "close":
        names[number] = ""
    elif call == "unlink":
        yield Step("gone", _named(words))
    elif call == "write" and number == "1":
        yield Step("said", content=_bytes(WRITTEN.match(words)[2]))
    elif name := names.get(number):
        yield _asked(name, call, words)


def _named(words: str) -> str:
    """The name of the database's file that is opened or taken away; empty for any other."""
    name = Path(_bytes(OPENED.search(words)[1]).decode(errors="replace")).name
    return name if name.startswith("house.db") and not name.endswith("-shm") else ""


def _asked(name: str, call: str, words: str) -> Step:
    if call in ("fdatasync", "fsync"):
        return Step("sync", name)
    if call == "ftruncate":
        return Step("cut", name, int(words.split(",")[1]))
    written = WRITTEN.match(words)
    return Step("write", name, int(written[4] or 0), _bytes(written[2]))


def _bytes(text: str) -> bytes:
    return ast.literal_eval(f'b"{text}"')
