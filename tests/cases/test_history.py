"""The history of an order: everything that happened, newest first, in pages."""

from portal.cases import actions


def test_history_is_told_newest_first_and_in_pages(as_, cast, cloth):
    for number in range(60):
        cloth.do(cast.marian, actions.say, f"Word number {number}.")
    julian = as_(cast.julian)
    page = julian.get(cloth.at("/history"), status=200).text
    assert page.index("Word number 59.") < page.index("Word number 10.")
    assert "Word number 9." not in page
    older = cloth.at(f"/history?before={cloth.thread.seq - 49}")
    assert older in page
    page = julian.get(older, status=200).text
    assert "Word number 9." in page
    assert "Word number 10." not in page
    assert "<b>You</b> stated a need" in page
    assert "What happened before that" not in page
    for outside in (cast.stranger, cast.ada, cast.tom):
        as_(outside).get(cloth.at("/history"), status=404)


def test_a_line_is_put_back_from_the_history(as_, cast, cloth):
    first = cloth.put(cast.marian, "cloth.code", "W 81")
    cloth.put(cast.marian, "cloth.code", "W 90")
    page = as_(cast.julian).get(cloth.at("/history"), status=200).text
    assert f'name="seq" value="{first}"' in page
    as_(cast.julian).post(cloth.line("cloth.code", "/put-back"), data={"seq": first}, status=303)
    assert cloth.held("cloth.code") == "W 81"


def test_pages_of_history_that_are_none_are_empty_or_the_first(as_, cast, cloth):
    julian = as_(cast.julian)
    for before in ("0", "-5", "99999999999999999999999", "x", "1", "²"):
        julian.get(cloth.at(f"/history?before={before}"), status=200)
    julian.get(cloth.at("/history?before=%00"), status=404)
