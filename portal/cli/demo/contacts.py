"""What people of the demo house spoke about outside of its orders, noted by hand by either side."""

from datetime import datetime
from typing import NamedTuple

from portal.cli.demo.clans import at_home, on
from portal.cli.demo.days import working_day
from portal.cli.demo.telling import ZONE
from portal.people.model import Person
from portal.relationship import actions
from portal.relationship.model import Touch

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


NORTHMOOR = (
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
        "Susan sends the sizes",
    ),
    Noted(6, "tom", "dev", "visit", "clan", "Rode the 05:40 with him. He showed me where the cuff soaks."),
    Noted(5, "ben", "ruth", "visit", "clan", "How each depot sends in its orders, and why on paper first."),
    Noted(3, "marian", "lena", "letter", "customer", "Which blue the 1936 uniforms had.", "", "lena"),
)  # fmt: skip
HALE = (Noted(7, "piotr", "victor", "letter", "clan", "Asked how the shoulder sits when he conducts."),)


def note(present: People, now: datetime) -> None:
    """Let people note whom they spoke with."""
    for handle, noted in (("northmoor", NORTHMOOR), ("hale", HALE)):
        for one in noted:
            touch = _note(present, handle, one, now)
            if one.person == "susan":
                with on(one.ago - 1, now):
                    actions.contradict(present["susan"], touch, "Thirty crews, not forty.")


def _note(present: People, account: str, one: Noted, now: datetime) -> Touch:
    """They note it on that day."""
    day = working_day(one.ago, now.astimezone(ZONE).date())
    with on(one.ago, now):
        return actions.note(
            present[one.by or one.member],
            at_home(account),
            member=present[one.member],
            person=present[one.person],
            on=day,
            way=one.way,
            first=one.first,
            about=one.about,
            next=one.next,
        )
