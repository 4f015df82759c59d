"""What this machine could not provide, said aloud at the very end of a test run.

A skipped test is easily overlooked, and a house without its PostgreSQL or browser tests looks as
green as a whole one. So whoever skips for a missing thing says `note("Chromium", "none found …")`.
"""

import os
import tempfile
from pathlib import Path

# A file, because pytest-xdist runs tests in several processes; they inherit its name from the first.
# `make test` names one file for all its runs.
VARIABLE = "COMMONTHREAD_UNAVAILABLE"


def path() -> Path:
    """The file of notes, the same one in every process of a run."""
    if VARIABLE not in os.environ:
        handle, name = tempfile.mkstemp(prefix="commonthread-unavailable-")
        os.close(handle)
        os.environ[VARIABLE] = name
    return Path(os.environ[VARIABLE])


def note(what: str, why: str) -> None:
    """Remember that `what` could not be had, and why, in one sentence."""
    with path().open("a", encoding="utf-8") as notes:
        notes.write(f"{what}: {' '.join(why.split())}\n")


def notes() -> list[str]:
    """All that was noted, each once, in the order it was said."""
    if not path().exists():
        return []
    return list(dict.fromkeys(path().read_text("utf-8").splitlines()))
