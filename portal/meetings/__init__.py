"""Meetings of a clan: called with a quorum, begun in silence, and every idea of them ended."""

from portal.cases import letters as appointments
from portal.kernel import slots
from portal.kernel.http import House
from portal.meetings import letters, waits
from portal.meetings.handing import settle
from portal.meetings.views import bp, calling, ends, room
from portal.people import seating

ADDRESSES = (calling, room, ends)  # importing them declares their addresses
appointments.also(letters.entries)
waits.put_into_words()
seating.follow(settle)


def install(app: House) -> None:
    """Open the addresses of this area, and tell of meetings on the pages of customers."""
    app.register_blueprint(bp)
    slots.hang(app, "clan.ways", calling.way)
    slots.hang(app, "clan.main", calling.told)
    slots.hang(app, "case.aside.first", ends.in_order)
    slots.hang(app, "person.leaving", ends.leaving)
