"""The list of orders, narrowed to what somebody looks for, in pages."""

import csv
import io
import re
from html import unescape

from portal.cases import arranging
from tests.cases import playing
from tests.pages import said
from workflows.records import Terms


def test_the_list_is_narrowed_by_words_state_and_turn(as_, cast, coat, uniforms):
    marian = as_(cast.marian)
    for query, seen in (
        ("", {coat, uniforms}),
        ("?q=RAIN", {coat}),
        ("?q=rain+northmoor", set()),
        ("?q=northmoor", {uniforms}),
        ("?q=%25", set()),
        ("?q=_", set()),
        ("?status=open", {coat, uniforms}),
        ("?status=fulfilled", set()),
        ("?turn=clan", {coat}),
        ("?turn=customer", {uniforms}),
        ("?turn=customer&q=harrogate", {uniforms}),
        ("?status=nonsense", set()),
    ):
        page = marian.get(f"/orders{query}", status=200).text
        assert {one for one in (coat, uniforms) if f'href="{one.at()}"' in page} == seen, query
    assert "No order fits." in marian.get("/orders?q=nothing-holds-this", status=200).text


def test_the_words_of_others_are_not_found(as_, cast, coat, uniforms):
    for person, own, foreign in ((cast.julian, "rain", "harrogate"), (cast.ruth, "harrogate", "rain")):
        assert "/orders/" in as_(person).get(f"/orders?q={own}", status=200).text
        assert "No order fits." in as_(person).get(f"/orders?q={foreign}", status=200).text
    assert "No orders yet." in as_(cast.stranger).get("/orders", status=200).text


def following(page):
    """The address of the next page of a list."""
    found = re.search(r'href="(/orders\?[^"]*after=[^"]*)"', page)
    return unescape(found[1]) if found else ""


def test_older_orders_are_on_the_next_page(as_, cast, database):
    refs = [playing.begin(database, cast.julian, cast.okoro, f"Need {n}").ref for n in range(23)]
    julian = as_(cast.julian)
    first = julian.get("/orders", status=200).text
    assert all(f'"/orders/{ref}"' in first for ref in refs[3:])
    older = julian.get(following(first), status=200).text
    assert [ref for ref in refs if f'"/orders/{ref}"' in older] == refs[:3]
    assert not following(older)
    other = as_(cast.ruth).get(following(first), status=200).text  # a place in time tells nothing of others
    assert "/orders/okoro" not in other
    for place in ("made-up", "2026-13-01~okoro-1", "2026-12-01T10:00:00~okoro-1", "~", "9~9"):
        julian.get(f"/orders?after={place}", status=404)


def refs_of(page):
    """The orders of a list, as they stand there."""
    return re.findall(r'<h3><a href="/orders/([^"]+)"', page)


def test_a_list_is_narrowed_and_put_in_order_by_its_address(as_, cast, coat, uniforms):
    marian = as_(cast.marian)
    for query, seen in (
        ("?account=okoro", [coat.ref]),
        ("?workflow=coat", [coat.ref, uniforms.ref]),
        ("?workflow=bespoke-suit", []),
        ("?stage=cloth", [coat.ref]),
        ("?due=late", []),
        ("?sort=customer", [coat.ref, uniforms.ref]),
        ("?sort=stage", [uniforms.ref, coat.ref]),
        ("?account=harrow", []),
        ("?due=%27", []),
    ):
        page = marian.get(f"/orders{query}", status=200).text
        found = refs_of(page)
        assert found == seen if "sort" in query else sorted(found) == sorted(seen), query
    marian.get("/orders?sort=title", status=404)
    assert refs_of(as_(cast.julian).get("/orders?account=northmoor").text) == []


def test_pages_stay_where_they_are_while_orders_move(as_, cast, database):
    orders = [playing.begin(database, cast.julian, cast.okoro, f"Need {n}") for n in range(25)]
    julian = as_(cast.julian)
    for sort in ("moved", "due", "customer", "stage"):
        first = julian.get(f"/orders?sort={sort}", status=200).text
        orders[5].put(
            cast.julian, "need.title", f"Moved {sort}"
        )  # it moves to the top of one order of the list
        rest = julian.get(following(first), status=200).text
        seen = [*refs_of(first), *refs_of(rest)]
        assert len(seen) == len(set(seen)) and len(seen) >= 24, sort


