"""Victor Hale under strain in the demo house: what was seen, the drum he struck, and help that is offered."""

from datetime import datetime, timedelta

from sqlalchemy import update

from portal.clans.model import Errand
from portal.cli.demo.clans import at_home, on
from portal.cli.demo.telling import ZONE
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


def strike(present: dict[str, Person], now: datetime) -> None:
    """Let somebody see it coming, Victor strike the drum, and his clan be called and offer help."""
    hale, victor, marian = at_home("hale"), present["victor"], present["marian"]
    today = now.astimezone(ZONE).date()
    with on(3, now):
        seen = Seen(
            "news", CLOSES, "4 evenings", "40", "its letter to subscribers", today - timedelta(days=5)
        )
        actions.note(present["oscar"], hale, seen)
    with on(1, now):
        drum = actions.strike(victor, hale, WHY)
        soon = (now + timedelta(days=1)).replace(hour=10, minute=0, second=0, microsecond=0)
        actions.convene(marian, drum, hale, soon, "31 Burling Row", [victor])
        offers = [actions.offer(present[name], drum, words, None) for name, words in HELP]
        actions.accept(victor, offers[0], "That takes a weight off me.")
    # Nobody gets a letter of the demo house's own past.
    session().execute(update(Errand).where(Errand.account_id == hale.id).values(told=True))
    session().execute(update(Call).where(Call.meeting_id == drum.meeting_id).values(told=0))
