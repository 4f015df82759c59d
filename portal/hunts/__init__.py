"""Orders worth winning, and never at the customer's cost: noted, asked about, and won or let go."""

from portal.clans import errands
from portal.hunts import showing, waiting
from portal.hunts.handing import settle
from portal.hunts.views import bp, every, giving, single, terms, theirs, winning
from portal.kernel import slots
from portal.kernel.http import House
from portal.people import seating

ADDRESSES = (every, terms, single, giving, theirs, winning)  # importing them declares their addresses
seating.follow(settle)
errands.put_into_words(waiting.ANSWER, waiting.asked)
errands.put_into_words(showing.REPLY, showing.asked)
errands.put_into_words(waiting.DAY, waiting.to_decide)


def install(app: House) -> None:
    """Open the addresses of this area, and tell of hunts on the page of their customer."""
    app.register_blueprint(bp)
    slots.hang(app, "clan.ways", every.way)
    slots.hang(app, "clan.main", every.newest)
    slots.hang(app, "case.aside.first", winning.in_order)
    slots.hang(app, "person.leaving", every.leaving)
