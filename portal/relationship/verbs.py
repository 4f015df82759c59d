"""What may be done with notes of contacts, by whom, and what is said of it."""

from typing import Any

from portal.cases.verbs import for_account
from portal.kernel.db import session
from portal.kernel.verbs import Rule, Verb, Verbs
from portal.people.model import Person
from portal.people.queries import homes
from workflows.language import N_


def _here(who: Any, account_id: int) -> bool:
    return who.left is None and account_id in session().scalars(homes(who))


def _across(who: Any, author_id: int) -> bool:
    """Whether somebody is of the other side than whoever noted it."""
    return bool(session().get_one(Person, author_id).side != who.side)


author = Rule(
    N_("whoever noted it"), lambda who, touch: who.id == touch.by_id and _here(who, touch.account_id)
)
other_side = Rule(
    N_("the other side"), lambda who, touch: _across(who, touch.by_id) and _here(who, touch.account_id)
)

verbs = Verbs(
    "touch",
    {
        "note": Verb(for_account, says=N_("noted a contact of {member} and {person}: {about}")),
        "correct": Verb(author, says=N_("corrected what they noted of {member} and {person}: {about}")),
        "take_back": Verb(author, says=N_("took back what they had noted of {member} and {person}")),
        "contradict": Verb(
            other_side, says=N_("said of the contact of {member} and {person} that it was otherwise: {words}")
        ),
    },
)
