"""The rows of messages: kept with each entry of the journal that says something or changes what was said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from portal.cases import bringing, indexing
from portal.cases.message import Mention, Message
from portal.cases.model import IN_ROOM, Case
from portal.kernel.db import session
from portal.kernel.files import Stored
from portal.kernel.queries import one_or_404
from portal.kernel.verbs import Act
from portal.people.model import Person
from portal.people.queries import directory
from workflows import talk
from workflows.case import Refused
from workflows.language import _

NAMES = ("seq", "by", "name", "side", "at", "place", "text", "edited", "gone", "words")
LISTS = ("tells", "files", "was")


@dataclass(frozen=True)
class Spoken:
    """What somebody is about to say, where, whom they want told, and the files that come with it."""

    text: str
    place: str = ""
    tell: Sequence[str] = ()
    files: Sequence[Stored] = ()


def begin(act: Act, case: Case, stream: str, seq: int, said: Spoken) -> None:
    """Add a message as entry `seq` of a stream of the case, and note it for the journal.

    Raises:
        Refused: it has no words, or too many files.
    """
    if len(said.files) > talk.MOST_FILES:
        most = str(talk.MOST_FILES)
        raise Refused(_("%(most)s files go with one message. Send the others with a second one.", most=most))
    text, own = talk.written(said.text), stream != case.stream
    people = readers(case, stream)
    tells = _told(act.who, people, text, said.tell)
    kept = (IN_ROOM, act.who.side) if own else ()
    files = tuple(bringing.attach(act.who, case, one, *kept) for one in said.files)
    facts: dict[str, Any] = {"place": said.place, "tells": list(tells), "files": list(files)}
    act.note(text=text, **{name: value for name, value in facts.items() if value})
    hand = {"seq": seq, "by": act.who.handle, "name": act.who.name, "side": act.who.side, "at": act.at}
    row = Message(account_id=case.account_id, case_id=case.id, stream=stream)
    write(row, talk.Message(**hand, text=text, place=said.place, tells=tells, files=files))
    session().add(row)
    session().flush()
    indexing.said(row)
    _mention(row, people, tells)


def edit(
    act: Act,
    case: Case,
    row: Message,
    text: str,
    tell: Iterable[str] | None = None,
    seen: int | None = None,
) -> bool:
    """Put a message in other words; whoever it names anew is told. False when nothing changes."""
    people, before = readers(case, row.stream), read(row)
    tells = _told(act.who, people, text, _ticked(before, people) if tell is None else tell)
    after = talk.edit(before, act.who.handle, act.at, text, tells, seen)
    if after is before:
        return False
    act.note(of=row.seq, text=after.text, tells=list(after.tells), **_at(row))
    write(row, after)
    indexing.said(row)
    _mention(row, people, after.tells)
    return True


def take_back(act: Act, row: Message) -> None:
    """Take a message back; whoever was not told of it yet is not told any more."""
    after = talk.take_back(read(row), act.who.handle, act.at)
    act.note(of=row.seq, **_at(row))
    write(row, after)
    indexing.said(row)
    session().execute(delete(Mention).where(Mention.message_id == row.id, Mention.told.is_(None)))


def react(act: Act, row: Message, word: str, given: bool | None) -> bool:
    """Answer a message in a word or take that away, by turns unless said; False when nothing changes."""
    before = read(row)
    given = act.who.handle not in before.words.get(word, ()) if given is None else given
    after = talk.answer(before, act.who.handle, word, given)
    if after is before:
        return False
    shown = talk.WORDS[word]
    what = f"said “{shown}”" if given else f"took “{shown}” back"
    act.note(of=row.seq, word=word, given=given, what=what, whom=row.name)
    write(row, after)
    return True


# ---- reading and writing one row
def one(stream: str, seq: int) -> Message:
    """A message of a stream, locked with it.

    Raises:
        NotFound: nothing was said there under that number.
    """
    return one_or_404(select(Message).where(Message.stream == stream, Message.seq == seq))


def of_stream(stream: str) -> dict[int, talk.Message]:
    """Every message of a stream by number, as its row says: what is compared with the journal."""
    found = session().scalars(select(Message).where(Message.stream == stream))
    return {row.seq: read(row) for row in found}


def read(row: Message) -> talk.Message:
    """A row as the rules read it."""
    told = {name: getattr(row, name) for name in NAMES}
    words = {word: tuple(people) for word, people in row.words.items()}
    was = tuple((text, until) for text, until in row.was)
    return talk.Message(**told | {"words": words, "was": was}, tells=tuple(row.tells), files=tuple(row.files))


def write(row: Message, said: talk.Message) -> None:
    """Bring a row to what a message says now."""
    for name in NAMES:
        setattr(row, name, getattr(said, name))
    for name in LISTS:
        setattr(row, name, list(getattr(said, name)))
    row.was = [list(one) for one in said.was]
    row.words = {word: list(people) for word, people in said.words.items()}


# ---- whom it may name
def readers(case: Case, stream: str) -> list[Person]:
    """Everyone who may read a stream of the case today: nobody else can be named in it."""
    here = [one for one in directory(case.account_id) if one.left is None]
    return [one for one in here if stream in (case.stream, case.room(one.side))]


def _told(who: Any, people: Iterable[Person], text: str, wanted: Iterable[str]) -> tuple[str, ...]:
    names = {one.handle: one.name for one in people if one.handle != who.handle}
    told = [*(handle for handle in wanted if handle in names), *talk.named(text, names)]
    return tuple(dict.fromkeys(told))


def _ticked(before: talk.Message, people: Iterable[Person]) -> list[str]:
    """Whom a message was told to besides those whom its words name."""
    named = talk.named(before.text, {one.handle: one.name for one in people})
    return [handle for handle in before.tells if handle not in named]


def _mention(row: Message, people: Iterable[Person], tells: Iterable[str]) -> None:
    """Who is named by the message from now on; who was told already stays so."""
    wanted = {one.id for one in people if one.handle in set(tells)}
    known = {
        one.person_id: one for one in session().scalars(select(Mention).where(Mention.message_id == row.id))
    }
    session().add_all(Mention(message_id=row.id, person_id=number) for number in wanted - known.keys())
    for number in known.keys() - wanted:
        if known[number].told is None:
            session().delete(known[number])
    session().flush()


def _at(row: Message) -> dict[str, str]:
    return {"place": row.place} if row.place else {}
