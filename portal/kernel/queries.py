"""What every area's readers share."""

from typing import Any, TypeVar

from sqlalchemy import Select

from portal.kernel.db import session

T = TypeVar("T")


class NotFound(Exception):
    """There is nothing here that this person may see, whether it exists or not."""


def one_or_404(chosen: Select[T]) -> T:
    """The one row of a selection that already says what the person may see; NotFound otherwise."""
    found: Any = session().scalars(chosen).unique().one_or_none()
    if found is None:
        raise NotFound
    return found  # type: ignore[no-any-return]
