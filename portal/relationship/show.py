"""Everybody of a customer and its clan as pages show them, with what ties them, said to whoever reads."""

from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from portal.clans.queries import Member
from portal.clans.show import ClanView
from portal.people import choices
from portal.relationship.model import WAYS, Touch
from portal.relationship.queries import Seen
from workflows import ties
from workflows.language import _, ngettext, plain_day


@dataclass(frozen=True)
class OfClan:
    """One of the clan: what ties them to the customer, and the words for it."""

    member: Member
    kind: str
    tie: str
    you: bool

    @property
    def means(self) -> str:
        """What the drawing says by the kind of its line."""
        return meaning(self.kind)


@dataclass(frozen=True)
class OfCustomer:
    """One of the customer's people: what they are to its orders, and when they were last heard of."""

    member: Member
    roles: str
    heard: date | None  # the day on which they were
    last: str
    silent: bool
    you: bool


@dataclass(frozen=True)
class Everyone:
    """The customer in the middle, and its clan around."""

    account: Any
    people: list[OfCustomer]
    departments: list[tuple[str, list[OfClan]]]
    theirs: bool  # whether the customer reads
    senior: bool  # whether the reader leads the clan

    @property
    def members(self) -> list[OfClan]:
        """All of the clan, seniors first."""
        found = [one for _department, there in self.departments for one in there]
        return sorted(found, key=lambda one: not one.member.senior)

    @property
    def unsaid(self) -> str:
        """The handle of the reader, if they are of the clan and have not said why; else nothing."""
        unsaid = (one.member.person.handle for one in self.members if one.you and not one.member.why)
        return next(unsaid, "")

    @property
    def known(self) -> str:
        """How many people of the customer there are."""
        return ngettext("%(num)s person known by name", "%(num)s people known by name", len(self.people))

    @property
    def legend(self) -> list[str]:
        """What the lines of the drawing mean, those that are in it."""
        kinds = {one.kind for one in self.members}
        ours = (
            _("A single blue strand: only your clan did.")
            if self.theirs
            else (_("A single blue strand: only we did."))
        )
        theirs = (
            _("A single gold strand: only you did.")
            if self.theirs
            else (_("A single gold strand: only they did."))
        )
        told = [_("Twisted thread: both sides reached out in the last 30 days."), ours]
        told += [theirs] if ties.THEIRS in kinds else []
        return [*told, _("Basting: nobody has."), _("A double frame is a senior.")]


def meaning(kind: str) -> str:
    """What a line of this kind says, in words."""
    return {
        ties.BOTH: _("both sides reached out"),
        ties.OURS: _("only the clan reached out"),
        ties.THEIRS: _("only the customer reached out"),
        ties.NOBODY: _("nobody reached out"),
    }[kind]


def everyone(clan: ClanView, seen: Seen, reader: Any, today: date, zone: tzinfo) -> Everyone:
    """Everybody of this customer and its clan, as `reader` sees them on that day."""
    names = {one.person.handle: one.person.first for one in clan.people}
    members = [one.person.handle for _name, there in clan.departments for one in there]
    tied = ties.ties(members, names, seen.month)
    last = {handle: at.astimezone(zone).date() for handle, at in seen.last.items()}

    def of_clan(one: Member) -> OfClan:
        tie = tied[one.person.handle]
        said = ties.said(tie, names, last.get(one.person.handle), today)
        return OfClan(one, tie.kind, said, one.person.id == reader.id)

    return Everyone(
        clan.account,
        [_of_customer(one, last.get(one.person.handle), today, reader) for one in clan.people],
        [(name, [of_clan(one) for one in there]) for name, there in clan.departments],
        reader.side == "customer",
        clan.senior,
    )


def _of_customer(one: Member, last: date | None, today: date, reader: Any) -> OfCustomer:
    parts = choices.parts()
    roles = ", ".join(parts[role] for role in one.person.roles)
    heard = (last, ties.ago(last, today), ties.silent(last, today))
    return OfCustomer(one, roles, *heard, one.person.id == reader.id)


# ---------------------------------------------------------------- what was noted by hand


@dataclass(frozen=True)
class TouchView:
    """A contact that somebody noted, and what the reader may do with it."""

    touch: Touch
    how: str
    mine: bool
    theirs: bool  # whether the reader is of the other side


def ways() -> list[tuple[str, str]]:
    """How people speak with each other, in the reader's language."""
    return [(way, _(label)) for way, label in WAYS.items()]


def touch(one: Touch, reader: Any, today: date) -> TouchView:
    """A note as `reader` sees it."""
    first = one.member if one.first == "clan" else one.person
    how = " · ".join(
        (plain_day(one.on, today), _(WAYS[one.way]), _("%(name)s reached out", name=first.first))
    )
    return TouchView(one, how, one.by_id == reader.id, one.by.side != reader.side)
