"""The plan of an order and the version of its process, over the API."""

from datetime import date, timedelta

from portal.kernel import clock
from portal.people import actions as people
from portal.people.queries import house
from tests.cases import playing
from workflows.check import library

NEWEST = library()["bespoke-suit"]
ADD = {
    "after": "need",
    "title": "A sample",
    "days": 0,
    "holder": "clan",
    "clan": ["What it is"],
    "signed_by": ["customer"],
    "why": "To see it",
}


def test_a_stage_is_added_split_moved_and_taken_out(julian, marian, suit):
    order = julian.post(f"{suit}/plan/stages", ADD)
    (change,) = order["plan"]
    own = change["made"]
    assert (change["kind"], change["state"], change["text"]) == ("add", "made", "add A sample after Need")
    assert [one["key"] for one in order["stages"]][:2] == ["need", own]
    order = marian.post(f"{suit}/stages/{own}/move", {"after": "cloth", "why": "Later"})
    assert [one["key"] for one in order["stages"]][:3] == ["need", "cloth", own]
    half = {"title": "Meeting", "parts": ["visit"], "days": 1, "why": "Twice"}
    order = marian.post(f"{suit}/stages/fitting/split", half)
    assert order["plan"][-1]["made"] in [one["key"] for one in order["stages"]]
    order = julian.post(f"{suit}/stages/{own}/remove", {"why": "No"})
    assert own not in [one["key"] for one in order["stages"]]
    refused = julian.post(f"{suit}/plan/stages", {**ADD, "after": "hat"}, status=422)
    assert refused["errors"][0]["field"] == "after"
    julian.post(f"{suit}/plan/stages", {**ADD, "days": -1}, status=422)
    julian.post(f"{suit}/plan/r99/agree", {}, status=404)


def test_what_is_asked_of_the_plan_runs_out_and_is_asked_anew(julian, marian, fitted):
    monday = clock.now()
    skip = {"why": "It fits already"}
    (change,) = julian.post(f"{fitted}/stages/finish_fitting/again", skip)["plan"]
    at, until = f"{fitted}/plan/{change['key']}", date.fromisoformat(change["until"])
    assert change["state"] == "open" and until == monday.date() + timedelta(days=7)
    julian.post(f"{at}/anew", status=409)
    with clock.as_of(monday + timedelta(days=8)):
        late = marian.post(f"{at}/agree", {}, status=409)
        assert "Ask for it anew." in late["detail"]
        first, second = marian.post(f"{at}/anew")["plan"]
    assert (first["state"], second["state"], second["side"]) == ("run_out", "open", "clan")


def test_a_newer_version_is_read_and_agreed_to(program, cast, database):
    before = NEWEST.model_copy(update={"version": NEWEST.version - 1, "hourly_rate": 5000})
    at = f"/orders/{playing.begin(database, cast.julian, cast.okoro, follows=before).ref}"
    julian, marian = program(cast.julian), program(cast.marian)
    assert julian.get(f"{at}/process")["offered"] is None
    with database.unit(write=True):
        people.offer_version(cast.ada, house(), NEWEST.key, NEWEST.version, NEWEST.title)
    read = julian.get(f"{at}/process")
    assert (read["version"], read["offered"], read["agreed"]) == (before.version, NEWEST.version, [])
    assert read["differs"] == [{"title": "Rules of this order", "told": ["the hourly rate of late changes"]}]
    julian.post(f"{at}/process/agree", {"version": NEWEST.version + 1}, status=409)
    julian.post(f"{at}/process/agree", {"version": NEWEST.version})
    assert julian.get(f"{at}/process")["agreed"] == ["customer"]
    marian.post(f"{at}/process/decline", {"version": NEWEST.version, "why": "Wait"})
    assert (julian.get(f"{at}/process")["agreed"], julian.get(f"{at}/process")["no"]) == ([], "Wait")
    for one in (julian, marian):
        order = one.post(f"{at}/process/agree", {"version": NEWEST.version})
    assert order["workflow"]["version"] == NEWEST.version
    assert julian.get(f"{at}?at=1")["workflow"]["version"] == before.version
