"""How the last eight stages of an order usually go, from the baste to the day it is worn in."""

from collections.abc import Sequence
from typing import Any

from portal.cli.demo import drawing
from portal.cli.demo.bargaining import pay
from portal.cli.demo.drawing import Colour
from portal.cli.demo.telling import Telling

Note = dict[str, Any]
SHOWN = {
    "baste_fitting": "The baste on, from the front, with the white stitches still in it",
    "forward_fitting": "The coat with its pockets in, from the front, arms hanging",
    "finish_fitting": "The coat nearly finished, buttoned, from the front",
}


def note(
    area: str, seen: str, action: str, amount: int = 0, pin: tuple[int, int] = (0, 0), **more: Any
) -> Note:
    """What was seen at a fitting; `pin` is its place in the picture, in per cent from left and top."""
    row: Note = {"part": "coat", "area": area, "observation": seen, "action": action, "said_by": "cutter"}
    return {**row, "amount": amount or None, "at": pin if any(pin) else None, **more}


def baste(t: Telling, ago: int, notes: str, hours: str = "14") -> None:
    """Piotr puts the coat together with long white stitches."""
    t.on(ago, "16:50").write("piotr", "baste", made_by="piotr", hours=hours, making_notes=notes)
    t.tick("piotr", "baste", "basted")
    t.sign("baste", "piotr")


def tried(
    t: Telling, stage: str, ago: int, at: str, ground: Colour, notes: Sequence[Note], **lines: Any
) -> None:
    """The customer has it on: what both see, with pins. `lines` with a plain name are the customer's own;
    `judged` says how each note of the last fitting stands, `taken` are measures that were read again.
    """
    t.on(ago + 4, "09:20").meet(stage, "fitting", ago, at)
    judged, taken = lines.pop("judged", ()), lines.pop("taken", {})
    seen = {key: lines.pop(key) for key in ("sees", "buttons_agreed") if key in lines}
    t.on(ago, at)
    if seen | taken:
        t.write(t.cutter, stage, **seen, **taken)
    t.judge(stage, judged)
    t.photo(t.cutter, stage, "fitting_photos", (f"{stage}.jpg", drawing.fitting(ground)))
    t.caption(t.cutter, stage, "fitting_photos", SHOWN[stage.partition("__")[0]], "Front")
    for row in notes:
        who = t.voice if row["said_by"] == "customer" else t.cutter
        if row["at"]:
            t.pin(who, stage, "fitting_photos", row["at"], row["observation"])
        pin = list(t.thread.pins)[-1] if row["at"] else ""
        t.noted(who, stage, {**{name: row[name] for name in row if name != "at"}, "pin": pin})
    t.write(t.voice, stage, **lines)
    if t.thread.stage(stage).block("moved"):
        t.tick(t.voice, stage, "moved")


def agreed(t: Telling, stage: str, decision: str = "accepted", words: str = "") -> None:
    """The customer gives their word on a fitting; both settle its pins, initial the notes, and sign."""
    t.settle(stage, t.cutter, t.voice)
    t.initial(stage, t.cutter, t.voice)
    t.review(t.voice, stage, "word", decision, words)
    t.sign(stage, t.cutter, t.voice)


def forward(t: Telling, ago: int, said: str, hours: str = "32", maker: str = "piotr") -> None:
    """Cut again where the fitting asked for it, pockets in, facings on."""
    t.on(ago, "17:05").write(maker, "forward", pattern_version=2, made_by=maker, hours=hours)
    t.tick(maker, "forward", "made")
    t.did(maker, "forward")
    t.review(t.cutter, "forward", "notes_done", note=said)
    t.sign("forward", t.cutter)


def finishing(t: Telling, ago: int, hours: str = "16") -> None:
    """Buttonholes, felling, pressing; Ines, who did not make the coat, looks at twelve things."""
    t.on(ago, "15:40").write("piotr", "finishing", made_by="piotr", hours=hours)
    t.did("piotr", "finishing")
    t.tick("ines", "finishing", "inspection")
    t.write("ines", "finishing", inspected_by="ines")
    t.review("ines", "finishing", "second_tailor", note="Yes, tomorrow.")
    t.sign("finishing", "ines")


def handed_over(t: Telling, ago: int, at: str = "12:00", **words: Any) -> None:
    """The suit is put on and taken home; the balance is paid."""
    t.on(ago + 2, "10:05").meet("collection", "collection", ago, at)
    t.on(ago, at).write(t.voice, "collection", as_asked=True, photo_agreed=False, **words)
    pay(t, "The balance, by card")
    t.write("priya", "collection", balance_paid=True)
    t.tick("oscar", "collection", "given")
    t.sign("collection", t.voice)


def worn_in(t: Telling, ago: int, at: str = "20:30", **words: Any) -> None:
    """After a month the customer says how it wears, and signs."""
    t.on(ago, at).write(t.voice, "wear_review", **words)
    t.sign("wear_review", t.voice)
