"""What others wrote and we serve is what the manifest says it is, and comes with its licence."""

import hashlib
import tomllib
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
MANIFEST = STATIC / "vendor" / "manifest.toml"
FILES = tomllib.loads(MANIFEST.read_text("utf-8"))["file"]


@pytest.mark.parametrize("entry", FILES, ids=[entry["file"] for entry in FILES])
def test_a_file_is_unchanged_and_has_its_licence(entry: dict[str, str]) -> None:
    assert set(entry) == {"file", "package", "version", "licence", "licence_text", "sha256"}
    assert hashlib.sha256((STATIC / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    assert len((STATIC / entry["licence_text"]).read_text("utf-8")) > 300


def test_nothing_of_others_lies_around_unlisted() -> None:
    listed = {STATIC / entry[key] for entry in FILES for key in ("file", "licence_text")}
    there = {
        path for folder in ("vendor", "fonts") for path in (STATIC / folder).rglob("*") if path.is_file()
    }
    assert there == listed | {MANIFEST}


def test_htmx_is_the_version_that_the_manifest_names() -> None:
    htmx = next(entry for entry in FILES if entry["package"] == "htmx.org")
    assert f'version="{htmx["version"]}"' in (STATIC / htmx["file"]).read_text("utf-8")
