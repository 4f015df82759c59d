"""What the page of a customer says of meetings: a card that the clan alone reads."""

from typing import Any

from sqlalchemy import select

from portal.clans import cards
from portal.kernel.db import session
from portal.meetings.model import ClanMeeting, Idea
from workflows.meetings import OVER, REVEALED, End

MOST = 3


def renew(account_id: int) -> None:
    """Work out anew what the page of a customer says of its meetings."""
    cards.renew(account_id, "meetings", lambda: _worked_out(account_id), "clan")


def _worked_out(account_id: int) -> dict[str, Any]:
    return {"coming": _coming(account_id), "open": _open(account_id)}


def _coming(account_id: int) -> list[dict[str, Any]]:
    asked = select(ClanMeeting.number, ClanMeeting.title, ClanMeeting.starts)
    asked = asked.where(ClanMeeting.account_id == account_id, ClanMeeting.state.not_in(OVER))
    found = session().execute(asked.order_by(ClanMeeting.starts.desc()).limit(MOST))
    return [
        {"number": number, "title": title, "starts": starts.isoformat()} for number, title, starts in found
    ]


def _open(account_id: int) -> list[list[str]]:
    """What has no end, or comes back: how it stands, and since or from when."""
    asked = select(Idea.end, Idea.since).join(ClanMeeting, ClanMeeting.id == Idea.meeting_id)
    asked = asked.where(Idea.account_id == account_id, Idea.end.in_([End.OPEN, End.PARKED]))
    asked = asked.where(ClanMeeting.state.in_(REVEALED))
    found = session().execute(asked.order_by(Idea.since, Idea.key))
    return [[end, since.isoformat()] for end, since in found if since is not None]
