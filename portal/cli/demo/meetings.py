"""Meetings about Northmoor in the demo house: two were held, of which one left an idea; one is called."""

from datetime import datetime, time, timedelta

from portal.cli.demo.clans import at_home
from portal.cli.demo.days import working_day
from portal.cli.demo.telling import ZONE
from portal.cli.demo.year import Tale, today
from portal.meetings import actions, ending, ideas
from portal.meetings.actions import Guest, Terms
from portal.meetings.model import ClanMeeting, Idea
from portal.people.model import Account, Person

People = dict[str, Person]
CUFFS = "By Haltwhistle the left cuff is soaked. We look for what keeps a driver dry till noon."
# Who wrote what, how much work it is, and what it gives the customer.
IDEAS = (
    ("piotr", "A drip edge at the hem, cut with the coat", "S", "Dry sleeves till noon"),
    (
        "saira",
        "Serge from the mill in Selkirk, which sheds water for longer",
        "M",
        "A coat that dries overnight",
    ),
    ("ines", "Hang a spare coat at Carnforth for whoever comes in wet", "S", "Nobody starts a shift wet"),
    ("priya", "Let drivers hire their coats", "L", "One bill a year"),
)
PRESENT = ("marian", "oscar", "piotr", "saira", "priya", "ines")
# What stands on the agenda before the ideas, and the questions of the silent round.
DRYING = (
    ["What the crew rooms have", "What we saw on the 05:40"],
    ["Where is a coat while they sleep?"],
)
CUFFS_TOLD = (["What drivers said", "What we tried since"], ["What would a driver stop us doing?"])
SNOW = (
    ["The depots in last year’s snow", "Heysham: thirty crews more"],
    ["What breaks first in frost?"],
)
WORKROOM = "The workroom, 31 Burling Row"


def meet_in_spring(present: People) -> Tale:
    """A meeting long ago, all of whose ideas have ended."""
    northmoor = at_home("northmoor")
    yield 100
    soon = _at(14, 10)
    words = ("Hooks, hangers and stoves", "Coats dry on door handles. What would let them dry?", soon)
    held = _called(present["oscar"], northmoor, Terms(*words, place="The crew room, Settle"), DRYING)
    yield 90
    oscar, come = present["oscar"], ("marian", "oscar", "piotr", "saira", "ines")
    actions.begin(oscar, held, come)
    rail = ideas.write(present["piotr"], held, "Broad hangers of beech in each crew room", "S", "Dry by noon")
    stove = ideas.write(present["ines"], held, "A second stove at Settle", "L", "A warm room")
    ideas.reveal(oscar, held)
    for name in ("marian", "saira"):
        ideas.dot(present[name], rail)
    ideas.close_dots(oscar, held)
    ending.promise(oscar, rail, "Turn forty hangers", present["piotr"], _at(30, 10).date())
    ending.decline(oscar, stove, "The house is theirs, and the stove too. Susan knows of it.")
    ending.close(oscar, held, come)
    yield 76
    ending.finish(present["piotr"], rail)


def meet(present: People) -> Tale:
    """Hold one meeting, which leaves an idea without an end."""
    northmoor = at_home("northmoor")
    yield 15
    day = datetime.combine(working_day(-3, today().date()), time(10), ZONE)
    terms = Terms("Wet cuffs", CUFFS, day, place=WORKROOM)
    held = _called(present["marian"], northmoor, terms, CUFFS_TOLD)
    yield 12
    _held(present, held)


def call(present: People) -> Tale:
    """Call another, to which Ruth is invited."""
    yield 4
    why = "Everybody who stands for them, and Ruth, looks at what the winter brings."
    terms = Terms("Before the snow", why, _at(9, 14), 90, place=WORKROOM)
    ruth = Guest(present["ruth"], ["agenda", "ideas"])
    called = _called(present["oscar"], at_home("northmoor"), terms, SNOW, ruth)
    yield 2
    for name, answer in (("marian", "comes"), ("piotr", "comes"), ("ruth", "comes"), ("ines", "cannot")):
        actions.answer(present[name], called, answer)


def _at(days: int, hour: int) -> datetime:
    """That hour in so many days."""
    return (today() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


def _called(
    who: Person, account: Account, terms: Terms, told: tuple[list[str], list[str]], *guests: Guest
) -> ClanMeeting:
    agenda, questions = told
    lines = {"agenda": [*agenda, "Ideas, in silence"], "questions": questions, "zone": "Europe/London"}
    made = actions.call(
        who, account, Terms(**{**vars(terms), **lines}), [*actions.everybody(account), *guests]
    )
    for one in made.calls:
        one.told = 0  # nobody gets a letter of the demo house's own past
    return made


def _held(present: People, held: ClanMeeting) -> None:
    marian = present["marian"]
    actions.begin(marian, held, PRESENT)
    found: dict[str, Idea] = {name: ideas.write(present[name], held, *said) for name, *said in IDEAS}
    ideas.reveal(marian, held)
    for name, about in (("marian", "piotr"), ("oscar", "piotr"), ("ines", "saira"), ("saira", "ines")):
        ideas.dot(present[name], found[about])
    ideas.close_dots(marian, held)
    day = today().date()
    ending.promise(
        marian, found["piotr"], "Sew two coats with a drip edge", present["piotr"], day + timedelta(days=40)
    )
    ending.park(marian, found["saira"], day + timedelta(days=60), "When the mill has its new loom")
    ending.decline(marian, found["priya"], "Their rules let nobody hire what drivers wear.")
    ending.close(marian, held, PRESENT)
