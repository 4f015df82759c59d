"""Noting signals, striking the drum, calling everybody, offering help, answering offers, closing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.clans.queries import due_from
from portal.clans.verbs import room, stream
from portal.kernel import journal
from portal.kernel.db import locked, session
from portal.kernel.verbs import Act, NotNow
from portal.meetings import actions as meetings
from portal.people.model import Account, Person
from portal.people.queries import house
from portal.signals import cards, queries, waits
from portal.signals.model import Drum, Offer, Signal, Voice, WatchRule
from portal.signals.verbs import drums, rules, signals
from workflows.language import _
from workflows.meetings import Part
from workflows.signals import ACCEPTED, DAYS_TO_MEET, DONE, OFFERED, QUORUM, REFUSED, Standing


@dataclass(frozen=True)
class Seen:
    """What somebody noted of how a customer fares."""

    kind: str
    text: str
    value: str
    baseline: str
    source: str
    seen_on: date


# ---------------------------------------------------------------- signals


@signals.action
def note(act: Act, account: Account, seen: Seen, *, in_room: bool = False) -> Signal:
    """Note a signal, for both sides or for the clan alone; the same words of the same person stand once."""
    place = room(account.id) if in_room and act.who.side == "clan" else stream(account.id)
    if said := queries.said_already(act.who, place, vars(seen)):
        act.nothing()
        return said
    made = Signal(account_id=account.id, stream=place, number=journal.next_number(place), **vars(seen))
    made.author_id, made.noted = act.who.id, act.at
    session().add(made)
    session().flush()
    act.note(signal=made.number, kind=seen.kind, seen_on=seen.seen_on.isoformat())
    act.tell(place)
    cards.renew_signals(made)
    return made


@signals.action
def take_back(act: Act, signal: Signal) -> None:
    """Say that it was noted by mistake; its trace stays."""
    if signal.taken_back:
        act.nothing()
        return
    signal.taken_back = act.at
    session().flush()
    act.note(signal=signal.number)
    act.tell(signal.stream)
    cards.renew_signals(signal)


# ---------------------------------------------------------------- the drum


@drums.action
def strike(act: Act, account: Account, words: str) -> Drum:
    """Strike the drum. While one is open, whoever strikes it too adds their reason to it."""
    session().refresh(account, with_for_update=True)
    drum = queries.open_drum(account.id)
    again = drum is not None
    if drum is None:
        drum = struck(account, act.at)
    drum.voices.append(Voice(person_id=act.who.id, words=words, at=act.at))
    act.note(again=again)
    _tell(act, drum)
    return drum


def struck(account: Account, at: datetime) -> Drum:
    """A new drum of a customer, without a voice yet; `account` is locked, so that no other has its number."""
    drum = Drum(account=account, number=queries.drums_of(account.id) + 1, struck=at)
    drum.due, drum.voices, drum.offers = due_from(at, DAYS_TO_MEET), [], []
    session().add(drum)
    return drum


@drums.action
def convene(
    act: Act, drum: Drum, account: Account, starts: datetime, place: str, theirs: Sequence[Person]
) -> None:
    """Call everybody of the clan at once, and these people of the customer to what is read together.

    Raises:
        NotNow: it is called already and not missed, or it is closed.
    """
    _lock(drum)
    if queries.standing_of(drum) not in (Standing.STRUCK, Standing.MISSED):
        raise NotNow(_("Everybody is called already."))
    guests = [*meetings.everybody(account), *(meetings.Guest(one, tuple(map(str, Part))) for one in theirs)]
    opened = house()
    terms = meetings.Terms(
        title=_("The drum: %(customer)s", customer=account.name),
        why=_("The drum was struck. What can we do for them now?"),
        starts=starts,
        zone=opened.zone if opened else "UTC",
        place=place,
        quorum=QUORUM,
    )
    made = meetings.call(act.who, account, terms, guests)
    drum.meeting_id, drum.called, drum.called_by_id = made.id, act.at, act.who.id
    act.note(meeting=made.number, starts=starts.isoformat())
    _tell(act, drum)


@drums.action
def close(act: Act, drum: Drum, end: str, reason: str) -> None:
    """Close a drum: it was answered, or it was a false alarm, and why.

    Raises:
        NotNow: somebody has closed it.
    """
    _lock(drum)
    drum.end, drum.reason = end, reason
    drum.closed, drum.closed_by_id = act.at, act.who.id
    act.note(end=end)
    _tell(act, drum)


# ---------------------------------------------------------------- offers of help


@drums.action
def offer(act: Act, drum: Drum, words: str, by_day: date | None) -> Offer:
    """Offer to do something; the customer says whether it helps.

    Raises:
        NotNow: the drum is closed.
    """
    _lock(drum)
    made = Offer(account_id=drum.account_id, number=len(drum.offers) + 1, words=words, by_day=by_day)
    made.person_id, made.made, made.state = act.who.id, act.at, OFFERED
    drum.offers.append(made)
    act.note(offer=made.number)
    _tell(act, drum)
    return made


@drums.action
def accept(act: Act, made: Offer, words: str = "") -> None:
    """Say that this would help.

    Raises:
        NotNow: somebody has answered it.
    """
    _answer(act, made, ACCEPTED, words)


@drums.action
def decline(act: Act, made: Offer, words: str = "") -> None:
    """Say that this is not needed.

    Raises:
        NotNow: somebody has answered it.
    """
    _answer(act, made, REFUSED, words)


@drums.action
def finish(act: Act, made: Offer) -> None:
    """Say that what was accepted is done.

    Raises:
        NotNow: it was not accepted, or is done already.
    """
    session().refresh(made, with_for_update=True, attribute_names=["state"])
    if made.state != ACCEPTED:
        raise NotNow(_("Only what was accepted can be done, and once."))
    made.state = DONE
    act.note(offer=made.number)
    _tell(act, made.drum)


def _answer(act: Act, made: Offer, state: str, words: str) -> None:
    session().refresh(made, with_for_update=True, attribute_names=["state"])
    if made.state != OFFERED:
        raise NotNow(_("Somebody has answered it in the meantime."))
    made.state, made.answer, made.answered, made.answered_by_id = state, words, act.at, act.who.id
    act.note(offer=made.number, person=made.person.name)
    _tell(act, made.drum)


def _lock(drum: Drum) -> None:
    session().refresh(drum, with_for_update=True, attribute_names=["end", "meeting_id"])
    if not drum.open:
        raise NotNow(_("The drum is closed."))


def _tell(act: Act, drum: Drum) -> None:
    session().flush()
    act.note(drum=drum.number)
    act.tell(stream(drum.account_id))
    waits.follow(drum)
    cards.renew_drum(drum.account_id)


# ---------------------------------------------------------------- rules


@rules.action
def change(act: Act, rule: queries.Set, limit: int, *, on: bool) -> None:
    """Set a rule of this house: its limit, and whether it watches. Its weight is whole again from now on."""
    if (rule.limit, rule.on) == (limit, on):
        act.nothing()
        return
    row = locked(WatchRule, rule.key, lambda: WatchRule(key=rule.key, limit=limit, on=on, changed=act.at))
    row.limit, row.on, row.changed = limit, on, act.at
    session().flush()
    act.note(rule=rule.key, limit=limit, on=on)
    act.tell("house")
