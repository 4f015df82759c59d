"""Where something learned was put to use, who confirmed that it served, and what each side reads of it."""

from datetime import timedelta

import pytest

from portal.cases import queries as cases
from portal.cases import redrawing
from portal.findings import places, queries, using
from portal.findings.model import Finding
from portal.kernel import clock, journal
from portal.kernel.verbs import NotAllowed, NotNow
from portal.people import actions as people
from portal.people.queries import account_by_handle, by_handle
from tests.cases import playing
from tests.findings.conftest import HEM
from tests.pages import said
from tests.shape.test_statements import count
from workflows.redrawn import Redraw

OKORO = "/customers/okoro"
HOW = "The drip edge is sewn into the hem."


@pytest.fixture
def coat(database, cast):
    """An order of Julian's."""
    return playing.begin(database, cast.julian, cast.okoro)


@pytest.fixture
def used(unit, findings, coat):
    """Put something learned of Julian to use in his order."""

    def use(who, ref, where="stage:cloth", how=HOW):
        with unit():
            found = queries.finding(by_handle("marian"), account_by_handle("okoro"), ref)
            place = places.places(cases.get(by_handle("marian"), coat.ref))[where]
            return using.use(who, found, place, how).number

    return use


def judge(unit, who, ref, deed, *said_):
    """Confirm or reject the first use of it."""
    with unit():
        found = queries.finding(by_handle("marian"), account_by_handle("okoro"), ref)
        getattr(using, deed)(who, queries.use(found, 1), *said_)


def test_it_is_put_to_use_on_a_stage_and_stands_on_both_ends(as_, cast, findings, coat):
    ref = findings.report(cast.piotr, account="okoro")
    at, piotr = f"{OKORO}/findings/{ref}/use", as_(cast.piotr)
    assert coat.ref in piotr.get(at, status=200).text
    form = piotr.get(f"{at}?order={coat.ref}", status=200).text
    assert 'value="stage:cloth"' in form and 'value="line:cloth.code"' in form
    told = {"order": coat.ref, "place": "stage:cloth"}
    assert "Write how it was used" in said(piotr.post(at, data=told, status=422))
    piotr.post(at, data={**told, "place": "stage:made_up", "how": HOW}, status=422)
    piotr.post(at, data={**told, "order": "northmoor-1", "how": HOW}, status=404)
    piotr.post(at, data={**told, "how": HOW}, status=303)
    for one in (piotr, as_(cast.julian)):
        page = said(one.get(f"{OKORO}/findings/{ref}"))
        assert HOW in page and "waits to be confirmed" in page
        for order in (coat.at(), coat.stage("cloth")):
            page = said(one.get(order, status=200))
            assert "Knowledge used used" in page and HEM[:60] in page, order
            assert "Piotr Alder found it, Piotr Alder used it" in page
        assert "Used once" in said(one.get(OKORO)) and "1 of them used" in said(one.get(OKORO))
        assert "1 put to use" in said(one.get(f"{OKORO}/findings"))


def test_a_stage_that_used_nothing_says_so(as_, coat, cast):
    assert "Knowledge used: none" in said(as_(cast.julian).get(coat.stage("need"), status=200))


def test_somebody_else_confirms_it_and_both_are_thanked_by_name(as_, cast, unit, findings, used):
    ref = findings.report(cast.priya, account="okoro")
    used(cast.piotr, ref)
    at = f"{OKORO}/findings/{ref}/uses/1/confirm"
    for other in (cast.piotr, cast.priya):
        as_(other).post(at, status=403)
    as_(cast.ruth).post(at, status=404)
    as_(cast.julian).post(at, status=303)
    as_(cast.marian).post(at, status=409)
    thanks = "Priya Shah found it, Piotr Alder used it"
    for one in (cast.piotr, cast.priya):
        page = said(as_(one).get("/home", status=200))
        assert thanks in page and "Julian Okoro confirmed that it served" in page
    assert thanks not in said(as_(cast.marian).get("/home"))
    assert "Thanks to Priya Shah, who found it, and Piotr Alder, who used it." in said(
        as_(cast.julian).get(f"{OKORO}/findings/{ref}")
    )
    assert "Thanks to Priya Shah and Piotr Alder" in said(as_(cast.julian).get(f"{OKORO}/log"))
    with clock.as_of(clock.now() + timedelta(days=15)):
        assert thanks not in said(as_(cast.piotr).get("/home"))


