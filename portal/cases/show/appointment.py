"""A moment to meet as the page shows it: what is arranged, what is on offer, and the form to offer more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from portal.cases.hours import Typed
from portal.cases.show import words as say
from portal.cases.show.given import By, Desk
from workflows.blocks.appointment import link, usual
from workflows.grammar import AppointmentBlock, Stage
from workflows.language import _, weekday
from workflows.records import Appointment, Proposed, Terms, other
from workflows.values.skipped import city

FEW = 3  # times that a form has room for


@dataclass(frozen=True)
class TimeView:
    """One time on offer."""

    iso: str
    words: str
    past: bool


@dataclass(frozen=True)
class OnOffer:
    """Times that one side offers, with where and who; `ours` when it is the viewer's side."""

    times: tuple[TimeView, ...]
    by: By
    ours: bool
    why: str
    where: str
    comes: str


@dataclass(frozen=True)
class TimeInput:
    """The control of one time: what was typed, what is wrong, and the two moments that it may mean."""

    id: str
    value: str = ""
    error: str = ""
    either: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class OfferView:
    """The form that offers times: the control of each, the place, and everybody who can come."""

    times: tuple[TimeInput, ...]
    place: str
    people: tuple[tuple[str, str, str], ...]
    comes: tuple[str, ...]
    why: str
    clock: str


@dataclass(frozen=True)
class AppointmentView:
    """A moment to meet, from nothing to a picked time.

    `offer` are times to pick from, of a first offer or of one that asks to move what is arranged; `mine`: it
    is for the viewer's side to offer or pick now; `form` offers the first times.
    """

    kind: Literal["appointment"]
    id: str
    key: str
    title: str
    help: str
    minutes: int
    picked: str
    where: str
    link: str
    comes: str
    past: bool
    offer: OnOffer | None
    mine: bool
    cancelled: str
    cancelled_by: By | None
    open: bool
    form: OfferView


def appointment(desk: Desk, stage: Stage, block: AppointmentBlock) -> AppointmentView:
    """An appointment of a stage."""
    meeting = desk.case.appointments.get(stage.key, {}).get(block.key) or Appointment()
    offered = meeting.moving or (None if meeting.picked else meeting.proposed)
    terms = meeting.proposed.terms if meeting.proposed else Terms()
    place = f"block-{stage.key}-{block.key}"
    return AppointmentView(
        kind="appointment",
        id=place,
        key=block.key,
        title=block.title,
        help=block.help,
        minutes=block.minutes,
        picked=moment(desk, meeting.picked) if meeting.picked else "",
        where=_where(terms),
        link=link(terms.place),
        comes=comes(desk, terms.comes),
        past=meeting.picked is not None and meeting.picked <= desk.look.at,
        offer=_on_offer(desk, offered) if offered else None,
        mine=(other(offered.side) if offered else stage.holder) == desk.look.viewer.side,
        cancelled=meeting.cancelled,
        cancelled_by=desk.by(meeting.cancelled_by) if meeting.cancelled_by else None,
        open=desk.open and desk.case.state(stage.key) in ("now", "next"),
        form=form(desk, place, terms),
    )


def form(
    desk: Desk,
    place: str,
    terms: Terms,
    typed: Iterable[Typed] = (),
    why: str = "",
    errors: Mapping[str, str] | None = None,
) -> OfferView:
    """The form of an offer with what was typed; without a word on who comes, those who usually do."""
    sides = {handle: card.side for handle, card in desk.look.people.items() if card.here}
    people = tuple((handle, *_called(desk, handle)) for handle in sides)
    times = [
        TimeInput(f"{place}-time-{n}", one.said, one.problem, one.either) for n, one in enumerate(typed, 1)
    ]
    missing = (errors or {}).get("time-1", "") if not times else ""
    times += [
        TimeInput(f"{place}-time-{n}", error=missing if n == 1 else "")
        for n in range(len(times) + 1, FEW + 1)
    ]
    named = tuple(handle for handle in terms.comes if handle in sides)
    chosen = named or usual(desk.case, desk.look.viewer.handle, sides)  # type: ignore[arg-type]  # sides are sides
    return OfferView(tuple(times), terms.place, people, chosen, why, city(desk.look.viewer.zone))


def comes(desk: Desk, handles: Iterable[str]) -> str:
    """Who comes, as a sentence: You and Piotr come. Who has left is not waited for."""
    people = desk.look.people
    here = (desk.who(one, one, "") for one in handles if one in people and people[one].here)
    return say.come([say.YOU if who.me else who.first for who in here])


def moment(desk: Desk, at: datetime) -> str:
    """A day and a time on the reader's clock, and on the house's where that is another hour."""
    viewer, house = desk.look.viewer.zone, desk.look.house_zone
    words = desk.moment(at)
    if house is None or at.astimezone(house).utcoffset() == at.astimezone(viewer).utcoffset():
        return words
    there, here = at.astimezone(house), at.astimezone(viewer)
    day = "" if there.date() == here.date() else f"{weekday(there.date())} "
    return _(
        "%(moment)s in %(city)s (%(time)s in %(other)s)",
        moment=words,
        city=city(viewer),
        time=f"{day}{there:%H:%M}",
        other=city(house),
    )


def _on_offer(desk: Desk, offer: Proposed) -> OnOffer:
    now = desk.look.at
    times = tuple(TimeView(time.isoformat(), moment(desk, time), time <= now) for time in offer.times)
    ours, terms = offer.side == desk.look.viewer.side, offer.terms
    return OnOffer(times, desk.by(offer), ours, offer.why, _where(terms), comes(desk, terms.comes))


def _where(terms: Terms) -> str:
    """Where it is, in words; a link is named after its host."""
    address = link(terms.place)
    return _("video call at %(host)s", host=address[8:].partition("/")[0]) if address else terms.place


def _called(desk: Desk, handle: str) -> tuple[str, str]:
    who = desk.who(handle, handle, "")
    return (say.upper(who.short) if who.me else who.name, who.title)
