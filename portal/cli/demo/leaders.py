"""What the people of the demo house need of Gwen and Helena, and what the two heard beside the front desk."""

from datetime import timedelta

from sqlalchemy import update

from portal.cli.demo.clans import People, at_home
from portal.cli.demo.days import working_day
from portal.cli.demo.year import Tale, today
from portal.kernel.db import session
from portal.leaders import actions, listening
from portal.leaders.actions import Need
from portal.leaders.listening import Heard
from portal.leaders.model import LeaderAsk

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


def listen(present: People) -> Tale:
    """Let leaders listen in, and what one learned become a finding."""
    gwen, helena = present["gwen"], present["helena"]
    yield 3
    day = today().date()
    heard = listening.plan(helena, helena, present["oscar"], day, "11:00", 60)
    words = (QUOTE, "tired, and let down", LEARNED, "Put a name against every call after six")
    due = day + timedelta(days=11)
    said = Heard(day, 55, "Ruth Sandoval", True, *words, present["oscar"], due)
    listening.record(helena, heard, said)
    yield 2
    listening.report(present["oscar"], heard, at_home("northmoor"), in_room=True)
    day = today().date()
    short = listening.plan(gwen, gwen, present["priya"], day, "09:30", 20)
    listening.record(gwen, short, Heard(day, 20, "", consent=False))
    listening.plan(helena, helena, present["oscar"], working_day(-3, day), "11:00", 60)


def ask(present: People) -> Tale:
    """One thing done, one promised, one refused, one open; two of them for Northmoor."""
    gwen, helena, northmoor = present["gwen"], present["helena"], at_home("northmoor")
    yield 30
    key = actions.make(present["oscar"], gwen, KEY, northmoor)
    parking = actions.make(present["piotr"], helena, PARKING, northmoor)
    yield 29
    actions.promise(gwen, key, today().date() + timedelta(days=4))
    actions.refuse(helena, parking, "The station lends us a trolley from March on, and it costs nothing.")
    yield 26
    actions.close(present["oscar"], key)
    yield 5
    steamer = actions.make(present["ines"], gwen, STEAMER)
    yield 4
    actions.promise(gwen, steamer, today().date() + timedelta(days=10))
    yield 1
    actions.make(present["oscar"], helena, OWNER, northmoor)
    # Nobody gets a letter of the demo house's own past.
    session().execute(update(LeaderAsk).values(told=True))
