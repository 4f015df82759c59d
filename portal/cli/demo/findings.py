"""What was learned of two customers of the demo house: answered, said to be right or wrong, and waiting."""

from datetime import date, datetime, timedelta

from portal.cases import listing, queries
from portal.cli.demo.clans import at_home, on
from portal.cli.demo.telling import ZONE
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


def long_ago(present: People, now: datetime) -> None:
    """What was learned before the clans of today spoke."""
    northmoor = at_home("northmoor")
    with on(75, now):
        coat = actions.report(
            present["piotr"],
            northmoor,
            Learned(
                "Drivers hang the coat on the cab door. The loop tears before anything else does.",
                first_hand=True,
                sure="certain",
                seen_on=_day(now, 110),
                place="rode the 05:40 from Carnforth",
            ),
        )
        bills = actions.report(
            present["priya"],
            northmoor,
            Learned(
                BILLS,
                first_hand=True,
                sure="certain",
                seen_on=_day(now, 112),
                place="at Jo’s desk in York",
                subject_id=present["jo"].id,
            ),
        )
    with on(73, now):
        actions.answer(present["marian"], coat, "We sew the loop through the yoke from now on.", learned=True)
        actions.answer(present["oscar"], bills, "Then we bill on Wednesdays.", learned=False)
    with on(70, now):
        actions.mark(present["jo"], bills, "right", "Thursdays before noon.", 0)


def lately(present: People, now: datetime) -> None:
    """What was learned in the last days."""
    northmoor, hale = at_home("northmoor"), at_home("hale")
    with on(3, now):
        hem = actions.report(
            present["tom"],
            northmoor,
            Learned(HEM, True, "certain", _day(now, 7), TRAIN),
        )
        heard = "The new depot at Heysham opens before Easter."
        depot = actions.report(
            present["saira"], northmoor, Learned(heard, False, "guess", _day(now, 6), "told at the mill")
        )
        worry = "Nobody at Northmoor we spoke to has met the new operations director yet."
        actions.report(
            present["ines"], northmoor, Learned(worry, True, "likely", _day(now, 5), "in York"), in_room=True
        )
        rail = "He takes the tailcoat off between the halves and hangs it over the stair rail."
        actions.report(
            present["piotr"], hale, Learned(rail, True, "certain", _day(now, 8), "at the rehearsal")
        )
    with on(2, now):
        actions.answer(present["marian"], hem, "A drip edge at the hem. Piotr tries it.", learned=True)
        actions.mark(present["ruth"], depot, "wrong", "After the summer, not before Easter.", 0)
        _use(present, hem)


def _use(present: People, hem: Finding) -> None:
    """Piotr puts it to use in the newest order of Northmoor; Ruth confirms that it served."""
    wanted = listing.Wanted(account="northmoor", status="open", limit=1)
    (case,), _more = listing.some(present["piotr"], wanted)
    there = places.places(queries.get(present["piotr"], case.ref))
    here = there.get(f"stage:{case.stage}", there[places.WHOLE])
    use = using.use(
        present["piotr"], hem, here, "A drip edge is sewn into the hem, and a gusset under the arm."
    )
    using.confirm(present["ruth"], use)
    using.use(present["saira"], hem, there[places.WHOLE], "A serge for the lining that dries by noon.")


def _day(now: datetime, ago: int) -> date:
    return now.astimezone(ZONE).date() - timedelta(days=ago)
