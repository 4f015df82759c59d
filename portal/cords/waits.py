"""What a red cord asks of whom: an answer, that it is published, and how it went since (decision 044)."""

from collections.abc import Callable
from time import sleep

from portal.clans import errands
from portal.clans.model import Errand
from portal.clans.queries import due_from
from portal.cords import queries
from portal.cords.model import Cord, CordQuestion, CordSteward
from portal.cords.verbs import watches
from portal.kernel import clock, journal
from portal.kernel.db import Database, session
from portal.people.queries import house
from workflows.cords import DAYS_TO_PUBLISH, STEWARDS, stewards
from workflows.language import _

ANSWER, WATCH, SINCE = "cord", "cord_steward", "cord_since"
REST = 0.05  # seconds between two cords, in which others write


def follow(cord: Cord) -> None:
    """Let it wait for its executive and its stewards until it is published, and for nobody after that."""
    key, open_ = str(cord.id), cord.published is None
    due = due_from(cord.answered, DAYS_TO_PUBLISH) if cord.answered else cord.due
    said = {"cord": cord.id, "answered": cord.answered is not None}
    there = [one.person_id for one in cord.stewards]
    errands.give(None, (ANSWER, key), [cord.executive_id] if open_ else [], due, said)
    errands.give(None, (WATCH, key), there if open_ else [], due, said)


def watch(database: Database) -> None:
    """Ask how it went since, and draw a steward where one has gone: what the worker does."""
    with database.unit(write=False):
        numbers = queries.to_look_at()
    for number in numbers:
        with database.unit(write=True):
            look(queries.of_number(number))
        sleep(REST)


def look(cord: Cord) -> None:
    """Do by itself what the house has to do about one cord now."""
    session().refresh(cord, with_for_update=True, attribute_names=["published"])
    draw(cord)
    for days in queries.asked_now(cord):
        _ask(cord, days)
    session().flush()


def draw(cord: Cord) -> list[str]:
    """Draw as many stewards as are missing, fairly; their handles."""
    here = [one for one in cord.stewards if watches(one.person, cord)]
    but = [cord.person_id, cord.executive_id, *(one.person_id for one in cord.stewards)]
    new = stewards(queries.candidates(), but, STEWARDS - len(here))
    for one in new:
        cord.stewards.append(CordSteward(person_id=one.person, drawn=clock.now()))
    session().flush()
    for row in cord.stewards[len(cord.stewards) - len(new) :]:
        session().refresh(row, attribute_names=["person"])
        _tell(cord.stream, "cord.draw", {"cord": cord.id, "person": row.person.name})
    if new:
        follow(cord)
    return [one.person.handle for one in cord.stewards[len(cord.stewards) - len(new) :]]


def _ask(cord: Cord, days: int) -> None:
    """Ask who pulled it; nobody, once they have left."""
    made = CordQuestion(cord_id=cord.id, person_id=cord.person_id, days=days, asked=clock.now(), worse=None)
    cord.questions.append(made)
    people = [cord.person_id] if cord.person.left is None else []
    errands.give(None, (SINCE, f"{cord.id}-{days}"), people, None, {"cord": cord.id, "days": days})
    _tell(cord.room, "cord.ask", {"cord": cord.id, "days": days})


def _tell(stream: str, verb: str, facts: dict[str, object]) -> None:
    opened = house()
    who = journal.Who("house", opened.name if opened else "", "clan")
    journal.append(stream, who, clock.now(), verb, facts, [])


def to_answer(one: Errand) -> errands.Words:
    """A cord, for its executive; no word of it leaves its page."""
    if one.said["answered"]:
        line, letter = (
            _("Publish what came of the red cord"),
            _("All of the house is to read what came of it."),
        )
    else:
        line = _("Somebody pulled the red cord and came to you")
        letter = _("A promise of quality is at stake. You answer within one working day; two stewards watch.")
    return errands.Words(line, letter, f"/cords/{one.said['cord']}", _("Read it"))


def to_watch(one: Errand) -> errands.Words:
    """A cord, for a steward."""
    line = _("The red cord was pulled, and you are a steward of it")
    letter = _("See that it is answered in time, and that nobody is worse off for having pulled it.")
    return errands.Words(line, letter, f"/cords/{one.said['cord']}", _("Read it"))


def since(one: Errand) -> errands.Words:
    """How it went since, for who pulled it."""
    line = _("Has anything been worse for you in the last %(days)s days?", days=one.said["days"])
    letter = _("You pulled the red cord. What you answer is read by its stewards and by nobody else.")
    return errands.Words(line, letter, f"/cords/{one.said['cord']}#since", _("Say how it went"))


def put_into_words() -> None:
    """Say all of them so from now on; whoever they wait for need not stand for a customer."""
    told: dict[str, Callable[[Errand], errands.Words]] = {ANSWER: to_answer, WATCH: to_watch, SINCE: since}
    for area, words in told.items():
        errands.put_into_words(area, words)
        errands.reach_beyond_clans(area)
