"""Accounts (customers), persons on either side with their roles, invitations, and how they sign in."""

from portal.kernel.http import House
from portal.people import login


def install(app: House) -> None:
    """Let the app know who is here, and give people their pages."""
    login.install(app)
