"""Everybody belongs at once: who is entered gets a clan and first weeks on the same day; and how those end.

`belong` and `settle` follow the deeds of people (portal/people/seating.py). Both do nothing when all is in
order, so they may be asked too often.
"""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from portal.clans import cards
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.verbs import Act, tell
from portal.people import actions as people
from portal.people.model import Account, Person
from portal.people.queries import house
from portal.quests import queries
from portal.quests.model import Quest
from portal.quests.verbs import stream
from workflows.quests import due_from, placed

CARD = "quests"


def belong(person: Person) -> None:
    """Give somebody who was entered into the house a seat in a clan, and begin their first weeks there.

    An administrator gets none by themselves: what they may see of customers is for another one to say.
    """
    if person.side != "clan" or "administrator" in person.roles or queries.sits(person):
        return
    place, opened = placed(person.department, queries.sizes()), house()
    if place is None or opened is None:
        return
    hand = replace(people.OPERATOR, handle="house", name=opened.name)
    account = session().get_one(Account, place.account)
    people.seat(hand, account, person)
    now = clock.now()
    due = due_from(now.astimezone(ZoneInfo(opened.zone)).date())
    quest = queries.of_person(account.id, person.id) or Quest(account_id=account.id, person_id=person.id)
    quest.begun, quest.due, quest.done, quest.ended, quest.told = now, due, None, None, False
    session().add(quest)
    session().flush()
    facts = {"person": person.name, "quest": quest.id, "due": due.isoformat()}
    tell(hand, stream(account.id), "quest.begin", facts)
    show(account.id)


def settle(who: Any, account_id: int) -> None:
    """End the first weeks of those who do not stand for this customer any more."""
    gone = queries.gone(account_id)
    for quest in gone:
        quest.ended = clock.now()
        tell(who, stream(account_id), "quest.end", {"person": quest.person.name, "quest": quest.id})
    if gone:
        show(account_id)


def finish_if_whole(act: Act, quest: Quest) -> None:
    """Note that first weeks are done with the deed that completed them, and show how they stand."""
    if queries.weeks(quest).whole and quest.done is None:
        quest.done = act.at
        act.note(done=True)
    session().flush()
    show(quest.account_id)


def show(account_id: int) -> None:
    """Bring the card of first weeks on the page of a customer to what is so."""
    cards.renew(account_id, CARD, lambda: queries.card(account_id))