def test_a_use_that_did_not_serve_is_rejected_with_a_reason(as_, cast, unit, findings, coat, used):
    ref = findings.report(cast.priya, account="okoro")
    used(cast.piotr, ref)
    julian, at = as_(cast.julian), f"{OKORO}/findings/{ref}/uses/1/reject"
    assert "Write why it did not serve" in said(julian.post(at, data={"reason": ""}, status=422))
    julian.post(at, data={"reason": "Nothing of it is in the cloth"}, status=303)
    page = said(as_(cast.piotr).get(f"{OKORO}/findings/{ref}"))
    assert "not confirmed" in page and "Nothing of it is in the cloth" in page
    assert HEM[:60] not in said(julian.get(coat.stage("cloth"))), "a fake use is none"
    assert "Not used yet" in said(julian.get(OKORO)) and "0 put to use" in said(
        julian.get(f"{OKORO}/findings")
    )
    with pytest.raises(NotNow):
        judge(unit, cast.marian, ref, "confirm")


def test_nobody_confirms_what_they_say_themselves(cast, unit, findings, used):
    ref = findings.report(cast.piotr, account="okoro")
    used(cast.marian, ref)
    with pytest.raises(NotAllowed):
        judge(unit, cast.marian, ref, "confirm")
    other = findings.report(cast.piotr, account="okoro")
    used(cast.julian, other)
    with pytest.raises(NotAllowed):
        judge(unit, cast.julian, other, "reject", "No")
    judge(unit, cast.marian, other, "confirm")


def test_what_the_room_knows_is_used_where_only_the_clan_reads_it(as_, cast, unit, findings, coat, used):
    ref = findings.report(cast.piotr, "Kanarie room", in_room=True, account="okoro")
    for where in ("order", "stage:need", "line:need.need"):
        used(cast.piotr, ref, where, "Kanarie how")
    julian, marian = as_(cast.julian), as_(cast.marian)
    assert "Kanarie room" in marian.get(coat.at()).text and "Kanarie" in marian.get(coat.stage("need")).text
    for at in (coat.at(), coat.stage("need"), coat.at("/dossier"), coat.at("/history"), OKORO, "/home"):
        assert "Kanarie" not in julian.get(at, status=200).text, at
    assert "Knowledge used: none" in said(julian.get(coat.stage("need")))
    for deed in ("confirm", "reject"):
        julian.post(f"{OKORO}/findings/{ref}/uses/1/{deed}", data={"reason": "No"}, status=404)
    with pytest.raises(NotAllowed):
        judge(unit, cast.julian, ref, "confirm")
    with unit():
        last = journal.newest(f"clan:{cast.okoro.id}", 9)
        assert not [one for one in last if one.verb == "finding.use"]


def test_a_stage_left_out_and_a_finding_withdrawn_leave_the_use_readable(
    as_, cast, unit, findings, coat, used
):
    ref = findings.report(cast.piotr, account="okoro", about="julian")
    used(cast.piotr, ref)
    with unit():
        case = cases.get(cast.marian, coat.ref)
        optional = next(one.key for one in case.thread.in_order() if not one.essential)
    used(cast.piotr, ref, f"stage:{optional}")
    coat.do(cast.marian, redrawing.skip, Redraw(kind="skip", stage=optional, why="We leave it"))
    page = said(as_(cast.julian).get(f"{OKORO}/findings/{ref}"))
    assert "left out since" in page and page.count(HOW) == 2
    findings.do(cast.julian, "withdraw", ref, account="okoro")
    for at in (f"{OKORO}/findings/{ref}", coat.at()):
        page = said(as_(cast.piotr).get(at, status=200))
        assert HEM not in page and "withdrawn" in page
    assert HOW in said(as_(cast.piotr).get(f"{OKORO}/findings/{ref}"))


