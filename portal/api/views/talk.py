"""Talk over the API: on the order for both sides, and in the room of one's own side, by its own addresses."""

from collections.abc import Callable
from functools import wraps

from flask import Response

from portal.api import reading
from portal.api import talk as shapes
from portal.api.forms import Said, Undo
from portal.api.operations import answered, deed, told
from portal.api.views import ORDER, bp
from portal.cases import actions, queries, rooms, talking, undone
from portal.cases.queries import Case
from portal.kernel.doors import me, token
from portal.kernel.queries import NotFound
from workflows import talk
from workflows.language import _

MESSAGE, ROOM = f"{ORDER}/talk/<key:message>", f"{ORDER}/our-room"
OWN = f"{ROOM}/<key:message>"


# ---- what both sides read
@bp.get(f"{ORDER}/talk")
@token
@told(shapes.Talk, query=shapes.SinceAt)
def read_talk(ref: str) -> Response:
    """What was said in an order, oldest first."""
    case, since = queries.get(me(), ref), reading.query(shapes.SinceAt)
    return answered(shapes.told(talking.after(case, since.after, since.limit, since.place)))


@bp.post(f"{ORDER}/undo")
@deed(Undo)
def undo(case: Case, said: Undo) -> None:
    """Take back what one did last, within a minute, while nothing else has happened."""
    undone.undo(me(), case, said.seq)


@bp.post(f"{ORDER}/say")
@deed(shapes.SayAt)
def say(case: Case, said: shapes.SayAt) -> None:
    """Say something that everyone in the order can read."""
    if not talk.there(case.thread, said.place):
        problem = _("This order has no such place. Without one it is about all of it.")
        raise reading.Unfit.at("place", problem)
    actions.say(me(), case, said.text, said.place, said.tell)


@bp.put(MESSAGE)
@deed(shapes.Reword)
def edit(case: Case, said: shapes.Reword, message: str) -> None:
    """Put one's own message in other words; what it said before stays with it."""
    talking.edit(me(), case, _number(message), said.text)


@bp.delete(MESSAGE)
@deed()
def take_back(case: Case, message: str) -> None:
    """Take one's own message back; the journal keeps it."""
    talking.take_back(me(), case, _number(message))


@bp.put(f"{MESSAGE}/replies/<key:word>")
@deed()
def react(case: Case, message: str, word: str) -> None:
    """Answer a message in a word: seen, yes or thanks."""
    talking.react(me(), case, _number(message), word, True)


@bp.delete(f"{MESSAGE}/replies/<key:word>")
@deed()
def unreact(case: Case, message: str, word: str) -> None:
    """Take one's own answer in a word back."""
    talking.react(me(), case, _number(message), word, False)


# ---- the room of one's own side
Own = Callable[..., int]


def own(takes: type[Said] | None = None) -> Callable[[Own], Callable[..., Response]]:
    """Make a view of something done in the room of one's own side; it gives the message as it is then."""

    def made(do: Own) -> Callable[..., Response]:
        @told(shapes.Message, takes=takes)
        @token
        @wraps(do)
        def view(ref: str, **names: str) -> Response:
            case = queries.get(me(), ref)
            said = [reading.body(takes)] if takes else []
            number = do(case, *said, **names)
            return answered(shapes.message(rooms.message(me(), case, number)))

        return view

    return made


@bp.get(ROOM)
@token
@told(shapes.Talk, query=shapes.Since)
def read_room(ref: str) -> Response:
    """What one's own side said among itself, oldest first. Each side has a room of its own."""
    case, since = queries.get(me(), ref), reading.query(shapes.Since)
    return answered(shapes.told(rooms.after(me(), case, since.after, since.limit)))


@bp.post(ROOM)
@own(shapes.SayOwn)
def say_in_room(case: Case, said: shapes.SayOwn) -> int:
    """Say something that only one's own side can read."""
    return rooms.say(me(), case, said.text, said.tell)


@bp.put(OWN)
@own(shapes.Reword)
def edit_in_room(case: Case, said: shapes.Reword, message: str) -> int:
    """Put one's own message of the room in other words."""
    rooms.edit(me(), case, _number(message), said.text)
    return _number(message)


@bp.delete(OWN)
@own()
def take_back_in_room(case: Case, message: str) -> int:
    """Take one's own message of the room back."""
    rooms.take_back(me(), case, _number(message))
    return _number(message)


@bp.put(f"{OWN}/replies/<key:word>")
@own()
def react_in_room(case: Case, message: str, word: str) -> int:
    """Answer a colleague's message in a word: seen, yes or thanks."""
    rooms.react(me(), case, _number(message), word, True)
    return _number(message)


@bp.delete(f"{OWN}/replies/<key:word>")
@own()
def unreact_in_room(case: Case, message: str, word: str) -> int:
    """Take one's own answer in a word back."""
    rooms.react(me(), case, _number(message), word, False)
    return _number(message)


def _number(message: str) -> int:
    """The number of a message in an address.

    Raises:
        NotFound: it is none.
    """
    if not (message.isascii() and message.isdigit() and len(message) < 10):
        raise NotFound(_("Nothing was said here under that number."))
    return int(message)
