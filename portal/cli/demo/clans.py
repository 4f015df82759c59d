"""Two clans of the demo house: Northmoor's in good health, Victor Hale's thinner than the rule allows."""

from portal.clans import actions, queries
from portal.cli.demo.year import Tale
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


def stand(present: People) -> Tale:
    """Let people say what they are here for, open seats, ask and answer."""
    northmoor, hale = (at_home(handle) for handle in ("northmoor", "hale"))
    yield 225
    _speak(northmoor, NORTHMOOR, present)
    _speak(hale, HALE, present)
    jo = queries.member(northmoor, "jo")
    actions.describe(present["jo"], jo, why="", hours=None, decides="Invoices up to twenty thousand")
    yield 160
    asked = actions.ask(present["colin"], northmoor, "cloth", "Our serge fades at the shoulder.")
    yield 159
    words = "She buys every length of your serge, and has the mill's dye books here."
    actions.answer(present[_owner(northmoor)], northmoor, asked, present["saira"], words)
    yield 30
    asked = actions.ask(present["jo"], northmoor, "accounting", "Our invoices need two signatures.")
    yield 29
    words = "She bills on Wednesdays from now on, so that both of you are in."
    actions.answer(present[_owner(northmoor)], northmoor, asked, present["priya"], words)
    yield 12
    actions.open_seat(
        present["oscar"], northmoor, "Dispatch", "Coats reach four depots, and nobody sees them leave."
    )
    yield 10
    _speak(northmoor, NEW, present)
    yield 8
    for handle in ("saira", "priya"):
        people.unseat(present["ada"], hale, present[handle])
    yield 7
    actions.open_seat(present["marian"], hale, "Accounts", "Priya went to the new house in York.")
    yield 4
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
