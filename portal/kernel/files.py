"""Files that people bring: checked for what they really are, stored under a random name, never trusted again.

Photographs are decoded and written anew, turned upright, without the place and camera they came from.
Everything else is only ever sent as a download. Source: docs/architecture.md, section 5.
"""

import hashlib
import io
import re
import secrets
import unicodedata
import warnings
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import filetype
from flask import Flask
from PIL import Image, ImageOps, UnidentifiedImageError
from werkzeug.http import dump_options_header

PHOTOS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/avif": "AVIF"}
DOCUMENTS = {"application/pdf", "text/plain", "text/csv", "application/zip"}
LARGEST_PHOTO = 60_000_000  # pixels
LONGEST_EDGE = 3000


class BadFile(ValueError):
    """The file cannot be taken; the message says why and what would do."""


@dataclass(frozen=True)
class Stored:
    """A file as it was stored: its random name, the name people gave it, its true type and size in bytes."""

    id: str
    name: str
    type: str
    size: int
    sha256: str


class Folder:
    """Files in a folder of this machine, two letters deep."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, content: bytes, name: str, kind: str) -> Stored:
        """Store content under a new random name."""
        id_ = secrets.token_hex(16)
        place = self._place(id_)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.write(content)
        return Stored(id_, name, kind, len(content), hashlib.sha256(content).hexdigest())

    def get(self, id_: str) -> bytes:
        """The content of a stored file."""
        return self._place(id_).read_bytes()

    def _place(self, id_: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{32}", id_):
            raise FileNotFoundError(id_)
        return self.root / id_[:2] / id_


def take(folder: Folder, content: bytes, filename: str, *, photo: bool, largest: int) -> Stored:
    """Check what somebody brings and store it.

    Raises:
        BadFile: it is empty, too large, not what its name says, or not a kind we take.
    """
    name = clean_name(filename)
    if not content:
        raise BadFile(f"{name} is empty. Choose it again.")
    if len(content) > largest:
        raise BadFile(f"{name} is larger than {largest / 1_000_000:g} MB. Send a smaller one.")
    kind = _kind(content)
    if photo:
        content, kind = _upright(content, kind, name), "image/jpeg" if kind != "image/png" else kind
    elif kind not in DOCUMENTS | PHOTOS.keys():
        raise BadFile(
            f"{name} is not a kind of file we can keep here. A PDF, a picture, a text or a ZIP will do."
        )
    elif _claims_other(name, kind):
        raise BadFile(f"{name} is not what its name says. Save it again under its own kind and send that.")
    return folder.put(content, name, kind)


def clean_name(filename: str) -> str:
    """A file name that is safe to show and to send back: no path, no control or direction characters."""
    last = re.split(r"[/\\]", filename or "")[-1]
    kept = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    return kept.strip(" .")[:120] or "file"


def _kind(content: bytes) -> str:
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
    return ending in claimed and claimed[ending] != kind


def _upright(content: bytes, kind: str, name: str) -> bytes:
    """The picture written anew: upright, at most 3,000 pixels long, without hidden data."""
    if kind not in PHOTOS:
        raise BadFile(f"{name} is not a picture we can show. JPEG, PNG, WebP and AVIF will do.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=[PHOTOS[kind]])
            if picture.width * picture.height > LARGEST_PHOTO:
                raise BadFile(f"{name} has more than 60 million points. Send a smaller one.")
            return _written(ImageOps.exif_transpose(picture), kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadFile(f"{name} has more than 60 million points. Send a smaller one.") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, BadFile):
            raise
        raise BadFile(f"{name} is damaged or not complete. Take it again, or send another.") from None


def _written(picture: Image.Image, kind: str) -> bytes:
    picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    out, png = io.BytesIO(), kind == "image/png"
    plain = picture.convert("RGBA" if png else "RGB")
    plain.info = {name: said for name, said in plain.info.items() if name == "icc_profile"}
    plain.save(out, "PNG") if png else plain.save(out, "JPEG", quality=88)
    return out.getvalue()


def disposition(how: str, name: str) -> str:
    """The header that says whether a file is shown or downloaded, and under which name (RFC 6266)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().strip(" .") or "file"
    names = (
        {"filename": plain}
        if plain == name
        else {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"}
    )
    return dump_options_header(how, names)


def folder(app: Flask) -> Folder:
    """Where this house keeps its files."""
    return Folder(app.config["SETTINGS"].files_folder)
