"""Whether a letter about orders may still go: asked in the moment in which it is sent."""

from sqlalchemy import select

from portal.cases.model import Case
from portal.kernel.db import session
from portal.kernel.mail import Letter
from portal.people.model import Person
from portal.people.queries import may_see
from workflows.language import N_

NOT_THEIRS = N_("whom it is for may not see that order any more")  # kept with the letter, said to readers


def in_the_way(letter: Letter) -> str:
    """Why a letter may not go; empty when nothing is in its way."""
    refs = set(letter.about.split())
    if not refs:
        return ""
    seen = (
        select(Case.ref)
        .join(Person, Person.email == letter.to)
        .where(Case.ref.in_(refs), may_see(Case.account_id))
    )
    return "" if set(session().scalars(seen)) == refs else NOT_THEIRS
