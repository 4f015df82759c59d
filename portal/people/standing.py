"""Where people stand in the house: its roles, and leaving it."""

from sqlalchemy import delete, func, select, update

from portal.kernel import clock, drafts, kept
from portal.kernel.db import session
from portal.kernel.pulse import beat
from portal.kernel.verbs import Act, NotNow
from portal.people.devices import Device
from portal.people.entry import Challenge, Key, Passkey, SignedIn, Token
from portal.people.model import Invitation, Person, Seat
from portal.people.seating import moved, recast
from portal.people.verbs import persons
from portal.people.writing import home_stream, put
from workflows.language import N_, _

ONLY_ADMINISTRATOR = N_("%(name)s is the only administrator. Make somebody else one first.")


@persons.action
def appoint(act: Act, person: Person, roles: list[str]) -> None:
    """Give or take the roles of the house.

    Raises:
        NotNow: the house would be without an administrator.
    """
    if "administrator" not in roles and _last_administrator(person):
        raise NotNow(_(ONLY_ADMINISTRATOR, name=person.name))
    lost = set(person.roles) - set(roles)
    changes = put(person, ("roles",), {"roles": roles})
    if not changes:
        return act.nothing()
    session().flush()
    recast(act.who, person, lost)
    act.note(person=person.name, roles=" and ".join(roles) or "without a role of the house")
    act.tell("house", changes)


@persons.action
def leave(act: Act, person: Person) -> None:
    """Note that somebody has left: from this moment nothing they held opens any door.

    Raises:
        NotNow: they are the last one of their account, or the last administrator.
    """
    if person.left is not None:
        return act.nothing()
    if person.account_id and _present(person.account_id) == 1:
        raise NotNow(_("%(name)s is the last one of this account. Invite somebody first.", name=person.name))
    if _last_administrator(person):
        raise NotNow(_(ONLY_ADMINISTRATOR, name=person.name))
    person.left = act.at
    _shut(person)
    session().flush()
    for account_id in session().scalars(select(Seat.account_id).where(Seat.person_id == person.id)).all():
        moved(act.who, account_id)
    recast(act.who, person, set(person.roles))
    act.note(person=person.name)
    act.tell(home_stream(person), [{"field": "left", "was": None, "now": act.at.isoformat()}])


def _shut(person: Person) -> None:
    """End every session, token, key, passkey and device of a person, and take back what they sent out."""
    now, db = clock.now(), session()
    for table in (SignedIn, Token):
        db.execute(update(table).where(table.person_id == person.id, table.ended.is_(None)).values(ended=now))
    db.execute(update(Key).where(Key.email == person.email, Key.used.is_(None)).values(used=now))
    open_ = (Invitation.accepted.is_(None), Invitation.withdrawn.is_(None))
    db.execute(update(Invitation).where(Invitation.by_id == person.id, *open_).values(withdrawn=now))
    for gone in (Passkey, Challenge, Device):
        db.execute(delete(gone).where(gone.person_id == person.id))
    kept.forget(person.handle)
    drafts.forget(person.handle)
    person.password = ""
    beat(f"person:{person.id}")


def _present(account_id: int) -> int:
    counted = select(func.count()).where(Person.account_id == account_id, Person.left.is_(None))
    return session().scalar(counted) or 0


def _last_administrator(person: Person) -> bool:
    if "administrator" not in person.roles:
        return False
    clan = session().scalars(select(Person).where(Person.side == "clan", Person.left.is_(None)))
    return not any("administrator" in other.roles for other in clan if other.id != person.id)
