"""What is told of copies on the first page of whom they are for, and by letter."""

from typing import Any

from portal.clans import errands
from portal.clans.model import Errand
from portal.privacy.model import Copy
from workflows.language import _

AREA = "privacy"


def give(copy: Copy, by: Any) -> None:
    """Tell whom a copy is for that it is there, or that somebody of the house asked for it."""
    asked = {"by": by.name if by.id != copy.person_id else ""}
    errands.give(copy.account_id, (AREA, str(copy.id)), [copy.person_id], None, asked)


def take(copy: Copy) -> None:
    """It is gone, or was fetched."""
    errands.take(AREA, str(copy.id))


def words(errand: Errand) -> errands.Words:
    """A copy in words."""
    by, letter = errand.said["by"], _("Your copy of everything is ready. It is kept for a day.")
    if by:
        letter = _(
            "%(name)s had a copy of everything about %(customer)s put together for you. Nobody else can "
            "fetch it. It is kept for a day from when it is ready.",
            name=by,
            customer=errand.account.name,
        )
    line = _("%(name)s had a copy of everything made for you", name=by) if by else _("Your copy is ready")
    return errands.Words(line, letter, "/settings/everything", _("Fetch it"))
