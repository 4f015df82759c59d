"""A red cord in the demo house: Piotr went past everybody between, and all read what came of it."""

from portal.cli.demo.clans import People, at_home
from portal.cli.demo.year import Tale
from portal.cords import actions
from portal.cords.actions import Broken

PROMISE = "No coat leaves the workroom with a seam that nobody has tried."
EVIDENCE = "Since October one of us tries the seams of two. Nine coats left last week, and nobody signed."
DECISION = (
    "You are right, and thank you. From Monday a second person tries seams, and no coat leaves unsigned."
)
FOR_ALL = "Every seam is tried by somebody who did not sew it, before a coat leaves the workroom."
OUTCOME = "Resources doubled: two people try seams from now on, and the book is signed for every coat."


def pull(present: People) -> Tale:
    """Let a cord be pulled, read, answered within the day, and published."""
    piotr, helena = present["piotr"], present["helena"]
    yield 20
    cord = actions.pull(piotr, helena, Broken(PROMISE, EVIDENCE, at_home("northmoor")))
    for name in ("helena", "ines", "saira"):
        actions.read(present[name], cord)
    yield 19
    actions.answer(helena, cord, DECISION)
    cord.told = True  # nobody gets a letter of the house's own past
    yield 17
    actions.publish(helena, cord, FOR_ALL, OUTCOME)
