"""How far a person reaches on PostgreSQL: read from the database, in the statement that finds them.

One of a customer reaches the rows of that customer, one of the house those of the clans too, and who has left
nothing. Which rows these are the policies of the tables say (decision 051); what of them somebody sees of
either, `seen_by` of each area, as on every database.
"""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, literal

from portal.kernel.db import DOOR, HOUSE, REACH, extend, session
from portal.people.model import Invitation, Person

Row = TypeVar("Row")
OF_CLAN = "clan"


def taken(*where: ColumnElement[bool]) -> ColumnElement[Any]:
    """Take the reach of the person whom a statement finds, where these hold; a column for that statement."""
    db = session()
    if db.get_bind().dialect.name != "postgresql" or db.info["reach"] == HOUSE:
        return literal("")
    reach = case((Person.side == "customer", cast(Person.account_id, Text)), else_=OF_CLAN)
    return case((and_(Person.left.is_(None), *where), func.set_config(REACH, reach, True)))


def of_guest(invitation: Invitation) -> str:
    """The reach that an invitation gives to whoever comes in by it."""
    return str(invitation.account_id) if invitation.account_id else OF_CLAN


def keep(reach: str | None) -> None:
    """Remember what was taken, for the transactions of this unit that follow."""
    if reach:
        session().info["reach"] = reach


def found(asked: Select[Row]) -> Row | None:
    """What a statement with a person in it finds; from here on this unit reaches as far as they do."""
    if session().info["reach"] not in (DOOR, HOUSE):
        extend(DOOR)  # whoever else is signed in here: the secret says who reads
    row = session().execute(asked.add_columns(taken())).first()
    if row is None:
        return None
    keep(row[1])
    first: Row = row[0]
    return first
