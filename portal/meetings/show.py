"""Meetings as their pages show them, to whoever reads."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from portal.meetings import queries
from portal.meetings.model import Call, ClanMeeting, Idea
from portal.meetings.verbs import call_of, parts_of
from portal.people.queries import house
from workflows.blocks.appointment import link
from workflows.language import N_, _, day_and_year, whole_day
from workflows.meetings import (
    ANSWERS,
    EFFORTS,
    FIRST,
    REVEALED,
    RUNNING,
    Part,
    State,
    counts,
    due,
    is_late,
    is_open,
    needed,
)
from workflows.values.skipped import city

STATES: dict[str, tuple[str, str]] = {
    State.CALLED: (N_("called"), ""),
    State.SILENT: (N_("silent round"), "k"),
    State.TOGETHER: (N_("read together"), "k"),
    State.ENDING: (N_("each idea gets its end"), "k"),
    State.HELD: (N_("held"), "g"),
    State.MISSED: (N_("too few came"), "p"),
    State.OFF: (N_("called off"), "p"),
}
PARTS: dict[str, str] = {
    Part.AGENDA: N_("the agenda"),
    Part.IDEAS: N_("the ideas"),
    Part.DECIDED: N_("what was decided"),
}


@dataclass(frozen=True)
class CallView:
    """Somebody who is called: what they answered, whether they were there, and what they read."""

    person: Any
    counts: bool
    answer: str
    comes: bool
    present: bool
    parts: str  # of somebody of the customer


@dataclass(frozen=True)
class IdeaView:
    """An idea for one reader: its words, its clock, and its dots as far as they are told."""

    row: Idea
    effort: str
    own: bool
    open: bool
    late: bool
    days: int  # for which it has been open
    due: str
    overdue: bool  # the action that it became
    dots: int
    own_dots: int


@dataclass(frozen=True)
class MeetingView:
    """A meeting for one reader."""

    row: ClanMeeting
    house: bool  # whether its reader is of the house
    parts: frozenset[str]
    when: str
    link: str
    label: tuple[str, str]
    calls: list[CallView]
    called: int
    coming: int
    present: int
    needed: int
    nobody_came: bool
    mine: Call | None
    questions: list[str]

    @property
    def open_for_ideas(self) -> bool:
        """Whether its reader may write ideas now, which nobody else reads yet."""
        return self.mine is not None and Part.IDEAS in self.parts and self.row.state in ("called", "silent")

    @property
    def revealed(self) -> bool:
        """Whether the ideas are for all to read."""
        return self.row.state in REVEALED

    @property
    def running(self) -> bool:
        """Whether it is going on."""
        return self.row.state in RUNNING


def view(meeting: ClanMeeting, reader: Any) -> MeetingView:
    """A meeting as `reader` sees it."""
    came, questions = queries.told_of(meeting), [_(FIRST, customer=meeting.account.name), *meeting.questions]
    said, tone = STATES[meeting.state]
    return MeetingView(
        row=meeting,
        house=reader.side == "clan",
        parts=parts_of(reader, meeting),
        when=when(meeting, reader),
        link=link(meeting.place),
        label=(_(said), tone),
        calls=[_call(one) for one in sorted(meeting.calls, key=_order)],
        called=came.called,
        coming=sum(one.answer == "comes" and counts(one.parts) for one in meeting.calls),
        present=came.present,
        needed=needed(came.called, meeting.quorum),
        nobody_came=queries.nobody_came(meeting),
        mine=call_of(reader, meeting),
        questions=questions,
    )


def _order(one: Call) -> tuple[str, str]:
    return ("a" if one.person.side == "clan" else "b", one.person.name)


def _call(one: Call) -> CallView:
    theirs = [_(PARTS[part]) for part in one.parts if part in PARTS] if one.person.side == "customer" else []
    said = _(ANSWERS[one.answer]) if one.answer else ""
    return CallView(
        one.person, counts(one.parts), said, one.answer == "comes", one.present, ", ".join(theirs)
    )


def when(meeting: ClanMeeting, reader: Any, at: datetime | None = None) -> str:
    """The day and the hour on the reader's own clock, with the place whose clock it is."""
    opened = house()
    zone = ZoneInfo(reader.zone or (opened.zone if opened else meeting.zone))
    here = (at or meeting.starts).astimezone(zone)
    return _("%(day)s, %(time)s (%(city)s time)", day=whole_day(here), time=f"{here:%H:%M}", city=city(zone))


def idea(one: Idea, reader: Any, today: date) -> IdeaView:
    """An idea as `reader` sees it; without its dots where these are not read."""
    since = one.since or today
    given = one.dots if one.meeting.state in REVEALED else []
    return IdeaView(
        row=one,
        effort=_(EFFORTS[one.effort]),
        own=one.author_id == reader.id,
        open=is_open(one.end, since, today),
        late=is_late(one.end, since, today),
        days=max(0, (today - since).days),
        due=day_and_year(due(since)),
        overdue=one.due is not None and one.done is None and one.due < today,
        dots=len(given),
        own_dots=sum(dot.person_id == reader.id for dot in given),
    )


@dataclass(frozen=True)
class OpenView:
    """An idea without an end, or one that comes back, on the page of all meetings."""

    row: Idea
    days: int
    due: str
    late: bool
    back: str  # the day on which a parked one comes back; empty for one that is open


def waiting(one: Idea, today: date) -> OpenView:
    """An idea without an end, with its clock."""
    since = one.since or today
    back = "" if is_open(one.end, since, today) else day_and_year(since)
    return OpenView(one, (today - since).days, day_and_year(due(since)), is_late(one.end, since, today), back)


def card(told: dict[str, Any], today: date) -> dict[str, Any]:
    """What the page of a customer says of its meetings, with the day it is."""
    found = [(end, date.fromisoformat(since)) for end, since in told.get("open", [])]
    late = sum(is_late(end, since, today) for end, since in found)
    coming = [{**one, "starts": datetime.fromisoformat(one["starts"])} for one in told.get("coming", [])]
    return {"coming": coming[::-1], "open": sum(is_open(*one, today) for one in found), "late": late}
