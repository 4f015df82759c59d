"""What the people of the demo house gave Northmoor to know, and what became of it."""

from portal.cli.demo.clans import at_home
from portal.cli.demo.year import Tale, today
from portal.knowledge import actions, queries
from portal.people.model import Person

People = dict[str, Person]
FELT = "Why wool felt dries where cotton does not"
SHARED = "We buy our buckles together now."
MENDED = "The crews brush their coats on Fridays now; eleven fewer came back wet."
# How many days ago, by whom, what and about what, to whom, and what each said of it, if they did.
GIVEN = (
    (
        205,
        "piotr",
        "training",
        "How a coat is hung so that it dries",
        {"dev": (3, "In our crew room")},
    ),
    (150, "oscar", "introduction", "The uniforms people of the Severn line", {"colin": (4, SHARED)}),
    (58, "saira", "article", FELT, {"ruth": (4, MENDED), "colin": (2, "")}),
    (44, "piotr", "training", "Brushing a coat, half an hour at the depot", {"dev": (3, "At Carnforth")}),
    (41, "oscar", "article", "Buttons through the ages", {"lena": (0, ""), "jo": None}),
    (24, "oscar", "article", "A history of piping", {"lena": (0, "")}),
    (9, "priya", "comparison", "What four railways spend on a coat in a year", {"jo": None, "susan": None}),
)


def give(present: People) -> Tale:
    """Give it, and let those who answered say whether it was of use."""
    northmoor = at_home("northmoor")
    for ago, giver, kind, title, answers in GIVEN:
        yield ago
        said = actions.Given(kind, title, today().date())
        gift = actions.give(present[giver], northmoor, said, [present[name] for name in answers])
        yield ago - 3
        for name, told in answers.items():
            if told:
                one = queries.receipt(northmoor, gift.number, present[name])
                actions.rate(present[name], one, *told)
