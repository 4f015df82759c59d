"""A second language for tests: a catalogue of a few sentences, whatever the real ones say today."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.kernel import languages
from workflows import language

HEAD = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


@contextmanager
def german(monkeypatch: pytest.MonkeyPatch, folder: Path, sentences: Mapping[str, str]) -> Iterator[None]:
    """Let the house know German, as far as these sentences go; nobody has been spoken to before."""
    place = folder / "de" / "LC_MESSAGES"
    place.mkdir(parents=True)
    said = "".join(f"\nmsgid {_quoted(one)}\nmsgstr {_quoted(other)}\n" for one, other in sentences.items())
    (place / "messages.po").write_text(HEAD + said, "utf-8")
    monkeypatch.setattr(languages, "CATALOGUES", folder)
    monkeypatch.setattr(languages, "codes", lambda: (languages.ENGLISH, "de"))
    read = languages.sentences.__wrapped__
    known = {code: read(code) for code in languages.codes()}
    monkeypatch.setattr(languages, "sentences", known.__getitem__)
    token = language.speak(None)
    yield
    language.no_longer(token)


def _quoted(sentence: str) -> str:
    return '"' + sentence.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
