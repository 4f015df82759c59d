"""Reading signals, drums and offers. Nothing here writes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, false, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.clans.verbs import room, stream
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.queries import one_or_404
from portal.meetings import queries as meetings
from portal.people.model import Account
from portal.signals.model import Drum, Offer, Signal, Voice, WatchRule
from portal.signals.verbs import heard_by, seen_by
from workflows.signals import A_YEAR, Standing, standing, took
from workflows.watching import RULES, strength

__all__ = ["Drum", "Offer", "Signal"]  # views know them only from here

PAGE = 50
WHOLE = (
    selectinload(Drum.voices).options(joinedload(Voice.person), joinedload(Voice.signal)),
    selectinload(Drum.offers).options(joinedload(Offer.person), joinedload(Offer.answered_by)),
    joinedload(Drum.account),
    joinedload(Drum.called_by),
    joinedload(Drum.closed_by),
)


def signals(reader: Any, account: Account) -> list[Signal]:
    """What was noted of how a customer fares, as far as `reader` may read it, newest day first."""
    chosen = select(Signal).where(seen_by(reader), Signal.account_id == account.id)
    chosen = chosen.where(Signal.taken_back.is_(None)).options(joinedload(Signal.author))
    return list(session().scalars(chosen.order_by(Signal.seen_on.desc(), Signal.id.desc()).limit(PAGE)))


def said_already(author: Any, place: str, words: Mapping[str, Any]) -> Signal | None:
    """What this person noted there before in just these words, and stands."""
    there = (Signal.stream == place, Signal.author_id == author.id, Signal.taken_back.is_(None))
    return session().scalar(select(Signal).where(*there).filter_by(**words).limit(1))


def signal(reader: Any, account: Account, ref: str) -> Signal:
    """The signal of that name, for whoever may read it.

    Raises:
        NotFound: there is none of that name for them.
    """
    place, number = (room if ref[:1] == "r" else stream)(account.id), ref.removeprefix("r")
    known = number.isascii() and number.isdigit() and len(number) < 10
    named = and_(Signal.stream == place, Signal.number == int(number)) if known else false()
    chosen = select(Signal).where(seen_by(reader), Signal.account_id == account.id, named)
    return one_or_404(chosen.options(joinedload(Signal.author)))


def drums(reader: Any, account: Account) -> list[Drum]:
    """The drums that were struck for a customer, newest first."""
    chosen = _drums(heard_by(reader), Drum.account_id == account.id)
    return list(session().scalars(chosen.order_by(Drum.number.desc()).limit(PAGE)))


def drum(reader: Any, account: Account, number: int) -> Drum:
    """One drum with everything that became of it.

    Raises:
        NotFound: there is none of that number for them.
    """
    return one_or_404(_drums(heard_by(reader), Drum.account_id == account.id, Drum.number == number))


def offer(found: Drum, number: int) -> Offer:
    """One offer of help for a drum.

    Raises:
        NotFound: there is none of that number.
    """
    whole = joinedload(Offer.drum).options(*WHOLE), joinedload(Offer.person)
    return one_or_404(select(Offer).where(Offer.drum_id == found.id, Offer.number == number).options(*whole))


def open_drum(account_id: int) -> Drum | None:
    """The drum that is open for a customer."""
    return session().scalar(_drums(Drum.account_id == account_id, Drum.end == ""))


def _drums(*which: Any) -> Select[Drum]:
    return select(Drum).where(*which).options(*WHOLE)


def drums_of(account_id: int) -> int:
    """How often the drum was struck for a customer."""
    return session().scalar(select(func.count()).where(Drum.account_id == account_id)) or 0


def meeting_of(found: Drum) -> meetings.Outcome | None:
    """What came of the meeting that was called for a drum last."""
    return meetings.outcome(found.meeting_id) if found.meeting_id else None


def standing_of(found: Drum) -> Standing:
    """Where a drum stands now."""
    came = meeting_of(found)
    held = came is not None and came.held_at is not None and not came.missed
    missed = came is not None and came.missed
    return standing(called=came is not None, held=held, missed=missed, closed=not found.open)


def usual_time(found: Iterable[Drum]) -> timedelta | None:
    """How long it usually took from a drum of the last year to its meeting."""
    since = clock.now() - A_YEAR
    lately = [one for one in found if one.struck > since]
    came = ((one.struck, meeting_of(one)) for one in lately)
    return took((struck, outcome.held_at if outcome else None) for struck, outcome in came)


def number_of_meeting(reader: Any, found: Drum) -> int | None:
    """The meeting that was called for a drum, as addresses name it; none for who may not read it."""
    there = meetings.of_account(reader, found.account) if found.meeting_id else []
    return next((one.number for one in there if one.id == found.meeting_id), None)


# ---------------------------------------------------------------- rules


@dataclass(frozen=True)
class Set:
    """A rule as it is set in this house, and since when."""

    key: str
    limit: int
    on: bool
    since: datetime


def rules() -> dict[str, Set]:
    """Every rule, by its key."""
    rows = {row.key: row for row in session().scalars(select(WatchRule))}
    ever = datetime.min.replace(tzinfo=UTC)
    return {
        key: Set(key, row.limit, row.on, row.changed)
        if (row := rows.get(key))
        else Set(key, rule.limit, on=True, since=ever)
        for key, rule in RULES.items()
    }


def ends(key: str) -> list[tuple[datetime, str]]:
    """When and how the drums ended that a rule struck, the oldest first."""
    asked = select(Drum.closed, Drum.end).join(Voice, Voice.drum_id == Drum.id)
    asked = asked.join(Signal, Signal.id == Voice.signal_id).where(Signal.rule == key, Drum.end != "")
    return [(row.closed, row.end) for row in session().execute(asked.order_by(Drum.closed, Drum.id))]


def weight(key: str, held: Mapping[str, Set]) -> int:
    """How much a rule weighs now: by what became of its alarms since it was set."""
    return strength(end for closed, end in ends(key) if closed > held[key].since)


def signals_of_rules(account_id: int) -> list[Signal]:
    """What rules say of a customer as it was noted last."""
    there = (Signal.account_id == account_id, Signal.rule != "", Signal.taken_back.is_(None))
    return list(session().scalars(select(Signal).where(*there)))


def unheard(found: Iterable[Signal]) -> list[Signal]:
    """Those of these signals that have struck no drum yet."""
    there = {one.id: one for one in found}
    heard = set(session().scalars(select(Voice.signal_id).where(Voice.signal_id.in_(there))))
    return [one for number, one in there.items() if number not in heard]
