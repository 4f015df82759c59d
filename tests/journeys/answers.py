"""What the two of them write into a bespoke suit, by stage and line; a second round of a stage the same."""

from datetime import date, timedelta
from typing import Any


def inches(value: str) -> dict[str, str]:
    """A length as its form takes it."""
    return {"value": value, "unit": "in"}


SOON = (date.today() + timedelta(days=20)).isoformat()  # noqa: DTZ011  a day in a form has no zone

ANSWERS: dict[str, dict[str, Any]] = {
    "need": {
        "satisfaction": {
            "value-0-text": "Cool at 30 degrees",
            "value-0-how_judged": "I wear it all day in Lisbon",
            "value-1-text": "Fit for a courtroom afterwards",
        },
    },
    "cloth": {
        "cloth": "Navy hopsack",
        "bunch_code": "Garth 4471",
        "metres": "3.4",
        "price_per_m": "118",
    },
    "style": {
        "garments": ["coat", "trousers"],
        "breasting": "sb2",
        "lapel": "notch",
        "vents": "side",
        "pocket_style": "straight_flap",
        "price": "3450",
    },
    "measuring": {
        "chest": inches("40"),
        "waist": inches("34 1/2"),
        "seat": inches("40 1/4"),
        "coat_length": inches("30"),
        "sleeve_inside": inches("17 1/2"),
        "inside_leg": inches("32"),
    },
    "pattern": {"pattern_version": "1"},
    "striking": {
        "cut_on": SOON,
        "inlays": {"value-0-seam": "hem", "value-0-inlay_mm": "45"},
    },
    "baste": {"made_by": "piotr"},
    "baste_fitting": {"comfort": "4", "sees": "The left shoulder drops a quarter."},
    "forward": {"pattern_version": "2", "made_by": "piotr"},
    "forward_fitting": {"comfort": "5", "sees": "It sits clean; the collar lies close."},
    "finish_fitting": {"comfort": "5", "buttons_agreed": "Where the chalk is"},
    "finishing": {"inspected_by": "priya"},
    "collection": {"as_asked": "yes", "balance_paid": "yes"},
    "wear_review": {"wears": "5"},
}


def answer(stage: str, field: str) -> Any:
    """What stands in that line."""
    return ANSWERS[stage.partition("__")[0]][field]
