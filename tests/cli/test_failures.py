"""Whatever is wrong around a command is one sentence that says what to do, never a traceback."""

import socket
import sqlite3

import pytest
import sqlalchemy
from sqlalchemy.exc import OperationalError

from portal.cli.failures import sentence


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://host/name", "DATABASE_URL is not right"),
        ("nonsense", "DATABASE_URL is not right"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("postgresql://a:b@127.0.0.1:1/none", "does not answer"),
        ("postgresql://a:b@no.such.host.invalid/none", "nobody knows"),
    ],
)
def test_a_wrong_address_of_the_database(refused, monkeypatch, url, says):
    monkeypatch.setenv("DATABASE_URL", url)
    assert says in refused("people")
    assert says in refused("upgrade")


def test_a_file_that_is_no_database(refused, monkeypatch, tmp_path):
    (tmp_path / "letter.db").write_text("Dear Marian, this is no database but a letter." * 20)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/letter.db")
    assert "no SQLite database" in refused("people")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/letter.db/house.db")
    assert "letter.db" in refused("upgrade")


def test_a_database_that_somebody_else_writes_to(run, tmp_path):
    assert run("upgrade").code == 0
    writer = sqlite3.connect(tmp_path / "house.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    hasty = sqlalchemy.create_engine(f"sqlite:///{tmp_path}/house.db", connect_args={"timeout": 0.05})
    with pytest.raises(OperationalError) as locked, hasty.begin() as connection:
        connection.exec_driver_sql("DELETE FROM house")
    assert sentence(locked.value).startswith("The database is being written to by another program.")
    hasty.dispose()
    writer.close()


def test_a_database_of_a_newer_version(run, refused, tmp_path):
    assert run("upgrade").code == 0
    with sqlite3.connect(tmp_path / "house.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    assert "newer version" in refused("upgrade")
    assert "commonthread upgrade" in refused("people")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "many", "PORT is not right"),
        ("PORT", "70000", "PORT is not right"),
        ("COMMONTHREAD_HOST", "203.0.113.9", "COMMONTHREAD_HOST"),
        ("MAIL_URL", "gopher://mail", "MAIL_URL is not right"),
    ],
)
def test_a_wrong_setting(refused, monkeypatch, name, value, says):
    monkeypatch.setenv(name, value)
    assert says in refused("serve")


def test_a_port_that_is_taken(refused, monkeypatch, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        sentence = refused("serve")
        assert f"Port {port}" in sentence and f"PORT={port + 1}" in sentence
    assert not (tmp_path / "house.db").exists()  # nothing was touched before
