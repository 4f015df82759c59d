"""Disks that are full, or answer with an error: what was told is there, and writing comes back."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import house
from tests.faults.harness import houses
from tests.faults.harness.ledger import compare
from tests.faults.harness.load import Client, Load, load
from tests.faults.harness.table import Row

SIZE = 96  # megabytes of the small disk
STEP = 65536


@contextmanager
def small_disk() -> Iterator[Path]:
    """A disk of its own, in memory, that is soon full. Only root may mount one."""
    folder = Path(tempfile.mkdtemp(prefix="thread-disk-", dir="/tmp"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True)
    if done.returncode:
        folder.rmdir()
        raise RuntimeError(f"no small disk can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()


def full(kind: str, times: int) -> Row:
    """Fill the disk under an open house, look that it says so and is read, and make room again."""
    unread, refusals = 0, 0
    with small_disk() as disk, houses.opened(kind, within=str(disk)) as made, houses.served(made) as program:
        ballast, reader = disk / "ballast", Client(program.port, made.tokens["marian"])
        with load(made, program.port) as work:
            for _ in range(times):
                houses.until(work.so_many(3), "nobody writes any more")
                before = sum(work.ledger.troubles.values())
                _fill(ballast)
                houses.until(lambda before=before: _refused(work, before, ballast), "nobody is refused")
                refusals += sum(work.ledger.troubles.values()) - before
                unread += reader.ask("GET", f"/orders/{made.ref}")[0] != 200
                ballast.unlink()
            houses.until(work.so_many(3), "it does not come back")
        row = _judged("the disk is full", made, work, times)
    sound = row.sound and not unread
    result = f"{row.result}; {refusals} refused, {unread} pages not read; back without a new start"
    return Row(row.what, row.on, times, result, sound, row.notes)


def _fill(ballast: Path) -> None:
    """Write until nothing more goes on this disk."""
    with ballast.open("ab", buffering=0) as file:
        try:
            while file.write(bytes(STEP)):
                pass
        except OSError:
            pass


def _refused(work: Load, before: int, ballast: Path) -> bool:
    """Whether enough were told so; what is freed meanwhile is filled again."""
    _fill(ballast)
    return sum(work.ledger.troubles.values()) >= before + 4


def bad_disk(kind: str, times: int) -> Row:
    """One in forty writes and syncs of the web's database answers EIO, by strace, until so many did."""
    if shutil.which("strace") is None:
        return Row(
            "errors of the disk (EIO)", "SQLite", 0, "not measured: strace is not on this machine", False
        )
    with houses.opened(kind) as made, houses.served(made) as program:
        record = made.folder / "errors"
        with load(made, program.port) as work:
            houses.until(work.so_many(3), "nobody writes any more")
            tracing = [_broken(pid, f"{record}.{pid}") for pid in program.answering()]
            houses.until(lambda: _errors(made.folder) >= times, "no errors come", 300)
            for one in tracing:
                one.terminate()
                one.wait()
            houses.until(work.so_many(5), "it does not come back")
        count = _errors(made.folder)
        row = _judged("errors of the disk (EIO)", made, work, count)
        whole = _whole(made.folder / "house.db")
    return Row(row.what, row.on, count, f"{row.result}; {whole}", row.sound and whole == "ok", row.notes)


def _broken(pid: int, record: str) -> "subprocess.Popen[bytes]":
    calls = "pwrite64,fdatasync,fsync"
    wrong = ["-e", f"trace={calls}", "-e", f"inject={calls}:error=EIO:when=40+40", "-e", "signal=none"]
    return subprocess.Popen(["strace", "-f", "-p", str(pid), "-o", record, *wrong], stderr=subprocess.DEVNULL)


def _errors(folder: Path) -> int:
    return sum(one.read_text(errors="replace").count("(INJECTED)") for one in folder.glob("errors.*"))


def _whole(file: Path) -> str:
    said = subprocess.run(["python3", "-c", WHOLE, str(file)], capture_output=True, text=True, env=os.environ)
    return said.stdout.strip() or said.stderr.strip()[-200:]


WHOLE = (
    "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute('PRAGMA integrity_check').fetchone())"
)


def _judged(what: str, made: houses.House, work: Load, times: int) -> Row:
    time.sleep(0.2)
    with house.connected(made.url) as database:
        verdict = compare(database, work.ledger.kept, work.ledger.sent)
    said = ", ".join(f"{count} × {one}" for one, count in work.ledger.troubles.most_common(6))
    notes = (f"what clients were told meanwhile: {said}",)
    return Row(what, made.kind, times, str(verdict), verdict.sound, notes)
