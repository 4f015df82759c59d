"""Everybody belongs at once: whoever is entered stands for a customer that day, and learns at the source."""

from portal.kernel import slots
from portal.kernel.http import House
from portal.people import seating
from portal.quests.beginning import belong, settle
from portal.quests.views import answers, bp, offers, weeks

ADDRESSES = (answers, offers, weeks)  # importing them declares their addresses
seating.follow(settle)
seating.welcome(belong)


def install(app: House) -> None:
    """Open the addresses of this area, and hang first weeks into the pages of customers and into home."""
    app.register_blueprint(bp)
    slots.hang(app, "clan.ways.more", weeks.way)
    slots.hang(app, "clan.beside", weeks.beside)
    slots.hang(app, "home.aside", answers.at_home)
