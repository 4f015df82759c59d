"""What waits for people of what was given: to say whether it was of use, and whether to stop."""

from typing import Any

from sqlalchemy import select

from portal.clans import errands
from portal.clans.model import Errand
from portal.clans.queries import clan
from portal.kernel.db import session
from portal.knowledge import queries
from portal.knowledge.model import Gift, Receipt
from portal.people.model import Account, Person
from portal.people.queries import people_of
from workflows.knowledge import KINDS, WAITS
from workflows.language import _, listed

AREA, STOP = "knowledge", "knowledge.stop"


def wait(gift: Gift, giver: str) -> None:
    """Let what was given wait for who has not said whether it was of use; for nobody if it was taken back."""
    unrated = select(Receipt.person_id).where(Receipt.gift_id == gift.id, Receipt.rating.is_(None))
    people = [] if gift.gone else session().scalars(unrated).all()
    said = {"kind": gift.kind, "giver": giver, "gift": gift.number}
    due = (gift.at + WAITS).date()
    errands.give(gift.account_id, (AREA, f"{gift.account_id}-{gift.number}"), people, due, said)


def ask_to_stop(account: Account, person: Person) -> None:
    """Propose to stop, to who received it and who gave it, where two in a row were of no use."""
    key = f"{account.id}-{person.id}"
    found = queries.question(account.id, person)
    if found is None or person.left is not None:
        return errands.take(STOP, key)
    there = clan(account).members
    givers = [one.person.id for one in there if one.person.id == found.giver_id]
    seniors = [one.person.id for one in there if one.senior]
    said = {"kinds": list(found.kinds), "person": person.name, "handle": person.handle}
    errands.give(account.id, (STOP, key), [person.id, *(givers or seniors)], None, said)


def settle(_who: Any, account_id: int) -> None:
    """Hand on what waits for who gave something and does not stand here any more; it follows moving seats."""
    account = session().get_one(Account, account_id)
    for one in queries.questions(account_id, people_of(account)):
        ask_to_stop(account, one.person)


def of_use(errand: Errand) -> errands.Words:
    """Whether it was of use, as first pages and its letter put it."""
    said, account = errand.said, errand.account
    kind = said["kind"]
    facts = {"name": said["giver"], "kind": _(KINDS[kind])}
    return errands.Words(
        line=_("Was it of use? %(name)s gave you %(kind)s", **facts),
        letter=_("%(name)s gave you %(kind)s. Say in a word whether it was of use.", **facts),
        path=f"/customers/{account.handle}/knowledge/{said['gift']}/rate",
        deed=_("Say whether it was of use"),
    )


def to_stop(errand: Errand) -> errands.Words:
    """Whether to stop, as first pages and its letter put it."""
    said, account = errand.said, errand.account
    facts = {"name": said["person"], "kinds": listed([_(KINDS[one]) for one in said["kinds"]])}
    return errands.Words(
        line=_("Stop giving %(name)s %(kinds)s?", **facts),
        letter=_("Two in a row were of no use to %(name)s: %(kinds)s. Stop, or go on?", **facts),
        path=f"/customers/{account.handle}/knowledge#stop-{said['handle']}",
        deed=_("Decide it"),
    )


errands.put_into_words(AREA, of_use)
errands.put_into_words(STOP, to_stop)
