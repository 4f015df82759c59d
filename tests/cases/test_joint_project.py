"""A joint project on the pages: what both locked is proposed, shares make a whole, both reckon the saving."""

import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal.cases import changing, show
from portal.cases.columns import columns
from portal.cases.queries import calendars
from portal.cases.show.printed import groups
from portal.kernel import clock, journal
from tests.cases import playing
from tests.cases.playing import HTMX
from tests.pages import said
from tests.workflows import joining as joint
from workflows.booked import Wish
from workflows.changes import diff, document


def told(answer: Any) -> str:
    """What an answer says, in one line."""
    return " ".join(said(answer).split())


@pytest.fixture
def project(database, cast):
    """Makes an order that has come so far by the rules alone; its journal tells of it in one entry."""

    def made(thread) -> playing.Order:
        order = playing.begin(database, cast.julian, cast.okoro, follows=joint.PROJECT)
        with database.unit(write=True):
            case = playing.queries.get(cast.julian, order.ref)
            began, case.document, case.seq = case.document, document(thread), thread.seq
            who = journal.Who(cast.julian.handle, cast.julian.name, "customer")
            changes = diff(began, case.document)
            journal.append(case.stream, who, clock.now(), "case.write", {"what": "wrote it"}, changes)
            for name, value in columns(thread, clock.now(), calendars(case.account_id)).items():
                setattr(case, name, value)
        return order

    return made


def test_what_both_signed_is_proposed_and_changes_when_the_other_agrees(as_, cast, project):
    order = project(joint.until("cause"))
    julian, marian = as_(cast.julian), as_(cast.marian)
    page = marian.get(order.stage("charter"), status=200)
    assert "Both have signed: 23 lines here change only when both agree." in told(page)
    assert f'href="{order.line("charter.baseline", "/propose")}"' in page.text
    assert order.line("charter.baseline", "/edit") not in page.text
    answer = marian.post(order.line("charter.baseline", "/propose"), data={"value": "11.5"}, status=303)
    accept = f"{answer.location}/accept"
    marian.post(accept, status=409)
    assert order.held("charter.baseline") == "12"
    assert "Baseline: a proposal" in told(julian.get(answer.location))
    julian.post(accept, status=303)
    assert order.held("charter.baseline") == "11.5"
    assert order.thread.stands("charter", "customer") and order.thread.stands("charter", "clan")
    assert order.sound()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_form_that_was_open_while_both_signed_loses_nothing(as_, cast, project, headers):
    order = project(joint.until("cause"))
    marian = as_(cast.marian)
    data = {"value": "10.75", "why": "Counted again", "seen": order.seq("charter.baseline")}
    answer = marian.post(order.line("charter.baseline"), data=data, headers=headers)
    place = order.line("charter.baseline", "/propose")
    assert (answer.headers.get("HX-Redirect") or answer.location) == place
    page = marian.get(place, status=200)
    assert "Both have signed this line." in told(page) and 'value="10.75"' in page.text
    assert order.held("charter.baseline") == "12"
    whole = {"baseline:value": "10", "baseline:seen": data["seen"], "source:value": "Us", "source:seen": "0"}
    answer = marian.post(order.stage("charter", "write"), data=whole, status=303)
    assert answer.location.endswith("/propose")
    assert 'value="Us"' in marian.get(order.line("charter.source", "/propose")).text


def test_undo_is_not_offered_for_what_both_signed(as_, cast, project):
    order = project(joint.redrawn(joint.until("cause"), "reopen", "charter", "A new fact"))
    page = as_(cast.marian).get(order.at()).text
    assert order.line("charter.baseline", "/put-back") not in page
    answer = as_(cast.marian).post(order.line("charter.baseline", "/put-back"), data={"seq": "1"})
    assert order.held("charter.baseline") == "12" and answer.status_code < 500


def test_a_result_waits_for_the_baseline(as_, cast, project):
    order = project(joint.until("charter"))
    marian = as_(cast.marian)
    page = told(marian.get(order.stage("check"), status=200))
    assert "It is written once Charter and split is signed." in page
    refused = marian.post(order.line("check.result"), data={"value": "9.5", "seen": "0"}, status=409)
    assert "Result is written once Charter and split is signed" in told(refused)
    assert order.held("check.result") is None


def test_shares_that_make_no_whole_are_refused_and_what_was_typed_is_kept(as_, cast, project):
    order = project(joint.until("charter"))
    order.put(cast.julian, "charter.share_customer", "60")
    marian = as_(cast.marian)
    assert "Write 2 lines in one go" in told(marian.get(order.at()))
    alone = marian.post(order.line("charter.share_clan"), data={"value": "50", "seen": "0"}, status=422)
    sentence = "Your share 60% and Our share 50% make 110%, and must make 100%. Write both in one go."
    assert sentence in told(alone) and 'value="50"' in alone.text
    seen = order.seq("charter.share_customer")
    both = {"share_customer:value": "45", "share_customer:seen": seen, "share_clan:value": "50"}
    again = marian.post(order.stage("charter", "write"), data=both, status=422)
    assert "make 95%" in told(again) and 'value="45"' in again.text
    marian.post(order.stage("charter", "write"), data=both | {"share_clan:value": "55"}, status=303)
    assert (order.held("charter.share_customer"), order.held("charter.share_clan")) == ("45", "55")


