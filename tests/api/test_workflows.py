"""The workflows that a program may choose from."""

from workflows.check import library


def test_every_workflow_is_told_with_its_stages_and_lines(julian):
    items = julian.get("/workflows")["items"]
    assert [one["key"] for one in items] == list(library())
    suit = next(one for one in items if one["key"] == "bespoke-suit")
    assert (suit["title"], len(suit["stages"])) == ("Bespoke suit", 14)
    fields = [field for block in suit["stages"][0]["blocks"] for field in block.get("fields", [])]
    purpose = next(field for field in fields if field["key"] == "purpose")
    assert "wedding" in [choice["key"] for choice in purpose["choices"]]
