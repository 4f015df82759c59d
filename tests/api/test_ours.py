"""Pictures that one side keeps to itself, over the API: the other side finds nothing of them."""

import pytest

from portal.cases import showing
from portal.kernel.files import Stored
from tests.api.program import line
from tests.cases import playing

FILE = Stored("a" * 32, "kanarie.jpg", "image/jpeg", 9, "0" * 64, 600, 400)


@pytest.fixture
def coat(app, cast):
    """The address of an order at which Marian's side keeps a picture."""
    order = playing.begin(app.database, cast.julian, cast.okoro)
    photos = order.thread.stages["cloth"].field("photos")
    order.do(cast.marian, showing.keep_pictures, "cloth", photos, [FILE])
    return f"/orders/{order.ref}"


def test_the_other_side_finds_nothing_of_it(julian, stranger, coat):
    for path in (coat, f"{coat}/journal", f"{coat}/ours", "/orders"):
        assert "kanarie" not in str(julian.get(path)) and FILE.id not in str(julian.get(path))
    assert julian.get(f"{coat}/ours") == {"items": []}
    for method, rest in (("POST", f"/{FILE.id}/show"), ("DELETE", f"/{FILE.id}")):
        theirs = julian.ask(method, f"{coat}/ours{rest}", status=404)
        nothing = julian.ask(method, f"{coat}/ours{rest.replace('a', 'b')}", status=404)
        assert theirs.json["detail"] == nothing.json["detail"]
        stranger.ask(method, f"{coat}/ours{rest}", status=404)
    stranger.get(f"{coat}/ours", status=404)
    said = {"value": [{"id": FILE.id, "name": "x.jpg", "type": "image/jpeg", "size": 9}], "seen": 0}
    julian.put(f"{coat}/fields/cloth/photos", said, status=409)


def test_ones_own_side_shows_it(julian, marian, program, cast, coat):
    (kept,) = program(cast.piotr).get(f"{coat}/ours")["items"]
    assert {name: kept[name] for name in ("id", "name", "stage", "field", "by")} == {
        "id": FILE.id, "name": "kanarie.jpg", "stage": "cloth", "field": "photos", "by": "marian",
    }  # fmt: skip
    said = {"value": [{"id": FILE.id, "name": "x.jpg", "type": "image/jpeg", "size": 9}], "seen": 0}
    refused = marian.put(f"{coat}/fields/cloth/photos", said, status=409)  # not in a roundabout way
    assert "not in this order" in refused["detail"]
    (shown,) = line(program(cast.piotr).post(f"{coat}/ours/{FILE.id}/show"), "cloth.photos")["value"]
    assert shown == {"id": FILE.id, "name": "kanarie.jpg", "type": "image/jpeg", "size": 9}
    last = julian.get(f"{coat}/journal")[-1]
    assert last["sentence"] == "Piotr Alder showed both sides kanarie.jpg, which Marian Wren brought"
    assert marian.get(f"{coat}/ours") == {"items": []}
    marian.post(f"{coat}/ours/{FILE.id}/show", status=404)


def test_ones_own_side_deletes_it(marian, coat):
    marian.delete(f"{coat}/ours/{FILE.id}")
    assert marian.get(f"{coat}/ours") == {"items": []}
    assert "showed it, or removed it" in marian.delete(f"{coat}/ours/{FILE.id}", status=404)["detail"]
