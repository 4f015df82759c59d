"""What stops a command, in one sentence that says what to do. A fault of our own stays loud."""

from collections.abc import Callable
from typing import Any

import click
from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from portal.kernel.queries import NotFound
from portal.kernel.settings import BadSetting
from portal.kernel.verbs import NotAllowed, NotNow
from workflows.case import Refused
from workflows.values import Invalid

NEWER = "The database was made by a newer version of the house. Use that version, or another database."

OF_OWNER = (
    "This role of the database may not do that. Use the role that owns its tables in DATABASE_URL for it: "
    "docs/operations.md, Two roles in PostgreSQL."
)


class Stop(Exception):
    """The command cannot be done; the message says why, and what to do."""


def sentence(error: Exception) -> str | None:
    """What to tell whoever typed the command; None when the fault is ours."""
    return next((say(error) for kind, say in _SAID if isinstance(error, kind)), None)


def _own(error: Exception) -> str:
    return " ".join(str(error).split())


def _usage(error: Any) -> str:
    path = error.ctx.command_path if getattr(error, "ctx", None) else "commonthread"
    said = error.format_message().strip()
    return f"{said}{'' if said.endswith(('.', '?')) else '.'} See: {path} --help"


def _abort(_error: Exception) -> str:
    return "Stopped before anything was done: an answer was missing."


def _file(error: Any) -> str:
    what = error.filename or "A file"
    why = (error.strerror or str(error)).lower()
    return f"{what}: {why}. Check that the place exists, that you may write there, and that it is not full."


def _database(error: Any) -> str:
    told = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split())
    low = told.lower()
    for part, says in _DATABASE.items():
        if part in low:
            return says
    return f"The database cannot be used ({told[:200].rstrip('.')}). Check DATABASE_URL and that it runs."


# What drivers say, in the two databases' own words, and what helps.
_DATABASE = {
    "database is locked": "The database is being written to by another program. Try again when that is done.",
    "unable to open database file": "The database file cannot be opened. Check that its folder exists and "
    "that you may write there, or name another in DATABASE_URL.",
    "readonly database": "The database may not be written to. Make its file and folder writable, "
    "or name another in DATABASE_URL.",
    "not a database": "DATABASE_URL names a file that is no SQLite database. Name another.",
    "malformed": "The database file is damaged. Restore the last backup into a new file.",
    "disk is full": "The disk is full, so nothing was written. Make room and try again.",
    "no such table": "The database is older than this version. Run first: commonthread upgrade",
    "does not exist": "The database or one of its tables is not there. Check DATABASE_URL, "
    "then run: commonthread upgrade",
    "refused": "The database server does not answer. Check DATABASE_URL, and that the server runs.",
    "timeout": "The database server does not answer. Check DATABASE_URL, and that the server runs.",
    "resolve host": "DATABASE_URL names a machine that nobody knows. Check its name.",
    "must be owner": OF_OWNER,
    "permission denied": OF_OWNER,
    "authentication failed": "The database does not let us in. Check user and password in DATABASE_URL.",
}

_SAID: list[tuple[type[Exception], Callable[[Any], str]]] = [
    (Stop, _own),
    (BadSetting, _own),
    (Refused, _own),
    (Invalid, _own),
    (NotAllowed, _own),
    (NotNow, _own),
    (NotFound, lambda _error: "There is nothing of that name here. See: commonthread people"),
    (click.exceptions.Abort, _abort),
    (click.ClickException, _usage),
    (CommandError, lambda _error: NEWER),
    (SQLAlchemyError, _database),
    (OSError, _file),
]
