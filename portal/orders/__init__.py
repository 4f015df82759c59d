"""Placing and tracking orders: home, the lists, a new need, and finding things."""

from portal.kernel.http import House
from portal.orders.views import bp, listed

__all__ = ["listed"]


def install(app: House) -> None:
    """Open the addresses of this area."""
    app.register_blueprint(bp)
