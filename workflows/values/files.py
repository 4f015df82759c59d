"""Files and photographs: only their names are here, the portal keeps what is in them."""

import re

from workflows.grammar import Field
from workflows.language import _
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
        raise Invalid(_("%(line)s is a list of files.", line=field.label))
    if len(raw) > MOST:
        raise Invalid(
            _(
                "%(line)s holds %(most)s files at most; these are %(number)s.",
                line=field.label,
                most=MOST,
                number=len(raw),
            )
        )
    files = [_file(field, one) for one in raw]
    if len({one["id"] for one in files}) < len(files):
        raise Invalid(_("%(line)s names the same file twice.", line=field.label))
    return files


def show_files(_field: Field, value: Json, _manner: Manner) -> str:
    """The names of the files, joined with commas."""
    return ", ".join(one["name"] for one in value)


def _file(field: Field, one: dict[str, Json]) -> dict[str, Json]:
    if one.keys() != _KEYS or not all(_text(one[key], shape) for key, shape in _SHAPES.items()):
        raise Invalid(
            _("%(line)s: a file has an id, a name, a type and a size, and nothing else.", line=field.label)
        )
    size = one["size"]
    if isinstance(size, bool) or not isinstance(size, int) or not 0 <= size <= _LARGEST:
        raise Invalid(
            _("%(line)s: the size of %(file)s is not a number of bytes.", line=field.label, file=one["name"])
        )
    if field.type == "photo" and not one["type"].startswith("image/"):
        raise Invalid(
            _("%(line)s asks for photographs, and %(file)s is not one.", line=field.label, file=one["name"])
        )
    return {key: one[key] for key in ("id", "name", "type", "size")}


def _text(value: Json, shape: re.Pattern[str]) -> bool:
    return isinstance(value, str) and shape.fullmatch(value) is not None


_SHAPES = {"id": _ID, "name": _NAME, "type": _TYPE}
