"""Invitations by either side: sending, taking back, and coming in by one."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from portal.kernel import clock, mail
from portal.kernel.db import DOOR, extend, reaching, session
from portal.kernel.verbs import Act, NotNow
from portal.people import reach
from portal.people.actions import add_person
from portal.people.limits import TooMany
from portal.people.model import Account, House, Invitation, Person
from portal.people.queries import by_email, digest
from portal.people.seating import entered
from portal.people.verbs import invitations
from portal.people.writing import chosen_by, home_stream
from workflows.language import N_, _

GOOD_FOR = timedelta(days=14)
A_DAY = 50  # invitations that one person may send in a day

LETTER = N_("""Good day %(name)s,

%(by)s invites you to %(place)s.

Open this link and press the button there. It works for fourteen days:
%(link)s

You need no password. If you do not know %(by)s, let it be; nothing happens.

%(house)s
""")
KNOWN = N_("""Good day %(name)s,

%(by)s invites you to %(place)s.

Your address already opens another place with us, and one address opens one. Ask \
%(by)s to invite you at another
address, or ring us: %(telephone)s.

%(house)s
""")


@dataclass(frozen=True)
class Guest:
    """Who is invited, as the one who invites describes them; they may correct it once they are in."""

    name: str
    email: str
    title: str = ""
    department: str = ""
    roles: Sequence[str] = field(default_factory=list)


@invitations.action
def send(act: Act, account: Account | None, guest: Guest, house: House, link: Callable[[str], str]) -> None:
    """Invite somebody to an account, or into the house when no account is given.

    Raises:
        NotNow: they are in it already.
        TooMany: fifty invitations in a day from one person.
    """
    email = guest.email.strip().lower()
    home = account.id if account else None
    known = by_email(email)
    if known and known.account_id == home:
        raise NotNow(_("%(name)s is here already.", name=known.name))
    if _sent_today(act) >= A_DAY:
        raise TooMany
    _replace(email, home, act)
    secret = secrets.token_urlsafe(32)
    _write(act, account, guest, secret)
    words = {"name": guest.name, "by": act.who.name, "house": house.name, "telephone": house.telephone}
    with chosen_by(known):
        place = _place_of(account, house)
        text = _(KNOWN if known else LETTER, **words, place=place, link=link(secret))
        mail.write(email, _("%(by)s invites you to %(house)s", by=act.who.name, house=house.name), text)
    act.note(person=guest.name)
    act.tell(f"account:{home}" if home else "house")


def _place_of(account: Account | None, house: House) -> str:
    if account is None:
        return house.name
    return _("%(account)s, at %(house)s", account=account.name, house=house.name)


def _write(act: Act, account: Account | None, guest: Guest, secret: str) -> None:
    invitation = Invitation(secret=digest(secret), email=guest.email.strip().lower(), name=guest.name)
    invitation.side, invitation.account_id = ("customer", account.id) if account else ("clan", None)
    invitation.title, invitation.department = guest.title, guest.department
    invitation.roles, invitation.by_id = list(guest.roles), act.who.id
    invitation.at, invitation.until = act.at, act.at + GOOD_FOR
    session().add(invitation)


@invitations.action
def withdraw(act: Act, invitation: Invitation) -> None:
    """Take an invitation back; its link says so from now on."""
    if invitation.accepted or invitation.withdrawn:
        return act.nothing()
    invitation.withdrawn = act.at
    act.note(person=invitation.name)
    act.tell(f"account:{invitation.account_id}" if invitation.account_id else "house")


@invitations.action
def accept(act: Act, invitation: Invitation) -> None:
    """Come in. The journal hears it from the one who came."""
    act.note(by=invitation.by.name)
    act.tell(home_stream(act.who))


def come_in(secret: str) -> Person:
    """Use an invitation up, and give its guest their place, or their old place back.

    Raises:
        NotNow: it was used or taken back, is too old, or its address opens another place by now.
    """
    extend(DOOR)
    now = clock.now()
    open_ = (Invitation.accepted.is_(None), Invitation.withdrawn.is_(None), Invitation.until > now)
    used = update(Invitation).where(Invitation.secret == digest(secret), *open_).values(accepted=now)
    found = session().scalar(used.returning(Invitation.id).execution_options(synchronize_session=False))
    if found is None:
        raise NotNow(_("This invitation cannot be used any more. Ask for another."))
    invitation = session().get_one(Invitation, found, options=[joinedload(Invitation.by)])
    extend(reach.of_guest(invitation))
    person = _place(invitation)
    accept(person, invitation)
    entered(person)
    return person


def _place(invitation: Invitation) -> Person:
    with reaching(DOOR):
        person = session().scalar(select(Person).where(Person.email == invitation.email))
    if person is None:
        account = session().get(Account, invitation.account_id) if invitation.account_id else None
        return add_person(
            Newcomer(invitation.name, invitation.side),
            invitation.name,
            invitation.email,
            side=invitation.side,
            account=account,
            title=invitation.title,
            department=invitation.department,
            roles=invitation.roles,
        )
    if person.left is None or person.account_id != invitation.account_id:
        said = _("Your address already opens another place here. Ask to be invited at another address.")
        raise NotNow(said)
    person.left, person.title, person.department = None, invitation.title, invitation.department
    person.roles = invitation.roles
    return person


@dataclass(frozen=True)
class Newcomer:
    """Somebody in the moment of coming in, before they have a short name of their own."""

    name: str
    side: str
    handle: str = "-"


def _sent_today(act: Act) -> int:
    day = select(func.count()).where(
        Invitation.by_id == act.who.id, Invitation.at > act.at - timedelta(days=1)
    )
    return session().scalar(day) or 0


def _replace(email: str, home: int | None, act: Act) -> None:
    """A newer invitation takes the place of an open older one to the same address."""
    same_home = Invitation.account_id == home if home else Invitation.account_id.is_(None)
    older = (Invitation.email == email, same_home, Invitation.accepted.is_(None))
    taken = update(Invitation).where(*older, Invitation.withdrawn.is_(None)).values(withdrawn=act.at)
    session().execute(taken.execution_options(synchronize_session=False))
