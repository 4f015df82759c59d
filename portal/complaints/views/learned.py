"""What complaints teach: why they happened, what changed because of them, and what came back."""

from typing import Any

from flask import g, render_template, request

from portal.complaints import amending, learning, queries
from portal.complaints.inputs import read_number
from portal.complaints.views import bp
from portal.kernel.doors import me
from portal.kernel.queries import NotFound
from workflows.complaints.choices import CAUSES
from workflows.complaints.teaching import CHANGES, months, over_time
from workflows.language import N_, _

UNNAMED = N_("not said yet")  # why it happened


@bp.get("/complaints/learned")
def learned() -> str:
    """What complaints teach, counted of those that the reader may read."""
    g.place = "complaints.index"
    today = queries.today()
    found = learning.causes(me(), f"{months(today)[-1]:%Y-%m}")
    shown = learning.upheld(me(), read_number("before"))
    again, came_back = learning.again(me())
    counts = learning.changes(me())
    return render_template(
        "complaints/learned.html",
        over_time=over_time(found, today),
        causes={"": _(UNNAMED), **{key: _(said) for key, said in CAUSES.items()}},
        counts=[(_(said), counts[key]) for key, said in CHANGES.items() if key in counts],
        upheld=shown[: learning.PAGE],
        amended=amending.of_lessons([lesson for lesson, _row, _words in shown], me()),
        more=shown[learning.PAGE - 1][0].id if len(shown) > learning.PAGE else None,
        changes={key: _(said) for key, said in CHANGES.items()},
        again=again,
        came_back=came_back,
    )


def behind_change(change: Any) -> str:
    """The complaints of which a change of a process came, beside its page; nothing where none may be read."""
    behind = learning.behind_change(me(), change.ref)
    return render_template("complaints/_behind_change.html", behind=behind) if behind else ""


@bp.get("/complaints/learned/letters")
def behind() -> str:
    """The letters behind one number: of a month, this one if none is named, and of a cause."""
    g.place = "complaints.index"
    known = {f"{one:%Y-%m}": one for one in months(queries.today())}
    month = request.args.get("month", next(iter(known)))
    first = known.get(month)
    cause = request.args.get("cause", "")
    if first is None or (cause and cause not in CAUSES):
        raise NotFound
    called: Any = _(CAUSES[cause]) if cause else _(UNNAMED)
    skip = read_number("skip")
    rows = learning.letters(me(), month, cause, skip)
    told = {"first": first, "cause": called, "rows": rows[: learning.PAGE]}
    more = skip + learning.PAGE if len(rows) > learning.PAGE else None
    return render_template("complaints/behind.html", **told, asked=(month, cause), more=more)
