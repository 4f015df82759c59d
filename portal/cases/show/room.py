"""In the room: who has the order open just now, at which line, and who was here today."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.given import Desk, InRoom, Who
from workflows.language import _


@dataclass(frozen=True)
class Somebody:
    """One line of the room. `spot` is the id of the line on the page that they write, if they do."""

    who: Who
    says: str
    here: bool
    spot: str


@dataclass(frozen=True)
class RoomView:
    """The room of an order as one of those in it reads it; `quiet`: nobody is told of them."""

    people: tuple[Somebody, ...]
    quiet: bool
    at: str


def room(desk: Desk, found: Iterable[InRoom]) -> RoomView:
    """Those in the room, whoever looks first, then who is here, then who was, the latest first.

    Whoever may not see the order any more is not named, nor is who has chosen to be quiet.
    """
    me = desk.look.viewer.handle
    known = [one for one in found if one.handle in desk.look.people]
    others = [one for one in known if one.handle != me and not one.quiet]
    others.sort(key=lambda one: (not one.here, -one.at.timestamp()))
    own = InRoom(me, desk.look.at, False, True, "", False)
    quiet = any(one.quiet for one in known if one.handle == me)
    people = tuple(_somebody(desk, one) for one in [own, *others])
    return RoomView(people, quiet, say.clock(desk.look.at, desk.look.viewer.zone))


def _somebody(desk: Desk, one: InRoom) -> Somebody:
    card = desk.look.people.get(one.handle)
    who = desk.who(one.handle, card.name if card else one.handle, card.side if card else "")
    if not one.here:
        return Somebody(who, _("was here %(when)s", when=desk.when(one.at)), False, "")
    label = _label(desk, one.line)
    if not label:
        return Somebody(who, _("here now"), True, "")
    says = _("is writing at %(line)s", line=label) if one.writes else _("here now, at %(line)s", line=label)
    return Somebody(who, says, True, one.line if one.writes else "")


def _label(desk: Desk, spot: str) -> str:
    """The label of the line with this id on the page; nothing for any other word, so that none is told."""
    if not spot:
        return ""
    lines = ((stage.key, field) for stage in desk.case.in_order() for field in stage.fields())
    return next((field.label for stage, field in lines if f"line-{stage}-{field.key}" == spot), "")
