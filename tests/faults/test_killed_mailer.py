"""A worker that is killed between handing a letter over and noting it: none is lost, none is read twice."""

import os
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import select, update

from portal.kernel import clock, mail
from portal.kernel.mail import Letter
from portal.kernel.settings import ROOT
from tests.faults.breaking import engine
from tests.letters import Postbox, postbox

LETTERS = 6
PATIENCE = 600  # looks, ten in a second


def unsent(database):
    """How many letters are not noted as sent."""
    with database.unit(write=False) as session:
        return len(list(session.scalars(select(Letter.id).where(Letter.sent.is_(None)))))


def until(done):
    """Wait for it."""
    for _ in range(PATIENCE):
        if done():
            return
        time.sleep(0.1)
    raise AssertionError("it took too long")


@pytest.mark.timeout(240)
def test_every_letter_arrives_and_a_repeat_is_known_by_its_message_id(own_database, tmp_path, monkeypatch):
    with own_database.unit(write=True):
        for number in range(LETTERS):
            dress = mail.Dress(html="<p>Hello</p>", reply_to="answers+x@wren.example")
            mail.write(f"guest{number}@example.org", f"Letter {number}", "Hello", dress=dress)
    url = engine(own_database).url.render_as_string(hide_password=False)
    workers, kept = [], Postbox.handle_message

    def take_and_kill(self, message):
        """The server has the letter; its sender dies before it hears so. Twice."""
        kept(self, message)
        if len(self.letters) in (2, 4):
            os.kill(workers[-1].pid, signal.SIGKILL)
            workers[-1].wait()

    monkeypatch.setattr(Postbox, "handle_message", take_and_kill)
    with postbox() as box:
        told = {**os.environ, "DATABASE_URL": url, "MAIL_URL": box.url, "FILES_URL": f"file://{tmp_path}"}
        for _ in range(3):
            workers.append(subprocess.Popen([sys.executable, "-m", "portal", "worker"], cwd=ROOT, env=told))
            until(lambda: workers[-1].poll() is not None or not unsent(own_database))
            with own_database.unit(write=True) as session:  # the two minutes pass for which a letter is taken
                waiting = update(Letter).where(Letter.next_try.is_not(None))
                session.execute(waiting.values(next_try=clock.now() - mail.LEASE))
        workers[-1].terminate()
        assert workers[-1].wait(timeout=60) == 0
        assert [one.returncode for one in workers] == [-signal.SIGKILL, -signal.SIGKILL, 0]
        arrived = {}
        for one in box.letters:  # as a mailbox does: one letter of each Message-ID
            arrived.setdefault(one["Message-ID"], []).append(one.as_bytes())
    assert unsent(own_database) == 0
    assert len(arrived) == LETTERS, "none is lost, and a mailbox shows each once"
    assert len(box.letters) == LETTERS + 2, "each kill repeated one letter"
    assert all(len(set(map(_lasting, copies))) == 1 for copies in arrived.values()), "the same letter again"


def _lasting(raw):
    """A letter without the lines that the test's server adds."""
    return b"\n".join(
        line for line in raw.split(b"\n") if not line.startswith((b"X-Peer", b"X-Mail", b"X-Rcpt"))
    )
