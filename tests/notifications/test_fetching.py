"""Mail in through a real IMAP server, and through a pipe: taken in for good before it is marked."""

import imaplib
import io
import os
import sys
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import OperationalError

from portal.cli import command
from portal.kernel import clock
from portal.notifications import answers, fetching
from tests.mailbox import mailbox
from tests.notifications.conftest import ANSWERS, mail


@pytest.fixture(scope="module")
def box():
    """A mailbox on a real server."""
    with mailbox() as found:
        if found is None:
            pytest.skip("no IMAP server on this machine")
        yield found


def test_new_mails_are_fetched_and_marked_once_they_are_taken_in(box, office, coat, cast, monkeypatch):
    own = office.address(cast.julian, coat)
    for text in ("One.", "Two.", "One."):
        box.put(mail(own, text, message_id=f"<{text}@mail.example.org>").as_bytes())
    before = coat.thread.seq
    assert box.unread() == 3

    def away(*_given):
        raise OperationalError("INSERT", {}, Exception("away"))

    monkeypatch.setattr(answers, "_say", away)
    with pytest.raises(OperationalError):
        fetching.fetch(office.desk, box.url)
    assert (box.unread(), coat.thread.seq) == (3, before), "nothing is marked that was not taken in"
    monkeypatch.undo()
    assert fetching.fetch(office.desk, box.url) == 3
    assert (box.unread(), coat.thread.seq) == (0, before + 2)
    assert office.said(coat) == "Two." and fetching.fetch(office.desk, box.url) == 0


def test_a_worker_that_died_before_marking_fetches_again_and_writes_once(
    box, office, coat, cast, monkeypatch
):
    box.put(mail(office.address(cast.julian, coat), "Thrice.").as_bytes())
    before, whole = coat.thread.seq, imaplib.IMAP4.uid

    def die(self, word, *rest):
        if word == "STORE":
            raise KeyboardInterrupt
        return whole(self, word, *rest)

    monkeypatch.setattr(imaplib.IMAP4, "uid", die)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            fetching.fetch(office.desk, box.url)
    monkeypatch.undo()
    fetching.fetch(office.desk, box.url)
    assert (box.unread(), coat.thread.seq) == (0, before + 1)


def test_a_server_that_is_away_is_asked_again_later(office):
    folder = fetching.Folder("imap://answers:wrong@127.0.0.1:1/INBOX")
    assert folder.fetch_due(office.desk) == 0
    assert folder.next and folder.next > clock.now() + fetching.EVERY
    assert fetching.Folder("").fetch_due(office.desk) == 0


def given(monkeypatch, raw):
    """What the command answers to a mail on standard input."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    return command.main(lambda: None, ["mail-in"])


def test_a_pipe_answers_whether_the_house_has_it(own_database, monkeypatch, tmp_path, capsys):
    url = own_database.bind.url.render_as_string(hide_password=False)
    for name, value in {
        "DATABASE_URL": url,
        "FILES_URL": f"file://{tmp_path}/f",
        "COMMONTHREAD_ANSWERS": ANSWERS,
        "SECRET_KEY": "only for tests",
    }.items():
        monkeypatch.setenv(name, value)
    assert given(monkeypatch, mail(ANSWERS, "Hello.").as_bytes()) == 0
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/nowhere.db")
    assert given(monkeypatch, mail(ANSWERS, "Hello.").as_bytes()) == os.EX_TEMPFAIL
    assert "Not now: There is no database" in capsys.readouterr().err
    monkeypatch.setenv("COMMONTHREAD_ANSWERS", "no address")
    assert given(monkeypatch, b"") == os.EX_TEMPFAIL
