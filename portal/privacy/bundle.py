"""What goes into a copy: tables, pages, and the files that belong to them; and the ZIP made of it."""

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from tempfile import SpooledTemporaryFile
from typing import Any

from portal.kernel.storage import Storage

Row = dict[str, Any]
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a table program would reckon with
IN_MEMORY = 10_000_000
TOO_LARGE = "too large for one copy: fetch it where it is shown"


@dataclass
class Bundle:
    """Tables and pages by their place in the ZIP without its ending, and rows of files by theirs."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    files: dict[str, Any] = field(default_factory=dict)

    def put(self, place: str, rows: Iterable[Row]) -> None:
        """Add rows to a table; one that stays empty does not come to be."""
        found = list(rows)
        if found:
            self.tables.setdefault(place, []).extend(found)

    def attach(self, folder: str, file: Any) -> str:
        """Add a file to a folder under its own name, or beside one of that name; returns where."""
        name = _plain(file.name)
        place = f"{folder}/{name}"
        if place in self.files and self.files[place].id != file.id:
            place = f"{folder}/{file.id[:8]} {name}"
        self.files[place] = file
        return place


def _plain(name: str) -> str:
    """A file's name that cannot lead out of its folder, whatever program unpacks it."""
    kept = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    return re.sub(r'[/\\:*?"<>|]', "_", kept).strip(" .")[:120] or "file"


def zipped(bundle: Bundle, place: Storage, most: int) -> bytes:
    """The ZIP. Files beyond so many bytes together are left out, and `files-left-out.csv` names them.

    Raises:
        portal.kernel.storage.OutOfReach: the storage does not answer.
    """
    with SpooledTemporaryFile(max_size=IN_MEMORY) as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            bundle.put("files-left-out", list(_files(archive, bundle, place, most)))
            for name, rows in sorted(bundle.tables.items()):
                archive.writestr(f"{name}.json", _json(rows))
                archive.writestr(f"{name}.csv", as_csv(rows))
            for name, page in sorted(bundle.pages.items()):
                archive.writestr(name, page)
        out.seek(0)
        return out.read()


def _files(archive: zipfile.ZipFile, bundle: Bundle, place: Storage, most: int) -> Iterator[Row]:
    """Write what goes in, the smallest first; give what is left out, and why."""
    left = most
    for name, file in sorted(bundle.files.items(), key=lambda one: (one[1].size, one[0])):
        if file.size > left:
            yield {
                "file": name,
                "bytes": file.size,
                "why": TOO_LARGE,
            }
            continue
        try:
            archive.writestr(name, place.get(file.id))
        except FileNotFoundError:
            yield {"file": name, "bytes": file.size, "why": "it is not in storage"}
            continue
        left -= file.size


def _json(rows: list[Row]) -> str:
    return json.dumps(rows, indent=2, ensure_ascii=False, default=_said)


def as_csv(rows: list[Row]) -> str:
    """Rows as a table that other programs open; no cell of it is ever reckoned with."""
    out, head = io.StringIO(), list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_cell(row.get(name)) for name in head] for row in rows)
    return "\ufeff" + out.getvalue()  # without it the usual table program takes accents for something else


def _cell(value: Any) -> str:
    if value is None:
        return ""
    said = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(_said(value))
    return f"'{said}" if said.startswith(FORMULA) else said


def _said(value: Any) -> Any:
    """A moment or a day as other programs read it; anything else in words."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
