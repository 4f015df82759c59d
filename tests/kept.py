"""What tests make with much work is kept in .cache, until anything that it is made with changes."""

import hashlib
from functools import cache

from jinja2 import FileSystemBytecodeCache

from portal.kernel.settings import ROOT

KEPT = ROOT / ".cache"
MADE_WITH = ("portal", "workflows", "migrations")


@cache
def mark() -> str:
    """Another one as soon as our code changes, or a package that it stands on."""
    sum_ = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for folder in MADE_WITH:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in (".py", ".toml"):
                sum_.update(file.read_bytes())
    return sum_.hexdigest()[:16]


def templates() -> FileSystemBytecodeCache:
    """Templates, compiled once for every process of a run; Jinja itself sees to it when one changes."""
    folder, ours = KEPT / "templates", f"{mark()}-%s"
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        if not file.name.startswith(mark()):
            file.unlink(missing_ok=True)
    return FileSystemBytecodeCache(str(folder), ours)
