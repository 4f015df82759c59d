"""Asking for copies: one at a time, and a few in a day."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.people.model import Account, Person
from portal.people.writing import home_stream
from portal.privacy import waiting
from portal.privacy.model import Copy
from portal.privacy.verbs import copies
from workflows.language import _

MOST_A_DAY = 3


@copies.action
def ask(act: Act, person: Person) -> Copy:
    """Have everything about oneself put together.

    Raises:
        NotNow: one is under way, or there were enough today.
    """
    act.tell(f"copies:{person.id}")
    return _begun(act, person, None, "person")


@copies.action
def ask_all(act: Act, account: Account) -> Copy:
    """Have everything about one's own customer put together, as far as one reads it.

    Raises:
        NotNow: one is under way, or there were enough today.
    """
    act.note(account=account.name)
    act.tell(f"account:{account.id}")
    return _begun(act, act.who, account, "customer")


@copies.action
def ask_for(act: Act, person: Person) -> Copy:
    """Have everything about a customer put together for one of its people, who is told of it at once.

    Raises:
        NotNow: they belong to no customer, one is under way, or there were enough today.
    """
    account = session().get(Account, person.account_id) if person.account_id else None
    if account is None or person.left is not None:
        raise NotNow(_("%(name)s belongs to no customer.", name=person.name))
    act.note(account=account.name, person=person.name)
    act.tell(home_stream(person))
    copy = _begun(act, person, account, "customer")
    waiting.give(copy, act.who)
    return copy


def _begun(act: Act, person: Any, account: Account | None, scope: str) -> Copy:
    session().get(Person, person.id, with_for_update=True)  # of two at once, one waits and is then refused
    own = Copy.person_id == person.id
    if session().scalar(select(Copy.id).where(own, Copy.made.is_(None), Copy.ended.is_(None)).limit(1)):
        raise NotNow(_("A copy for %(name)s is being put together already.", name=person.name))
    today = select(func.count(Copy.id)).where(own, Copy.asked > act.at - timedelta(days=1))
    if (session().scalar(today) or 0) >= MOST_A_DAY:
        raise NotNow(
            _(
                "%(most)s copies in a day are made for one person. Ask again tomorrow.",
                most=str(MOST_A_DAY),
            )
        )
    whose = account.id if account else person.account_id
    copy = Copy(account_id=whose, person_id=person.id, by_id=act.who.id, scope=scope, asked=act.at)
    session().add(copy)
    session().flush()
    return copy
