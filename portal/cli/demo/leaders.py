"""What the people of the demo house need of Gwen and Helena, and what the two heard beside the front desk."""

from datetime import datetime, timedelta

from sqlalchemy import update

from portal.clans.model import Errand
from portal.cli.demo.clans import People, at_home, on
from portal.cli.demo.telling import ZONE
from portal.kernel.db import session
from portal.leaders import actions, listening
from portal.leaders.actions import Need
from portal.leaders.listening import Heard
from portal.leaders.model import LeaderAsk
from portal.leaders.waits import ACTION, ASKED, IS_IT_DONE, REPORT

KEY = Need("A key to the shop", "Crews come at six in the morning, and I let them in.", "Nothing")
OWNER = Need(
    "A named owner for every call after six",
    "Ruth rang three times and was promised a call each time. No name was put against it.",
    "About £900 a month",
)
STEAMER = Need("A second steamer", "Two coats wait each evening for the one there is.", "£640")
PARKING = Need("A place to park at Carnforth", "We carry fourteen coats from the station.")
QUOTE = "I am not angry about the seam. I am angry about the three calls."
LEARNED = "Whoever rings from a depot after six has minutes, not an evening: they need one name and one time."


def serve(present: People, now: datetime) -> None:
    """Let people ask, leaders promise, refuse and do; and let them listen in."""
    gwen, helena = present["gwen"], present["helena"]
    _ask(present, now)
    today = now.astimezone(ZONE).date()
    with on(3, now) as then:
        heard = listening.plan(helena, helena, present["oscar"], then.date(), "11:00", 60)
        words = (QUOTE, "tired, and let down", LEARNED, "Put a name against every call after six")
        due = today + timedelta(days=6)
        said = Heard(then.date(), 55, "Ruth Sandoval", True, *words, present["oscar"], due)
        listening.record(helena, heard, said)
    with on(2, now):
        listening.report(present["oscar"], heard, at_home("northmoor"), in_room=True)
        short = listening.plan(gwen, gwen, present["priya"], today, "09:30", 20)
        listening.record(gwen, short, Heard(today, 20, "", consent=False))
        listening.plan(helena, helena, present["oscar"], today + timedelta(days=1), "11:00", 60)
    # Nobody gets a letter of the demo house's own past.
    areas = (ASKED, IS_IT_DONE, ACTION, REPORT)
    session().execute(update(Errand).where(Errand.area.in_(areas)).values(told=True))
    session().execute(update(LeaderAsk).values(told=True))


def _ask(present: People, now: datetime) -> None:
    """One thing done, one promised, one refused, one open; two of them for Northmoor."""
    gwen, helena, today = present["gwen"], present["helena"], now.astimezone(ZONE).date()
    northmoor = at_home("northmoor")
    with on(30, now):
        key = actions.make(present["oscar"], gwen, KEY, northmoor)
        parking = actions.make(present["piotr"], helena, PARKING, northmoor)
    with on(29, now):
        actions.promise(gwen, key, today - timedelta(days=38))
        actions.refuse(helena, parking, "The station lends us a trolley from March on, and it costs nothing.")
    with on(26, now):
        actions.close(present["oscar"], key)
    with on(5, now):
        steamer = actions.make(present["ines"], gwen, STEAMER)
    with on(4, now):
        actions.promise(gwen, steamer, today + timedelta(days=4))
    with on(1, now):
        actions.make(present["oscar"], helena, OWNER, northmoor)