def test_a_list_is_kept_under_a_name_for_oneself_alone(as_, cast, coat):
    marian, julian = as_(cast.marian), as_(cast.julian)
    marian.post("/orders/views", data={"name": "Late <ones>", "query": "due=late&sort=due"}, status=303)
    page = marian.get("/orders").text
    assert 'href="/orders?due=late&amp;sort=due">Late &lt;ones&gt;</a>' in page
    assert "Late &lt;ones&gt;" not in julian.get("/orders").text
    number = re.search(r"/orders/views/(\d+)/name", page)[1]
    julian.post(f"/orders/views/{number}/name", data={"name": "Mine"}, status=404)
    julian.post(f"/orders/views/{number}/gone", status=404)
    marian.post(f"/orders/views/{number}/name", data={"name": "Late"}, status=303)
    marian.post("/orders/views", data={"name": "", "query": ""}, status=422)
    assert ">Late</a>" in marian.get("/orders").text
    marian.post(f"/orders/views/{number}/gone", status=303)
    assert ">Late</a>" not in marian.get("/orders").text


def test_a_table_has_the_list_and_no_cell_that_is_reckoned_with(as_, cast, coat, uniforms):
    for sign in ("=1+1", "+1", "-1", "@SUM(A1)"):
        coat.put(cast.julian, "need.title", sign)
        answer = as_(cast.julian).get("/orders.csv", status=200)
        rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
        assert answer.text.startswith("\ufeff") and [row[0] for row in rows] == ["Order", coat.ref]
        assert rows[1][1] == f"'{sign}"
    assert uniforms.ref not in as_(cast.julian).get("/orders.csv?account=northmoor").text
    assert len(as_(cast.marian).get("/orders.csv?q=rain").text.splitlines()) == 2


def test_many_are_reminded_at_once_each_once_a_day(as_, cast, coat, uniforms):
    marian, asked = as_(cast.marian), f"?order={coat.ref}&order={uniforms.ref}&order=okoro-99"
    page = marian.get(f"/orders/remind{asked}", status=200).text
    assert "Forty uniforms" in page and page.count('name="order"') == 2
    sent = {"order": [coat.ref, uniforms.ref, "okoro-99"], "words": "The mill closes on Friday."}
    marian.post("/orders/remind", data={**sent, "words": " "}, status=422)
    page = said(marian.post("/orders/remind", data=sent, status=200))
    assert "2 of 2 were reminded." in page
    assert "reminded Northmoor Rail: “The mill closes on Friday.”" in uniforms.last
    page = said(marian.post("/orders/remind", data=sent, status=200))
    assert "0 of 2 were reminded." in page and "Once a day is enough." in page
    assert "No orders are chosen." in as_(cast.stranger).get(f"/orders/remind{asked}", status=200).text
    answer = said(as_(cast.stranger).post("/orders/remind", data=sent, status=200))
    assert "0 of 0" in answer and uniforms.ref not in answer


def test_a_board_by_stage_and_a_month_of_what_is_to_come(as_, cast, coat, uniforms):
    marian = as_(cast.marian)
    board = marian.get("/orders/board?workflow=coat", status=200).text
    assert coat.at() in board and uniforms.at() in board and board.count("<section") == 2
    assert uniforms.at() not in as_(cast.julian).get("/orders/board?workflow=coat").text
    visit, there = ("fitting", "visit"), Terms(place="The shop")
    coat.do(cast.marian, arranging.propose_times, *visit, (playing.TOMORROW,), there)
    for person, seen in ((cast.julian, True), (cast.marian, True), (cast.ruth, False)):
        page = as_(person).get(f"/orders/calendar?month={playing.TOMORROW:%Y-%m}", status=200).text
        assert (coat.stage("fitting") in page) is seen
    for month in ("2026-13", "x", "0001-01", "9999-12"):
        marian.get(f"/orders/calendar?month={month}", status=404)
