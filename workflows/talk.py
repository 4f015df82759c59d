"""Talk: what somebody said, and what became of it: edited, taken back, answered in a word. Pure.

A message belongs to a place of its order: the whole order (""), a stage ("cloth"), a line ("cloth.lining"), a
picture ("picture:<id>") or a pin ("pin:n12"). The journal is the truth: `retold` tells from its entries what
every message says today.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from workflows.case import Case
from workflows.language import N_, _
from workflows.pins import line_of
from workflows.records import Refused
from workflows.texts import said

# What a message is answered with in a word, as people read it; said with `_`.
WORDS = {"seen": N_("Seen"), "yes": N_("Yes"), "thanks": N_("Thank you")}
PICTURE, PIN = "picture:", "pin:"
MOST_FILES = 10  # with one message
NAMED = re.compile(r"(?:^|(?<=[\s(“‘]))@(\w[\w.-]*)", re.MULTILINE)


@dataclass(frozen=True)
class Message:
    """One message as it reads today.

    `tells` are the handles of those it names, `files` what the journal holds of its files, `was` its earlier
    words with the moment until which they stood, `words` by answer who gave it; `gone` is when it was taken
    back.
    """

    seq: int
    by: str
    name: str
    side: str
    at: datetime
    text: str
    place: str = ""
    tells: tuple[str, ...] = ()
    files: tuple[Mapping[str, Any], ...] = ()
    edited: datetime | None = None
    gone: datetime | None = None
    was: tuple[tuple[str, str], ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Entry(Protocol):
    """An entry of the journal; anything with these will do."""

    seq: Any
    at: Any
    actor: Any
    name: Any
    side: Any
    verb: Any
    facts: Any


def written(text: str) -> str:
    """The words of a message as they are kept.

    Raises:
        Refused: there are none, too many, or some that cannot be printed.
    """
    words = said(text)
    if not words:
        raise Refused(_("There is nothing written yet."))
    return words


def there(case: Case, place: str) -> bool:
    """Whether an order has that place to talk at."""
    if place.startswith(PICTURE):
        return line_of(case, place.removeprefix(PICTURE)) is not None
    if place.startswith(PIN):
        return place.removeprefix(PIN) in case.pins
    stage, dot, line = place.partition(".")
    known = case.stages.get(stage)
    return not place or (known is not None and (not dot or known.field(line) is not None))


# ---- whom a message names
def named(text: str, people: Mapping[str, str]) -> tuple[str, ...]:
    """The handles that a text names with @, in its order; `people` are the names of all who can be named.

    Nobody else is recognised: to the text, whoever is not among them is a word like any other.
    """
    called = callings(people)
    found = (called.get(_word(match[1])) for match in NAMED.finditer(text))
    return tuple(dict.fromkeys(handle for handle in found if handle))


def pointed(text: str, people: Mapping[str, str], tells: Iterable[str]) -> str:
    """A text with those that it named in strong Markdown."""
    called, told = callings(people), set(tells)

    def strong(match: re.Match[str]) -> str:
        word = match[1].rstrip(".-")
        return f"**@{word}**{match[1][len(word) :]}" if called.get(_word(word)) in told else match[0]

    return NAMED.sub(strong, text)


def callings(people: Mapping[str, str]) -> dict[str, str]:
    """By what each can be named: the handle, and the first name where only one has it."""
    firsts = {handle: (name.split() or [""])[0].casefold() for handle, name in people.items()}
    once = Counter(firsts.values())
    by_name = {first: handle for handle, first in firsts.items() if first and once[first] == 1}
    return {**by_name, **{handle.casefold(): handle for handle in people}}


def _word(found: str) -> str:
    return found.rstrip(".-").casefold()


# ---- what becomes of it
def edit(
    one: Message, by: str, at: datetime, text: str, tells: Iterable[str], seen: int | None = None
) -> Message:
    """The message in other words; what it said before stays with it. The same words change nothing.

    Args:
        one: the message as it reads now.
        by: the handle of who edits it.
        at: when.
        text: its words from now on.
        tells: the handles of those whom it names from now on.
        seen: how often it had been edited when its words were looked at; None if that is not known.

    Raises:
        Refused: it is somebody else's, was taken back or edited meanwhile, or the words cannot be kept.
    """
    _own(one, by)
    words = written(text)
    if words == one.text:
        return one
    if seen is not None and seen != len(one.was):
        raise Refused(_("You put it otherwise meanwhile, perhaps on another device."))
    return replace(one, text=words, tells=tuple(tells), edited=at, was=(*one.was, (one.text, at.isoformat())))


def take_back(one: Message, by: str, at: datetime) -> Message:
    """The message taken back: its place stays, and says so.

    Raises:
        Refused: it is somebody else's, or was taken back before.
    """
    _own(one, by)
    return replace(one, gone=at)


def answer(one: Message, by: str, word: str, given: bool) -> Message:
    """The message answered in a word, or that answer taken away; doing it twice changes nothing.

    Raises:
        Refused: it is their own, it was taken back, or there is no such word.
    """
    if word not in WORDS:
        offered = ", ".join(_(one) for one in WORDS.values())
        raise Refused(_("A message is answered with %(words)s; write the rest in words.", words=offered))
    if one.gone:
        raise Refused(_("This was taken back, so there is nothing to answer."))
    if one.by == by:
        raise Refused(_("This is your own. Others answer it."))
    others = tuple(handle for handle in one.words.get(word, ()) if handle != by)
    words = {**one.words, word: (*others, by) if given else others}
    if given == (by in one.words.get(word, ())):
        return one
    return replace(one, words={key: words[key] for key in WORDS if words.get(key)})


def _own(one: Message, by: str) -> None:
    if one.by != by:
        raise Refused(_("Only whoever wrote it can change it. Answer it instead."))
    if one.gone:
        raise Refused(_("This was taken back. Say it anew."))


# ---- the same, told from the journal
def retold(entries: Iterable[Entry]) -> dict[int, Message]:
    """Every message of a stream as it reads after these entries, by the number of the entry that said it."""
    told: dict[int, Message] = {}
    for entry in entries:
        verb, facts = str(entry.verb).rpartition(".")[2], entry.facts
        if verb == "say" or (verb == "answer_pin" and "place" in facts):
            told[entry.seq] = _begun(entry)
        elif verb in ("edit", "take_back", "react"):
            told[facts["of"]] = _changed(told[facts["of"]], verb, entry)
    return told


def _begun(entry: Entry) -> Message:
    facts = entry.facts
    return Message(
        seq=entry.seq,
        by=entry.actor,
        name=entry.name,
        side=entry.side,
        at=entry.at,
        text=str(facts.get("text", "")),
        place=str(facts.get("place", "")),
        tells=tuple(facts.get("tells", ())),
        files=tuple(facts.get("files", ())),
    )


def _changed(one: Message, verb: str, entry: Entry) -> Message:
    facts = entry.facts
    if verb == "edit":
        return edit(one, entry.actor, entry.at, facts["text"], facts["tells"])
    if verb == "take_back":
        return take_back(one, entry.actor, entry.at)
    return answer(one, entry.actor, facts["word"], facts["given"])
