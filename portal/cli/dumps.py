"""PostgreSQL's own programs for copying a database: pg_dump and pg_restore."""

import os
import re
import shutil
import subprocess
from glob import glob
from pathlib import Path

from sqlalchemy.engine import make_url

from portal.cli.failures import Stop
from portal.kernel.db import HOUSE, REACH

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")


def dump(url: str, target: Path) -> None:
    """One consistent moment of the database at `url`, in PostgreSQL's own form: all that is in it.

    The wall between customers holds for this role too, so the dump reaches as far as the house does.
    """
    wanted = ["--format=custom", "--no-owner", "--no-privileges", "--enable-row-security"]
    _run("pg_dump", _reaching(url), [*wanted, "--file", str(target)])


def restore(url: str, source: Path) -> None:
    """Bring a dump into the empty database at `url`, all of it or nothing."""
    wanted = ["--no-owner", "--no-privileges", "--clean", "--if-exists", "--single-transaction"]
    _run("pg_restore", url, [*wanted, "--exit-on-error", str(source)])


def _reaching(url: str) -> str:
    parts = make_url(url)
    options = " ".join([*parts.normalized_query.get("options", ()), f"--{REACH}={HOUSE}"])
    return parts.update_query_dict({"options": options}).render_as_string(hide_password=False)


def _run(program: str, url: str, words: list[str]) -> None:
    """Run a program of PostgreSQL. The password goes by the environment: others see a command's words."""
    parts = make_url(url).set(drivername="postgresql")
    environment = dict(os.environ)
    if parts.password:
        environment["PGPASSWORD"] = str(parts.password)
    bare = parts._replace(password=None).render_as_string().replace("+", "%20")
    command = [_found(program), "--dbname", bare, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it did not say why"]
        raise Stop(f"{program} could not do it: {said[-1].rstrip('.')}. Check DATABASE_URL and its version.")


def _found(program: str) -> str:
    """The newest one of this machine: an older one refuses a newer server.

    Raises:
        Stop: PostgreSQL's client programs are not installed.
    """
    there = [place for shape in PLACES for place in glob(f"{shape}/{program}")]
    newest = max(there, key=lambda place: int(next(iter(re.findall(r"\d+", place)), 0)), default=None)
    found = newest or shutil.which(program)
    if found is None:
        raise Stop(
            f"{program} is not on this machine. Install PostgreSQL's client programs (postgresql-client)."
        )
    return found
