"""Backup and restore: the whole house, database and files, in one file.

SQLite is copied through its own backup interface while the house is open; copying the file by hand loses
what is still in its log. PostgreSQL is copied by its own pg_dump.
"""

import io
import json
import os
import re
import sqlite3
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from portal.cli import dumps
from portal.cli.failures import Stop
from portal.cli.openings import is_empty
from portal.cli.place import sqlite_file, unit, upgraded
from portal.cli.verifying import Proof, prove
from portal.kernel import clock, settings, storage

KIND = "a backup of a Common Thread house"
DATABASES = {"sqlite": "database.sqlite", "postgresql": "database.pg_dump"}
STORED = re.compile(rf"files/[0-9a-f]{{2}}/({storage.KEY.pattern})")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the whole house, database and files, into FILE. It may stay open meanwhile."""
    chosen = settings.load()
    with unit(write=False):
        pass  # there is a house to copy, and it is this version's
    if file.exists():
        raise Stop(f"{file} is there already. Name a new file, or move that one away.")
    if not file.resolve().parent.is_dir():
        raise Stop(f"{file.parent} is no folder. Make it first, or name a file elsewhere.")
    begun, at = time.monotonic(), datetime.now(UTC)
    with tempfile.TemporaryDirectory(dir=file.resolve().parent) as folder:
        part = Path(folder) / "backup.tar"
        with tarfile.open(part, "w") as tar:
            count = _pack(tar, chosen, Path(folder), at)
        part.chmod(0o600)
        _to_disk(part)
        part.rename(file)
        _to_disk(file.resolve().parent)
    print(f"{file}: the database and {count} file{'' if count == 1 else 's'}, {file.stat().st_size:,} bytes.")
    print(f"Recovery point: {_moment(at)}. What was saved before it is in the copy. Took {_took(begun)}.")


def _to_disk(place: Path) -> None:
    """Wait until a file, or the names in a folder, would outlast a power cut, as a backup must."""
    number = os.open(place, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _moment(at: datetime) -> str:
    return f"{at:%-d %b %Y, %H:%M:%S} UTC"


def _took(begun: float) -> str:
    return f"{time.monotonic() - begun:,.1f} seconds"


def _pack(tar: tarfile.TarFile, chosen: settings.Settings, folder: Path, at: datetime) -> int:
    """The database first: a file that it names is in its folder by then, and files are never changed.

    `at` is a moment before the database is copied: whatever was saved until then is in the copy.
    """
    kind = _kind(chosen.database_url)
    about = {"what": KIND, "at": at.isoformat(timespec="seconds"), "database": kind}
    _add(tar, "about.json", json.dumps(about, indent=2).encode())
    copy = folder / DATABASES[kind]
    source = sqlite_file(chosen.database_url)
    if source is not None:
        _copy(source, copy)
    else:
        dumps.dump(chosen.database_url, copy)
    tar.add(copy, copy.name)
    count = 0
    place = storage.at(chosen.files_url)
    for key in place.stored():
        _add(tar, f"files/{key[:2]}/{key}", place.get(key))
        count += 1
    return count


def _copy(source: Path, target: Path) -> None:
    """One consistent moment of an SQLite database that may be in use."""
    with closing(sqlite3.connect(source, timeout=10)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Bring the house in FILE back, into an empty database. Then prove that it is whole."""
    chosen, begun = settings.load(), time.monotonic()
    about = _about(file)
    if about["database"] != _kind(chosen.database_url):
        raise Stop(
            f"{file} holds a {about['database']} database. Name an empty one of that kind in DATABASE_URL."
        )
    _must_be_empty(chosen)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(file) as tar:
        copy = Path(folder) / DATABASES[about["database"]]
        copy.write_bytes(_read(tar, copy.name))
        _bring_back(chosen.database_url, copy)
        place = storage.at(chosen.files_url)
        for key, content in _stored(tar):
            place.put(key, content)
    upgraded()
    with unit(write=False):
        proof = prove(place)
    _judge(proof)
    at = _moment(datetime.fromisoformat(about["at"]))
    print(f"Recovery point: {at}. What was saved after it is not here. Brought back in {_took(begun)}.")


def _judge(proof: Proof) -> None:
    print(f"Restored. {proof}")
    if proof.problems:
        raise Stop("The backup is not whole: the problems are listed above. Try an older one.")


def _must_be_empty(chosen: settings.Settings) -> None:
    """Nothing is ever restored over a house, or into a folder that holds files of one."""
    file = sqlite_file(chosen.database_url)
    if file is not None and not file.exists():
        return
    if not is_empty(chosen.database_url):
        raise Stop(
            "There is a house in this database. Name an empty one in DATABASE_URL, and FILES_URL beside it."
        )


def _bring_back(url: str, copy: Path) -> None:
    target = sqlite_file(url)
    if target is None:
        dumps.restore(url, copy)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(copy)) as old, closing(sqlite3.connect(target, timeout=10)) as new:
        if old.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Stop("The database in this backup is damaged. Try an older one.")
        old.backup(new)


def _about(file: Path) -> dict[str, str]:
    """What the backup says of itself.

    Raises:
        Stop: it is no backup of ours.
    """
    try:
        with tarfile.open(file) as tar:
            about: dict[str, str] = json.loads(_read(tar, "about.json"))
    except (tarfile.TarError, KeyError, ValueError, EOFError):
        about = {}
    if about.get("what") != KIND or about.get("database") not in DATABASES:
        raise Stop(f"{file} is no backup of a house. Name a file that 'commonthread backup' made.")
    return about


def _stored(tar: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    """The files of the house. Names of any other shape are left alone: an archive may not choose places."""
    for member in tar:
        match = STORED.fullmatch(member.name)
        if match and member.isfile():
            yield match[1], _read(tar, member.name)


def _read(tar: tarfile.TarFile, name: str) -> bytes:
    inside = tar.extractfile(name)
    if inside is None:
        raise KeyError(name)
    with inside:
        return inside.read()


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime = len(content), int(clock.now().timestamp())
    tar.addfile(member, io.BytesIO(content))


def _kind(url: str) -> str:
    return "sqlite" if url.startswith("sqlite") else "postgresql"
