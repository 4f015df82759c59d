"""Three hunts with Northmoor in the demo house: won in spring, let go for their sake, and asked about."""

from datetime import timedelta

from portal.cli.demo.clans import at_home
from portal.cli.demo.year import Tale, today
from portal.hunts import actions, ending, showing
from portal.hunts.actions import Terms
from portal.hunts.model import Hunt
from portal.people.model import Person
from workflows.hunts import Band, Figures

People = dict[str, Person]
SPRING = (
    Band("typed", 15_00, 25_00),
    "said by Susan and Marian in February: enough for us to be here next year",
)
GOOD = {"used": "yes", "cheaper": "no", "strain": "no", "lock_in": "no", "buy": "yes"}


SAID = {key: (says, "") for key, says in GOOD.items()}
# What it is, which need it meets, what is offered, what it is worth and costs us, days until it is decided.
APRONS = (
    "Aprons for the dining cars",
    "The stewards spoil a waistcoat in a month.",
    "Forty aprons with a bib that closes behind the neck, for £2,600.",
    Figures(2_600_00, 2_080_00),
    21,
)
COATS = (
    "120 spare coats for the winter",
    "Nobody is without a coat while theirs is mended.",
    "120 coats in four sizes for £29,500, at the depots by the first frost.",
    Figures(29_500_00, 23_010_00),
    14,
)
BENCH = (
    "A repair bench at Carnforth depot",
    "Torn coats are thrown away. A bench saves them about 60 new ones a year.",
    "A bench with one of us on it twice a week, for £38,000 a year.",
    Figures(38_000_00, 30_020_00),
    24,
)


def _note(who: Person, hunt: tuple[str, str, str, Figures, int]) -> Hunt:
    what, need, offered, figures, days = hunt
    decided = today().date() + timedelta(days=days)
    return actions.note(who, at_home("northmoor"), Terms(what, need, offered, figures, *SPRING, decided))


def win(present: People) -> Tale:
    """A hunt that was good for them, and won in spring."""
    yield 140
    hunt = _note(present["oscar"], APRONS)
    yield 137
    for name in ("saira", "ines"):
        actions.answer(present[name], hunt, SAID)
    yield 131
    ending.win(present["oscar"], hunt)


def let_go(present: People) -> Tale:
    """One that was let go for their sake."""
    yield 14
    coats = _note(present["oscar"], COATS)
    yield 12
    why = "They would hang in a depot. We would not advise it if we worked there."
    actions.answer(present["tom"], coats, {**SAID, "used": ("no", why), "buy": ("no", why)})
    ending.refuse(present["oscar"], coats, "They would hang in a depot, and a bench mends more for less.")


def ask(present: People) -> Tale:
    """One that is asked about, and shown to Ruth, who is asked too."""
    yield 6
    hunt = _note(present["marian"], BENCH)
    actions.ask(present["marian"], hunt, present["saira"])
    yield 4
    actions.answer(present["piotr"], hunt, {**SAID, "lock_in": ("no", "They may end it in a month.")})
    actions.answer(present["priya"], hunt, SAID)
    yield 3
    showing.show(present["marian"], hunt, present["ruth"])
