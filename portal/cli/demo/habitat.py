"""Whom customers of the demo house live among, drawn by both sides, and whom some of their orders serve."""

from datetime import datetime, timedelta

from portal.cases import listing, queries
from portal.cli.demo.clans import at_home, on
from portal.cli.demo.telling import ZONE
from portal.habitat import actions
from portal.people.model import Person

People = dict[str, Person]
# Who drew it how many days ago: who it is, what to the customer, how they do, how one can tell, where from.
LATE = "They lose faith when trains start late: four of eleven trips left late for a wet uniform."
MILL = "Closes for a fortnight and lays off its night shift."
ASKS = "Asks for the punctuality of each line by the quarter."
NORTHMOOR = (
    (40, "ruth", "Commuters on the Settle line", "customer", -1, LATE, "Tom’s trips in October"),
    (38, "ruth", "Quarries at Horton", "customer", 1, "Two more stone trains a week since June.", "Our plan"),
    (36, "colin", "The mill at Bradford", "supplier", -2, MILL, "Saira, who was there"),
    (31, "marian", "Coaches over the M62", "rival", 2, "A seat for £6, every half hour.", "Their timetable"),
    (30, "susan", "The rail regulator", "regulator", 0, ASKS, "Its letter to all railways"),
)
HALE = (
    (20, "piotr", "The Lyceum", "customer", -1, "Half of its concerts moved to spring.", "Its programme"),
)


def draw(present: People, now: datetime) -> None:
    """Draw the maps; the newest orders of Northmoor say whom they serve, but for one."""
    for customer, entries in (("northmoor", NORTHMOOR), ("hale", HALE)):
        for ago, who, *words in entries:
            names = ("name", "relation", "trend", "evidence", "source")
            seen_on = now.astimezone(ZONE).date() - timedelta(days=ago + 2)
            with on(ago, now):
                said = {**dict(zip(names, words, strict=True)), "seen_on": seen_on}
                made = actions.add(present[who], at_home(customer), said)
            if ago == NORTHMOOR[0][0]:
                commuters, told = made, said
    with on(6, now):
        actions.change(present["ruth"], commuters, {**told, "trend": -2}, 0)
        found, _more = listing.some(present["ruth"], listing.Wanted(account="northmoor", status="open"))
        for case in found[1:]:
            actions.serve(present["ruth"], queries.get(present["ruth"], case.ref), [commuters.number], [])
