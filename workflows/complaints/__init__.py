"""Complaints that executives answer in person. Pure: who answers, and by when (docs/decisions/042)."""
