"""Who may do what with people, accounts, invitations and the house, and what is said of it."""

from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select

from portal.kernel.db import session
from portal.kernel.verbs import Rule, Verb, Verbs, either
from portal.people.model import Account, Person, Seat
from workflows.language import N_


def homes(person: Person) -> Select[int]:
    """The accounts that a person may see, as a selection of ids, for `Case.account_id.in_(homes(person))`.

    A customer person sees their own account, a clan member those in whose clan they hold a seat. Nobody sees
    more by being an executive or administrator, and who has left sees nothing.
    """
    if person.left is not None:
        return select(Account.id).where(false())
    if person.side == "customer":
        return select(Account.id).where(Account.id == person.account_id)
    return select(Seat.account_id).where(Seat.person_id == person.id)


def seen_by(person: Person) -> ColumnElement[bool]:
    """Select whom `person` may see: both sides of their accounts; and the people of the house, each other."""
    home = homes(person)
    in_clan = Person.id.in_(select(Seat.person_id).where(Seat.account_id.in_(home)))
    seen = or_(Person.id == person.id, Person.account_id.in_(home), in_clan)
    return or_(seen, Person.side == "clan") if person.side == "clan" else seen


def _at_home(who: Any, account: Account) -> bool:
    asked = select(Account.id).where(Account.id == account.id, Account.id.in_(homes(who)))
    return session().scalar(asked) is not None


def _administers(who: Any, _thing: object = None) -> bool:
    return who.left is None and "administrator" in who.roles


def _may_part(who: Any, person: Any) -> bool:
    """Colleagues part with each other inside an account; an administrator with people of the house."""
    if person.side == "customer":
        return who.left is None and who.side == "customer" and who.account_id == person.account_id
    return _administers(who)


themselves = Rule(N_("the person"), lambda who, person: who.id == person.id)
clan = Rule(N_("the people of the house"), lambda who, _thing: who.side == "clan" and who.left is None)
administrator = Rule(N_("an administrator"), _administers)
at_home = Rule(
    N_("the people of this account and its clan"),
    lambda who, thing: isinstance(thing, Account) and _at_home(who, thing),
)
customer = Rule(N_("the customer"), lambda who, account: who.side == "customer" and _at_home(who, account))
into_house = Rule(N_("an administrator"), lambda who, thing: thing is None and _administers(who))
sender = Rule(N_("who sent it"), lambda who, invitation: who.id == invitation.by_id)
invited = Rule(N_("who is invited"), lambda who, invitation: who.email == invitation.email)
close_by = Rule(N_("a colleague in the account, or an administrator for the house's own people"), _may_part)

persons = Verbs(
    "person",
    {
        "add": Verb(administrator, says=N_("added {person}")),
        "describe": Verb(themselves, says=N_("changed what others read about them")),
        "leave": Verb(close_by, says=N_("noted that {person} has left")),
        "appoint": Verb(administrator, says=N_("made {person} {roles}")),
    },
)
accounts = Verbs(
    "account",
    {
        "open": Verb(either(clan, administrator), says=N_("opened the account {account}")),
        "seat": Verb(administrator, says=N_("gave {person} a seat in the clan")),
        "unseat": Verb(administrator, says=N_("took {person} out of the clan")),
        "set_days": Verb(customer, says=N_("changed the days on which {account} works")),
    },
)
houses = Verbs(
    "house",
    {
        "open": Verb(administrator, says=N_("opened {house}")),
        "change": Verb(administrator, says=N_("changed what the house says about itself")),
        "offer_version": Verb(administrator, says="{what}"),
    },
)
invitations = Verbs(
    "invitation",
    {
        "send": Verb(either(at_home, into_house), says=N_("invited {person}")),
        "withdraw": Verb(either(sender, administrator), says=N_("took back the invitation of {person}")),
        "accept": Verb(invited, says=N_("came in, invited by {by}")),
    },
)
