"""What was learned of a customer, as its page tells it: a card for both sides, one for the clan's room."""

from typing import Any

from sqlalchemy import func, select

from portal.cases import cards as of_case
from portal.clans import cards
from portal.findings import queries
from portal.findings.model import Finding, Use
from portal.kernel.db import session
from portal.people.model import Account
from workflows.findings import WRONG

NEWEST = 3


def renew(found: Finding) -> None:
    """Work out anew the card that tells of this finding."""
    name, side = ("findings.room", "clan") if found.in_room else ("findings", "")
    cards.renew(found.account_id, name, lambda: _worked_out(found.stream), side)


def _worked_out(place: str) -> dict[str, Any]:
    asked = select(func.count()).where(Finding.stream == place, queries.STANDS)
    newest = queries.newest(place, NEWEST)
    uses = queries.uses_of(newest)
    used = asked.where(queries.USED)
    return {
        "all": session().scalar(asked),
        "used": session().scalar(used),
        "newest": [_line(one, [use for use in uses if use.finding_id == one.id]) for one in newest],
    }


def renew_case(found: Finding, case_id: int) -> None:
    """Work out anew what an order tells of findings that this one's readers may read."""
    name, side = ("findings.room", "clan") if found.in_room else ("findings", "")
    of_case.renew(case_id, name, lambda: _used_in(case_id, found.stream), side)


def _used_in(case_id: int, place: str) -> list[dict[str, Any]]:
    uses = queries.used_in(case_id, place)
    customer = session().get_one(Account, uses[0].account_id).handle if uses else ""
    return [
        {
            "stage": one.stage,
            "kind": one.kind,
            "label": one.label,
            "how": one.how,
            "by": one.claimant.name,
            "verdict": one.verdict,
            "ref": one.finding.ref,
            "customer": customer,
            "text": one.finding.text,
            "finder": one.finding.author.name,
            "in_room": one.finding.in_room,
            "wrong": one.finding.mark == WRONG,
        }
        for one in uses
    ]


def _line(one: Finding, uses: list[Use]) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "in_room": one.in_room,
        "text": one.text,
        "author": one.author.handle,
        "name": one.author.name,
        "department": one.author.department,
        "place": one.place,
        "with": one.subject.name if one.subject else "",
        "on": one.seen_on.isoformat(),
        "reported": one.reported.isoformat(),
        "uses": [
            {"label": use.label, "ref": use.case_ref, "by": use.claimant.name, "path": use.path}
            for use in uses
        ],
    }
