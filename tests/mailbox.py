"""A real IMAP server for the tests: Dovecot 2.3, as Debian 12 has it, with a mailbox on its own port."""

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.unavailable import note

SETTINGS = """
protocols = imap
base_dir = {home}/run
log_path = {home}/log
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{home}/mail
first_valid_uid = 1
default_internal_user = {dovecot}
default_login_user = {dovenull}
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
  chroot =
}}
service anvil {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Mailbox:
    """The mailbox `answers`, and its address for MAIL_IN_URL."""

    port: int

    @property
    def url(self) -> str:
        """Where it is."""
        return f"imap://answers:secret@127.0.0.1:{self.port}/INBOX"

    def put(self, raw: bytes) -> None:
        """A mail arrives."""
        with self._opened() as box:
            assert box.append("INBOX", None, None, raw)[0] == "OK"  # type: ignore[arg-type]

    def unread(self) -> int:
        """How many mails nobody has taken in."""
        with self._opened() as box:
            box.select("INBOX", readonly=True)
            return len(box.search(None, "UNSEEN")[1][0].split())

    def _opened(self) -> imaplib.IMAP4:
        box = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        box.login("answers", "secret")
        return box


@contextmanager
def mailbox() -> Iterator[Mailbox | None]:
    """A running server with an empty mailbox; None where this machine has no such server."""
    program = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout if program else ""
    if not version.startswith("2.3"):
        note(
            "IMAP",
            "no Dovecot 2.3 here (dovecot-imapd): no mail is fetched from a real server.",
        )
        yield None
        return
    home = Path(tempfile.mkdtemp(prefix="thread-imap-", dir="/tmp"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = _started(str(program), home, port)
    try:
        yield _ready(Mailbox(port), running, home / "log")
    finally:
        running.terminate()
        running.wait(timeout=20)
        shutil.rmtree(home, ignore_errors=True)


def _started(program: str, home: Path, port: int) -> "subprocess.Popen[bytes]":
    as_root = os.geteuid() == 0
    own = pwd.getpwnam("nobody" if as_root else pwd.getpwuid(os.geteuid()).pw_name)
    names = ("dovecot", "dovenull") if as_root else (own.pw_name, own.pw_name)
    (home / "mail").mkdir()
    if as_root:
        for place in (home, home / "mail"):
            os.chown(place, own.pw_uid, own.pw_gid)
        home.chmod(0o755)
    ids = {"uid": own.pw_uid, "gid": own.pw_gid, "dovecot": names[0], "dovenull": names[1]}
    (home / "conf").write_text(SETTINGS.format(home=home, port=port, **ids))
    return subprocess.Popen([program, "-F", "-c", str(home / "conf")])


def _ready(box: Mailbox, running: "subprocess.Popen[bytes]", log: Path) -> Mailbox:
    for _ in range(100):
        try:
            box.unread()
        except (OSError, imaplib.IMAP4.error):
            assert running.poll() is None, log.read_text() if log.exists() else "Dovecot ended"
            time.sleep(0.1)
        else:
            return box
    raise AssertionError(log.read_text() if log.exists() else "Dovecot does not answer")