def test_what_nobody_used_for_ninety_days_is_listed(as_, cast, findings, used):
    with clock.as_of(clock.now() - timedelta(days=91)):
        old = findings.report(cast.piotr, "Old and unused", account="okoro")
        used(cast.piotr, findings.report(cast.piotr, "Old and used", account="okoro"))
    findings.report(cast.piotr, "New and unused", account="okoro")
    page = as_(cast.piotr).get(f"{OKORO}/findings?used=long", status=200).text
    assert "Old and unused" in page and "New and unused" not in page and "Old and used" not in page
    assert "Old and used" in as_(cast.piotr).get(f"{OKORO}/findings?used=yes").text
    assert old


def test_every_figure_is_counted_from_the_journal_alone(cast, unit, findings, used):
    with unit():
        people.seat(cast.ada, account_by_handle("okoro"), cast.priya, senior=True)
    refs = [findings.report(cast.piotr, f"One {n}", first_hand=n % 2 == 0, account="okoro") for n in range(5)]
    findings.report(cast.piotr, "In the room", in_room=True, account="okoro")
    findings.do(cast.marian, "answer", refs[0], "So", learned=True, account="okoro")
    findings.do(cast.priya, "answer", refs[1], "So", learned=False, account="okoro")
    findings.do(cast.julian, "mark", refs[1], "right", "", 0, account="okoro")
    for ref in refs[:3]:
        used(cast.piotr, ref)
    judge(unit, cast.julian, refs[0], "reject", "No")
    judge(unit, cast.marian, refs[1], "confirm")
    with unit():
        okoro = account_by_handle("okoro")
        shown = queries.figures(cast.julian, okoro)
        entries = list(journal.whole(f"clan:{okoro.id}"))
        assert counted(entries) == vars(shown)
        both = counted(entries + list(journal.whole(f"clanside:{okoro.id}")))
        assert {**both, "asked": shown.asked} == vars(queries.figures(cast.piotr, okoro))


def counted(entries):
    """The figures of the page of findings, from the entries of the journal and nothing else."""
    known = {(one.stream, one.facts["finding"]): {"uses": set()} for one in entries if "finding" in one.facts}
    for one in entries:
        if "finding" not in one.facts:
            continue
        about, verb = known[one.stream, one.facts["finding"]], one.verb.partition(".")[2]
        about |= {verb: True, **one.facts}
        if verb in ("use", "reject"):
            {"use": about["uses"].add, "reject": about["uses"].discard}[verb](one.facts["use"])
    stand = [one for one in known.values() if "withdraw" not in one]
    return {
        "all": len(stand),
        "first_hand": sum(one["first_hand"] for one in stand),
        "answered": sum("answer" in one for one in stand),
        "learned": sum(one.get("learned", False) for one in stand),
        "used": sum(bool(one["uses"]) for one in stand),
        "asked": sum("mark" not in one for one in stand),
    }


def test_no_number_of_findings_costs_a_page_more_statements(as_, cast, database, unit, findings, used, coat):
    paths = [OKORO, f"{OKORO}/findings", f"{OKORO}/known", f"{OKORO}/findings/2", coat.at(), "/home"]
    taken = []
    for more in (3, 297):
        with unit() as session:
            refs = [findings_of(cast, session, number) for number in range(more)]
        if more == 3:
            first = findings.report(cast.piotr, account="okoro")
            paths[3] = f"{OKORO}/findings/{first}"
            used(cast.piotr, first)
        taken.append([])
        for one in (cast.julian, cast.marian):
            visitor = as_(one)
            for path in paths:
                visitor.get(path, status=200)
            taken[-1] += [count(database, visitor, path)[0] for path in paths]
        assert refs
    assert taken[0] == taken[1]
    assert max(taken[1]) <= 14, taken


def findings_of(cast, session, number):
    """A finding as a row, for the sake of many."""
    place = f"clan:{cast.okoro.id}"
    known = {
        "account_id": cast.okoro.id,
        "stream": place,
        "number": 10_000 + len(session.query(Finding).all()),
    }
    words = {"text": f"Learned {number}", "folded": f" learned {number}", "place": "", "earlier": []}
    how = {"first_hand": True, "sure": "guess", "seen_on": clock.now().date(), "due": clock.now().date()}
    session.add(Finding(**known, **words, **how, author_id=cast.piotr.id, reported=clock.now()))
    session.flush()
    return number
