"""What finished orders tell of an order that runs: days, and nothing else."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from portal.cases.model import Case, Finished
from portal.kernel.db import insert, of_house, session
from workflows.forecast import Past, stages_ahead

NEWEST = 50  # how the house works now, and what can be reckoned with while somebody waits for a page


def finished_like(case: Case) -> list[Past]:
    """The days of the newest finished orders of the same workflow, from the stage that is under way here.

    They came with the case, in the one statement that found it (`portal.cases.queries.get`).
    """
    ahead = stages_ahead(case.thread)
    took = case.finished or [] if ahead else []
    return [_past(one, ahead) for one in took if one.get(ahead[0], [None])[0]]


@of_house
def gather(workflow: str) -> None:
    """Keep how long the newest finished orders of a workflow took: each time one more is finished."""
    finished = (Case.workflow == workflow, Case.status == "fulfilled")
    newest = select(Case.document["progress"]).where(*finished)
    newest = newest.order_by(Case.moved.desc(), Case.id.desc()).limit(NEWEST)
    took = [_took(progress) for progress in session().scalars(newest)]
    row = insert(Finished).values(workflow=workflow, took=took)
    session().execute(row.on_conflict_do_update(index_elements=["workflow"], set_={"took": took}))


def gather_all() -> None:
    """The same for every workflow that any order has followed."""
    followed = select(Case.workflow).where(Case.status == "fulfilled").distinct()
    for workflow in session().scalars(followed).all():
        gather(workflow)


def _took(progress: Mapping[str, Any]) -> dict[str, list[str | None]]:
    return {stage: [_day(one.get("opened")), _day(one.get("closed"))] for stage, one in progress.items()}


def _day(moment: str | None) -> str | None:
    return datetime.fromisoformat(moment).date().isoformat() if moment else None


def _past(took: Mapping[str, list[str | None]], ahead: tuple[str, ...]) -> Past:
    closed = {stage: day for stage in ahead if stage in took and (day := took[stage][1])}
    opened = took[ahead[0]][0]
    assert opened  # noqa: S101  whoever asks has looked
    return Past(date.fromisoformat(opened), {key: date.fromisoformat(day) for key, day in closed.items()})
