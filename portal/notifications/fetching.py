"""Fetching mails from an IMAP folder: each is marked as read only after it was taken in for good.

So whoever is stopped in between fetches the same mail again, and it is known by its Message-ID.
"""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

import structlog

from portal.kernel import clock
from portal.notifications.answers import Desk, take
from portal.notifications.reading import MOST_READ

log = structlog.get_logger()
EVERY, AFTER_FAILURE = timedelta(seconds=20), timedelta(minutes=2)
PATIENCE = 20  # seconds


class Folder:
    """The folder that MAIL_IN_URL names, looked into every now and then."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.next: datetime | None = None

    def fetch_due(self, desk: Desk) -> int:
        """Take in every new mail when it is time to look; returns how many there were."""
        now = clock.now()
        if not self.url or (self.next and now < self.next):
            return 0
        self.next = now + EVERY
        try:
            return fetch(desk, self.url)
        except (OSError, imaplib.IMAP4.error) as error:
            log.error("mail in", problem=f"the mailbox cannot be read ({error})")
            self.next = now + AFTER_FAILURE
            return 0


def fetch(desk: Desk, url: str) -> int:
    """Take in every mail of the folder that is not marked as read; returns how many there were.

    Raises:
        OSError, imaplib.IMAP4.error: the server does not answer, or not as it should.
    """
    with _opened(url) as box:
        _, found = box.uid("SEARCH", "UNSEEN")
        uids = (found[0] or b"").split()
        for uid in uids:
            raw = _raw(box, uid)
            if raw is not None:
                take(desk, raw)
                box.uid("STORE", uid.decode(), "+FLAGS.SILENT", r"(\Seen)")
    return len(uids)


def _raw(box: imaplib.IMAP4, uid: bytes) -> bytes | None:
    """The whole mail, without marking it; None when somebody took it away meanwhile."""
    _, answer = box.uid("FETCH", uid.decode(), f"(BODY.PEEK[]<0.{MOST_READ}>)")
    return next((one[1] for one in answer if isinstance(one, tuple)), None)


@contextmanager
def _opened(url: str) -> Iterator[imaplib.IMAP4]:
    parts = urlsplit(url)
    host, folder = parts.hostname or "localhost", unquote(parts.path.strip("/")) or "INBOX"
    box: imaplib.IMAP4
    if parts.scheme == "imaps":
        secure = ssl.create_default_context()
        box = imaplib.IMAP4_SSL(host, parts.port or 993, ssl_context=secure, timeout=PATIENCE)
    else:
        box = imaplib.IMAP4(host, parts.port or 143, timeout=PATIENCE)
    with box:
        box.login(unquote(parts.username or ""), unquote(parts.password or ""))
        state, said = box.select(f'"{folder}"')
        if state != "OK":
            raise imaplib.IMAP4.error(f"there is no folder {folder}: {said!r}")
        yield box
