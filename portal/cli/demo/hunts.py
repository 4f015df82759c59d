"""Two hunts with Northmoor in the demo house: one that is asked about, and one let go for their sake."""

from datetime import datetime, timedelta

from portal.cli.demo.clans import at_home, on
from portal.cli.demo.telling import ZONE
from portal.hunts import actions, ending
from portal.hunts.actions import Terms
from portal.people.model import Person
from workflows.hunts import Band, Figures

People = dict[str, Person]
SPRING = (
    Band("typed", 15_00, 25_00),
    "said by Susan and Marian in February: enough for us to be here next year",
)
GOOD = {"used": "yes", "cheaper": "no", "strain": "no", "lock_in": "no", "buy": "yes"}


def go(present: People, now: datetime) -> None:
    """Note two hunts, ask about both, and let one go."""
    northmoor = at_home("northmoor")
    today = now.astimezone(ZONE).date()
    with on(14, now):
        spare = Terms(
            what="120 spare coats for the winter",
            need="Nobody is without a coat while theirs is mended.",
            offered="120 coats in four sizes for £29,500, at the depots by the first frost.",
            figures=Figures(29_500_00, 23_010_00),
            band=SPRING[0],
            band_from=SPRING[1],
            decided_by=today - timedelta(days=7),
        )
        coats = actions.note(present["oscar"], northmoor, spare)
    with on(12, now):
        said = {key: (says, "") for key, says in GOOD.items()}
        why = "They would hang in a depot. We would not advise it if we worked there."
        actions.answer(present["tom"], coats, {**said, "used": ("no", why), "buy": ("no", why)})
        ending.refuse(present["oscar"], coats, "They would hang in a depot, and a bench mends more for less.")
    with on(6, now):
        bench = actions.note(
            present["marian"],
            northmoor,
            Terms(
                what="A repair bench at Carnforth depot",
                need="Torn coats are thrown away. A bench saves them about 60 new ones a year.",
                offered="A bench with one of us on it twice a week, for £38,000 a year.",
                figures=Figures(38_000_00, 30_020_00),
                band=SPRING[0],
                band_from=SPRING[1],
                decided_by=today + timedelta(days=16),
            ),
        )
        actions.ask(present["marian"], bench, present["saira"])
    with on(4, now):
        actions.answer(present["piotr"], bench, {**said, "lock_in": ("no", "They may end it in a month.")})
        actions.answer(present["priya"], bench, said)
