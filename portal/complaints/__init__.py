"""Complaints, personally answered by executives: received from anywhere, closed by the customer only."""

from portal.clans import errands
from portal.complaints import settling, waiting
from portal.complaints.views import (
    asked,
    attached,
    bp,
    desk,
    doing,
    events,
    for_all,
    known,
    learned,
    owed,
    single,
    talks,
    telling,
)
from portal.kernel import slots
from portal.kernel.http import House
from portal.people import seating

ADDRESSES = (
    telling,
    single,
    attached,
    doing,
    talks,
    desk,
    owed,
    known,
    learned,
    asked,
    events,
    for_all,
)  # importing them declares their addresses
errands.put_into_words(waiting.AREA, waiting.words)
errands.put_into_words(waiting.EVENT, waiting.words_of_event)
for _area in (waiting.AREA, waiting.EVENT):
    errands.reach_beyond_clans(_area)
seating.follow_roles(settling.recast)
seating.welcome(settling.entered)


def install(app: House) -> None:
    """Open the addresses of this area, and let every page lead to "something is wrong"."""
    app.register_blueprint(bp)
    slots.hang(app, "page.foot", desk.foot)
    slots.hang(app, "clan.ways.more", desk.way)
    slots.hang(app, "person.leaving", desk.leaving)
    slots.hang(app, "process.change", learned.behind_change)
