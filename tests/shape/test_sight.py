"""Who sees what of a clan, written out by hand: when a page opens to somebody more, this says so.

What each may do there stands in test_rights.py; that no page tells what it may not, in test_doors.py.
"""

from typing import Any

import pytest

from tests.shape import test_doors

_world, world = test_doors._world, test_doors.world
AREAS = ("clans", "findings", "habitat", "hunts", "knowledge", "meetings")
AREAS = (*AREAS, "objections", "quests", "relationship", "signals", "leaders", "cords", "processes")
ANSWERS = {200: "x", 404: ".", 303: ">"}  # there, not there, and led on to another page

# Julian is the customer, Piotr stands for him, Marian leads his clan; Tom stands for another customer, who is
# Ruth; Gwen is an executive and Ada an administrator, neither of this clan. Priya leads the house too, was
# asked by Piotr and sat beside Marian; the cord that Piotr pulled went to her. "own" is what is Julian's and
# shared with both sides, "in_room" what the clan keeps to itself, "ours" a meeting without him.
TABLE = """
page                         thing    julian  piotr marian    tom   ruth   gwen    ada
clans.all_seats              own           .      .      .      .      .      .      x
clans.answering              own           .      x      x      .      .      .      .
clans.closing                own           .      .      x      .      .      .      .
clans.index                  own           >      x      x      x      >      x      x
clans.log                    own           x      x      x      .      .      .      .
clans.opening                own           .      .      x      .      .      .      .
clans.page                   own           x      x      x      .      .      .      .
clans.words                  own           x      .      x      .      .      .      .
cords.index                  own           .      x      x      x      .      x      x
cords.page                   own           .      x      .      .      .      .      .
cords.pulling                own           .      x      x      x      .      x      x
findings.answering           own           .      .      x      .      .      .      .
findings.correcting          own           .      x      x      .      .      .      .
findings.index               own           x      x      x      .      .      .      .
findings.known               own           x      x      x      .      .      .      .
findings.page                in_room       .      x      x      .      .      .      .
findings.page                own           x      x      x      .      .      .      .
findings.reporting           own           .      x      x      .      .      .      .
findings.sharing             own           .      x      x      .      .      .      .
findings.using_it            in_room       .      x      x      .      .      .      .
findings.using_it            own           x      x      x      .      .      .      .
findings.withdrawing         own           x      .      .      .      .      .      .
habitat.adding               own           x      x      x      .      .      .      .
habitat.all_rivals           own           .      .      .      .      .      .      x
habitat.changing             own           x      x      x      .      .      .      .
habitat.index                own           x      x      x      .      .      .      .
habitat.naming               own           .      .      x      .      .      .      .
habitat.page                 own           x      x      x      .      .      .      .
habitat.serving              own           x      x      x      .      .      .      .
hunts.all_shown              own           x      x      x      .      .      .      .
hunts.answering              own           .      x      x      .      .      .      .
hunts.beginning              own           .      x      x      .      .      .      .
hunts.changing               own           .      x      x      .      .      .      .
hunts.index                  own           x      x      x      .      .      .      .
hunts.noting                 own           .      x      x      .      .      .      .
hunts.offering               own           .      .      x      .      .      .      .
hunts.page                   own           .      x      x      .      .      .      .
hunts.read                   own           x      x      x      .      .      .      .
hunts.replying               own           x      .      .      .      .      .      .
hunts.telling                own           .      .      x      .      .      .      .
knowledge.giving             own           .      x      x      .      .      .      .
knowledge.index              own           x      x      x      .      .      .      .
knowledge.rating             own           x      .      .      .      .      .      .
leaders.asking               own           .      x      x      x      .      x      x
leaders.heard                own           .      x      x      .      .      .      .
leaders.hours                own           .      x      x      x      .      x      x
leaders.index                own           .      x      x      x      .      x      x
leaders.page                 own           .      x      x      x      .      x      x
leaders.planning             own           .      .      .      .      .      x      .
leaders.recording            own           .      .      .      .      .      .      .
meetings.calling             own           .      x      x      .      .      .      .
meetings.calling_off         own           .      x      x      .      .      .      .
meetings.ending_it           own           .      x      x      .      .      .      .
meetings.handing_on          own           x      .      x      .      .      .      .
meetings.index               own           x      x      x      .      .      .      .
meetings.moving              own           .      x      x      .      .      .      .
meetings.page                ours          .      x      x      .      .      .      .
meetings.page                own           x      x      x      .      .      .      .
meetings.projecting          own           .      x      x      .      .      .      .
meetings.rewriting           own           x      .      .      .      .      .      .
meetings.staging             own           .      x      x      .      .      .      .
objections.answering         own           .      .      x      .      .      .      .
objections.index             own           .      x      x      .      .      .      .
objections.objecting         own           .      x      x      .      .      .      .
objections.of_stage          own           .      >      >      .      .      .      .
objections.page              own           .      x      x      .      .      .      .
processes.change             own           x      x      x      x      .      x      x
processes.improve            own           x      x      x      .      .      .      .
processes.index              own           x      x      x      x      x      x      x
processes.page               own           x      x      x      x      x      x      x
processes.proposing          own           x      x      x      x      x      x      x
processes.using_known        own           x      x      x      x      .      x      x
processes.revising           own           x      .      .      .      .      .      .
quests.asked                 own           x      x      x      x      x      x      x
quests.index                 own           x      x      x      .      .      .      .
quests.noting                own           .      x      .      .      .      .      .
quests.offering              own           x      .      .      .      .      .      .
quests.page                  own           x      x      x      .      .      .      .
quests.replying              own           .      x      .      .      .      .      .
relationship.contradicting   own           x      .      .      .      .      .      .
relationship.correcting      own           .      .      x      .      .      .      .
relationship.noting          own           x      x      x      .      .      .      .
relationship.plain           own           x      x      x      .      .      .      .
relationship.there           own           x      x      x      .      .      .      .
relationship.touches         own           x      x      x      .      .      .      .
signals.index                own           x      x      x      .      .      .      .
signals.noting               own           x      x      x      .      .      .      .
signals.page                 own           x      x      x      .      .      .      .
signals.striking             own           x      x      x      .      .      .      .
signals.watched              own           .      x      x      x      .      x      x
"""
_HEAD, *_ROWS = (line.split() for line in TABLE.strip().splitlines())
NAMES, ROWS = _HEAD[2:], [(page, thing, marks) for page, thing, *marks in _ROWS]


@pytest.mark.timeout(300)  # some three hundred pages; a busy machine takes its time
def test_everybody_sees_what_the_table_says_and_nothing_else(world: Any) -> None:
    other = {"own": {}, "in_room": {"finding": world.in_room}, "ours": {"meeting": world.alone}}
    pages = {rule.endpoint: rule for rule in test_doors.RULES if "GET" in (rule.methods or ())}
    wrong = []
    for page, thing, marks in ROWS:
        at = world.address(pages[page], **other[thing])
        for name, mark in zip(NAMES, marks, strict=True):
            with world.undone():
                seen = ANSWERS[world.ask(name, "GET", at).status_code]
            wrong += [f"{name} {page} {thing}: {seen}"] if seen != mark else []
    assert wrong == []


def test_every_page_of_a_clan_has_its_row() -> None:
    pages = {rule.endpoint for rule in test_doors.RULES if "GET" in (rule.methods or ())}
    assert {page for page, _, _ in ROWS} == {page for page in pages if page.partition(".")[0] in AREAS}
