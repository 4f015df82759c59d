"""Knowledge given to customers: what, to whom, whether it was of use, and when to stop."""

from portal.kernel import slots
from portal.kernel.http import House
from portal.knowledge.asking import settle
from portal.knowledge.views import bp, judged, shelf
from portal.people import seating

ADDRESSES = (judged, shelf)  # importing them declares their addresses
seating.follow(settle)


def install(app: House) -> None:
    """Open the addresses of this area, and hang it into the pages of customers."""
    app.register_blueprint(bp)
    slots.hang(app, "clan.ways.more", shelf.way)
    slots.hang(app, "clan.beside", shelf.beside)
