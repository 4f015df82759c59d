"""Whom a customer lives among: its own customers, suppliers, rivals and regulators, drawn by both sides."""

from portal.habitat.cards import heard
from portal.habitat.views import around, bp, rivals, served
from portal.kernel import journal, slots
from portal.kernel.http import House

ADDRESSES = (around, rivals, served)  # importing them declares their addresses
journal.follow(heard)


def install(app: House) -> None:
    """Open the addresses of this area, and hang the map into the pages of customers and orders."""
    app.register_blueprint(bp)
    slots.hang(app, "clan.ways.more", around.way)
    slots.hang(app, "clan.beside", around.beside)
    slots.hang(app, "case.aside.first", served.in_order)
    slots.hang(app, "house.settings", rivals.link)
    slots.hang(app, "person.page", rivals.of_person)
    slots.hang(app, "seat.offered", rivals.of_seats)
