"""What finished orders tell of an order that runs: days, and nothing else."""

from datetime import date, datetime

from sqlalchemy import select

from portal.cases.model import Case
from portal.kernel.db import session
from workflows.forecast import Past, stages_ahead

NEWEST = 50  # how the house works now, and what can be read while somebody waits for the page


def finished_like(case: Case) -> list[Past]:
    """The days of the newest finished orders of the same workflow, from the stage that is under way here.

    Of all orders of the house, whoever they are for, and therefore moments alone; in one statement.
    """
    ahead = stages_ahead(case.thread)
    if not ahead:
        return []
    progress = Case.document["progress"]
    moments = [progress[ahead[0]]["opened"], *(progress[key]["closed"] for key in ahead)]
    finished = (Case.workflow == case.workflow, Case.status == "fulfilled")
    newest = select(Case.id).where(*finished).order_by(Case.moved.desc(), Case.id.desc()).limit(NEWEST)
    rows = session().execute(select(*(one.as_string() for one in moments)).where(Case.id.in_(newest)))
    return [_past(row[0], dict(zip(ahead, row[1:], strict=True))) for row in rows if row[0]]


def _past(opened: str, closed: dict[str, str | None]) -> Past:
    return Past(_day(opened), {key: _day(moment) for key, moment in closed.items() if moment})


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()
