"""What the clan of Northmoor objected to in its name: a note and a hold that were upheld, one open."""

from portal.cases import listing, queries
from portal.cli.demo.clans import at_home
from portal.cli.demo.year import Tale
from portal.objections import actions
from portal.objections.actions import Said, Where
from portal.people.model import Person

AOIFE = "A driver’s coat for Aoife Brennan"  # has lain still for two weeks, so that this comes after all else
MOVED = Said(
    "date",
    "Fittings are moved to Leeds, to save us a day",
    "Whoever drives from Carnforth loses a day of rest for it.",
    "Every second one at Carnforth.",
)
BRAID = Said(
    "stage",
    "The sleeves are closed before anybody tried the drip edge",
    "A coat that is opened again comes back a fortnight later.",
    "Baste one sleeve, and let a driver ride with it.",
)
PAYS = Said(
    "policy",
    "The reminder goes out on the first day after the bill is due",
    "Their second signature is only there on Thursdays, and they are shamed for it.",
    "Wait a week, then ring Jo.",
)


def object_to(present: dict[str, Person]) -> Tale:
    """Let members object, and whoever is named answer."""
    northmoor = at_home("northmoor")
    yield 104
    note = actions.raise_(present["ines"], northmoor, MOVED, Where(), present["oscar"], hold=False)
    yield 103
    actions.answer(present["oscar"], note, "upheld", "You are right. Carnforth, each second time.")
    yield 2
    found, _more = listing.some(present["saira"], listing.Wanted(account="northmoor", status="open"))
    case = next(queries.get(present["saira"], one.ref) for one in found if one.title == AOIFE)
    where = Where(case, case.stage)
    hold = actions.raise_(present["saira"], northmoor, BRAID, where, present["piotr"], hold=True)
    yield 1
    actions.answer(present["piotr"], hold, "upheld", "One sleeve is basted, and Dev rides with it.")
    actions.raise_(present["priya"], northmoor, PAYS, Where(), present["gwen"], hold=False)
