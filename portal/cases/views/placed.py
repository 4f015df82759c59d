"""What the page of one place of an order shows besides the order, and what of it is renewed when it moves."""

from typing import Any

from portal.cases import queries, show
from portal.cases.queries import Case
from portal.cases.views import lined, looking, render
from portal.kernel.doors import me
from workflows import talk


def parts(case: Case, at: str, desk: show.Desk, page: show.OrderPage) -> dict[str, Any]:
    """The talk of a place, the past of a line, the pins of a picture; all None where `at` is none."""
    told: dict[str, Any] = {"talk": None, "line": None, "past": None, "picture": None}
    if not at or not talk.there(case.thread, at):
        return told
    told["talk"] = render.talk(case, desk, at)
    stage, _dot, field = at.partition(".")
    if at.startswith(talk.PICTURE):
        row = queries.file(me(), case.ref, at.removeprefix(talk.PICTURE))
        told["picture"] = looking.view(case, desk, row)
    elif field and stage in case.thread.stages:
        told |= {"line": page.line(stage, field), "past": lined.past(case, desk, stage, field)}
    return told
