"""A line that changes after it was signed: both are asked about it again, and about nothing else."""

import pytest


@pytest.mark.parametrize("path", ["cloth.code", "cloth.pattern"])
def test_a_late_edit_voids_the_signatures_of_its_stage_and_only_those(as_, cast, fitting, path):
    first = fitting.seq(path)
    as_(cast.julian).post(fitting.line(path), data={"value": "check", "seen": first}, status=303)
    thread = fitting.thread
    assert [thread.stands("cloth", side) for side in ("customer", "clan")] == [False, False]
    assert [thread.stands("need", side) for side in ("customer", "clan")] == [True, True]
    assert thread.now == "fitting"  # the work goes on
    for person in (cast.julian, cast.marian):
        page = as_(person).get(fitting.at(), status=200).text
        assert page.count("Changed after it was signed:") == 1
        assert "look again" in as_(person).get(fitting.stage("cloth"), status=200).text


def test_putting_the_line_back_makes_the_signatures_stand_again(as_, cast, fitting):
    first = fitting.seq("cloth.code")
    fitting.put(cast.julian, "cloth.code", "W 90")
    assert fitting.thread.void("cloth", "clan") == ["code"]
    as_(cast.marian).post(fitting.line("cloth.code", "/put-back"), data={"seq": first}, status=303)
    thread = fitting.thread
    assert [thread.stands("cloth", side) for side in ("customer", "clan")] == [True, True]
    assert "Changed after it was signed" not in as_(cast.julian).get(fitting.at(), status=200).text


def test_looking_again_is_signing_that_stage_again(as_, cast, fitting):
    fitting.put(cast.julian, "cloth.code", "W 90")
    page = as_(cast.marian).get(fitting.at(), status=200).text
    assert "Look again at Cloth, and sign" in page or "Fit for purpose" in page
    review = {"decision": "accepted"}
    as_(cast.julian).post(fitting.stage("cloth", "reviews/fit"), data=review, status=303)
    for person in (cast.julian, cast.marian):
        covers = [f"{k}={v}" for k, v in fitting.thread.covers("cloth").items()]
        as_(person).post(fitting.stage("cloth", "sign"), data={"covers": covers}, status=303)
    assert fitting.thread.stands("cloth", "clan")
    assert fitting.thread.now == "fitting"
