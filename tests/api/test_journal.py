"""The journal of an order, and what people say in it."""

from tests.api.program import kind


def test_the_journal_tells_everything_after_a_number(julian, marian, stranger, suit):
    julian.put(f"{suit}/fields/need/title", {"value": "The blue suit", "seen": 1})
    marian.post(f"{suit}/say", {"text": "A good name."})
    whole = julian.get(f"{suit}/journal")
    assert [entry["seq"] for entry in whole] == [1, 2, 3]
    assert {"seq", "at", "actor", "side", "verb", "sentence", "changes", "hash"} <= whole[0].keys()
    assert [(entry["actor"], entry["side"], entry["verb"]) for entry in whole] == [
        ("julian", "customer", "case.begin"),
        ("julian", "customer", "case.write"),
        ("marian", "clan", "case.say"),
    ]
    assert whole[1]["sentence"] == "Julian Okoro changed Name from Wedding suit to The blue suit"
    assert {tuple(change["path"]) for change in whole[1]["changes"]} >= {("values", "need", "title", "value")}
    assert whole[2]["facts"]["text"] == "A good name."
    assert julian.get(f"{suit}/journal?after=2") == whole[2:]
    assert julian.get(f"{suit}/journal?after=1&limit=1") == whole[1:2]
    assert julian.get(f"{suit}/journal?after=3") == []
    stranger.get(f"{suit}/journal?after=-1", status=404)


def test_what_cannot_be_asked_of_a_journal_or_said_in_it(julian, suit):
    for asked in ("after=-1", "after=x", "limit=1001", "before=3"):
        assert kind(julian.get(f"{suit}/journal?{asked}", status=422)) == "invalid"
    assert julian.post(f"{suit}/say", {"text": " "}, status=422)["errors"][0]["field"] == "text"
    assert "characters" in julian.post(f"{suit}/say", {"text": "x" * 5000}, status=409)["detail"]
    assert len(julian.get(f"{suit}/journal")) == 1
