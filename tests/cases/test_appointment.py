"""A moment to meet: offered by one side, picked by the other, called off with a reason."""

from datetime import timedelta

from tests.cases.playing import TOMORROW

ZONE_TIME = "%Y-%m-%dT%H:%M"


def test_one_side_offers_the_other_picks(as_, cast, fitting):
    times = fitting.stage("fitting", "appointments/visit/times")
    offered = [TOMORROW.strftime(ZONE_TIME), "", (TOMORROW + timedelta(days=1)).strftime(ZONE_TIME)]
    answer = as_(cast.marian).post(times, data={"time": offered, "place": "Burling Row"}, status=303)
    assert answer.location.endswith("#block-fitting-visit")
    assert fitting.last == "Marian Wren offered times for “The fitting” in Baste fitting"
    page = as_(cast.julian).get(fitting.at(), status=200).text
    assert page.count('type="radio" name="time"') == 2
    pick = fitting.stage("fitting", "appointments/visit/pick")
    first = fitting.thread.appointments["fitting"]["visit"].proposed.times[0].isoformat()
    answer = as_(cast.marian).post(pick, data={"time": first}, status=409)
    assert "Your side offered these times; the other side picks one." in answer.text
    as_(cast.julian).post(pick, data={"time": first}, status=303)
    assert fitting.last == "Julian Okoro picked a time for “The fitting” in Baste fitting"
    assert "Burling Row" in as_(cast.marian).get(fitting.at(), status=200).text
    answer = as_(cast.julian).post(pick, data={"time": first}, status=409)
    assert "The fitting is arranged already. Call it off first, and say why." in answer.text
    for outside in (cast.stranger, cast.ada):
        as_(outside).post(times, data={"time": offered}, status=404)
        as_(outside).post(pick, data={"time": first}, status=404)


def test_times_are_on_the_readers_own_clock(as_, cast, fitting):
    at = fitting.stage("fitting", "appointments/visit/times")
    summer = TOMORROW.year + 1
    as_(cast.marian).post(at, data={"time": f"{summer}-07-01T10:00"}, status=303)
    (kept,) = fitting.thread.appointments["fitting"]["visit"].proposed.times
    assert kept.isoformat() == f"{summer}-07-01T09:00:00+00:00"  # London is an hour ahead in July
    assert "1 July" in as_(cast.julian).get(fitting.at(), status=200).text
    assert "10:00" in as_(cast.julian).get(fitting.at(), status=200).text


def test_times_that_are_none_are_refused_and_kept(as_, cast, fitting):
    marian, at = as_(cast.marian), fitting.stage("fitting", "appointments/visit/times")
    nothing = "The fitting needs at least one time that is still to come."
    for wrong in (
        "",
        "tomorrow at ten",
        "2020-01-01T10:00",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-14:00",
    ):
        answer = marian.post(at, data={"time": wrong, "place": "Burling Row 31"}, status=409)
        assert nothing in answer.text
        assert "Burling Row 31" in answer.text
    many = [(TOMORROW + timedelta(hours=n)).strftime(ZONE_TIME) for n in range(21)]
    assert "offer 20 times at most; these are 21." in marian.post(at, data={"time": many}, status=409).text
    answer = as_(cast.julian).post(fitting.stage("fitting", "appointments/visit/pick"), status=409)
    assert "Choose one of the times first." in answer.text
    pick = {"time": TOMORROW.isoformat()}
    answer = as_(cast.julian).post(fitting.stage("fitting", "appointments/visit/pick"), data=pick, status=409)
    assert "That time is not one of those offered for The fitting." in answer.text
    answer = marian.post(fitting.stage("fitting", "appointments/note/times"), data=pick, status=409)
    assert "There is no appointment called note in Baste fitting." in answer.text


def test_it_is_called_off_with_a_reason(as_, cast, fitting):
    times = fitting.stage("fitting", "appointments/visit/times")
    as_(cast.marian).post(times, data={"time": TOMORROW.isoformat()}, status=303)
    at = fitting.stage("fitting", "appointments/visit/cancel")
    assert "Call The fitting off?" in as_(cast.julian).get(at, status=200).text
    answer = as_(cast.julian).post(at, data={"why": ""}, status=422)
    assert "Say why, so that everyone understands it later." in answer.text
    as_(cast.julian).post(at, data={"why": "I have a cold"}, status=303)
    assert fitting.last == "Julian Okoro called “The fitting” in Baste fitting off: I have a cold"
    assert "Called off: “I have a cold”." in as_(cast.marian).get(fitting.at()).text
    answer = as_(cast.julian).post(at, data={"why": "again"}, status=409)
    assert "The fitting is not arranged, so there is nothing to call off." in answer.text
    as_(cast.stranger).get(at, status=404)
    as_(cast.stranger).post(at, data={"why": "x"}, status=404)
