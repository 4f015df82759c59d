"""How the first six stages of an order usually go, from need to shears. A story gives its own words."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from portal.cli.demo import drawing
from portal.cli.demo.bargaining import pay
from portal.cli.demo.cloths import Cloth
from portal.cli.demo.telling import Telling

Conditions = list[tuple[str, str]]  # what must be true, and how they will tell
Looked = Sequence[tuple[Cloth, str, str]]


def need(
    t: Telling, ago: int, conditions: Conditions, advice: str, prices: tuple[str, str], **lines: Any
) -> None:
    """The customer says what it is for and how they will judge it; Oscar answers; both sign."""
    rows = [{"text": text, "how_judged": how} for text, how in conditions]
    t.write(t.voice, "need", satisfaction=rows, **lines)
    t.on(ago, "11:20").write("oscar", "need", advice=advice, price_low=prices[0], price_high=prices[1])
    t.promise("oscar", "need_calendar", t.day(ago - 3))
    t.sign("need", "oscar")
    t.on(ago, "18:40").sign("need", t.voice)


def cloth(t: Telling, ago: int, cloth: Cloth, lining: str, metres: str = "3.5", looked: Looked = ()) -> None:
    """Saira lays cloths out, the customer chooses, the cutter says whether it will do; both sign.

    `looked` are the cloths that were not chosen, each with verdict and reason.
    """
    swatches(t, ago, cloth, looked)
    t.write(t.voice, "cloth", **cloth.of_customer(), lining="full", lining_code=lining)
    t.on(ago, "14:10").write("saira", "cloth", **cloth.of_house(metres), lining_price_per_m="24")
    t.write("saira", "cloth", reserved_until=(t.day(ago) + timedelta(days=42)).isoformat())
    t.keep("oscar", "need_calendar", t.voice)
    t.review(t.cutter, "cloth", "fit_for_purpose")
    t.sign("cloth", t.cutter)
    t.on(ago, "19:05").sign("cloth", t.voice)


def swatches(t: Telling, ago: int, chosen: Cloth, looked: Looked) -> None:
    """What was laid out, and what the customer thought of each."""
    shown = [*looked, (chosen, "love", "")]
    rows = [
        {"bunch_code": one.bunch, "cloth": one.name, "verdict": verdict, "why": why}
        for one, verdict, why in shown
    ]
    t.on(ago + 1, "12:15").photo(
        "saira", "cloth", "swatch_photos", *(one.swatch() for one, _, _ in reversed(shown))
    )
    t.on(ago, "09:30").write(t.voice, "cloth", swatches=rows)


COAT = {
    "breasting": "sb2", "lapel": "notch", "lapel_width": "3½ in", "button_stance": "waist", "vents": "side",
    "shoulder": "natural", "pocket_style": "straight_flap", "outside_pockets": 3, "ticket_pocket": False,
    "inside_pockets": 3, "sleeve_buttons": 4, "working_cuffs": True, "buttons": "Dark horn",
}  # fmt: skip
TROUSERS = {
    "front": "one_pleat", "rise": "mid", "support": "side_adjusters", "hem": "plain", "hem_width": "7¾ in",
}  # fmt: skip
UNIFORM = {
    **COAT, "garments": ["coat"], "lapel": "peak", "lapel_width": "4 in", "breasting": "db6",
    "vents": "centre", "shoulder": "padded", "outside_pockets": 4, "inside_pockets": 4,
    "sleeve_buttons": 3, "working_cuffs": False, "buttons": "Northmoor crest, brass",
}  # fmt: skip


def style(t: Telling, ago: int, price: str, vent_length: str = "9½ in", **lines: Any) -> None:
    """The customer decides line by line; cutter and accounts write what is theirs to say; both sign."""
    chosen = {"garments": ["coat", "trousers"], **COAT, **TROUSERS, **lines}
    if "trousers" not in chosen["garments"]:
        chosen = {key: value for key, value in chosen.items() if key not in TROUSERS}
    t.on(ago, "10:40").write(t.voice, "style", **chosen)
    t.write(t.cutter, "style", vent_length=vent_length)
    t.write("priya", "style", price=price)
    t.review(t.voice, "style", "sketch")
    t.sign("style", t.cutter, t.voice)


def measures(t: Telling, ago: int, figure: dict[str, Any], second: str = "ines") -> None:
    """Three quarters of an hour with the tape; a second pair of eyes reads five measures again; both sign."""
    t.on(ago + 2, "16:20").meet("measuring", "measuring", ago, "11:00")
    t.write(t.voice, "measuring", **figure["before"], photos_agreed=False)
    t.on(ago, "11:10").write(t.cutter, "measuring", **figure["taken"], **figure["figuration"])
    t.write(second, "measuring", second_reader=second)
    t.review(second, "measuring", "second_reading", note="All five within an eighth.")
    t.sign("measuring", t.cutter, t.voice)


def pattern(t: Telling, ago: int, notes: str) -> None:
    """The cutter draws and checks the paper pattern."""
    picture = ("pattern-v1.jpg", drawing.pattern())
    t.on(ago, "15:30").write(t.cutter, "pattern", pattern_version=1, pattern_notes=notes)
    t.photo(t.cutter, "pattern", "pattern_photos", picture)
    t.caption(t.cutter, "pattern", "pattern_photos", "The paper pattern, laid out flat")
    t.tick(t.cutter, "pattern", "self_check")
    t.sign("pattern", t.cutter)


INLAYS = [
    ("sleeve_turn_up", 38), ("back_skirt", 25), ("shoulder", 19), ("forepart_side", 25),
    ("trouser_seat_side", 25), ("hem", 32),
]  # fmt: skip


def lay(
    t: Telling, ago: int, cut_on: int, cloth: Cloth, trimmings: str = "Body canvas, chest piece."
) -> None:
    """Everything is ready to be cut, and the cutter has signed; the customer's yes is asked."""
    rows = [{"seam": seam, "inlay_mm": mm} for seam, mm in INLAYS]
    t.on(ago, "11:45").write(
        t.cutter, "striking", cut_on=t.day(cut_on).isoformat(), inlays=rows, trimmings=trimmings
    )
    t.photo(t.cutter, "striking", "lay_photos", ("lay.jpg", drawing.lay(cloth.ground)))
    t.caption(t.cutter, "striking", "lay_photos", "The pattern laid on the cloth before it is cut")
    t.tick(t.cutter, "striking", "ready")
    t.sign("striking", t.cutter)


def cut(t: Telling, ago: int, cloth: Cloth, yes: str = "") -> None:
    """The same, and two days later the customer says yes."""
    lay(t, ago + 2, ago, cloth)
    pay(t.on(ago + 1, "14:45"), "The deposit, by transfer")
    t.on(ago + 1, "20:15").sign("striking", yes or t.voice)
