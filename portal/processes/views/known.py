"""The processes of the house, what is proposed to them, and what became of it: for everybody."""

from flask import g, render_template

from portal.cases import definitions
from portal.kernel.doors import me
from portal.processes import queries, show
from portal.processes.views import bp
from workflows.amended import drawn

PROCESS = "/processes/<process>"


def foot(_order: str | None) -> str:
    """The way to the processes, from the foot of each page."""
    return render_template("processes/_foot.html")


@bp.get("/processes")
def index() -> str:
    """Every process in its newest version, with the proposals that wait and that its reader may read."""
    waiting = [one for one in queries.changes(me()) if one.state == "open"]
    return render_template(
        "processes/index.html",
        known=[
            (one, [show.line(row, me()) for row in waiting if row.workflow == one.key])
            for one in definitions.library().values()
        ],
    )


@bp.get(PROCESS)
def page(process: str) -> str:
    """One process: its stages, what is proposed, and its versions with who is thanked for them."""
    g.place, found = "processes.index", queries.process(process)
    return render_template(
        "processes/page.html",
        process=found,
        stages=list(zip(found.stages, drawn(found), strict=True)),
        proposed=[show.line(one, me()) for one in queries.of_process(me(), process)],
        past=show.past(queries.made(process), me()),
    )
