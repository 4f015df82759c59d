"""Whether a letter about orders may still go: asked in the moment in which it is sent."""

from sqlalchemy import ColumnElement, select

from portal.cases.model import Case
from portal.kernel.db import session
from portal.kernel.mail import Letter
from portal.people.devices import Push
from portal.people.model import Person
from portal.people.queries import may_see
from workflows.language import N_

NOT_THEIRS = N_("whom it is for may not see that order any more")  # kept with the letter, said to readers


def in_the_way(letter: Letter) -> str:
    """Why a letter may not go; empty when nothing is in its way."""
    return _not_theirs(letter.about, Person.email == letter.to)


def in_the_way_of(push: Push) -> str:
    """Why somebody may not be told of it on their device; empty when nothing is in its way."""
    return _not_theirs(push.about, Person.id == push.person_id)


def _not_theirs(about: str, whose: ColumnElement[bool]) -> str:
    refs = set(about.split())
    if not refs:
        return ""
    seen = select(Case.ref).join(Person, whose).where(Case.ref.in_(refs), may_see(Case.account_id))
    return "" if set(session().scalars(seen)) == refs else NOT_THEIRS
