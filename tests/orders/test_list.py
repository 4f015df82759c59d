"""The list of orders, narrowed to what somebody looks for, in pages."""

import re
from html import unescape

from tests.cases import playing


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
