"""The house offers a newer version of a process; each running order takes it when both of its sides agree."""

import re

import pytest

from tests.cases import playing
from tests.pages import said
from workflows.check import library

NEWEST = library()["bespoke-suit"]


@pytest.fixture
def old(database, cast):
    """An order that began with the version before the newest, and has its need signed by both."""
    before = NEWEST.model_copy(update={"version": NEWEST.version - 1, "hourly_rate": 5000})
    return playing.begin(database, cast.julian, cast.okoro, follows=before)


@pytest.fixture
def offered(as_, cast, old):
    """The administrator has offered it, who sees how many orders there are but none of them."""
    ada = as_(cast.ada)
    page = said(ada.get("/orders/versions", status=200))
    assert "1 of 1 running order follows an older version." in page
    ada.post("/orders/versions", data={"workflow": NEWEST.key, "offer": "yes"}, status=303)
    ada.get(old.at("/plan"), status=404)
    return old


def test_nothing_is_offered_until_the_house_does(as_, cast, old):
    assert "newer version" not in said(as_(cast.julian).get(old.at("/plan"), status=200))
    at = old.at(f"/plan/versions/{NEWEST.version}/agree")
    assert "not offered any more" in said(as_(cast.julian).post(at, status=409))


def test_both_read_what_differs_and_it_is_taken_when_both_agree(as_, cast, offered):
    at = offered.at(f"/plan/versions/{NEWEST.version}/agree")
    for person in (cast.julian, cast.marian):
        assert "A newer version of this process" in said(as_(person).get(offered.at(), status=200))
        page = said(as_(person).get(offered.at("/plan"), status=200))
        assert f"The house offers version {NEWEST.version}." in page
        assert "the hourly rate of late changes" in page
    as_(cast.julian).post(at, status=303)
    assert offered.last == f"Julian Okoro agreed to version {NEWEST.version} of the process"
    assert offered.thread.hourly_rate == 5000
    assert "Your side has agreed." in said(as_(cast.julian).get(offered.at("/plan")))
    as_(cast.marian).post(at, status=303)
    assert offered.last.endswith("of the process. The order follows it from now on")
    assert (offered.thread.version, offered.thread.hourly_rate) == (NEWEST.version, NEWEST.hourly_rate)
    assert "A newer version" not in said(as_(cast.julian).get(offered.at("/plan"))) and offered.sound()
    assert "0 of 1 running order follows" in said(as_(cast.ada).get("/orders/versions"))


def test_a_no_has_a_reason_that_everyone_reads(as_, cast, offered):
    at = offered.at(f"/plan/versions/{NEWEST.version}/decline")
    as_(cast.julian).get(at, status=200)
    as_(cast.julian).post(at, data={"why": " "}, status=409)
    as_(cast.julian).post(at, data={"why": "Not before the wedding"}, status=303)
    assert "because Not before the wedding" in offered.last
    assert "“Not before the wedding”" in as_(cast.marian).get(offered.at("/plan"), status=200).text
    assert "A newer version of this process" not in said(as_(cast.marian).get(offered.at()))


def test_the_house_may_stop_offering_it_and_only_it_may_offer(as_, cast, offered):
    at, stop = "/orders/versions", {"workflow": NEWEST.key, "offer": "no"}
    for person in (cast.julian, cast.marian, cast.gwen, cast.stranger):
        as_(person).get("/orders/versions", status=404)
        as_(person).post(at, data=stop, status=404)
    as_(cast.ada).post(at, data={"workflow": "made-up", "offer": "yes"}, status=404)
    as_(cast.ada).post(at, data=stop, status=303)
    page = as_(cast.julian).get(offered.at("/plan"), status=200).text
    assert not re.search("newer version", page)
