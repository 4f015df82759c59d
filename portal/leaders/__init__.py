"""Leaders serve: what is asked of them, how soon it is done, and the hours in which they listen in."""

from portal.kernel import slots
from portal.kernel.http import House
from portal.leaders import waits
from portal.leaders.views import asking, bp, hearing, told

ADDRESSES = (told, asking, hearing)  # importing them declares their addresses
waits.put_into_words()


def install(app: House) -> None:
    """Open the addresses of this area, and hang what is asked of an executive into their desk."""
    app.register_blueprint(bp)
    slots.hang(app, "desk.first", told.first)
    slots.hang(app, "desk.pile", hearing.pile)
    slots.hang(app, "home.aside", told.way)
    slots.hang(app, "clan.waiting", told.way)
