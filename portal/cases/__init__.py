"""A case on its course: the page of stages, its lines, reviews, signatures, promises, files and history."""

from portal.cases.views import (
    appointments,
    blocks,
    books,
    bp,
    changes,
    dossier,
    feed,
    lines,
    live,
    measures,
    notes,
    ours,
    own_room,
    pages,
    payments,
    pictures,
    processes,
    promises,
    replanning,
    said,
    several,
    stages,
    then,
    turns,
    uploads,
    yeses,
)
from portal.kernel import slots
from portal.kernel.http import House

# Importing them declares their addresses.
ADDRESSES = (
    pages,
    live,
    lines,
    replanning,
    processes,
    stages,
    blocks,
    appointments,
    measures,
    notes,
    ours,
    own_room,
    pictures,
    promises,
    said,
    uploads,
    changes,
    several,
    books,
    payments,
    dossier,
    then,
    yeses,
    turns,
)


def install(app: House) -> None:
    """Open the addresses of this area."""
    app.register_blueprint(bp)
    app.register_blueprint(feed.bp)
    slots.hang(app, "house.settings", processes.link)
