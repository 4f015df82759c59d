"""What the house keeps of a person or a customer, given to them whole (decision 052)."""

from portal.clans import errands
from portal.kernel import slots
from portal.kernel.http import House
from portal.privacy import waiting
from portal.privacy.views import bp, everything, for_customer

ADDRESSES = (everything, for_customer)  # importing them declares their addresses
errands.put_into_words(waiting.AREA, waiting.words)
errands.reach_beyond_clans(waiting.AREA)


def install(app: House) -> None:
    """Open the addresses of this area, and show the way to them among one's settings."""
    app.register_blueprint(bp)
    slots.hang(app, "settings.everything", everything.way)
    slots.hang(app, "house.settings", for_customer.way)
