"""Two meetings about a customer of the demo house: one that was held and left an idea, one that is called."""

from datetime import datetime, timedelta

from portal.cli.demo.clans import at_home, on
from portal.kernel import clock
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
    ("tom", "Hang a spare coat at Carnforth for whoever comes in wet", "S", "Nobody starts a shift wet"),
    ("priya", "Let drivers hire their coats", "L", "One bill a year"),
)
PRESENT = ("marian", "oscar", "piotr", "saira", "priya", "tom")
WORKROOM = "The workroom, 31 Burling Row"


def meet(present: People, now: datetime) -> None:
    """Hold one meeting, and call another."""
    northmoor = at_home("northmoor")
    with on(20, now):
        day = clock.now()
    with on(22, now):
        held = _called(present["marian"], northmoor, Terms("Wet cuffs", CUFFS, day, place=WORKROOM))
    with on(20, now):
        _held(present, held)
    with on(4, now):
        why = "Everybody who stands for them, and Ruth, looks at what the winter brings."
        soon = (now + timedelta(days=3)).replace(hour=14, minute=0, second=0, microsecond=0)
        terms = Terms("Before the snow", why, soon, 90, place=WORKROOM)
        called = _called(present["oscar"], northmoor, terms, Guest(present["ruth"], ["agenda", "ideas"]))
    with on(2, now):
        for name, answer in (("marian", "comes"), ("piotr", "comes"), ("ruth", "comes"), ("ines", "cannot")):
            actions.answer(present[name], called, answer)


def _called(who: Person, account: Account, terms: Terms, *guests: Guest) -> ClanMeeting:
    agenda = ["What drivers said", "What we tried since", "Ideas, in silence"]
    lines = {"agenda": agenda, "questions": ["What would a driver stop us doing?"], "zone": "Europe/London"}
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
    for name, about in (("marian", "piotr"), ("oscar", "piotr"), ("tom", "saira"), ("saira", "tom")):
        ideas.dot(present[name], found[about])
    ideas.close_dots(marian, held)
    day = clock.now().date()
    ending.promise(
        marian, found["piotr"], "Sew two coats with a drip edge", present["piotr"], day + timedelta(days=40)
    )
    ending.park(marian, found["saira"], day + timedelta(days=60), "When the mill has its new loom")
    ending.decline(marian, found["priya"], "Their rules let nobody hire what drivers wear.")
    ending.close(marian, held, PRESENT)
