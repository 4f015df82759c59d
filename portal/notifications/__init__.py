"""Letters about orders: who wants which, what a day's letter says; devices; answers that come in by mail."""

from portal.kernel import slots
from portal.kernel.http import House
from portal.notifications.views import bp, choices, links, pushes, queue

ADDRESSES = (choices, links, pushes, queue)  # importing them declares their addresses


def install(app: House) -> None:
    """Open the addresses of this area."""
    app.register_blueprint(bp)
    slots.hang(app, "case.aside", choices.link)
    slots.hang(app, "settings.letters", choices.waiting)
    slots.hang(app, "home.aside", choices.at_home)
    slots.hang(app, "settings.devices", pushes.mine)
