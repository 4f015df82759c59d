"""Nothing of a meeting is orphaned: its open ideas have a keeper, its actions an owner, who belong there."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.clans.queries import Member, clan
from portal.clans.verbs import room
from portal.kernel.db import session
from portal.kernel.verbs import tell
from portal.meetings import waits
from portal.meetings.model import ClanMeeting, Idea
from portal.people.model import Account
from workflows.meetings import End


def settle(who: Any, account_id: int) -> None:
    """Hand on what is nobody's any more; it follows each deed that moves seats."""
    if session().scalar(select(ClanMeeting.id).where(ClanMeeting.account_id == account_id).limit(1)) is None:
        return
    found = clan(session().get_one(Account, account_id))
    there = {one.person.id for one in found.members}
    heir = found.members[0] if found.members else None  # a senior, while one is there
    _keepers(account_id, there, heir)
    _owners(who, account_id, there | {one.person.id for one in found.people}, heir)


def _keepers(account_id: int, there: set[int], heir: Member | None) -> None:
    for one in session().scalars(select(ClanMeeting).where(ClanMeeting.account_id == account_id)).all():
        if one.keeper_id not in there:
            one.keeper_id = heir.person.id if heir else None
        session().flush()
        waits.for_keeper(one)


def _owners(who: Any, account_id: int, there: set[int], heir: Member | None) -> None:
    held = select(Idea).where(Idea.account_id == account_id, Idea.end == End.ACTION, Idea.done.is_(None))
    for one in session().scalars(held.options(joinedload(Idea.meeting)).order_by(Idea.id)).all():
        if one.owner_id in there or (heir is None and one.owner_id is None):
            continue
        one.owner_id = heir.person.id if heir else None
        session().flush()
        waits.for_owner(one)
        name = heir.person.name if heir else ""
        facts = {"meeting": one.meeting.number, "idea": one.key, "person": name}
        facts |= {"owner": heir.person.handle if heir else ""}
        tell(who, room(account_id), "meeting.pass_on" if heir else "meeting.let_wait", facts)
