"""The red cord: past everybody between when a promise of quality is at stake, to executive and stewards."""

from portal.cords import waits
from portal.cords.views import bp, pulling, single, told
from portal.kernel import slots
from portal.kernel.http import House

ADDRESSES = (told, pulling, single)  # importing them declares their addresses
waits.put_into_words()


def install(app: House) -> None:
    """Open the addresses of this area, and show the way to the cord to all people of the house."""
    app.register_blueprint(bp)
    slots.hang(app, "leaders.ways", told.way)
    slots.hang(app, "case.aside", told.in_order)
