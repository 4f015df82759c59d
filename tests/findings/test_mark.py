"""What the clan thinks it knows: the customer says what is right, and whom it is about may withdraw it."""

import pytest
from sqlalchemy import select

from portal.findings.model import Finding
from portal.kernel import journal
from portal.kernel.db import Base
from portal.kernel.verbs import NotAllowed, NotNow
from tests.findings.conftest import HEM
from tests.pages import said

NORTHMOOR = "/customers/northmoor"
KNOWN = f"{NORTHMOOR}/known"


def test_the_customer_says_what_is_right_and_both_sides_read_it(as_, cast, findings):
    ref = findings.report(cast.tom)
    at, ruth = f"{NORTHMOOR}/findings/{ref}/mark", as_(cast.ruth)
    page = said(ruth.get(KNOWN, status=200))
    assert "What we think we know about you" in page and HEM in page and "1 waits for a word" in page
    assert "Say whether it is right" in said(ruth.post(at, data={"said": "maybe"}, status=422))
    refused = ruth.post(at, data={"said": "wrong", "words": ""}, status=422)
    assert "how it really is" in said(refused)
    for other in (cast.tom, cast.marian):
        as_(other).post(at, data={"said": "right"}, status=403)
    as_(cast.julian).post(at, data={"said": "right"}, status=404)
    ruth.post(at, data={"said": "right", "seen": "0"}, status=303)
    assert "Nothing waits for your word." in said(ruth.get(KNOWN))
    for one in (ruth, as_(cast.tom)):
        page = said(one.get(f"{KNOWN}?said=right", status=200))
        assert HEM in page and "Right Ruth Vale" in page


def test_what_is_wrong_is_struck_through_and_never_gone(as_, cast, findings):
    ref = findings.report(cast.tom)
    tom, at = as_(cast.tom), f"{NORTHMOOR}/findings/{ref}"
    with pytest.raises(NotNow):
        findings.do(cast.tom, "correct", ref, "Too early")
    findings.do(cast.ruth, "mark", ref, "wrong", "It is the cuff", 0)
    for one in (tom, as_(cast.ruth)):
        assert f"<s>{HEM}</s>" in one.get(at, status=200).text
        assert f"<s>{HEM}</s>" in one.get(f"{KNOWN}?said=wrong").text
        assert f"<s>{HEM}</s>" in one.get(f"{NORTHMOOR}/findings").text
        assert HEM not in said(one.get(NORTHMOOR)), "what is wrong is not what we learned"
    as_(cast.priya).get(f"{at}/correct", status=404)
    as_(cast.ruth).post(f"{at}/correct", data={"text": "Mine"}, status=403)
    tom.get(f"{at}/correct", status=200)
    tom.post(f"{at}/correct", data={"text": ""}, status=422)
    tom.post(f"{at}/correct", data={"text": "The left cuff is soaked by Haltwhistle."}, status=303)
    for one in (tom, as_(cast.ruth)):
        page = one.get(at, status=200)
        assert f"<s>{HEM}</s>" in page.text and "It is the cuff" in page.text
        assert "The left cuff is soaked" in said(one.get(NORTHMOOR))
    assert "The left cuff" in said(as_(cast.ruth).get(KNOWN)), "they are asked again"
    refused = as_(cast.ruth).post(f"{at}/mark", data={"said": "right", "seen": "0"}, status=409)
    assert "put in other words in the meantime" in said(refused)
    as_(cast.colin).post(f"{at}/mark", data={"said": "past", "words": "Mended", "seen": "1"}, status=303)
    assert "Out of date" in said(tom.get(at))


def test_what_stands_in_the_room_reaches_the_customer_nowhere(as_, cast, unit, findings):
    ref = findings.report(cast.tom, "Kanarie room", in_room=True, about="ruth", place="Kanarie hall")
    findings.do(cast.marian, "answer", ref, "Kanarie reply", learned=True)
    shared = findings.report(cast.tom, "Open to all")
    ruth, tom = as_(cast.ruth), as_(cast.tom)
    assert "Kanarie room" in tom.get(NORTHMOOR).text and "All 2 findings" in said(tom.get(NORTHMOOR))
    assert "Kanarie reply" in tom.get(f"{NORTHMOOR}/findings/{ref}", status=200).text
    pages = [NORTHMOOR, f"{NORTHMOOR}/findings", f"{NORTHMOOR}/findings?q=kanarie", KNOWN, f"{NORTHMOOR}/log"]
    pages += ["/home", "/news", "/find?q=kanarie", "/people", "/people/tom", "/orders?q=kanarie"]
    for at in pages:
        page = ruth.get(at, status=200).text.replace("q=kanarie", "").replace('value="kanarie"', "")
        assert "Kanarie" not in page and "/findings/r" not in page, at
    page = said(ruth.get(f"{NORTHMOOR}/findings"))
    assert "1 finding, 1 of them first-hand, 0 answered" in page and "learned something new" not in page
    assert "The one finding" in said(ruth.get(NORTHMOOR)) and "1 waits" in said(ruth.get(KNOWN))
    number = int(shared)
    for at in (ref, f"r{number}", f"{number + 1}", "r99", "rx", "", "²"):
        ruth.get(f"{NORTHMOOR}/findings/{at or 'r'}", status=404)
        ruth.post(f"{NORTHMOOR}/findings/{at or 'r'}/mark", data={"said": "right"}, status=404)
        ruth.post(f"{NORTHMOOR}/findings/{at or 'r'}/withdraw", status=404)
    ruth.get(f"{NORTHMOOR}/findings?before={ref}", status=200)
    with unit():
        (entry,) = journal.newest(f"clan:{cast.northmoor.id}", 9)
        assert entry.facts["finding"] == number == 1, "numbers of the room say nothing outside it"


