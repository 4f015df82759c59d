"""Proposing a change of a process, stage by stage, in a plain form; and putting a proposal differently."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, g, render_template, url_for

from portal.cases import definitions
from portal.cases import queries as cases
from portal.kernel.doors import me
from portal.kernel.forms import words
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from portal.processes import actions, forms, queries
from portal.processes.actions import Proposed
from portal.processes.forms import Said, Words
from portal.processes.queries import ProcessChange
from portal.processes.views import bp
from portal.processes.views.known import PROCESS, index, page
from workflows.amending import Op
from workflows.grammar import Stage, Workflow
from workflows.language import _
from workflows.processes import TYPES
from workflows.records import Refused

STAGE = f"{PROCESS}/stages/<at>/change"
REVISED = f"{PROCESS}/changes/<int:proposed>/stages/<at>"


def link(order: Any, stage: Any) -> str:
    """The way from a stage of an order to changing it for everybody."""
    return render_template("processes/_improve.html", order=order, stage=stage)


@bp.get("/processes/of/<ref>/<stage>")
def improve(ref: str, stage: str) -> str:
    """The form of a stage of an order, for its process; the way there where that has no such stage."""
    process = definitions.library().get(cases.get(me(), ref).workflow)
    if process is None:
        return index()
    found = next((one for one in process.stages if one.key == stage), None)
    return _form(process, found, {"order": [ref]}, {}) if found else page(process.key)


@bp.get(STAGE)
def proposing(process: str, at: str) -> str:
    """The form of one stage: each line with its words, its days, and what could come new."""
    found, stage = _stage(process, at)
    return _form(found, stage, {}, {})


@bp.post(STAGE)
def propose(process: str, at: str) -> Response:
    """Propose what the form says."""
    found, stage = _stage(process, at)
    order, said = forms.one(words(), "order"), forms.read(words(), found, stage)
    account = cases.get(me(), order).account_id if order else None
    ticked = words().get("ticked", ())

    def do() -> ProcessChange:
        told = Proposed(said.title, said.why, said.ops, account, "shared" in ticked, "credit" in ticked)
        return actions.propose(me(), found, told)

    return _sent(found, stage, said, do)


@bp.get(REVISED)
def revising(process: str, proposed: int, at: str) -> str:
    """The same form, with what is proposed for this stage."""
    found, stage = _stage(process, at)
    change = _own(process, proposed)
    held = {"title": [change.title], "why": [change.why], **forms.typed(change.changes, stage)}
    return _form(found, stage, held, {}, change)


@bp.post(REVISED)
def revise(process: str, proposed: int, at: str) -> Response:
    """Put it differently: what is proposed for other stages stays."""
    found, stage = _stage(process, at)
    change, said = _own(process, proposed), forms.read(words(), found, stage)
    others: list[Op] = [one for one in change.changes if one.stage != stage.key]

    def do() -> ProcessChange:
        actions.revise(me(), change, found, Proposed(said.title, said.why, [*others, *said.ops]))
        return change

    return _sent(found, stage, said, do, change)


def _sent(
    process: Workflow,
    stage: Stage,
    said: Said,
    do: Callable[[], ProcessChange],
    change: ProcessChange | None = None,
) -> Response:
    if said.problems:
        return again(lambda: _form(process, stage, words(), said.problems, change))
    try:
        made = do()
    except (Refused, NotNow) as refusal:
        problem = {"changes": str(refusal)}
        return again(lambda: _form(process, stage, words(), problem, change), status=409)
    return done(url_for(".change", process=process.key, proposed=made.number))


def _own(process: str, proposed: int) -> ProcessChange:
    """A proposal that its reader may put differently.

    Raises:
        NotFound: it is not theirs, has ended, or takes something back, which is written by itself.
    """
    change = queries.change(me(), process, proposed)
    if change.state != "open" or change.reverts_id or not may(me(), "process.revise", change):
        raise NotFound
    return change


def _stage(process: str, at: str) -> tuple[Workflow, Stage]:
    """A stage of a process in its newest version.

    Raises:
        NotFound: there is none.
    """
    found = queries.process(process)
    stage = next((one for one in found.stages if one.key == at), None)
    if stage is None:
        raise NotFound
    return found, stage


def _form(
    process: Workflow,
    stage: Stage,
    said: Words,
    problems: Mapping[str, str],
    change: ProcessChange | None = None,
) -> str:
    g.place = "processes.index"
    return render_template(
        "processes/propose.html",
        process=process,
        stage=stage,
        change=change,
        said={name: forms.one(said, name) for name in (*forms.NAMES, *said)},
        chosen={
            name: list(said.get(name, ())) for name in ("drop", "ticked", "stage_also", "stage_signed_by")
        },
        types=[(key, _(label)) for key, label in TYPES.items()],
        wrong=dict(problems),
    )
