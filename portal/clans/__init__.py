"""The clan of each customer: who stands for it and why, which seats are open, what it asked of them."""

from portal.clans import errands, handing
from portal.clans.handing import settle
from portal.clans.views import bp, customers, footing, office, seats
from portal.kernel import slots
from portal.kernel.http import House
from portal.people import seating

ADDRESSES = (customers, footing, office, seats)  # importing them declares their addresses
seating.follow(settle)
errands.put_into_words(handing.ASKED, handing.words)


def install(app: House) -> None:
    """Open the addresses of this area, and tell people on their first page what waits for them."""
    app.register_blueprint(bp)
    slots.hang(app, "home.aside", customers.errands_of)
    slots.hang(app, "clan.waiting", customers.errands_of)
    slots.hang(app, "house.settings", office.link)
    slots.hang(app, "person.leaving", office.leaving)
