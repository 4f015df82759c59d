"""What went wrong in the demo house: one put right long ago, three letters on desks today."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from portal.cli.demo import processes
from portal.cli.demo.clans import People, at_home
from portal.cli.demo.days import working_day
from portal.cli.demo.year import Tale, today
from portal.complaints import actions, ending, gathering, of_events, receiving, remedying, settling
from portal.complaints.model import Complaint, ComplaintLetter
from portal.complaints.receiving import Told
from portal.kernel.db import session
from portal.people.model import Person

TORN = (
    "Fourteen torn linings, and three calls nobody returned.\n\n"
    "The fourteen trial coats you brought to Carnforth have all torn at the lining, under the left arm. My "
    "drivers reach up and left for the door release sixty times a shift. You rode with us; you know this.\n\n"
    "I rang three times. I was promised a call each time. I am not angry about the seam. I am angry about "
    "the three calls."
)
WANTED = "the fourteen drivers warm by the first frost, and to know it will not happen to the other 406"
UNDERSTOOD = "All fourteen trial coats tore under the left arm, and three calls were not returned."
SORRY = (
    "Dear Ruth,\n\nI have read your letter twice and I am sorry: for the seam, and more for the calls. You "
    "were right to write. I have this now, myself, until you tell me it is put right.\n\nHelena"
)
QUIET = "Nobody rang me back about the tails. I do not know whether anybody is sewing."
DEAD = "I rang all day and nobody answered."
THE_LINE = "A digger cut the telephone line of our street. Nobody here saw it before five."
BILL = "The bill said £60 more than we had agreed."
SLEEVE = "The left sleeve was an inch too short, and I only saw it on the evening of the concert."


def _received(who: Person, customer: str, words: str, wanted: str = "", **heard: Any) -> Complaint:
    return receiving.receive(who, at_home(customer), Told(words, wanted, complainant=who), heard)


def _judged(row: Complaint, who: Person, words: str, severity: int, impact: str = "one") -> None:
    grades = {"severity": severity, "complexity": 2, "impact": impact, "safety": False}
    actions.assess(who, row, words, "", grades)
    settling.settle(row)


def _owner(row: Complaint, present: People) -> Person:
    owner = row.it.owner
    return present[owner.who if owner else ""]


def put_right_long_ago(present: People) -> Tale:
    """A sleeve of Julian's: spoken about, put right, its cause known and the process changed."""
    julian, marian = present["julian"], present["marian"]
    yield 75
    row = _received(julian, "okoro", SLEEVE, harm=("stress",), remedy=("repair", "explanation"))
    actions.acknowledge(marian, row, "Your left sleeve was an inch short at the concert.")
    _judged(row, marian, "He stood in it before four hundred people.", 3)
    owner = _owner(row, present)
    actions.confirm(julian, row)
    yield 74
    note = "He laughed about the sleeve. He did not laugh about finding it himself."
    actions.talk(owner, row, note, {"manner": "phone", "on": today().date(), "minutes": 20})
    actions.confirm_talk(julian, row, 0)
    yield 71
    remedying.judge(owner, row, "We measured the arm at rest, and he conducts.", "upheld")
    terms = {"value": 0, "by_date": today().date() + timedelta(days=6)}
    remedying.offer(owner, row, "A new pair of sleeves, measured with the arms up.", "", terms)
    remedying.accept(julian, row)
    yield 66
    remedying.carry_out(owner, row, "Both sleeves are set; he tried them at the rail.")
    remedying.accept_done(julian, row)
    proposed = processes.measure_raised_arms(present)
    ending.name_cause(owner, row, "process", ["The arm was measured at rest", "Nobody asks what it does"])
    change: dict[str, Any] = {
        "change": "Bespoke suit: measuring",
        "process": proposed.ref,
        "owner": "marian",
        "called": present["marian"].name,
    }
    change["due"] = today().date() + timedelta(days=20)
    ending.prevent(owner, row, "We measure the arm raised, for everybody who works with raised arms.", change)
    yield 64
    ending.close(julian, row, "She rang me herself, and the sleeves are right.", "satisfied", "yes")
    yield 50
    processes.make_it(present, proposed)
    ending.change_made(marian, row)
    yield 34
    ending.still_fine(julian, row, 30, "Three concerts since.")


