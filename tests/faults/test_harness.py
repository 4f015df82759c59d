"""The harness itself, a little of each: that it finds nothing here, and that it finds what is planted."""

import shutil

import pytest

from portal.kernel import clock, journal
from tests.faults.harness import powercuts, tampering
from tests.faults.harness.ledger import compare

pytestmark = [pytest.mark.timeout(600), pytest.mark.once]


def test_what_was_told_and_is_gone_or_there_twice_is_seen(own_database):
    hand, words = journal.Who("julian", "Julian Okoro", "customer"), [f"w{n}x0000000{n}" for n in range(4)]
    with own_database.unit(write=True):
        for said in (words[0], words[1], words[1], words[2]):
            journal.append("case:1", hand, clock.now(), "case.say", {"text": f"Word {said}"}, [])
    verdict = compare(own_database, {words[0], words[3]}, {words[0], words[1], words[3]})
    assert (verdict.lost, verdict.doubled, verdict.strange) == ((words[3],), (words[1],), (words[2],))
    assert not verdict.sound
    assert compare(own_database, {words[0]}, words).lost == ()


def test_rows_changed_behind_the_back_of_the_journal_are_found():
    assert tampering.tamper("sqlite", 40).result == "40 of 40 found"
    assert tampering.cut("sqlite", 20).result == "20 of 20 found"


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not on this machine")
@pytest.mark.parametrize(("synchronous", "sound"), [("", True), ("NORMAL", False)])
def test_a_power_cut_loses_nothing_and_would_with_less_care(synchronous, sound):
    row = powercuts.power_cut("sqlite", 20, synchronous)
    assert row.sound is sound, row
    assert "0 damaged" in row.result
