"""A small sound definition as plain data, to be broken in one place; and what the checker says of it."""

import copy
from typing import Any

import pytest

from workflows.check import Unsound, build

SOUND: dict[str, Any] = {
    "key": "suit",
    "version": 1,
    "title": "Suit",
    "title_field": "need.title",
    "need_field": "need.need",
    "conditions_field": "need.conditions",
    "date_field": "need.day",
    "price_field": "cloth.price",
    "stages": [
        {
            "key": "need",
            "title": "Need",
            "holder": "customer",
            "blocks": [
                {
                    "kind": "fields",
                    "key": "what",
                    "fields": [
                        {"key": "title", "label": "Name", "type": "text", "required": True},
                        {"key": "need", "label": "Need", "type": "longtext", "required": True},
                        {
                            "key": "conditions",
                            "label": "Conditions",
                            "type": "table",
                            "required": True,
                            "min_rows": 1,
                            "columns": [
                                {"key": "text", "label": "What", "required": True},
                                {"key": "how_judged", "label": "How"},
                            ],
                        },
                        {"key": "day", "label": "Day", "type": "date"},
                    ],
                },
                {
                    "kind": "commitment",
                    "key": "asks",
                    "asks": [{"key": "call", "text": "Call", "of": "clan"}],
                },
                {"kind": "signature", "by": ["customer", "clan"], "says": "Understood."},
            ],
        },
        {
            "key": "cloth",
            "title": "Cloth",
            "holder": "clan",
            "blocks": [
                {
                    "kind": "fields",
                    "key": "choice",
                    "fields": [
                        {
                            "key": "pattern",
                            "label": "Pattern",
                            "type": "choice",
                            "choices": [
                                {"key": "plain", "label": "Plain"},
                                {"key": "check", "label": "Check"},
                            ],
                            "freeze_at": "cutting",
                            "reopens": ["cutting"],
                        },
                        {"key": "agreed", "label": "Agreed", "type": "bool"},
                        {"key": "price", "label": "Price", "type": "money"},
                        {"key": "metres", "label": "Metres", "type": "decimal"},
                        {"key": "width", "label": "Width", "type": "measure"},
                        {"key": "mill", "label": "Mill", "type": "text"},
                    ],
                },
                {"kind": "review", "key": "fit", "title": "Fit for purpose", "by": "clan"},
                {"kind": "signature", "by": ["customer", "clan"], "says": "This cloth."},
            ],
        },
        {
            "key": "cutting",
            "title": "Cutting",
            "holder": "clan",
            "blocks": [
                {
                    "kind": "fields",
                    "key": "lay",
                    "fields": [
                        {
                            "key": "inlays",
                            "label": "Inlays",
                            "type": "table",
                            "columns": [
                                {
                                    "key": "seam",
                                    "label": "Seam",
                                    "type": "choice",
                                    "choices": [{"key": "hem", "label": "Hem"}],
                                },
                                {"key": "inlay_mm", "label": "Inlay", "type": "int"},
                            ],
                        }
                    ],
                },
                {
                    "kind": "checklist",
                    "key": "ready",
                    "title": "Ready",
                    "by": "clan",
                    "items": [{"key": "flaws", "label": "No flaws"}],
                },
                {"kind": "signature", "by": ["clan"], "says": "Cut."},
            ],
        },
        {
            "key": "collection",
            "title": "Collection",
            "holder": "customer",
            "blocks": [{"kind": "signature", "by": ["customer"], "says": "Satisfied."}],
        },
    ],
    "late_changes": [
        {
            "key": "cloth",
            "title": "Another cloth",
            "fields": ["cloth.pattern"],
            "free_through": "cutting",
            "price_field": "cloth.price",
            "metres_field": "cloth.metres",
            "inlay_field": "cutting.inlays",
            "seam": "hem",
            "steps": [
                {"after": "cutting", "hours": 4, "all_metres": True, "days": 28, "reopens": ["cutting"]}
            ],
        }
    ],
}


class Draft:
    """A copy of the sound definition with names for its parts, to be broken."""

    def __init__(self) -> None:
        self.data = copy.deepcopy(SOUND)
        self.need, self.cloth, self.cutting, self.collection = self.data["stages"]
        self.late = self.data["late_changes"][0]
        self.step = self.late["steps"][0]

    def line(self, path: str) -> dict[str, Any]:
        """The field that "stage.line" names."""
        stage, _, key = path.partition(".")
        fields = getattr(self, stage)["blocks"][0]["fields"]
        return next(field for field in fields if field["key"] == key)

    def add(self, stage: str, **words: Any) -> None:
        """One more line in a stage."""
        getattr(self, stage)["blocks"][0]["fields"].append({"key": "more", "label": "More", **words})

    def says(self) -> list[str]:
        """Each problem as "place: message"."""
        before = copy.deepcopy(self.data)
        with pytest.raises(Unsound) as unsound:
            build(self.data, "suit.toml")
        assert str(self.data) == str(before)
        assert {problem.file for problem in unsound.value.problems} == {"suit.toml"}
        return [": ".join(part for part in problem[1:] if part) for problem in unsound.value.problems]
