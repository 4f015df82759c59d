"""The command line as somebody types it: words in, what is said and the exit code out."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from portal import create_app
from portal.cli.command import main
from portal.kernel.http import House
from tests import house
from tests.demo_house import DemoHouse, demo_house, demo_made  # noqa: F401  fixtures for these tests

PATIENCE = 300  # seconds, where the demo house may have to be made first


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever comes first makes the demo house, and may take longer."""
    for item in items:
        if "demo_made" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(PATIENCE))


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty place: no database yet, a folder for files, nothing of this machine's own settings."""
    for name in ("PORT", "MAIL_URL", "PUBLIC_URL", "COMMONTHREAD_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/house.db")
    monkeypatch.setenv("FILES_URL", f"file://{tmp_path}/files")
    monkeypatch.setenv("SECRET_KEY", "only for tests")
    monkeypatch.setenv("COMMONTHREAD_QUICK_PASSWORDS", "1")


@pytest.fixture
def make_app() -> Callable[[], House]:
    """What makes the house of a command that needs one."""
    return create_app


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, make_app: Callable[[], House]
) -> Run:
    """Type a command: `run("person", "add", "Eva Ott", "eva@example.org")`; `typed` answers its questions."""

    def type_(*words: object, typed: str = "") -> Said:
        capsys.readouterr()
        answers = iter(typed.splitlines())

        def read(_prompt: str = "") -> str:
            try:
                return next(answers)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("click.termui.visible_prompt_func", read)
        code = main(make_app, [str(word) for word in words])
        return Said(code, *capsys.readouterr())

    return type_


@pytest.fixture
def refused(run: Run) -> Callable[..., str]:
    """Type a command that cannot be done: one sentence and the code 2. Gives the sentence."""

    def type_(*words: object, typed: str = "") -> str:
        said = run(*words, typed=typed)
        assert said.code == 2, said
        sentence = said.err.strip()
        assert sentence and "\n" not in sentence
        assert "Traceback" not in sentence and "Error" not in sentence
        return sentence

    return type_


@pytest.fixture
def of_the_cast(template_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The house of the tests' cast, SQLite or PostgreSQL, as the one that the commands work on."""
    url = house.copy(template_url, tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    return url


@pytest.fixture
def of_the_demo(demo_house: DemoHouse, monkeypatch: pytest.MonkeyPatch) -> DemoHouse:  # noqa: F811
    """A demo house as the one that the commands work on."""
    monkeypatch.setenv("DATABASE_URL", demo_house.url)
    monkeypatch.setenv("FILES_URL", f"file://{demo_house.files}")
    return demo_house
