"""What people of the demo house spoke about outside of its orders, noted by hand by either side."""

from typing import NamedTuple

from portal.cli.demo.clans import at_home
from portal.cli.demo.year import Tale, today
from portal.people.model import Person
from portal.relationship import actions

People = dict[str, Person]


class Noted(NamedTuple):
    """A contact: how many working days ago, who of the clan with whom, how, who reached out, what about."""

    ago: int
    member: str
    person: str
    way: str
    first: str
    about: str
    next: str = ""
    by: str = ""  # the member, unless somebody else noted it
    otherwise: str = ""  # what the customer said of it a day later


NORTHMOOR = (
    Noted(231, "ines", "dev", "visit", "clan", "The depot in Leeds, and how trousers are let down there."),
    Noted(
        212, "oscar", "susan", "met", "customer", "What a coat has to last: eight winters, not five.",
        "Oscar asks the mill",
    ),
    Noted(184, "marian", "ruth", "visit", "clan", "Measured the night crews at Carnforth."),
    Noted(156, "saira", "colin", "visit", "customer", "Shoulders faded, and the new serge.", "", "colin"),
    Noted(128, "piotr", "dev", "visit", "clan", "The crew room at Settle: hooks, a stove, no hangers."),
    Noted(96, "oscar", "ruth", "telephone", "customer", "Which depots get which coats first.", "", "ruth"),
    Noted(80, "piotr", "dev", "visit", "clan", "Rode the 05:40 from Carnforth, in the driver’s coat."),
    Noted(
        64, "priya", "jo", "visit", "clan",
        "Jo showed me how an invoice is signed twice. The second signature is only there on Thursdays.",
    ),
    Noted(
        22, "saira", "colin", "telephone", "clan", "The mill closes for a fortnight in January.",
        "Order the serge before Christmas",
    ),
    Noted(
        13, "oscar", "susan", "met", "customer",
        "The new depot at Heysham opens in March, with forty crews who have no coats yet.",
        "Susan sends the sizes", "", "Thirty crews, not forty.",
    ),
    Noted(6, "tom", "dev", "visit", "clan", "Rode the 05:40 with him. He showed me where the cuff soaks."),
    Noted(5, "ben", "ruth", "visit", "clan", "How each depot sends in its orders, and why on paper first."),
    Noted(3, "marian", "lena", "letter", "customer", "Which blue the 1936 uniforms had.", "", "lena"),
)  # fmt: skip
HALE = (
    Noted(207, "oscar", "victor", "telephone", "customer", "Which halls are hot, and which have a draught."),
    Noted(
        118,
        "marian",
        "victor",
        "visit",
        "clan",
        "Watched him change between the halves.",
    ),
    Noted(51, "ines", "victor", "met", "clan", "The grey flannel: how it falls when he sits at the piano."),
    Noted(7, "piotr", "victor", "letter", "clan", "Asked how the shoulder sits when he conducts."),
)


def note(present: People, account: str, noted: tuple[Noted, ...]) -> Tale:
    """Let people note whom they spoke with, on the day on which they did."""
    for one in noted:
        yield one.ago
        touch = actions.note(
            present[one.by or one.member],
            at_home(account),
            member=present[one.member],
            person=present[one.person],
            on=today().date(),
            way=one.way,
            first=one.first,
            about=one.about,
            next=one.next,
        )
        if one.otherwise:
            yield one.ago - 1
            actions.contradict(present[one.person], touch, one.otherwise)
