"""What the letters in the outbox say, for tests that read their post, and a real server that takes them."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from sqlalchemy import select

from portal.kernel.db import Database
from portal.kernel.mail import Letter


def to(database: Database, address: str) -> list[Letter]:
    """The letters to one address, oldest first."""
    with database.unit(write=False) as session:
        return list(session.scalars(select(Letter).where(Letter.to == address).order_by(Letter.id)))


def code(letter: Letter) -> str:
    """The code in a letter, as a person would type it."""
    found = re.search(r"\b(\d{3}) (\d{3})\b", letter.text)
    assert found, letter.text
    return "".join(found.groups())


def link(letter: Letter) -> str:
    """The path of the link in a letter."""
    found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", letter.text)
    assert found, letter.text
    return found.group(1)


class Postbox(Message):
    """A mail server that keeps what it gets, and refuses when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.letters, self.refuses = [], set()

    def handle_message(self, message: Any) -> None:
        self.letters.append(message)

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refuses:
            return "450 mailbox busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@contextmanager
def postbox(box: Postbox | None = None) -> Iterator[Any]:
    """A real mail server on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = box or Postbox()
    box.url = f"smtp://127.0.0.1:{port}"
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
