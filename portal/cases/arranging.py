"""Arranging appointments: the times, the place, and who comes."""

from datetime import datetime

from portal.cases.keeping import hold, keep
from portal.cases.model import Case
from portal.cases.verbs import verbs
from portal.kernel.verbs import Act
from portal.people.queries import directory
from workflows import course
from workflows.blocks import appointment
from workflows.case import Case as Thread
from workflows.case import Refused
from workflows.grammar import AppointmentBlock, Side
from workflows.language import _
from workflows.records import Terms


@verbs.action
def propose_times(
    act: Act,
    case: Case,
    stage: str,
    block: str,
    times: tuple[datetime, ...],
    terms: Terms,
    seen: int | None = None,
) -> None:
    """Offer times for an appointment; `seen` is the change they had read to: no unseen offer is replaced."""
    thread, actor = hold(act, case)
    act.note(what=_title(thread, stage, block))
    after = course.propose_times(thread, actor, stage, block, times, _named(act, case, terms))
    _nothing_unseen(thread, stage, block, seen, actor.handle)
    keep(act, case, after)


@verbs.action
def move_time(  # noqa: PLR0913  one deed: the times, the reason, the place, and what was read
    act: Act,
    case: Case,
    stage: str,
    block: str,
    times: tuple[datetime, ...],
    why: str,
    terms: Terms,
    seen: int | None = None,
) -> None:
    """Ask to move an appointment to one of other times; the old one stands until the other side picks."""
    thread, actor = hold(act, case)
    act.note(what=_title(thread, stage, block), why=why.strip())
    after = course.move_time(thread, actor, stage, block, times, why, _named(act, case, terms))
    _nothing_unseen(thread, stage, block, seen, actor.handle)
    keep(act, case, after)


@verbs.action
def pick_time(act: Act, case: Case, stage: str, block: str, time: datetime) -> None:
    """Pick one of the times that the other side offers."""
    thread, actor = hold(act, case)
    act.note(what=_title(thread, stage, block), time=time.isoformat())
    keep(act, case, course.pick_time(thread, actor, stage, block, time))


@verbs.action
def keep_time(act: Act, case: Case, stage: str, block: str, why: str = "") -> None:
    """Leave an appointment at its time, which one side asked to move."""
    thread, actor = hold(act, case)
    act.note(what=_title(thread, stage, block), why=f": {why.strip()}" if why.strip() else "")
    keep(act, case, course.keep_time(thread, actor, stage, block, why))


@verbs.action
def describe_time(act: Act, case: Case, stage: str, block: str, terms: Terms) -> None:
    """Say where an appointment is and who comes."""
    thread, actor = hold(act, case)
    act.note(what=_title(thread, stage, block))
    keep(act, case, course.describe_time(thread, actor, stage, block, _named(act, case, terms)))


@verbs.action
def cancel_time(act: Act, case: Case, stage: str, block: str, why: str) -> None:
    """Call an appointment off, with a reason."""
    thread, actor = hold(act, case)
    act.note(what=_title(thread, stage, block), why=why.strip())
    keep(act, case, course.cancel_time(thread, actor, stage, block, why))


def _named(act: Act, case: Case, terms: Terms) -> Terms:
    """The terms with people of this order in them; those who usually come when nobody is named."""
    here = [one for one in directory(case.account_id) if one.left is None]
    people: dict[str, Side] = {one.handle: "clan" if one.side == "clan" else "customer" for one in here}
    if terms.comes:
        comes = appointment.named(terms.comes, people)
    else:
        comes = appointment.usual(case.thread, act.who.handle, people)
    return terms.model_copy(update={"comes": comes})


def _nothing_unseen(thread: Thread, stage: str, block: str, seen: int | None, own: str) -> None:
    """Refuse to put an offer in the place of one that the actor has not read."""
    meeting = thread.appointments.get(stage, {}).get(block)
    offer = (meeting.moving or meeting.proposed) if meeting else None
    if seen is not None and offer and offer.seq > seen and offer.by != own:
        problem = _(
            "%(name)s offered times meanwhile. Look at them first; yours are kept here.", name=offer.name
        )
        raise Refused(problem)


def _title(thread: Thread, stage: str, block: str) -> str:
    title, part = thread.stage(stage).title, thread.stage(stage).block(block)
    if isinstance(part, AppointmentBlock) and part.title != title:
        return f"“{part.title}” in {title}"
    return title
