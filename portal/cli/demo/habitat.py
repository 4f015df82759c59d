"""Whom customers of the demo house live among, drawn by both sides, and whom some of their orders serve."""

from datetime import timedelta

from portal.cases import listing, queries
from portal.cli.demo.clans import at_home
from portal.cli.demo.year import Tale, today
from portal.habitat import actions
from portal.habitat import queries as map_
from portal.people.model import Person

People = dict[str, Person]
Entry = tuple[int, str, str, str, int, str, str]
NAMES = ("name", "relation", "trend", "evidence", "source")
COMMUTERS = "Commuters on the Settle line"
# Who drew it how many days ago: who it is, what to the customer, how they do, how one can tell, where from.
LATE = "They lose faith when trains start late: four of eleven trips left late for a wet uniform."
MILL = "Closes for a fortnight and lays off its night shift."
ASKS = "Asks for the punctuality of each line by the quarter."
NORTHMOOR: tuple[Entry, ...] = (
    (215, "susan", "The rail regulator", "regulator", 0, ASKS, "Its letter to all railways"),
    (168, "marian", "Coaches over the M62", "rival", 2, "A seat for £6, every half hour.", "Their timetable"),
    (40, "ruth", COMMUTERS, "customer", -1, LATE, "Dev’s trips of a fortnight"),
    (38, "ruth", "Quarries at Horton", "customer", 1, "Two more stone trains a week since June.", "Our plan"),
    (36, "colin", "The mill at Bradford", "supplier", -2, MILL, "Saira, who was there"),
)
HALE: tuple[Entry, ...] = (
    (20, "piotr", "The Lyceum", "customer", -1, "Half of its concerts moved to spring.", "Its programme"),
)


def draw(present: People, customer: str, entries: tuple[Entry, ...]) -> Tale:
    """Draw the map of a customer."""
    for ago, who, *words in entries:
        yield ago
        said = dict(zip(NAMES, words, strict=True))
        seen = today().date() - timedelta(days=2)
        actions.add(present[who], at_home(customer), {**said, "seen_on": seen})


def serve(present: People) -> Tale:
    """The first whom Ruth drew go down faster, and orders say that they serve them, all but the newest."""
    yield 6
    ruth, northmoor = present["ruth"], at_home("northmoor")
    commuters = next(one for one in map_.actors(northmoor.id) if one.name == COMMUTERS)
    told = {name: getattr(commuters, name) for name in (*NAMES, "seen_on")}
    actions.change(ruth, commuters, {**told, "trend": -2}, 0)
    found, _more = listing.some(ruth, listing.Wanted(account="northmoor", status="open"))
    for case in found[1:]:
        actions.serve(ruth, queries.get(ruth, case.ref), [commuters.number], [])
