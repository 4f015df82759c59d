"""The red cords that one may read, and what came of those that were published; the ways there."""

from typing import Any

from flask import render_template

from portal.cords import queries, show
from portal.cords.views import bp
from portal.kernel.doors import me
from portal.people.views.people import in_house


def way() -> str:
    """The way to the cord, beside that to the leaders."""
    return render_template("cords/_way.html")


def in_order(order: Any) -> str:
    """The way to the cord from an order, for its clan."""
    return render_template("cords/_in_order.html", ref=order.ref) if me().side == "clan" else ""


@bp.get("/cords")
def index() -> str:
    """What came of red cords, for all of the house; and those that the reader may read."""
    in_house()
    return render_template(
        "cords/index.html",
        cords=[show.view(one, me()) for one in queries.mine(me())],
        published=queries.published(),
    )
