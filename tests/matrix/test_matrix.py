"""Every door, for every viewer and thing, against a table by hand; no answer tells what is another's."""

from typing import Any

import pytest

from portal.cases import asking, post
from portal.cases import letters as orders
from portal.complaints import letters as complaints
from portal.cords import letters as cords
from portal.kernel.mail import Letter
from portal.leaders import letters as leaders
from portal.meetings import letters as meetings
from portal.notifications import asked, naming, telling
from portal.objections import letters as objections
from portal.quests import letters as quests
from tests.matrix.canaries import BARE, FOUND, bare
from tests.matrix.faults import FAULTS, Fault, planted
from tests.matrix.probing import leaked, probes
from tests.matrix.table import TABLE
from tests.shape.test_doors import DOORS

WRITERS = (orders, asking, meetings, cords, naming, telling, asked, objections, complaints, quests, leaders)
TOGETHER = 40  # doors that one test tries, so that two processes share the work
PARTS = {f"{DOORS[n][0].rule} and on": DOORS[n : n + TOGETHER] for n in range(0, len(DOORS), TOGETHER)}


def test_the_table_knows_no_door_that_is_not_there() -> None:
    there = {name for rule, method in DOORS for name in (rule.endpoint, f"{method} {rule.endpoint}")}
    assert set(TABLE) <= there


def test_every_column_of_words_holds_a_canary_or_says_why_not(_planted: Any) -> None:
    assert bare(_planted.planted) == {column for columns in BARE.values() for column in columns.split()}


@pytest.mark.once
@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", PARTS)
def test_everybody_is_answered_what_the_table_says_and_reads_nothing_of_others(
    _planted: Any, world: Any, part: str, record_property: Any, capsys: Any
) -> None:
    tried, wrong = 0, list[str]()
    for rule, method in PARTS[part]:
        for probe in probes(world, rule, method, _planted.second.ref):
            tried += 1
            if probe.wrong:
                wrong.append(f"{probe.who} at {probe.door} ({probe.thing}) {probe.wrong}")
    record_property("probes", tried)
    assert not wrong, "\n".join(wrong)
    logged = capsys.readouterr()
    assert not FOUND.findall(logged.out + logged.err), "words of somebody stand in the log"


@pytest.mark.once
def test_no_letter_tells_anybody_what_is_anothers(_planted: Any, world: Any) -> None:
    """What waits to be told is written to everybody it is for, with its web page and its calendar part."""
    for writer in WRITERS:
        writer.write_due(world.database, post.site(world.settings))
    with world.database.unit(write=False) as session:
        found = [(one.to.partition("@")[0], _whole(one)) for one in session.query(Letter)]
    assert {"julian", "marian"} <= {to for to, _ in found}
    assert any(FOUND.search(text) for _, text in found), "letters tell nothing at all"
    found = [(to, text) for to, text in found if to != "kanarie"]  # who is invited reads who invites them
    wrong = [(to, leaks) for to, text in found if (leaks := leaked(to, "complaints.letter", text))]
    assert wrong == []


def _whole(letter: Letter) -> str:
    parts = (letter.subject, letter.text, letter.html, letter.part, letter.from_name, letter.about)
    return "\n".join(parts)


@pytest.mark.once
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_of_rights_is_caught(_planted: Any, world: Any, fault: Fault) -> None:
    """Without this the tests here could pass by not looking."""
    here = [(rule, method) for rule, method in DOORS if rule.endpoint == fault.door]
    sound = [one.wrong for rule, method in here for one in probes(world, rule, method, _planted.second.ref)]
    assert [one for one in sound if one] == []
    with planted(fault):
        broken = [
            one.wrong for rule, method in here for one in probes(world, rule, method, _planted.second.ref)
        ]
    assert any(broken)
