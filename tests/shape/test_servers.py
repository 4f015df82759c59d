"""The servers that other tests lean on stand, and a missing one is told."""

import subprocess
import sys

import pytest
from sqlalchemy import create_engine, text

from tests import servers, unavailable

ENCODING = "SHOW server_encoding"


def ask(url: str, statement: str) -> object:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None
    finally:
        engine.dispose()


@pytest.mark.database
def test_a_fresh_database_is_a_copy_of_its_template_and_goes_again() -> None:
    server = servers.postgres()
    if server is None:
        pytest.skip("no PostgreSQL on this machine")
    before = list(server.made)  # other tests of this run have databases of their own
    original = server.fresh()
    assert ask(original, ENCODING) == "UTF8"
    ask(original, "CREATE TABLE thread AS SELECT 7 AS knots")
    copy = server.fresh(original)
    assert copy != original
    assert ask(copy, "SELECT knots FROM thread") == 7
    for url in (copy, original):
        server.drop(url)
    assert server.made == before


@pytest.mark.browser
def test_chromium_starts_and_tells_its_version() -> None:
    browser = servers.chromium()
    if browser is None:
        pytest.skip("no Chromium on this machine")
    said = subprocess.run([browser, *servers.CHROMIUM_FLAGS, "--version"], capture_output=True, text=True)
    assert said.returncode == 0
    assert "Chrom" in said.stdout


def test_what_is_missing_is_noted_once(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv(unavailable.VARIABLE, str(tmp_path / "notes"))
    assert unavailable.notes() == []
    monkeypatch.setattr(servers, "CHROMIUM_NAMES", ["no-such-browser"])
    monkeypatch.setattr(servers, "CHROMIUM_PLACES", [])
    monkeypatch.setattr(servers, "_playwrights_own", list)
    assert servers.chromium.__wrapped__() is None
    assert servers.chromium.__wrapped__() is None
    assert [line.split(":")[0] for line in unavailable.notes()] == ["Chromium"]


def test_a_given_server_that_does_not_answer_is_noted_not_raised(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv(unavailable.VARIABLE, str(tmp_path / "notes"))
    monkeypatch.setenv(servers.POSTGRES_VARIABLE, "postgres://nobody@127.0.0.1:1/nothing")
    assert servers.postgres.__wrapped__() is None
    assert "PostgreSQL" in unavailable.notes()[0]


def test_the_notes_are_the_last_words_of_a_run(tmp_path) -> None:
    (tmp_path / "notes").write_text("A loom: none found.\nA loom: none found.\n", "utf-8")
    (tmp_path / "test_nothing.py").write_text("def test_nothing(): pass\n", "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-pno:schemathesis", "-ptests.conftest", str(tmp_path)],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", unavailable.VARIABLE: str(tmp_path / "notes")},
    )
    assert run.returncode == 0, run.stdout
    assert "COULD NOT RUN" in run.stdout
    assert run.stdout.count("A loom") == 1
