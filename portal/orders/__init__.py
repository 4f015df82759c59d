"""Placing and tracking orders: home, the list, a new need, and finding things."""

from portal.kernel.http import House
from portal.orders.views import bp


def install(app: House) -> None:
    """Open the addresses of this area."""
    app.register_blueprint(bp)
