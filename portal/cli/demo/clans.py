"""Two clans of the demo house: Northmoor's in good health, Victor Hale's thinner than the rule allows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time

from portal.clans import actions, queries
from portal.cli.demo.days import working_day
from portal.cli.demo.telling import ZONE
from portal.kernel import clock
from portal.people import actions as people
from portal.people.model import Account, Person
from portal.people.queries import account_by_handle

People = dict[str, Person]
# Who says what of themselves: why they are here, their hours a month, and what they may decide.
NORTHMOOR = {
    "marian": (
        "I cut the first coat for the Settle crews.",
        12,
        "Cut, and anything under two hundred pounds",
    ),
    "oscar": ("Whoever rings from Northmoor gets me.", 8, "Dates, as long as the workroom agrees"),
    "piotr": ("I wore the coat on the 05:40 and know where it leaks.", 10, "How a seam is made"),
    "ines": ("Their trousers are mine from the first chalk line.", 6, ""),
    "saira": ("I found the mill that weaves their serge.", 5, "Cloth of the same price"),
    "priya": ("I send the bills, and Jo and I settle them by telephone.", 4, "Thirty days more to pay"),
}
NEW = {"tom": ("New here. I ride with Dev to learn what a guard needs.", 8, "")}
HALE = {
    "marian": ("I have cut every tailcoat he conducts in.", 6, "Cut"),
    "piotr": ("His shoulders move more than anybody's.", 4, ""),
}


def stand(present: People, now: datetime) -> None:
    """Let people say what they are here for, open seats, ask and answer."""
    northmoor, hale = (at_home(handle) for handle in ("northmoor", "hale"))
    with on(60, now):
        _speak(northmoor, NORTHMOOR, present)
        _speak(hale, HALE, present)
        jo = queries.member(northmoor, "jo")
        actions.describe(present["jo"], jo, why="", hours=None, decides="Invoices up to twenty thousand")
    with on(30, now):
        asked = actions.ask(present["jo"], northmoor, "accounting", "Our invoices need two signatures.")
    with on(29, now):
        actions.answer(
            present[_owner(northmoor)],
            northmoor,
            asked,
            present["priya"],
            "She bills on Wednesdays from now on, so that both of you are in.",
        )
    with on(12, now):
        actions.open_seat(
            present["oscar"], northmoor, "Dispatch", "Coats reach four depots, and nobody sees them leave."
        )
    with on(10, now):
        _speak(northmoor, NEW, present)
    with on(8, now):
        for handle in ("saira", "priya"):
            people.unseat(present["ada"], hale, present[handle])
    with on(7, now):
        actions.open_seat(present["marian"], hale, "Accounts", "Priya went to the new house in York.")
    with on(4, now):
        actions.ask(present["victor"], hale, "accounts", "Whom do I ring about the second instalment?")


def at_home(handle: str) -> Account:
    """The customer of that short name."""
    found = account_by_handle(handle)
    assert found is not None  # noqa: S101  the cast has entered
    return found


def _owner(account: Account) -> str:
    (question,) = queries.open_questions(account.id)
    assert question.owner is not None  # noqa: S101  this clan has seniors
    return question.owner.handle


def _speak(account: Account, words: dict[str, tuple[str, int, str]], present: People) -> None:
    for handle, (why, hours, decides) in words.items():
        member = queries.member(account, handle)
        actions.describe(present[handle], member, why=why, hours=hours, decides=decides)


@contextmanager
def on(ago: int, now: datetime) -> Iterator[datetime]:
    """The morning of so many working days ago."""
    then = datetime.combine(working_day(ago, now.astimezone(ZONE).date()), time(10), ZONE)
    with clock.as_of(then):
        yield then
