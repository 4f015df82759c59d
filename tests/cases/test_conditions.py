"""The conditions of satisfaction: the customer's word on each, and the end that only they bring about."""


def keys(order):
    return [key for key, _, _ in order.thread.conditions()]


def test_the_last_condition_that_is_met_ends_the_order(as_, cast, judged):
    julian, (first, second) = as_(cast.julian), keys(judged)
    page = julian.get(judged.at(), status=200).text
    assert "Is the need met?" in page
    answer = julian.post(judged.at(f"/conditions/{first}/met"), status=303)
    assert answer.location == judged.at("#conditions")
    assert judged.last == "Julian Okoro declared this met: Dry after an hour of rain"
    assert judged.thread.status == "open"
    julian.post(judged.at(f"/conditions/{second}/met"), status=303)
    assert judged.last == "Julian Okoro declared this met: It is blue. The order is fulfilled"
    for person in (cast.julian, cast.marian):
        page = as_(person).get(judged.at(), status=200).text
        assert "This is fulfilled" in page
        assert "Write" not in page.partition('id="log"')[0].partition("spine")[2]
    for path, data in (("cloth.code", {"value": "W 1"}), ("need.title", {"value": "x", "seen": 1})):
        answer = julian.post(judged.line(path), data=data, status=409)
        assert "This is fulfilled; nothing in it changes any more." in answer.text


def test_nobody_but_the_customer_says_that_it_is_met(as_, cast, judged):
    first = keys(judged)[0]
    for person in (cast.marian, cast.priya):
        for rest in (f"/conditions/{first}/met", "/finish"):
            answer = as_(person).post(judged.at(rest), status=403)
            assert "This is for the customer to do." in answer.text
        not_met = {"why": "I say so", "stage": "cloth"}
        as_(person).post(judged.at(f"/conditions/{first}/not-met"), data=not_met, status=403)
    for person in (cast.stranger, cast.ruth, cast.tom, cast.ada, cast.gwen):
        as_(person).post(judged.at(f"/conditions/{first}/met"), status=404)
        as_(person).post(judged.at("/finish"), status=404)
    assert judged.thread.status == "open"
    assert judged.thread.conditions()[0][2] is None


def test_not_met_opens_the_named_stage_and_asks_the_clan(as_, cast, judged):
    julian, (first, second) = as_(cast.julian), keys(judged)
    julian.post(judged.at(f"/conditions/{second}/met"), status=303)
    at = judged.at(f"/conditions/{first}/not-met")
    assert "Not met yet: Dry after an hour of rain" in julian.get(at, status=200).text
    answer = julian.post(at, data={"why": "", "stage": "cloth"}, status=422)
    assert "Say why, so that everyone understands it later." in answer.text
    answer = julian.post(at, data={"why": "Wet in ten minutes", "stage": ""}, status=422)
    assert "Choose the stage to open again." in answer.text
    assert "Wet in ten minutes" in answer.text
    answer = julian.post(at, data={"why": "Wet", "stage": "nothing"}, status=409)
    assert "There is no stage called nothing here." in answer.text
    julian.post(at, data={"why": "Wet in ten minutes", "stage": "cloth"}, status=303)
    assert judged.last == (
        "Julian Okoro declared this not met yet: Dry after an hour of rain, because Wet in ten minutes"
    )
    assert (judged.thread.now, judged.thread.status) == ("cloth", "open")
    assert "Wet in ten minutes" in as_(cast.marian).get(judged.at(), status=200).text


def test_a_condition_that_is_not_written_is_not_found(as_, cast, judged):
    julian = as_(cast.julian)
    for deed in ("met", "not-met"):
        answer = julian.post(judged.at(f"/conditions/made-up/{deed}"), data={"why": "x", "stage": "cloth"})
        assert answer.status_code in (404, 409)
    julian.get(judged.at("/conditions/made-up/not-met"), status=404)


def test_finishing_needs_everything_closed(as_, cast, cloth):
    answer = as_(cast.julian).post(cloth.at("/finish"), status=409)
    assert "Still open before this is finished: Cloth code, Fit for purpose" in answer.text


def test_when_the_clan_did_the_last_thing_the_customer_still_says_so(as_, cast, judged):
    julian = as_(cast.julian)
    judged.put(cast.marian, "cloth.code", "W 90")  # void: both must look again
    for key in keys(judged):
        julian.post(judged.at(f"/conditions/{key}/met"), status=303)
    assert judged.thread.status == "open"
    julian.post(judged.stage("cloth", "reviews/fit"), data={"decision": "accepted"}, status=303)
    for person in (cast.julian, cast.marian):
        covers = [f"{k}={v}" for k, v in judged.thread.covers("cloth").items()]
        as_(person).post(judged.stage("cloth", "sign"), data={"covers": covers}, status=303)
    assert judged.thread.status == "open"
    assert "Say that the need is fulfilled" in julian.get(judged.at(), status=200).text
    assert "Say that the need is fulfilled" not in as_(cast.marian).get(judged.at(), status=200).text
    julian.post(judged.at("/finish"), status=303)
    assert judged.last == "Julian Okoro declared it all as wanted. The order is fulfilled"
