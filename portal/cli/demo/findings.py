"""What was learned of two customers of the demo house: answered, said to be right or wrong, and waiting."""

from datetime import date, timedelta

from portal.cases import listing, queries
from portal.cases.model import Case
from portal.cli.demo.clans import at_home
from portal.cli.demo.days import working_day
from portal.cli.demo.year import Tale, today
from portal.findings import actions, places, using
from portal.findings.actions import Learned
from portal.findings.model import Finding
from portal.people.model import Person

People = dict[str, Person]
BILLS = "Their invoices over £20,000 need two signatures, and the second one is only in on Thursdays."
TRAIN = "on the 05:40 from Carnforth"
HEM = (
    "The hem drips into the sleeve each time they reach for the door release. By Haltwhistle the left cuff "
    "is soaked and stays cold till noon."
)


# How many working days ago, by whom, of whom, first-hand or not, how surely, where, and what; then which
# senior answered a few days later and whether it was new to them; and what the customer said of it, and who.
EARLIER = (
    (236, "ines", "northmoor", True, "certain", "at the depot in Leeds",
     "Trouser hems are let down by their mothers and wives; nobody sends them back to us.",
     ("marian", "From now on each pair comes with the thread to let it down.", True), ("ruth", "right", "")),
    (190, "oscar", "northmoor", True, "likely", "at the winter meeting in York",
     "Whoever drives the night trains never comes to a fitting, because it is by day.",
     ("marian", "We measure at Carnforth at half past nine in the evening, twice a year.", True),
     ("colin", "right", "Both evenings were full.")),
    (142, "saira", "northmoor", False, "likely", "told by the mill",
     "Two other railways wait for the same serge.",
     ("oscar", "I knew. We keep two bolts for them.", False), ("colin", "past", "One of them has gone.")),
    (112, "marian", "hale", True, "certain", "in his dressing room",
     "He changes in four minutes, alone, with the door open.",
     ("oscar", "The braces button at the front from now on.", True), ("victor", "right", "")),
)  # fmt: skip


def learn(present: People) -> Tale:
    """What was learned over a year: answered, judged by the customer, and put to use."""
    for ago, who, customer, first_hand, sure, place, text, answer, mark in EARLIER:
        yield ago
        seen = Learned(text, first_hand, sure, _day(5), place)
        one = actions.report(present[who], at_home(customer), seen)
        yield ago - 3
        senior, words, new = answer
        actions.answer(present[senior], one, words, learned=new)
        yield ago - 6
        actions.mark(present[mark[0]], one, mark[1], mark[2], 0)


def learn_of_trains(present: People) -> Tale:
    """What Piotr and Priya saw in summer, and what became of the bills."""
    northmoor = at_home("northmoor")
    yield 75
    loop = "Drivers hang the coat on the cab door. The loop tears before anything else does."
    rode = Learned(loop, True, "certain", _day(5), "rode the 05:40 from Carnforth")
    coat = actions.report(present["piotr"], northmoor, rode)
    desk = Learned(BILLS, True, "certain", _day(7), "at Jo’s desk in York", present["jo"].id)
    bills = actions.report(present["priya"], northmoor, desk)
    yield 73
    actions.answer(present["marian"], coat, "We sew the loop through the yoke from now on.", learned=True)
    actions.answer(present["oscar"], bills, "Then we bill on Wednesdays.", learned=False)
    yield 70
    actions.mark(present["jo"], bills, "right", "Thursdays before noon.", 0)
    yield 4
    whole = places.places(_newest(present, 2))[places.WHOLE]
    use = using.use(present["marian"], coat, whole, "The loop goes through the yoke, with a bar tack.")
    yield 3
    using.confirm(present["colin"], use)


def learn_lately(present: People) -> Tale:
    """What was learned in the last days."""
    northmoor, hale = at_home("northmoor"), at_home("hale")
    yield 3
    rode_on = working_day(3, today().date())
    hem = actions.report(present["tom"], northmoor, Learned(HEM, True, "certain", rode_on, TRAIN))
    heard = "The new depot at Heysham opens before Easter."
    depot = actions.report(
        present["saira"], northmoor, Learned(heard, False, "guess", _day(1), "told at the mill")
    )
    worry = "Nobody at Northmoor we spoke to has met the new operations director yet."
    actions.report(
        present["ines"], northmoor, Learned(worry, True, "likely", _day(0), "in York"), in_room=True
    )
    rail = "He takes the tailcoat off between the halves and hangs it over the stair rail."
    actions.report(present["piotr"], hale, Learned(rail, True, "certain", _day(3), "at the rehearsal"))
    yield 2
    actions.answer(present["marian"], hem, "A drip edge at the hem. Piotr tries it.", learned=True)
    actions.mark(present["ruth"], depot, "wrong", "After the summer, not before Easter.", 0)
    _use(present, hem)


def _use(present: People, hem: Finding) -> None:
    """Piotr puts it to use in the newest order of Northmoor; Ruth confirms that it served."""
    case = _newest(present, 0)
    there = places.places(case)
    stage = there.get(f"stage:{case.stage}", there[places.WHOLE])
    words = "A drip edge is sewn into the hem, and a gusset under the arm."
    using.confirm(present["ruth"], using.use(present["piotr"], hem, stage, words))
    using.use(present["saira"], hem, there[places.WHOLE], "A serge for the lining that dries by noon.")


def _newest(present: People, skip: int) -> Case:
    """The newest open order of Northmoor, or one before it."""
    wanted = listing.Wanted(account="northmoor", status="open", limit=skip + 1)
    found, _more = listing.some(present["piotr"], wanted)
    return queries.get(present["piotr"], found[skip].ref)


def _day(ago: int) -> date:
    return today().date() - timedelta(days=ago)
