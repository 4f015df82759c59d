"""A moment to meet: times offered by one side, one of them picked by the other; moved in the same way."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from workflows.blocks.gates import workable
from workflows.case import Case
from workflows.grammar import SIDES, AppointmentBlock, Side, Stage
from workflows.language import N_, _, ngettext
from workflows.records import Appointment, Mark, Proposed, Refused, Step, Terms, fixed, other
from workflows.texts import reason, said

MOST = 20  # times in one offer, and people who come
LONGEST_LINK = 500  # characters
ALONE = Terms()


def left(case: Case, stage: Stage, block: AppointmentBlock) -> Iterator[Step]:
    """Whoever was offered times picks one; while none are offered, the holder of the stage offers some."""
    meeting = case.appointments.get(stage.key, {}).get(block.key) or Appointment()
    if not meeting.moving and (not block.required or meeting.picked):
        return
    offer = meeting.moving or meeting.proposed
    side = other(offer.side) if offer else stage.holder
    yield Step(side=side, kind="appointment", stage=stage.key, target=block.key, label=block.title)


def unmet(case: Case, stage: Stage, block: AppointmentBlock) -> Iterator[str]:
    """The appointment, while no time is agreed or one side asks to move it."""
    meeting = case.appointments.get(stage.key, {}).get(block.key)
    if meeting.moving if meeting and meeting.picked else block.required:
        yield block.title


def propose_times(
    case: Case, mark: Mark, stage: str, block: str, times: tuple[datetime, ...], terms: Terms = ALONE
) -> Case:
    """Offer times for an appointment; the other side picks one, or offers others.

    Raises:
        Refused: a time is past, there are none or too many, the link is none, or a time is agreed already.
    """
    part, meeting = _found(case, stage, block)
    if meeting.picked:
        raise Refused(_arranged(part))
    proposed = _offer(part, mark, times, terms)
    return case.with_entries("appointments", stage, {block: Appointment(proposed=proposed)})


def move_time(
    case: Case, mark: Mark, stage: str, block: str, times: tuple[datetime, ...], why: str, terms: Terms
) -> Case:
    """Ask to move an arranged appointment to one of other times; the old one stands until one is picked.

    Raises:
        Refused: nothing is arranged, there is no reason, or see `propose_times`.
    """
    part, meeting = _found(case, stage, block)
    if not meeting.picked:
        raise Refused(_("%(part)s is not arranged yet. Offer times for it instead.", part=part.title))
    moving = _offer(part, mark, times, terms).model_copy(update={"why": reason(why)})
    if meeting.picked in moving.times:
        raise Refused(_("%(part)s is at one of these times already. Offer others.", part=part.title))
    return _now(case, stage, block, moving=moving)


def pick_time(case: Case, mark: Mark, stage: str, block: str, time: datetime) -> Case:
    """Pick one of the times that the other side offers. An appointment that was arranged moves there.

    Raises:
        Refused: the time is not offered or past, one's own side offered it, or a time is agreed already.
    """
    part, meeting = _found(case, stage, block)
    offer = meeting.moving or meeting.proposed
    if not offer or fixed(time) not in offer.times:
        raise Refused(_("That time is not one of those offered for %(part)s.", part=part.title))
    if offer.side == mark.side:
        raise Refused(_("Your side offered these times; the other side picks one."))
    if meeting.picked and not meeting.moving:
        raise Refused(_arranged(part))
    if time <= mark.at:
        raise Refused(_("That time is past. Pick a later one, or offer others."))
    counted = {"sequence": meeting.sequence + 1} if meeting.picked else {"since": mark.seq}
    return _now(
        case, stage, block, proposed=offer, picked=fixed(time), picked_by=mark, moving=None, **counted
    )


def keep_time(case: Case, mark: Mark, stage: str, block: str, why: str = "") -> Case:
    """Leave an arranged appointment where it is: the side that asked to move it, or the other with a reason.

    Raises:
        Refused: nobody asks to move it, or the other side gives no reason.
    """
    part, meeting = _found(case, stage, block)
    if not meeting.moving:
        raise Refused(_("Nobody asks to move %(part)s.", part=part.title))
    if meeting.moving.side != mark.side:
        reason(why)
    return _now(case, stage, block, moving=None)


def describe_time(case: Case, mark: Mark, stage: str, block: str, terms: Terms) -> Case:
    """Say where an appointment is and who comes, at the times that stand.

    Raises:
        Refused: no time is offered yet, or the link is none.
    """
    part, meeting = _found(case, stage, block)
    if not meeting.proposed:
        raise Refused(_("%(part)s has no times yet. Offer some first.", part=part.title))
    new = _terms(terms)
    if new == meeting.proposed.terms:
        return case
    counted = {"sequence": meeting.sequence + 1} if meeting.picked else {}
    proposed = meeting.proposed.model_copy(update=new.model_dump())
    return _now(case, stage, block, proposed=proposed, **counted)


def cancel_time(case: Case, mark: Mark, stage: str, block: str, why: str) -> Case:
    """Call an appointment off with a reason; it must be arranged anew.

    Raises:
        Refused: nothing is arranged, or there is no reason.
    """
    part, meeting = _found(case, stage, block)
    if not meeting.proposed:
        raise Refused(_("%(part)s is not arranged, so there is nothing to call off.", part=part.title))
    off = Appointment(cancelled=reason(why), cancelled_by=mark)
    return case.with_entries("appointments", stage, {block: off})


def usual(case: Case, who: str, people: Mapping[str, Side]) -> tuple[str, ...]:
    """Who comes when nobody says so: whoever asks, and who speaks for the other side.

    `people` are those of both sides today by handle, the first of each side speaking for it.
    """
    chosen = [who] if who in people else []
    for side in SIDES:
        its = [handle for handle, of in people.items() if of == side]
        if not set(its) & set(chosen):
            chosen += [case.begun.by] if case.begun.by in its else its[:1]
    return tuple(chosen)


def named(comes: tuple[str, ...], people: Mapping[str, Side]) -> tuple[str, ...]:
    """Those who are to come, each once.

    Raises:
        Refused: somebody is not in this order, or a side sends nobody.
    """
    if strangers := [handle for handle in comes if handle not in people]:
        raise Refused(
            ngettext(
                "%(people)s is not in this order. Choose who comes from its people.",
                "%(people)s is not in this order. Choose who comes from its people.",
                len(strangers),
                people=", ".join(strangers),
            )
        )
    if {people[handle] for handle in comes} != set(people.values()):
        raise Refused(_("Choose who comes: at least one person of each side."))
    return tuple(dict.fromkeys(comes))


def link(place: str) -> str:
    """The address of a video call, when that is what the place is; empty otherwise."""
    return place if place.startswith("https://") else ""


def _offer(part: AppointmentBlock, mark: Mark, times: tuple[datetime, ...], terms: Terms) -> Proposed:
    future = tuple(sorted({fixed(time) for time in times if time > mark.at}))
    if not future:
        raise Refused(_("%(part)s needs at least one time that is still to come.", part=part.title))
    if any(time <= mark.at for time in times):
        raise Refused(
            _("A time for %(part)s is past. Offer only times that are still to come.", part=part.title)
        )
    if len(future) > MOST:
        raise Refused(
            _(
                "%(part)s: offer %(most)s times at most; these are %(number)s.",
                part=part.title,
                most=MOST,
                number=len(future),
            )
        )
    return Proposed(**mark.model_dump(), times=future, **_terms(terms).model_dump())


def _terms(terms: Terms) -> Terms:
    comes = tuple(dict.fromkeys(terms.comes))
    if len(comes) > MOST:
        raise Refused(
            ngettext(
                "%(num)s person is too many for one appointment; %(most)s is the most.",
                "%(num)s people are too many for one appointment; %(most)s is the most.",
                len(comes),
                most=MOST,
            )
        )
    return Terms(place=where(" ".join(said(terms.place, N_("The place")).split())), comes=comes)


def where(place: str) -> str:
    """A place in words, or a link that is safe to follow."""
    if "://" not in place:
        return place
    try:
        parts = urlsplit(place)
        safe = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        safe = False
    if not safe or any(sign in place for sign in ' \\"<>') or len(place) > LONGEST_LINK:
        raise Refused(
            _(
                "A link to a video call stands alone and begins with https://, like https://meet.example.com/coat."
            )
        )
    return f"https{place[5:]}"


def _found(case: Case, stage: str, block: str) -> tuple[AppointmentBlock, Appointment]:
    part = case.stage(stage).block(block)
    if not isinstance(part, AppointmentBlock):
        raise Refused(
            _(
                "There is no appointment called %(name)s in %(stage)s.",
                name=block,
                stage=case.stage(stage).title,
            )
        )
    workable(case, stage)
    return part, case.appointments.get(stage, {}).get(block) or Appointment()


def _arranged(part: AppointmentBlock) -> str:
    return _("%(part)s is arranged already. Ask to move it, and say why.", part=part.title)


def _now(case: Case, stage: str, block: str, **new: object) -> Case:
    meeting = case.appointments[stage][block].model_copy(update=new)
    return case.with_entries("appointments", stage, {block: meeting})
