"""What the pages and parts of a case need, gathered in as few questions to the database as can be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from flask import g, render_template, request

from portal.cases import queries, show
from portal.kernel import clock, journal
from portal.kernel.doors import me
from portal.people.queries import directory
from workflows import planning

LOG_LINES = 12


@dataclass(frozen=True)
class Opened:
    """What is open on the page, a line ("stage.field") or a stage, and what was typed but not taken."""

    line: str = ""
    stage: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def zone() -> ZoneInfo:
    """The time zone of the person who looks."""
    return ZoneInfo(me().zone or g.house.zone)


def page(case: Any, visit: Any = None, opened: Opened | None = None) -> show.OrderPage:
    """Everything the page of an order shows."""
    opened = opened or Opened(line=request.args.get("open", ""), stage=request.args.get("stage", ""))
    drafts = queries.drafts(me(), case) if opened.line else {}
    return show.order(
        case.thread,
        ref=case.ref,
        viewer=viewer(),
        at=clock.now(),
        people=people(case),
        planned=planning.plan(case.thread, clock.now().astimezone(zone()).date(), queries.calendar()),
        seen_seq=visit.seen if visit else 0,
        entries=journal.newest(case.stream, LOG_LINES),
        opened=show.Opened(opened.line, opened.stage, opened.typed or drafts, opened.errors),
    )


def viewer() -> show.Viewer:
    """The person who looks, as the page needs to know them."""
    person = me()
    return show.Viewer(person.handle, person.first, person.side, person.length_unit, zone())


def people(case: Any) -> dict[str, show.PersonCard]:
    """Everyone of both sides, by handle."""
    return {
        person.handle: show.PersonCard(person.name, person.initials, person.title, person.side)
        for person in directory(case.account_id)
    }


def order(case: Any, visit: Any = None, opened: Opened | None = None) -> str:
    """The whole page of an order."""
    return render_template("cases/order.html", case=case, order=page(case, visit, opened))
