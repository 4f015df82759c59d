"""Long work inside a request, such as unfolding a picture: done while nobody waits for the database."""

from collections.abc import Callable
from typing import TypeVar

from flask import abort

from portal.kernel.http import answered_before, give_up

Made = TypeVar("Made")


def unlocked(work: Callable[[], Made]) -> Made:
    """Do work that asks the database nothing, while others may write; returns what it makes.

    Nothing that was done before stays, and what was read before is read again. The form's one-time key is
    claimed anew; when the same form was answered meanwhile, its first answer is given and the view ends here.
    """
    give_up()
    made = work()
    first = answered_before()
    if first is not None:
        abort(first)
    return made
