"""The list of orders: only what one may see, narrowed and page by page."""

import pytest

from tests.api.program import kind


@pytest.fixture
def three(julian, marian) -> list[str]:
    """Three orders of Julian's, the last moved first; and one of Northmoor's."""
    refs = [
        julian.post("/orders", {"account": "okoro", "need": f"{word} suit"}, status=201)["ref"]
        for word in ("Blue", "Grey", "Green")
    ]
    marian.post("/orders", {"account": "northmoor", "need": "Blue uniforms"}, status=201)
    return refs[::-1]


def refs(page) -> list[str]:
    """The refs of a page."""
    return [row["ref"] for row in page["items"]]


def test_a_list_has_what_one_may_see_in_the_order_it_moved(julian, marian, stranger, three):
    page = julian.get("/orders")
    assert (refs(page), page["next"]) == (three, None)
    assert page["items"][0].keys() == {
        "ref",
        "title",
        "account",
        "workflow",
        "status",
        "stage",
        "seq",
        "turn",
        "moved",
    }
    assert len(refs(marian.get("/orders"))) == 4
    assert stranger.get("/orders") == {"items": [], "next": None}


def test_a_list_is_narrowed_and_never_tells_of_what_one_may_not_see(julian, marian, stranger, three):
    assert refs(julian.get("/orders?q=grey+SUIT")) == [three[1]]
    assert refs(julian.get("/orders?q=uniforms")) == []
    assert refs(julian.get("/orders?q=%25")) == []
    assert refs(julian.get("/orders?status=fulfilled")) == []
    assert refs(julian.get("/orders?status=open&turn=customer")) == three
    assert refs(julian.get("/orders?turn=clan")) == []
    assert len(refs(marian.get("/orders?q=blue"))) == 2
    assert refs(stranger.get("/orders?q=blue")) == []


def test_pages_follow_each_other_to_the_end(julian, stranger, three):
    first = julian.get("/orders?limit=2")
    assert refs(first) == three[:2]
    second = julian.get(f"/orders?limit=2&after={first['next']}")
    assert (refs(second), second["next"]) == (three[2:], None)
    assert refs(stranger.get(f"/orders?after={first['next']}")) == []
    assert kind(julian.get("/orders?after=okoro-999", status=404)) == "not-found"


@pytest.mark.parametrize(
    "asked", ["limit=0", "limit=101", "limit=x", "status=lost", "turn=me", "sort=title", "due=soon", "q=%00"]
)
def test_what_a_list_cannot_be_narrowed_to_is_said(julian, asked):
    problem = julian.get(f"/orders?{asked}", status=422)
    assert kind(problem) == "invalid"
    assert problem["errors"][0]["field"] == (asked.partition("=")[0] if asked != "q=%00" else "")
