"""Why a mail that came in cannot be placed, and who wrote one whose address names somebody."""

from portal.kernel.db import session
from portal.kernel.signed import Named
from portal.notifications.reading import Came
from portal.people.model import Person
from workflows.language import N_

# Kept with the mail in English, said in the language of whoever reads it.
FORGED = N_("No address of this house in it names an order.")
OTHERS = N_("It came from another address than that of the person whom the letter was for.")
GONE = N_("The person whom the letter was for may not see that order any more.")
GONE_FROM = N_("The person whom the letter was for may not see that complaint any more.")
SEVERAL = N_("It answers a letter about several orders.")
EMPTY = N_("There is nothing written in it.")
BROKEN = N_("Our side broke while taking it.")
STOPPED = N_("It stopped letters about orders.")
UNKNOWN = N_("It says that something is wrong, and came from no address of a customer.")
MANY = N_("It says that something is wrong, and many like it came from that address today.")


class Held(Exception):
    """This mail cannot be placed; the message says why. `person` may place it all the same."""

    def __init__(self, why: str, person: int | None = None) -> None:
        super().__init__(why)
        self.person = person


def writer(came: Came, named: Named | None) -> Person:
    """Whom the address of a mail names, when it came from them.

    Raises:
        Held: it names nobody, or it is not from them, or they have left.
    """
    person = session().get(Person, named.person) if named else None
    if person is None:
        raise Held(FORGED)
    if came.sender != person.email or person.left is not None:
        raise Held(OTHERS)
    return person
