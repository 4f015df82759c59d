"""A house that takes in answers, and mails to give it."""

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

import pytest
from sqlalchemy import select

from portal.cases import queries
from portal.cases.post import Site
from portal.kernel import journal, signed, storage
from portal.kernel.db import Database
from portal.kernel.signed import Named
from portal.notifications import answers
from portal.notifications.model import Mail
from tests import house
from tests.cases import playing

ANSWERS = "answers@portal.wren.example"


@dataclass(frozen=True)
class Office:
    """The house with an address for answers: mails are given to it, and looked for."""

    database: Database
    desk: answers.Desk
    site: Site

    def address(self, person: Any, order: Any = None, kind: str = "answer") -> str:
        """Where answers of a person in an order go."""
        with self.database.unit(write=False):
            number = queries.get(order.person, order.ref).id if order else 0
        token = signed.token(self.site.secret, Named(kind, person.id, number))  # type: ignore[arg-type]
        return ANSWERS.replace("@", f"+{token}@")

    def take(self, raw: Any) -> str:
        """Give it a mail."""
        return answers.take(self.desk, raw if isinstance(raw, bytes) else raw.as_bytes())

    def said(self, order: Any) -> str:
        """What was said in an order last."""
        with self.database.unit(write=False):
            stream = queries.get(order.person, order.ref).stream
            return str(journal.newest(stream, 1)[0].facts.get("text", ""))

    def files(self, order: Any) -> list[dict[str, Any]]:
        """The files that came with it."""
        with self.database.unit(write=False):
            stream = queries.get(order.person, order.ref).stream
            return list(journal.newest(stream, 1)[0].facts.get("files", []))

    @property
    def mails(self) -> list[Mail]:
        """Every mail that it noted."""
        with self.database.unit(write=False) as session:
            return list(session.scalars(select(Mail).order_by(Mail.id)))


@pytest.fixture
def office(database: Database, tmp_path: Any) -> Office:
    """The house of the test."""
    return an_office(database, f"file://{tmp_path}/files")


def an_office(database: Database, files_url: str, **more: Any) -> Office:
    """A house that takes in answers."""
    chosen = house.settings(answers=ANSWERS, files_url=files_url, **more)
    site = Site("https://portal.wren.example", "portal@wren.example", ANSWERS, chosen.secret_key)
    return Office(database, answers.Desk(database, storage.at(files_url), chosen), site)


@pytest.fixture
def coat(database: Database, cast: Any) -> Any:
    """Julian's order of a coat."""
    return playing.begin(database, cast.julian, cast.okoro)


def mail(to: str, text: str = "Old gold, please.", sender: str = "julian@example.org", **headers: str) -> Any:
    """A mail as a mail program writes it."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"Julian Okoro <{sender}>", to, "Re: A coat for the rain"
    made["Message-ID"] = headers.pop("message_id", f"<{abs(hash((to, text, sender)))}@mail.example.org>")
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made
