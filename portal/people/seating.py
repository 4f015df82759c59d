"""What follows when seats in a clan or roles of the house change hands, and when somebody is entered.

Areas above say it here, and people need not know them.
"""

from collections.abc import Callable
from typing import Any

from portal.kernel.db import of_house

Following = Callable[[Any, int], None]
Welcome = Callable[[Any], None]
Recast = Callable[[Any, Any, set[str]], None]
_FOLLOWING: list[Following] = []
_WELCOMES: list[Welcome] = []
_RECASTS: list[Recast] = []


def follow(deed: Following) -> None:
    """Do this from now on, in the same transaction, whenever seats of an account have changed hands."""
    _FOLLOWING.append(deed)


@of_house
def moved(who: Any, account_id: int) -> None:
    """Say that seats in the clan of an account were given or taken, or that who holds one has left."""
    for deed in _FOLLOWING:
        deed(who, account_id)


def follow_roles(deed: Recast) -> None:
    """Do this from now on, in the same transaction, whenever somebody's roles change, or they leave."""
    _RECASTS.append(deed)


@of_house
def recast(who: Any, person: Any, lost: set[str]) -> None:
    """Say that somebody has other roles of the house, without those they lost, or that they have left."""
    for deed in _RECASTS:
        deed(who, person, lost)


def welcome(deed: Welcome) -> None:
    """Do this from now on, in the same transaction, whenever somebody is entered into the house."""
    _WELCOMES.append(deed)


@of_house
def entered(person: Any) -> None:
    """Say that somebody was entered into the house: by an invitation, or from the command line."""
    for deed in _WELCOMES:
        deed(person)
