"""What was backed up can be brought back, whole, into an empty place and nowhere else."""

import io
import json
import re
import tarfile
from pathlib import Path

import pytest

from portal.kernel.storage import Folder, new_key
from tests import house, servers

FILES = "FILES_URL"


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Turn to an empty place of the same kind."""

    def turn():
        url = f"sqlite:///{tmp_path}/elsewhere/house.db"
        if house.ON_POSTGRES:
            url = servers.postgres().fresh()
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setenv(FILES, f"file://{tmp_path}/elsewhere/files")

    return turn


@pytest.fixture
def backup(run, of_the_cast, tmp_path):
    """A backup of the cast's house, with a file in it."""
    Folder(tmp_path / "files").put(new_key(), b"a letter")
    file = tmp_path / "house.tar"
    said = run("backup", file)
    assert said.code == 0, said
    assert "1 file," in said.out
    assert re.search(
        r"Recovery point: \d+ \w+ \d{4}, [\d:]+ UTC\. What was saved before it .* [\d.]+ seconds", said.out
    )
    return file


def test_a_house_comes_back_whole(run, backup, elsewhere, tmp_path):
    before = run("people", "--json").out
    elsewhere()
    said = run("restore", backup)
    assert said.code == 0 and "every case equals its history" in said.out, said
    assert re.search(r"Recovery point: .* UTC\. .* is not here\. Brought back in [\d.]+ seconds\.", said.out)
    assert run("people", "--json").out == before
    (stored,) = (tmp_path / "elsewhere" / "files").rglob("?" * 32)
    assert stored.read_bytes() == b"a letter"


def test_a_backup_belongs_to_nobody_else(backup):
    assert backup.stat().st_mode & 0o077 == 0


def test_nothing_is_restored_over_a_house(refused, backup):
    assert "There is a house in this database" in refused("restore", backup)


def test_nothing_is_backed_up_over_a_file_or_into_nowhere(refused, backup, tmp_path):
    assert "is there already" in refused("backup", backup)
    assert "is no folder" in refused("backup", tmp_path / "nowhere" / "house.tar")


def test_only_a_backup_is_restored(refused, backup, elsewhere, tmp_path):
    elsewhere()
    (tmp_path / "letter").write_text("no backup")
    for file in ("letter", "nothing"):
        assert file in refused("restore", tmp_path / file)
    cut = tmp_path / "cut.tar"
    cut.write_bytes(backup.read_bytes()[:20_000])
    assert "cut.tar" in refused("restore", cut)


def test_a_backup_of_the_other_database_is_refused(refused, backup, elsewhere, tmp_path):
    elsewhere()
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}
    strange = tmp_path / "strange.tar"
    with tarfile.open(backup) as old, tarfile.open(strange, "w") as new:
        about = json.load(old.extractfile("about.json"))
        about["database"] = other[about["database"]]
        _add(new, "about.json", json.dumps(about).encode())
    assert "holds a" in refused("restore", strange)


def test_a_backup_cannot_choose_where_its_files_go(run, backup, elsewhere, tmp_path):
    with tarfile.open(backup, "a") as tar:
        for name in ("files/../../../escaped", "/escaped", "files/ab/short"):
            _add(tar, name, b"escaped")
    elsewhere()
    assert run("restore", backup).code == 0
    assert not list(tmp_path.parent.rglob("*escaped*")) and not Path("/escaped").exists()
    assert len(list((tmp_path / "elsewhere" / "files").rglob("?" * 32))) == 1


def test_without_a_house_there_is_nothing_to_back_up(refused, tmp_path):
    assert "no database" in refused("backup", tmp_path / "house.tar")


def _add(tar, name, content):
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))
