"""What people learned of a customer, who answers it, and what the customer says of it."""

from portal.findings.handing import settle
from portal.findings.views import bp, reporting, single, told, uses
from portal.kernel import slots
from portal.kernel.http import House
from portal.people import seating

ADDRESSES = (told, single, reporting, uses)  # importing them declares their addresses
seating.follow(settle)


def install(app: House) -> None:
    """Open the addresses of this area, and tell of findings on the pages of customers and on first pages."""
    app.register_blueprint(bp)
    slots.hang(app, "clan.ways", told.way)
    slots.hang(app, "clan.ways.more", told.way_to_known)
    slots.hang(app, "clan.main", told.newest)
    slots.hang(app, "clan.waiting", told.waiting)
    slots.hang(app, "home.aside", told.at_home)
    slots.hang(app, "case.stage", uses.in_stage)
    slots.hang(app, "case.aside.first", uses.in_order)
