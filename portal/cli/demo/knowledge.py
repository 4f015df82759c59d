"""What the people of the demo house gave Northmoor to know, and what became of it."""

from datetime import datetime, timedelta

from portal.cli.demo.clans import at_home, on
from portal.cli.demo.telling import ZONE
from portal.knowledge import actions, queries
from portal.people.model import Person

People = dict[str, Person]
FELT = "Why wool felt dries where cotton does not"
MENDED = "The crews brush their coats on Fridays now; eleven fewer came back wet."
# How many days ago, by whom, what and about what, to whom, and what each said of it, if they did.
GIVEN = (
    (58, "saira", "article", FELT, {"ruth": (4, MENDED), "colin": (2, "")}),
    (44, "tom", "training", "Brushing a coat, half an hour at the depot", {"dev": (3, "At Carnforth")}),
    (41, "oscar", "article", "Buttons through the ages", {"lena": (0, ""), "jo": None}),
    (24, "oscar", "article", "A history of piping", {"lena": (0, "")}),
    (9, "priya", "comparison", "What four railways spend on a coat in a year", {"jo": None, "susan": None}),
)


def give(present: People, now: datetime) -> None:
    """Give it, and let those who answered say whether it was of use."""
    northmoor = at_home("northmoor")
    for ago, giver, kind, title, answers in GIVEN:
        given_on = now.astimezone(ZONE).date() - timedelta(days=ago)
        with on(ago, now):
            said = actions.Given(kind, title, given_on)
            gift = actions.give(present[giver], northmoor, said, [present[name] for name in answers])
        with on(ago - 3, now):
            for name, told in answers.items():
                if told:
                    one = queries.receipt(northmoor, gift.number, present[name])
                    actions.rate(present[name], one, *told)
