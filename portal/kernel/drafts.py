"""Drafts: what somebody typed and has not sent, kept for them alone and found on every device of theirs.

A draft belongs to a person and to the address of its form. Two devices that write drafts of the same form
are told of each other by numbers, never by the time: the later words stand, the earlier ones are offered.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, String, delete, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.db import Base, Moment, session

KEPT, KEPT_AWAY = timedelta(days=180), timedelta(days=1)
MOST, MOST_OTHERS = 200, 5  # drafts of a person, and words of other devices beside one of them
LONGEST, LONGEST_ADDRESS = 200_000, 300  # characters
UNTYPED = ("seen", "seq", "stage", "place", "of")  # what forms say of themselves
OURS = "server"  # the device of words that a request left here by itself
Words = Mapping[str, list[str]]


class TooLong(Exception):
    """The words are far longer than any form can take."""


class Draft(Base):
    """The words of one form of one person; `others` are those that another device wrote meanwhile.

    `version` counts each keeping, `device` is the open page that kept them last. `place` is where its form
    stands, so that a page finds all its drafts at once. One that its person has put `away` can be
    had back for a day.
    """

    __tablename__ = "draft"

    person: Mapped[str] = mapped_column(String(80), primary_key=True)
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), primary_key=True)
    place: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), index=True)
    version: Mapped[int]
    device: Mapped[str] = mapped_column(String(40))
    words: Mapped[dict[str, Any]]
    others: Mapped[list[Any]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))
    at: Mapped[datetime] = mapped_column(Moment)
    away: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def says(self) -> bool:
        """Whether anything stands in it besides what forms say of themselves."""
        return any(
            text.strip() for name, texts in self.words.items() if name not in UNTYPED for text in texts
        )


def place_of(address: str) -> str:
    """Where the form of an address stands: all that belongs to one order is one place."""
    return "/".join(address.partition("#")[0].split("/")[:3])


def keep(person: str, address: str, words: Words, seen: int | None = None, device: str = OURS) -> Draft:
    """Keep what somebody typed. `seen` is the version that their page knew; None takes it as the newest.

    Words that another device kept, and this one has not seen, are put aside and offered.

    Raises:
        TooLong: they are longer than any form can take.
    """
    if len(str(words)) > LONGEST or len(address) > LONGEST_ADDRESS:
        raise TooLong
    now, said = clock.now(), {name: list(texts) for name, texts in words.items()}
    row = session().get(Draft, (person, address), with_for_update=True)
    if row is None:
        _make_room(person, now)
        row = Draft(person=person, address=address, place=place_of(address), version=0, others=[])
        session().add(row)
    elif row.away is None and device != row.device and seen is not None and seen != row.version:
        row.others = _aside(row, said, device)
    row.version, row.device, row.words, row.at = row.version + 1, device[:40], said, now
    row.away = None
    return row


def _aside(row: Draft, said: Words, device: str) -> list[Any]:
    """The words of other devices once this row's belong to them too; none that say what is written now."""
    held = {"version": row.version, "device": row.device, "at": row.at.isoformat(), "words": row.words}
    older = [one for one in row.others if one["device"] not in (device, row.device)]
    return [one for one in [held, *older] if one["words"] != said][:MOST_OTHERS]


def _make_room(person: str, now: datetime) -> None:
    """Let go of what was kept half a year ago or put away a day ago, and of the oldest of too many."""
    session().execute(delete(Draft).where(or_(Draft.at < now - KEPT, Draft.away < now - KEPT_AWAY)))
    older = select(Draft.address).where(Draft.person == person).order_by(Draft.at.desc()).offset(MOST - 1)
    if gone := list(session().scalars(older)):
        session().execute(delete(Draft).where(Draft.person == person, Draft.address.in_(gone)))


def at(person: str, place: str) -> dict[str, Draft]:
    """All drafts of a person at a place, by the addresses of their forms."""
    chosen = select(Draft).where(Draft.person == person, Draft.place == place, Draft.away.is_(None))
    return {row.address: row for row in session().scalars(chosen)}


def use(person: str, address: str, version: int) -> None:
    """Let the words of another device stand, and put those that stood aside. Nothing, once they are gone."""
    row = session().get(Draft, (person, address), with_for_update=True)
    chosen = next((one for one in row.others if one["version"] == version), None) if row else None
    if row is None or chosen is None:
        return
    held = {"version": row.version, "device": row.device, "at": row.at.isoformat(), "words": row.words}
    row.others = [held, *(one for one in row.others if one["version"] != version)]
    row.version, row.device, row.words = row.version + 1, chosen["device"], chosen["words"]
    row.at = datetime.fromisoformat(chosen["at"])


def put_away(person: str, address: str) -> None:
    """Put a draft away that its person does not want; it can be brought back for a while."""
    if (row := session().get(Draft, (person, address), with_for_update=True)) and row.away is None:
        row.away = clock.now()


def bring_back(person: str, address: str) -> None:
    """Bring a draft back that was put away. Nothing, once it is gone."""
    if row := session().get(Draft, (person, address), with_for_update=True):
        row.away = None


def is_away(person: str, address: str) -> bool:
    """Whether a draft was put away and can be brought back."""
    row = session().get(Draft, (person, address))
    return row is not None and row.away is not None


def let_go(person: str, *addresses: str) -> None:
    """Let go of drafts: their forms were taken, or they are not wanted any more."""
    session().execute(delete(Draft).where(Draft.person == person, Draft.address.in_(addresses)))


def forget(person: str) -> None:
    """Let go of all drafts of a person."""
    session().execute(delete(Draft).where(Draft.person == person))
