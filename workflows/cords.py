"""The red cord: who hears of it, until when it is to be answered, and when the house asks how it went since.

Pure: cords are judged here and kept elsewhere.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from workflows.clans import Candidate

STEWARDS = 2  # who hear of each cord at once
HELD_BACK = timedelta(hours=24)  # before seniors of the customer's clan may read it
DAYS_TO_ANSWER, DAYS_TO_PUBLISH = 1, 5  # working days of the house
ASKED_AFTER = (30, 90)  # days, whether anything has been worse since


def stewards(among: Iterable[Candidate], but: Collection[int], many: int = STEWARDS) -> list[Candidate]:
    """Which stewards hear of a cord: those who heard of the fewest, and of these the first by name.

    Nobody watches over what is their own: whoever is named in `but` is left out.
    """
    fair = sorted(among, key=lambda one: (one.waiting, one.name, one.person))
    return [one for one in fair if one.person not in but][:many]


def to_ask(pulled: date, today: date, asked: Collection[int]) -> list[int]:
    """After how many days the house is to ask now, as far as it has not."""
    return [days for days in ASKED_AFTER if days not in asked and today >= pulled + timedelta(days=days)]


def names(words: str, name: str) -> bool:
    """Whether a text names somebody, by their whole name or by one of its longer words."""
    said = {one.strip(".,;:!?“”\"'()’s").casefold() for one in words.split()}
    known = {one.casefold() for one in name.split() if len(one) > 2}
    return name.casefold() in words.casefold() or bool(said & known)
