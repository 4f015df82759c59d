"""Signing a stage: what was on the page, and nothing else."""

import re

from portal.cases import actions, arranging, together
from tests.cases import playing
from workflows.records import Terms


def covers(page: str) -> list[str]:
    """What the page of a signature says that it covers."""
    return re.findall(r'name="covers" value="([^"]+)"', page)


def ready(order, cast):
    """The cloth with everything in it that a signature needs."""
    order.put(cast.marian, "cloth.code", "W 81")
    order.do(cast.julian, together.review, "cloth", "fit", "accepted")
    return order


def test_both_sign_and_the_order_moves_on(as_, cast, cloth):
    at = ready(cloth, cast).stage("cloth", "sign")
    for person, says in (
        (cast.marian, "Marian Wren signed Cloth"),
        (cast.julian, "Julian Okoro signed Cloth, and Baste fitting begins"),
    ):
        page = as_(person).get(at, status=200).text
        assert "Your signature covers exactly these lines, as they stand here." in page
        assert "W 81" in page
        assert covers(page)
        answer = as_(person).post(at, data={"covers": covers(page)}, status=303)
        assert answer.location == cloth.at("#stage-cloth")
        assert cloth.last == says
    assert cloth.thread.now == "fitting"
    for outside in (cast.stranger, cast.tom, cast.ada):
        as_(outside).get(at, status=404)
        as_(outside).post(at, status=404)


def test_what_is_open_is_named_and_nothing_is_signed(as_, cast, cloth):
    page = as_(cast.marian).get(cloth.stage("cloth", "sign"), status=200).text
    assert "this cannot be signed yet." in page
    assert "Still to settle: Cloth code, Fit for purpose." in page
    assert "Sign as Marian Wren" not in page
    answer = as_(cast.marian).post(cloth.stage("cloth", "sign"), status=409)
    assert "Still to settle before you sign: Cloth code, Fit for purpose." in answer.text
    assert not cloth.thread.signatures.get("cloth")


def test_a_line_that_changed_while_somebody_read_is_not_signed_unseen(as_, cast, cloth):
    marian, at = as_(cast.marian), ready(cloth, cast).stage("cloth", "sign")
    seen = covers(marian.get(at).text)
    cloth.put(cast.julian, "cloth.pattern", "plain")
    cloth.do(cast.julian, together.review, "cloth", "fit", "accepted")
    answer = marian.post(at, data={"covers": seen}, status=409)
    assert "A line changed while you were reading. Look at it once more, then sign." in answer.text
    assert not cloth.thread.signatures.get("cloth")
    marian.post(at, data={"covers": covers(marian.get(at).text)}, status=303)
    assert cloth.thread.stands("cloth", "clan")


def test_a_page_that_showed_nothing_signs_nothing_unseen(as_, cast, fitting):
    fitting.do(cast.marian, arranging.propose_times, "fitting", "visit", (playing.TOMORROW,), Terms())
    fitting.do(cast.julian, arranging.pick_time, "fitting", "visit", playing.TOMORROW)
    julian, at = as_(cast.julian), fitting.stage("fitting", "sign")
    assert covers(julian.get(at, status=200).text) == []
    fitting.put(cast.marian, "fitting.note", "The left shoulder sits 8 mm lower.")
    assert "A line changed while you were reading." in julian.post(at, status=409).text
    julian.post(at, data={"covers": covers(julian.get(at).text)}, status=303)


def test_only_a_stage_under_way_is_signed(as_, cast, cloth):
    ahead, marian = cloth.stage("fitting", "sign"), as_(cast.marian)
    assert (
        "Baste fitting is not under way yet, so there is nothing to sign."
        in marian.post(ahead, status=409).text
    )
    marian.get(ahead, status=200)
    marian.get(cloth.stage("nothing", "sign"), status=404)
    marian.post(cloth.stage("nothing", "sign"), status=404)
    page = covers(as_(cast.julian).get(cloth.stage("need", "sign")).text)
    answer = as_(cast.julian).post(cloth.stage("need", "sign"), data={"covers": page}, status=409)
    assert "Need is signed for your side already." in answer.text


def test_a_stage_that_one_side_signs_is_not_for_the_other(as_, cast, fitting):
    fitting.replan(cast.marian, cast.julian, "skip", "fitting", "It fits already")
    for item in ("buttons", "pressed"):
        fitting.do(cast.marian, together.tick, "finishing", "inspection", item, True)
    answer = as_(cast.marian).post(fitting.stage("finishing", "sign"), status=409)
    assert "Finishing does not need a signature from your side." in answer.text
    as_(cast.julian).post(fitting.stage("finishing", "sign"), status=303)
    assert fitting.thread.now is None


def test_what_the_form_claims_to_cover_is_never_stored(as_, cast, cloth):
    at = ready(cloth, cast).stage("cloth", "sign")
    for wrong in (["code=0000"], ["nonsense"], ["code=", "stock=1"], ["=", "=="]):
        as_(cast.marian).post(at, data={"covers": wrong}, status=409)
    assert not cloth.thread.signatures.get("cloth")


def test_a_signature_is_taken_back_while_the_stage_is_open(as_, cast, cloth):
    ready(cloth, cast).do(cast.marian, actions.sign, "cloth")
    at = cloth.stage("cloth", "withdraw")
    assert "Cloth is not signed for your side." in as_(cast.julian).post(at, status=409).text
    as_(cast.stranger).post(at, status=404)
    as_(cast.priya).post(at, status=303)  # of the same clan
    assert cloth.last == "Priya Shah took the signature on Cloth back"
    assert not cloth.thread.stands("cloth", "clan")
    answer = as_(cast.julian).post(cloth.stage("need", "withdraw"), status=409)
    assert "Need is finished. Open it again to take the signature back." in answer.text
