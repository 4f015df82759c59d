"""Accounts (customers), persons on either side with their roles, invitations, and how they sign in."""
