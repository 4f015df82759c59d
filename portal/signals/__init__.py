"""Signs that a customer is under strain, and the drum that calls its clan together."""

from portal.kernel import slots
from portal.kernel.http import House
from portal.people import seating
from portal.signals import waits
from portal.signals.views import bp, drum, offers, rules, told

ADDRESSES = (told, drum, offers, rules)  # importing them declares their addresses
waits.put_into_words()
seating.follow(waits.settle)


def install(app: House) -> None:
    """Open the addresses of this area, and tell of signals and of the drum on the pages of customers."""
    app.register_blueprint(bp)
    slots.hang(app, "clan.ways", told.way)
    slots.hang(app, "clan.above", told.strip)
    slots.hang(app, "clan.beside", told.beside)
    slots.hang(app, "house.settings", rules.link)
