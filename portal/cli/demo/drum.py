"""Victor Hale under strain in the demo house: what was seen, the drum he struck, and help that is offered."""

from datetime import datetime, time, timedelta

from sqlalchemy import update

from portal.cli.demo.clans import at_home
from portal.cli.demo.days import working_day
from portal.cli.demo.telling import ZONE
from portal.cli.demo.year import Tale, today
from portal.kernel.db import session
from portal.meetings.model import Call
from portal.people.model import Person
from portal.signals import actions
from portal.signals.actions import Seen

CLOSES = "The opera house closes for two years of building."
WHY = "I conduct four evenings this winter instead of forty. Which of my orders can I still keep?"
HELP = (
    ("piotr", "I keep the half-made tails dry and pinned until you say go on, however long that is."),
    ("oscar", "I ask the conservatoire whether it needs somebody who knows how a tailcoat moves."),
)


def strike(present: dict[str, Person]) -> Tale:
    """Let somebody see it coming, Victor strike the drum, and his clan be called and offer help."""
    hale, victor, marian = at_home("hale"), present["victor"], present["marian"]
    yield 3
    letter = (CLOSES, "4 evenings", "40", "its letter to subscribers")
    actions.note(present["oscar"], hale, Seen("news", *letter, today().date() - timedelta(days=2)))
    yield 1
    drum = actions.strike(victor, hale, WHY)
    soon = working_day(-2, today().date())
    actions.convene(marian, drum, hale, datetime.combine(soon, time(10), ZONE), "31 Burling Row", [victor])
    offers = [actions.offer(present[name], drum, words, None) for name, words in HELP]
    actions.accept(victor, offers[0], "That takes a weight off me.")
    # Nobody gets a letter of the demo house's own past.
    session().execute(update(Call).where(Call.meeting_id == drum.meeting_id).values(told=0))