def test_an_agreed_share_says_what_becomes_of_the_other(as_, cast, project):
    order = project(joint.until("cause"))
    answer = as_(cast.julian).post(order.line("charter.share_customer", "/propose"), data={"value": "60"})
    page = told(as_(cast.marian).get(answer.location))
    assert "Our share becomes 40% with it." in page
    as_(cast.marian).post(f"{answer.location}/accept", status=303)
    assert order.held("charter.share_clan") == "40"


def test_the_saving_stands_beside_what_each_side_reckons(as_, cast, project):
    order = project(joint.to_sign(joint.until("check")))
    for person in (cast.julian, cast.marian):
        page = told(as_(person).get(order.at(), status=200))
        for sum_ in (
            "Saved in a year (12 − 9.5) ÷ 60 × 50,000 × £48 £100,000",
            "Your cost £22,000",
            "Net saving What a year saves, less what it cost both £60,000",
            "Your share 50% £30,000",
            "Our share 50% £30,000",
            "Both sides reckon the same.",
        ):
            assert sum_ in page
    order.put(cast.julian, "check.net_customer", "61000")
    page = told(as_(cast.marian).get(order.at(), status=200))
    assert "Net saving, as you reckon it differs by £1,000 £61,000" in page
    assert "These figures differ, and nobody can sign while they do." in page
    assert "Still to settle: Net saving, as you reckon it, which differs from what the lines give" in page
    as_(cast.marian).post(order.stage("check", "sign"), data={"sure": "y"}, status=409)


def _moved(visitor, order, line, data):
    """What an open page asks for after a line of it was written."""
    visitor.post(order.line(line), data=data, headers=HTMX, status=200)
    return visitor.get(order.at("/moved?seq=2"), status=200)  # two entries came before, see `project`


def test_what_is_reckoned_comes_along_with_the_line_that_changed_it(as_, cast, project):
    order = project(joint.to_sign(joint.until("check")))
    data = {"value": "61000", "seen": order.seq("check.net_customer")}
    part = _moved(as_(cast.julian), order, "check.net_customer", data)
    assert re.search(r'id="block-check-savings" aria-labelledby', part.text)
    assert "differs by £1,000" in told(part)
    order = project(joint.until("trial"))
    assert re.search(r'id="block-trial-settled" hidden', as_(cast.julian).get(order.at()).text)
    data = {"value": "stop", "seen": "0"}
    part = _moved(as_(cast.julian), order, "trial.verdict", data)
    assert re.search(r'id="block-trial-settled" aria-labelledby', part.text)
    assert 'id="line-trial-learned"' in part.text


def test_a_loss_and_a_missing_line_are_said_in_words(as_, cast, project):
    order = project(joint.with_lines(joint.to_sign(joint.until("check")), check__result="12.1"))
    page = told(as_(cast.julian).get(order.at(), status=200))
    assert "It costs £44,000 more than a year saves. That is shared in the same way." in page
    assert "A loss" in page and "-£22,000" in page.replace("−", "-")
    order = project(joint.until("check"))
    page = told(as_(cast.julian).get(order.at(), status=200))
    assert re.search(r"Worked out once these are written: Result, Your cost and Our cost\.", page)


def test_a_stop_shows_who_bears_what_to_each_in_their_words_and_on_paper(as_, cast, project):
    thread = joint.put(
        joint.until("trial", stop_rule="half"), "clan", "trial", verdict="stop", spent_clan="£5,000"
    )
    order = project(thread)
    julian, marian = as_(cast.julian), as_(cast.marian)
    assert "Worked out once these are written: What you have spent." in told(julian.get(order.at()))
    order.put(cast.julian, "trial.spent_customer", "8000.01")
    assert "Borne by you Spent: £8,000.01 £6,500" in told(julian.get(order.at()))
    assert "From us to the customer" in told(marian.get(order.at()))
    rows = on_paper(order.thread, "trial", "Who bears what")
    assert rows["From the clan to the customer"].startswith("£1,500.01 · ")


def on_paper(thread: Any, stage: str, title: str) -> dict[str, str]:
    """What a block of a stage says on paper, by its label."""
    paper = show.paper(thread, clock.now(), {}, ZoneInfo("Europe/London"), "cm")
    found = next(group for group in groups(paper, thread.stages[stage]) if group.title == title)
    return {row.label: row.text for row in found.rows}


def test_the_saving_is_on_paper():
    thread = joint.to_sign(joint.until("check"))
    rows = on_paper(thread, "check", "What it saves")
    assert rows["Saved in a year"] == "£100,000 · (12 − 9.5) ÷ 60 × 50,000 × £48"
    assert (rows["Your share"], rows["Our share"]) == ("£30,000 · 50%", "£30,000 · 50%")
    assert "Who bears what" not in [
        group.title
        for group in groups(
            show.paper(thread, clock.now(), {}, ZoneInfo("Europe/London"), "cm"), thread.stages["trial"]
        )
    ]


def test_what_it_takes_is_told_before_anybody_signs(as_, cast, project):
    order = project(joint.until("charter"))
    page = told(as_(cast.julian).get(order.at(), status=200))
    assert "Once both have signed, 23 lines here change only when both agree." in page


def test_a_proposal_of_the_customer_can_be_countered(database, cast, project):
    order = project(joint.until("cause"))
    key = order.do(cast.julian, changing.propose, "charter", "target", Wish(value="8"))
    order.do(cast.marian, changing.counter, key, Wish(value="8.5"))
    order.do(cast.julian, changing.accept, key)
    assert order.held("charter.target") == "8.5" and order.thread.stands("charter", "clan")