def test_the_room_is_shared_by_a_new_finding(as_, cast, unit, findings):
    ref = findings.report(cast.tom, "They like Carnforth better, I think", in_room=True)
    tom, at = as_(cast.tom), f"{NORTHMOOR}/findings/{ref}/share"
    as_(cast.ruth).get(at, status=404)
    assert "They like Carnforth better, I think" in tom.get(at, status=200).text
    told = {"text": "Carnforth suits you better", "first_hand": "yes", "sure": "likely", "who": "both"}
    tom.post(at, data={**told, "seen_on": "", "place": ""}, status=422)
    new = tom.post(at, data={**told, "seen_on": "2026-03-02"}, status=303).location
    page = as_(cast.ruth).get(new, status=200).text
    assert "Carnforth suits you better" in page and "I think" not in page
    tom.post(at, data={**told, "seen_on": "2026-03-02"}, status=409)
    tom.get(at, status=404)
    assert "Shared with the customer as finding" in said(tom.get(f"{NORTHMOOR}/findings/{ref}"))
    plain = new.rpartition("/")[2]
    tom.get(f"{NORTHMOOR}/findings/{plain}/share", status=404)
    with pytest.raises(NotAllowed):
        findings.do(cast.ruth, "mark", ref, "right", "", 0)


def test_whom_it_is_about_withdraws_it_and_every_word_is_erased(as_, cast, unit, findings):
    room = findings.report(cast.tom, "Kanarie of Ruth", in_room=True, about="ruth", place="Kanarie hall")
    tom = as_(cast.tom)
    told = {"text": "Kanarie shared", "first_hand": "yes", "sure": "likely", "who": "both", "subject": "ruth"}
    sent = {**told, "seen_on": "2026-03-02", "place": "Kanarie hall"}
    at = tom.post(f"{NORTHMOOR}/findings/{room}/share", data=sent, status=303).location
    ref = at.rpartition("/")[2]
    findings.do(cast.marian, "answer", ref, "Kanarie answer", learned=True)
    findings.do(cast.ruth, "mark", ref, "wrong", "Kanarie mark", 0)
    findings.do(cast.tom, "correct", ref, "Kanarie in other words")
    for other in (cast.colin, cast.tom, cast.marian):
        as_(other).get(f"{at}/withdraw", status=404)
        as_(other).post(f"{at}/withdraw", status=403)
    ruth = as_(cast.ruth)
    ruth.get(f"{at}/withdraw", status=200)
    ruth.post(f"{at}/withdraw", status=303)
    for one in (ruth, tom):
        assert "A finding was withdrawn by Ruth Vale on" in said(one.get(at, status=200))
        for page in (at, NORTHMOOR, KNOWN, f"{NORTHMOOR}/findings", f"{NORTHMOOR}/findings/{ref}"):
            assert "Kanarie" not in one.get(page, status=200).text
    assert "Kanarie" not in tom.get(f"{NORTHMOOR}/findings/{room}", status=200).text
    assert "Nothing that was learned" not in said(ruth.get(f"{NORTHMOOR}/findings"))
    ruth.post(f"{at}/withdraw", status=409)
    as_(cast.colin).post(f"{at}/mark", data={"said": "right"}, status=409)
    with unit() as session:
        assert {"answered"} >= _holding("Kanarie", session), "what Tom was answered when he sent it"
        assert {one.withdrawn is not None for one in session.query(Finding)} == {True}
        for place in ("clan", "clanside"):
            assert journal.newest(f"{place}:{cast.northmoor.id}", 1)[0].verb == "finding.withdraw"
            assert journal.broken(f"{place}:{cast.northmoor.id}") is None


def _holding(word, session):
    """The tables in which a word stands anywhere."""
    tables = Base.metadata.sorted_tables
    return {one.name for one in tables if any(word in str(row) for row in session.execute(select(one)))}
