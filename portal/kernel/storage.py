"""Where files are kept: a folder of this machine, or a bucket that speaks S3.

What is stored under a key never changes, except that a picture's small copies may be made anew.
Source: docs/architecture.md, section 5.
"""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

try:  # an extra: most houses keep their files in a folder
    import obstore
    from obstore.exceptions import BaseError
    from obstore.store import S3Store
except ImportError:
    obstore = None  # type: ignore[assignment]

KEY = re.compile(r"[0-9a-f]{32}(\.\d{2,4}\.(avif|webp))?")
PATIENCE = timedelta(seconds=10)


class OutOfReach(Exception):
    """The storage does not answer; trying again later may help."""


class Storage(Protocol):
    """A place for files. Keys are random names of 32 hex digits, or such a name with a size and a format."""

    name: str  # for people who run the house

    def put(self, key: str, content: bytes) -> None:
        """Store content so that it outlives a power cut; OutOfReach when that is not possible now."""

    def get(self, key: str) -> bytes:
        """What is stored under a key; FileNotFoundError when nothing is, OutOfReach when nobody answers."""

    def remove(self, key: str) -> None:
        """Let go of what is stored under a key, should there be anything; OutOfReach when nobody answers."""

    def stored(self) -> Iterator[str]:
        """Every key in use."""


def new_key() -> str:
    """A random name that nobody can guess."""
    return secrets.token_hex(16)


@cache
def at(url: str) -> Storage:
    """The storage that FILES_URL names.

    Raises:
        OutOfReach: the package for buckets is not installed; the message says how to get it.
    """
    if urlsplit(url).scheme == "file":
        return Folder(Path(urlsplit(url).path))
    if obstore is None:
        raise OutOfReach("One more package is needed: sh scripts/setup.sh requirements-extras.txt")
    return Bucket(url)


class Folder:
    """Files in a folder of this machine, two letters deep."""

    def __init__(self, root: Path) -> None:
        self.root, self.name = root, str(root)

    def put(self, key: str, content: bytes) -> None:
        """Write beside and rename: whoever reads finds all of it or nothing."""
        place = self._place(key)
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{key}.{secrets.token_hex(4)}")
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)

    def get(self, key: str) -> bytes:
        """The content of a file."""
        return self._place(key).read_bytes()

    def remove(self, key: str) -> None:
        """Take the file out of the folder."""
        self._place(key).unlink(missing_ok=True)

    def stored(self) -> Iterator[str]:
        """The names of the files."""
        return (place.name for place in sorted(self.root.glob("??/*")) if KEY.fullmatch(place.name))

    def _place(self, key: str) -> Path:
        return self.root / key[:2] / _checked(key)


class Bucket:
    """Files in a bucket; its address, key and secret come from AWS_* as every program of S3 reads them."""

    def __init__(self, url: str) -> None:
        self.name = url
        self._store = S3Store.from_url(
            url,
            client_options={"timeout": PATIENCE, "connect_timeout": timedelta(seconds=3), "allow_http": True},
            retry_config={"max_retries": 2, "retry_timeout": PATIENCE},
        )

    def put(self, key: str, content: bytes) -> None:
        """Store an object."""
        try:
            obstore.put(self._store, _path(key), content)
        except BaseError as error:
            raise OutOfReach(str(error)) from error

    def get(self, key: str) -> bytes:
        """The content of an object."""
        try:
            return bytes(obstore.get(self._store, _path(key)).bytes())
        except BaseError as error:
            raise OutOfReach(str(error)) from error

    def remove(self, key: str) -> None:
        """Take the object out of the bucket; one that is not there is no fault."""
        path = _path(key)
        try:
            obstore.delete(self._store, path)
        except FileNotFoundError:
            return
        except BaseError as error:
            raise OutOfReach(str(error)) from error

    def stored(self) -> Iterator[str]:
        """The names of the objects."""
        try:
            for some in obstore.list(self._store):
                yield from (one["path"].rpartition("/")[2] for one in some)
        except BaseError as error:
            raise OutOfReach(str(error)) from error


def _checked(key: str) -> str:
    if not KEY.fullmatch(key):
        raise FileNotFoundError(key)
    return key


def _path(key: str) -> str:
    return f"{key[:2]}/{_checked(key)}"
