"""Objections of the clan in a customer's name: a note, or a hold that keeps a stage from moving."""

from portal.clans import errands
from portal.kernel import slots
from portal.kernel.http import House
from portal.objections import errand
from portal.objections.handing import settle
from portal.objections.views import bp, raising, single, told
from portal.people import seating

ADDRESSES = (told, raising, single)  # importing them declares their addresses
seating.follow(settle)
errands.put_into_words(errand.ANSWER, errand.words)


def install(app: House) -> None:
    """Open the addresses of this area, and tell of objections on the pages of customers and of stages."""
    app.register_blueprint(bp)
    slots.hang(app, "clan.ways.more", told.way)
    slots.hang(app, "clan.beside", told.beside)
    slots.hang(app, "case.stage", told.in_stage)