def torn_linings(present: People) -> Tale:
    """Ruth's letter: read twice, spoken about, and an offer that waits for her."""
    ruth, marian = present["ruth"], present["marian"]
    yield 6
    harm = {"harm": ("their_customer", "stress"), "remedy": ("repair", "explanation")}
    row = _received(ruth, "northmoor", TORN, WANTED, **harm)
    actions.acknowledge(marian, row, UNDERSTOOD)
    _judged(row, marian, "Fourteen drivers are cold, and nobody rang back.", 4, "several")
    owner = _owner(row, present)
    actions.confirm(ruth, row)
    actions.write(owner, row, SORRY.replace("Helena", owner.first))
    yield 5
    words = "She was calm about the seam. What hurt was that nobody rang back, three times."
    actions.talk(owner, row, words, {"manner": "phone", "on": today().date(), "minutes": 25})
    actions.confirm_talk(ruth, row, 0)
    words = "Three calls, taken by the night line. No name was put against them."
    actions.add_fact(present["oscar"], row, words, today().date() - timedelta(days=4))
    words = "The gusset was cut for walking, not for reaching."
    actions.add_fact(present["piotr"], row, words, today().date() - timedelta(days=12))
    actions.say_inside(marian, row, "I can double the gusset in the fourteen by Monday.")
    yield 3
    remedying.judge(owner, row, "We cut the gusset for walking, and let three calls go.", "upheld")
    terms = {"value": 840_00, "by_date": working_day(-5, today().date())}
    words = "A doubled gusset in the fourteen by then, while your drivers wear coats of our stock."
    remedying.offer(owner, row, words, "", terms)
    actions.write(ruth, row, "The van came. Thank you.")


def lately(present: People) -> Tale:
    """Victor, whom nobody rang back, and Colin's bill: drawn, and one confirmed."""
    victor, colin, oscar = present["victor"], present["colin"], present["oscar"]
    yield 4
    bill = _received(colin, "northmoor", BILL, remedy=("refund",), harm_amount=60_00)
    actions.acknowledge(oscar, bill, "The bill was £60 higher than the order.")
    _judged(bill, oscar, "A slip of ours in the price of the buttons.", 1)
    yield 3
    owner = _owner(bill, present)
    actions.talk(
        owner, bill, "He only wants it right.", {"manner": "phone", "on": today().date(), "minutes": 6}
    )
    actions.confirm_talk(colin, bill, 0)
    yield 2
    quiet = _received(victor, "hale", QUIET, remedy=("explanation",))
    actions.acknowledge(oscar, quiet, "You asked after the tails, and nobody rang you back.")
    _judged(quiet, oscar, "He has lost his season, and we were silent.", 3)
    session().execute(update(ComplaintLetter).values(told=True))  # nobody gets letters of the house's past


def telephone_dead(present: People) -> Tale:
    """A day without a telephone: three who complained of it, one letter, and one who is spoken with."""
    steward = present["saira"]
    yield 9
    rows = [_received(present[who], at, DEAD) for who, at in (("julian", "okoro"), ("colin", "northmoor"))]
    rows.append(_received(present["victor"], "hale", DEAD))
    grades = {"severity": 2, "complexity": 2, "impact": "many", "safety": False, "immediate": ""}
    said = {**grades, "words": "Whoever rang that day heard nothing.", "offered": True}
    told = ("The telephone was dead for a day", THE_LINE, today().date())
    event = gathering.declare(steward, steward, rows, told, said)
    gathering.gather_all(steward, event, rows)
    yield 8
    gathering.answer_letter(present["julian"], rows[0])
    gathering.ask_in_person(present["colin"], rows[1])
    settling.settle(rows[1])
    yield 7
    letter = (
        "A digger cut the line of our whole street on a day when many of you wanted us.\n\n"
        "You can reach us from now on by a second line, which is on every letter of ours. Whoever rang in "
        "vain that day is rung back today. I am sorry."
    )
    gathering.write_all(event.owner, event, letter, of_events.whole(event))
    session().execute(update(ComplaintLetter).values(told=True))  # nobody gets letters of the house's past
