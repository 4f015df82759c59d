"""Files and photographs: only their names are here, the portal keeps what is in them."""

import re

from workflows.grammar import Field
from workflows.records import Json
from workflows.values.invalid import Invalid
from workflows.values.manner import Manner

MOST = 60  # what a fitting on one day brings, taken from all sides
_KEYS = {"id", "name", "type", "size"}
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TYPE = re.compile(r"[a-z]{1,20}/[a-z0-9.+-]{1,100}")
_NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f/\\\ud800-\udfff]{1,200}")
_LARGEST = 10**11  # bytes


def read_files(field: Field, raw: Json, _currency: str) -> list[dict[str, Json]]:
    """A list of `{"id", "name", "type", "size"}`: size in bytes, type as in HTTP; the portal checks the ids.

    Raises:
        Invalid: another shape, the same file twice, too many, or no photograph where one is asked.
    """
    if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
        raise Invalid(f"{field.label} is a list of files.")
    if len(raw) > MOST:
        raise Invalid(f"{field.label} holds {MOST} files at most; these are {len(raw)}.")
    files = [_file(field, one) for one in raw]
    if len({one["id"] for one in files}) < len(files):
        raise Invalid(f"{field.label} names the same file twice.")
    return files


def show_files(_field: Field, value: Json, _manner: Manner) -> str:
    """The names of the files, joined with commas."""
    return ", ".join(one["name"] for one in value)


def _file(field: Field, one: dict[str, Json]) -> dict[str, Json]:
    if one.keys() != _KEYS or not all(_text(one[key], shape) for key, shape in _SHAPES.items()):
        raise Invalid(f"{field.label}: a file has an id, a name, a type and a size, and nothing else.")
    size = one["size"]
    if isinstance(size, bool) or not isinstance(size, int) or not 0 <= size <= _LARGEST:
        raise Invalid(f"{field.label}: the size of {one['name']} is not a number of bytes.")
    if field.type == "photo" and not one["type"].startswith("image/"):
        raise Invalid(f"{field.label} asks for photographs, and {one['name']} is not one.")
    return {key: one[key] for key in ("id", "name", "type", "size")}


def _text(value: Json, shape: re.Pattern[str]) -> bool:
    return isinstance(value, str) and shape.fullmatch(value) is not None


_SHAPES = {"id": _ID, "name": _NAME, "type": _TYPE}
