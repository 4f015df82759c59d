"""Files that people bring: checked for what they really are, stored under a random name, never trusted again.

Photographs are written anew (`portal.kernel.pictures`); everything else is only ever sent as a download.
Source: docs/architecture.md, section 5.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from urllib.parse import quote

import filetype
from babel.numbers import format_decimal
from flask import Flask
from werkzeug.http import dump_options_header

from portal.kernel import pictures, storage
from portal.kernel.storage import Storage
from workflows.language import N_, _, locale

STEP = "model/step"
WILL_DO = N_("A PDF, a STEP model, a picture, a text or a ZIP will do.")
DOCUMENTS = {"application/pdf", "text/plain", "text/csv", "application/zip", STEP}


class BadFile(ValueError):
    """The file cannot be taken; the message says why and what would do."""


@dataclass(frozen=True)
class Stored:
    """A file as it was stored: its random name, the name people gave it, its true type and size in bytes.

    A picture that pages show has its width and height in pixels too.
    """

    id: str
    name: str
    type: str
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None


def take(place: Storage, content: bytes, filename: str, *, photo: bool, largest: int) -> Stored:
    """Check what somebody brings and store it.

    Raises:
        BadFile: it is empty, too large, not what its name says, or not a kind we take.
        portal.kernel.storage.OutOfReach: it cannot be stored now.
    """
    name = clean_name(filename)
    if not content:
        raise BadFile(_("%(name)s is empty. Choose it again.", name=name))
    if len(content) > largest:
        said = _(
            "%(name)s is larger than %(size)s MB. Send a smaller one.", name=name, size=megabytes(largest)
        )
        raise BadFile(said)
    kind = _kind(content)
    if photo:
        return _take_photo(place, content, kind, name)
    if kind not in DOCUMENTS | pictures.KINDS.keys():
        said = _("%(name)s is not a kind of file we can keep here.", name=name)
        raise BadFile(f"{said} {_(WILL_DO)}")
    if _claims_other(name, kind):
        said = _(
            "%(name)s is not what its name says. Save it again under its own kind and send that.", name=name
        )
        raise BadFile(said)
    return put(place, content, name, kind)


def _take_photo(place: Storage, content: bytes, kind: str, name: str) -> Stored:
    try:
        anew = pictures.made_anew(content, kind)
    except pictures.BadPicture as problem:
        raise BadFile(_(str(problem), name=name)) from None
    return replace(put(place, anew.content, name, anew.kind), width=anew.width, height=anew.height)


def put(place: Storage, content: bytes, name: str, kind: str) -> Stored:
    """Store content that was checked, under a new random name."""
    stored = described(storage.new_key(), content, name, kind)
    place.put(stored.id, content)
    return stored


def described(key: str, content: bytes, name: str, kind: str) -> Stored:
    """What the house notes of content that is stored under a key."""
    return Stored(key, name, kind, len(content), hashlib.sha256(content).hexdigest())


def megabytes(size: int) -> str:
    """A number of bytes in MB, as the reader writes numbers."""
    return str(format_decimal(size / 1_000_000, "0.###", locale=locale()))


def clean_name(filename: str) -> str:
    """A file name that is safe to show and to send back: no path, no control or direction characters."""
    last = re.split(r"[/\\]", filename or "")[-1]
    kept = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    return kept.strip(" .")[:120] or "file"


def _kind(content: bytes) -> str:
    if content.lstrip().startswith(b"ISO-10303-21;"):  # a model for machines, which is text (ISO 10303-21)
        return STEP
    guess = filetype.guess_mime(content)
    if guess:
        return str(guess)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return "application/octet-stream"
    looks_like_markup = re.match(r"\s*<", text)
    return "text/plain" if "\x00" not in text and not looks_like_markup else "application/octet-stream"


def _claims_other(name: str, kind: str) -> bool:
    ending = name.rpartition(".")[2].lower()
    claimed = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
    claimed |= {"step": STEP, "stp": STEP}
    return ending in claimed and claimed[ending] != kind


def disposition(how: str, name: str) -> str:
    """The header that says whether a file is shown or downloaded, and under which name (RFC 6266)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().strip(" .") or "file"
    names = (
        {"filename": plain}
        if plain == name
        else {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"}
    )
    return dump_options_header(how, names)


def storage_of(app: Flask) -> Storage:
    """Where this house keeps its files."""
    return storage.at(app.config["SETTINGS"].files_url)
