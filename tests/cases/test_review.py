"""Deciding a review: for one side, with a note where something must change."""

from tests.pages import said


def test_a_review_is_decided_by_its_side(as_, cast, cloth):
    at = cloth.stage("cloth", "reviews/fit")
    answer = as_(cast.julian).post(at, data={"decision": "accepted", "note": " Soft! "}, status=303)
    assert answer.location == cloth.at("?stage=cloth#block-cloth-fit")
    assert cloth.last == "Julian Okoro looked at “Fit for purpose” in Cloth: accepted, “Soft!”"
    assert "“Soft!”" in as_(cast.marian).get(cloth.at(), status=200).text
    answer = as_(cast.marian).post(at, data={"decision": "accepted"}, status=409)
    assert "Fit for purpose is for the other side to decide." in answer.text
    for outside in (cast.stranger, cast.tom, cast.ada):
        as_(outside).post(at, data={"decision": "accepted"}, status=404)


def test_changes_become_a_promise_for_the_other_side(as_, cast, cloth):
    julian, at = as_(cast.julian), cloth.stage("cloth", "reviews/fit")
    answer = julian.post(at, data={"decision": "changes_needed", "note": ""}, status=409)
    assert "Say which changes, so that the others know what to do." in answer.text
    assert "changes needed" not in said(answer) and "changes_needed</dd>" not in answer.text
    julian.post(at, data={"decision": "changes_needed", "note": "Half the weight"}, status=303)
    assert "Make this change: Half the weight" in as_(cast.marian).get(cloth.at(), status=200).text
    julian.post(at, data={"decision": "accepted_with_changes", "note": "A third less"}, status=303)
    assert cloth.thread.accepted("cloth", "fit")


def test_a_decision_that_does_not_exist_is_refused(as_, cast, cloth):
    julian, at = as_(cast.julian), cloth.stage("cloth", "reviews/fit")
    assert "Choose what you decide." in julian.post(at, data={"note": "Hm"}, status=409).text
    answer = julian.post(at, data={"decision": "perhaps", "note": "I keep my words"}, status=409)
    assert "Fit for purpose can be decided with: accepted, accepted with changes" in answer.text
    assert "I keep my words" in said(answer) and "What you wrote is here" in said(answer)
    assert 'value="accepted" required>' in julian.get(cloth.stage("cloth")).text
    answer = julian.post(cloth.stage("cloth", "reviews/asks"), data={"decision": "accepted"}, status=409)
    assert "There is no review called asks in Cloth." in answer.text
    julian.post(cloth.stage("nothing", "reviews/fit"), data={"decision": "accepted"}, status=404)
    assert cloth.thread.reviewed("cloth", "fit") is None


def test_a_review_asks_again_when_what_it_decided_on_changes(as_, cast, cloth):
    as_(cast.julian).post(cloth.stage("cloth", "reviews/fit"), data={"decision": "accepted"}, status=303)
    cloth.put(cast.marian, "cloth.code", "W 99")
    assert not cloth.thread.accepted("cloth", "fit")
    assert "It is to be looked at again." in as_(cast.julian).get(cloth.at(), status=200).text


def test_what_changed_while_somebody_looked_is_not_decided_unseen(as_, cast, cloth):
    cloth.put(cast.marian, "cloth.code", "W 81")
    julian, at = as_(cast.julian), cloth.stage("cloth", "reviews/fit")
    page = julian.get(cloth.at(), status=200).text
    seen = page.partition(at)[2].partition('name="seq" value="')[2].partition('"')[0]
    cloth.put(cast.marian, "cloth.code", "W 99")
    answer = julian.post(at, data={"decision": "accepted", "note": "Lovely", "seq": seen}, status=409)
    assert "A line changed while you were looking. Look at it once more, then decide." in answer.text
    assert "Lovely" in answer.text
    assert cloth.thread.reviewed("cloth", "fit") is None


def test_a_list_of_changes_is_a_list_to_do(as_, cast, cloth):
    note = "- Half the weight\n- A blue one"
    data = {"decision": "changes_needed", "note": note}
    as_(cast.julian).post(cloth.stage("cloth", "reviews/fit"), data=data, status=303)
    page = as_(cast.marian).get(cloth.at(), status=200).text
    assert "Make this change: Half the weight" in page and "Make this change: A blue one" in page
    asked = cloth.thread.reviewed("cloth", "fit").asks
    assert [cloth.thread.commitments[key].text for key in asked] == ["Half the weight", "A blue one"]


def test_whoever_looked_reads_what_changed_since(as_, cast, cloth):
    cloth.put(cast.marian, "cloth.code", "W 81")
    julian = as_(cast.julian)
    julian.post(cloth.stage("cloth", "reviews/fit"), data={"decision": "accepted"}, status=303)
    seen = cloth.thread.seq
    since = cloth.at(f"/since/{seen}")
    assert "Nothing. Every line stands as it did." in said(julian.get(since, status=200))
    assert f"/dossier?at={seen}" in julian.get(cloth.at()).text
    cloth.put(cast.marian, "cloth.code", "W 90")
    cloth.put(cast.marian, "cloth.code", "W 99", "the mill was out of it")
    cloth.put(cast.marian, "cloth.stock", 3)
    assert since in julian.get(cloth.at()).text
    words = " ".join(said(julian.get(since, status=200)).split())
    assert (
        "was W 81 Put it back to this Cloth code became W 99" in words and "“the mill was out of it”" in words
    )
    assert "was nothing became 3" in words and "W 90" not in words
    julian.get(cloth.at("/since/99999"), status=404)
    for outside in (cast.stranger, cast.tom, cast.ada):
        as_(outside).get(since, status=404)
