"""Another customer finds nothing of this one, at any address, whatever they send."""

import pytest

from tests.api.program import API

ARGUMENTS = {
    "stage": "need",
    "field": "title",
    "block": "what",
    "item": "buttons",
    "promise": "cloth_swatch",
    "condition": "abc",
    "pin": "n1",
    "note": "n1",
    "proposal": "p1",
    "change": "c1",
    "redraw": "r1",
    "payment": "m1",
    "message": "1",
    "word": "yes",
    "department": "quality",
    "person": "julian",
    "file": "a" * 32,
    "picture": "a" * 32,
}
SENT = [
    None,
    {},
    {"why": "x", "stage": "need", "seq": 1, "value": "x", "seen": 1, "text": "x", "due": "2099-01-05"},
]


@pytest.mark.parametrize("said", SENT)
def test_foreign_and_missing_look_alike_at_every_address(nobody, stranger, suit, said):
    paths = nobody.get(f"{API}/openapi.json").json["paths"]
    known = [(method.upper(), path) for path in paths for method in paths[path] if "{ref}" in path]
    assert len(known) > 20
    foreign_ref = suit.rpartition("/")[2]
    for method, path in ((method, path.removeprefix(API)) for method, path in known):
        foreign = stranger.ask(method, path.format(ref=foreign_ref, **ARGUMENTS), said, status=404)
        missing = stranger.ask(method, path.format(ref="okoro-999", **ARGUMENTS), said, status=404)
        assert foreign.data == missing.data
        assert foreign.headers == missing.headers


def test_a_clan_member_without_a_seat_and_an_executive_see_nothing_either(program, cast, suit):
    for person in (cast.tom, cast.gwen, cast.ada, cast.ruth):
        program(person).get(suit, status=404)
    program(cast.piotr).get(suit)
