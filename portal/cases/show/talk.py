"""What was said, as pages show it: by whom, about what, to whom, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.cases.show import words as say
from portal.cases.show.given import By, Desk, FileView, Who
from workflows import talk
from workflows.case import Case
from workflows.language import _
from workflows.pins import line_of


@dataclass(frozen=True)
class PlaceView:
    """What a message is about: `kind` is stage, line, picture or pin, `label` its name in a sentence."""

    key: str
    kind: str
    label: str
    stage: str = ""
    name: str = ""  # of the line, the picture or the pin


@dataclass(frozen=True)
class AnswerView:
    """An answer in a word: who gave it, and whether the viewer did."""

    key: str
    label: str
    names: str
    mine: bool


@dataclass(frozen=True)
class MessageView:
    """One message. `text` is Markdown; `was` are its earlier words, each with when they stood."""

    seq: int
    by: By
    text: str
    place: PlaceView | None
    to: str
    to_me: bool
    files: tuple[FileView, ...]
    edited: str
    was: tuple[tuple[str, str], ...]
    gone: str
    answers: tuple[AnswerView, ...]
    may_answer: bool
    may_edit: bool
    new: bool = False


@dataclass(frozen=True)
class TalkView:
    """The talk of one place or room, oldest first, and whom a new message may be told to."""

    place: PlaceView | None
    messages: tuple[MessageView, ...]
    people: tuple[Who, ...]
    open: bool


def message(desk: Desk, one: talk.Message, *, opened: bool, seen: int | None = None) -> MessageView:
    """A message as the viewer reads it; it may be answered and edited while its order or room is `opened`."""
    who, me = desk.who(one.by, one.name, one.side), desk.look.viewer.handle
    names = {handle: card.name for handle, card in desk.look.people.items()}
    live = opened and one.gone is None
    return MessageView(
        seq=one.seq,
        by=By(who, desk.when(one.at), say.stamp(one.at)),
        text="" if one.gone else talk.pointed(one.text, names, one.tells),
        place=place(desk.case, one.place),
        to=say.listed([desk.who(handle, handle, "").short for handle in _mine_first(one.tells, me)]),
        to_me=me in one.tells,
        files=() if one.gone else tuple(_file(file) for file in one.files),
        edited="" if one.gone or one.edited is None else desk.when(one.edited),
        was=() if one.gone else one.was[::-1],
        gone=desk.when(one.gone) if one.gone else "",
        answers=tuple(_answer(desk, key, one) for key in talk.WORDS) if not one.gone else (),
        may_answer=live and not who.me,
        may_edit=live and who.me,
        new=seen is not None and one.seq > seen and not who.me,
    )


def at_place(desk: Desk, key: str, said: Iterable[talk.Message]) -> TalkView:
    """The talk at a place of the order."""
    shown = tuple(message(desk, one, opened=desk.open) for one in said)
    return TalkView(place(desk.case, key), shown, readers(desk, *("customer", "clan")), desk.open)


def in_room(desk: Desk, said: Iterable[talk.Message], seen: int) -> TalkView:
    """The talk in the room of the viewer's side, which stays open when the order is fulfilled."""
    shown = tuple(message(desk, one, opened=True, seen=seen) for one in said)
    return TalkView(None, shown, readers(desk, desk.look.viewer.side), open=True)


def readers(desk: Desk, *sides: str) -> tuple[Who, ...]:
    """Everybody else of these sides who is here today."""
    found = (one for side in sides for one in desk.of_side(side))
    return tuple(one for one in found if not one.me and desk.look.people[one.handle].here)


def place(case: Case, key: str) -> PlaceView | None:
    """A place of the order by its key, as `workflows.talk` names it; None for the order as a whole."""
    if key.startswith(talk.PIN):
        pin = case.pins.get(key.removeprefix(talk.PIN))
        title = pin.title if pin else _("that is gone")
        label = _("the pin “%(title)s”", title=title)
        return PlaceView(key, "pin", label, name=key.removeprefix(talk.PIN))
    if key.startswith(talk.PICTURE):
        file = key.removeprefix(talk.PICTURE)
        label = _("a picture of %(line)s", line=_line(case, line_of(case, file)))
        return PlaceView(key, "picture", label, name=file)
    stage, _dot, field = key.partition(".")
    if not key or stage not in case.stages:
        return None
    if not field:
        return PlaceView(key, "stage", case.stages[stage].title, stage)
    return PlaceView(key, "line", _line(case, (stage, field)), stage, field)


def _line(case: Case, at: tuple[str, str] | None) -> str:
    field = case.stages[at[0]].field(at[1]) if at else None
    return f"{case.stages[at[0]].title}: {field.label}" if at and field else _("this order")


def _mine_first(tells: Sequence[str], me: str) -> list[str]:
    return sorted(tells, key=lambda handle: handle != me)


def _file(file: Mapping[str, Any]) -> FileView:
    return FileView(str(file["id"]), str(file["name"]), str(file["type"]).startswith("image/"))


def _answer(desk: Desk, key: str, one: talk.Message) -> AnswerView:
    given = one.words.get(key, ())
    me = desk.look.viewer.handle
    names = say.listed([desk.who(handle, handle, "").short for handle in _mine_first(given, me)])
    return AnswerView(key, _(talk.WORDS[key]), say.upper(names), me in given)
