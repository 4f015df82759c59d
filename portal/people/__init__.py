"""Accounts (customers), persons on either side with their roles, invitations, and how they sign in."""

from portal.kernel.http import House
from portal.people import login
from portal.people.views import bp, days, invitations, outbox, passkeys, people, settings, sign_in, when

# Importing them declares their addresses.
ADDRESSES = (days, invitations, outbox, passkeys, people, settings, sign_in, when)


def install(app: House) -> None:
    """Let the app know who is here, and give people their pages."""
    login.install(app)
    app.register_blueprint(bp)
