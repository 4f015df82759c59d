"""A joint project over the API: locked lines, lines that wait, what was saved, and who bears what."""

import pytest

from portal.cases import actions as cases
from portal.cases.columns import columns
from portal.cases.queries import calendars
from portal.kernel import clock, journal
from tests.api.program import found, line, stage
from tests.workflows import joining as joint
from workflows.changes import diff, document


@pytest.fixture
def project(app, cast):
    """Makes a joint project that has come so far by the rules alone; gives its address."""

    def made(thread):
        with app.database.unit(write=True) as session:
            said = ("Too slow", "The hatch", "GBP")
            case = cases.begin(cast.julian, session.merge(cast.okoro), joint.PROJECT, *said)
            began, case.document, case.seq = case.document, document(thread), thread.seq
            who = journal.Who(cast.julian.handle, cast.julian.name, "customer")
            changes = diff(began, case.document)
            journal.append(case.stream, who, clock.now(), "case.write", {"what": "wrote it"}, changes)
            for name, value in columns(thread, clock.now(), calendars(case.account_id)).items():
                setattr(case, name, value)
            return f"/orders/{case.ref}"

    return made


def money(amount):
    """So many pence as they are told."""
    return {"amount": amount, "currency": "GBP"}


def test_a_locked_line_says_so_and_changes_by_a_proposal(julian, marian, project):
    at = project(joint.until("cause"))
    told = line(julian.get(at), "charter.baseline")
    assert (told["locked"], told["after"]) == (True, None)
    assert line(julian.get(at), "charter.benefit_year")["locked"] is False
    said = {"value": "11", "seen": told["seq"]}
    refused = julian.put(f"{at}/fields/charter/baseline", said, status=409)
    assert "It changes when both agree" in refused["detail"]
    undone = julian.post(f"{at}/fields/charter/baseline/put-back", {"seq": 1}, status=409)
    assert undone["detail"]
    wish = {"stage": "charter", "field": "baseline", "value": "11"}
    key = julian.post(f"{at}/proposals", wish)["proposals"][0]["key"]
    order = marian.post(f"{at}/proposals/{key}/accept", {})
    assert line(order, "charter.baseline")["value"] == "11"
    assert [one["void"] for one in stage(order, "charter")["signatures"]] == [[], []]


def test_a_result_waits_and_shares_make_a_whole(julian, marian, project):
    at = project(joint.until("charter"))
    assert line(marian.get(at), "check.result")["after"] == "charter"
    refused = marian.put(f"{at}/fields/check/result", {"value": "9.5", "seen": 0}, status=409)
    assert refused["detail"].startswith("Result is written once Charter and split is signed")
    julian.put(f"{at}/fields/charter/share_customer", {"value": "60", "seen": 0})
    refused = marian.put(f"{at}/fields/charter/share_clan", {"value": "50", "seen": 0}, status=422)
    assert refused["errors"][0]["field"] == "share_clan" and "make 110%" in refused["detail"]
    marian.put(f"{at}/fields/charter/share_clan", {"value": "40", "seen": 0})


def test_what_was_saved_is_told_to_the_penny(julian, marian, project):
    at = project(joint.to_sign(joint.until("check")))
    saving = found(stage(julian.get(at), "check")["savings"], "savings")
    assert (saving["year"], saving["net"]) == (money(10_000_000), money(6_000_000))
    assert saving["costs"] == {"customer": money(2_200_000), "clan": money(1_800_000)}
    assert saving["shares"] == {"customer": money(3_000_000), "clan": money(3_000_000)}
    assert (saving["missing"], saving["zero"], saving["differ"]) == ([], None, [])
    seq = line(marian.get(at), "check.net_clan")["seq"]
    order = marian.put(f"{at}/fields/check/net_clan", {"value": "1", "seen": seq})
    saving = found(stage(order, "check")["savings"], "savings")
    assert saving["differ"] == ["clan"] and saving["figures"]["clan"] == money(100)
    refused = marian.post(f"{at}/signatures", {"stage": "check"}, status=409)
    assert "which differs from what the lines give" in refused["detail"]


def test_a_saving_without_its_lines_names_them(julian, project):
    saving = found(stage(julian.get(project(joint.until("check"))), "check")["savings"], "savings")
    assert saving["missing"] == ["check.result", "check.cost_customer", "check.cost_clan"]
    assert saving["net"] is None and saving["figures"] == {"customer": None, "clan": None}


def test_a_stop_is_settled(julian, marian, project):
    at = project(joint.until("trial", stop_rule="each_own"))
    settled = found(stage(julian.get(at), "trial")["settlements"], "settled")
    assert (settled["asked"], settled["missing"], settled["due"]) == (False, [], None)
    marian.put(f"{at}/fields/trial/verdict", {"value": "stop", "seen": 0})
    julian.put(f"{at}/fields/trial/spent_customer", {"value": "8000", "seen": 0})
    order = marian.put(f"{at}/fields/trial/spent_clan", {"value": "5000", "seen": 0})
    settled = found(stage(order, "trial")["settlements"], "settled")
    assert settled["bears"] == {"customer": money(800_000), "clan": money(500_000)}
    assert (settled["rule"], settled["pays"], settled["due"]) == ("each_own", None, money(0))
