"""Pins: a place in a picture, and the talk about it until both sides say that it is settled.

A pin belongs to the picture that it was put in: it never moves, and nothing settles it but the two sides.
A newer picture begins clean and names the open pins of earlier ones (docs/workflows.md).
"""

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from workflows.case import Case
from workflows.grammar import Stage
from workflows.language import N_, _
from workflows.pinned import Pin, Said, Spot
from workflows.records import Mark, Refused, Step
from workflows.texts import reason, said

WHOLE = 1000  # a place is counted in thousandths of the width and of the height
LONGEST_TITLE = 120
PDF = "application/pdf"
PAGES = 20  # of a PDF, that can be looked at here and pinned


def put(case: Case, mark: Mark, spot: Spot, title: str, text: str = "") -> Case:
    """Put a pin into a picture.

    Raises:
        Refused: the picture is not on that line, the place is not in it, or the pin has no title.
    """
    if spot.file not in pictures(case, spot.stage, spot.field):
        raise Refused(_("That picture is not in this order any more. Put the pin into another one."))
    if not (0 <= spot.x <= WHOLE and 0 <= spot.y <= WHOLE):
        raise Refused(_("That place is not in the picture. Press the picture where the pin shall be."))
    name = " ".join(said(title, N_("What it is about")).split())
    if not 0 < len(name) <= LONGEST_TITLE:
        raise Refused(
            _("Say in a few words what the pin is about, %(most)s letters at most.", most=LONGEST_TITLE)
        )
    words = said(text)
    talk = {str(mark.seq): Said(**mark.model_dump(), text=words)} if words else {}
    pin = Pin(**spot.model_dump(), title=name, put=mark, talk=talk)
    return case.with_whole("pins", f"n{mark.seq}", pin)


def answer(case: Case, mark: Mark, key: str, text: str) -> Case:
    """Say something about a pin. Whoever called it settled before is asked again.

    Raises:
        Refused: there is no such pin, nothing is written, or both have settled it.
    """
    pin = _pin(case, key)
    words = said(text)
    if not words:
        raise Refused(_("There is nothing written yet."))
    if not pin.open:
        raise Refused(_("“%(pin)s” is settled. Open it again to say more.", pin=pin.title))
    return case.with_whole("pins", key, _with_words(pin, mark, words))


def reword(case: Case, mark: Mark, key: str, word: int, text: str = "") -> Case:
    """Put what was said at a pin with the change `word` in other words, or take it back without any.

    Whoever called it settled before is asked again, as after an answer.

    Raises:
        Refused: there is no such pin or word, or both have settled it.
    """
    pin = _pin(case, key)
    if not pin.open:
        raise Refused(_("“%(pin)s” is settled. Open it again to change what was said.", pin=pin.title))
    if str(word) not in pin.talk:
        raise Refused(_("That is not said at this pin any more."))
    kept = {name: one for name, one in pin.talk.items() if name != str(word)}
    new = {str(word): pin.talk[str(word)].model_copy(update={"text": said(text)})} if text else {}
    talk = {name: one for name, one in sorted({**kept, **new}.items(), key=lambda one: int(one[0]))}
    return case.with_whole("pins", key, pin.model_copy(update={"talk": talk, "settled": {}}))


def settle(case: Case, mark: Mark, key: str) -> Case:
    """One side's initials: for this side it is settled. With both it is, until somebody opens it again.

    Raises:
        Refused: there is no such pin.
    """
    pin = _pin(case, key)
    if mark.side in pin.settled:
        return case
    settled = {**pin.settled, mark.side: mark}
    return case.with_whole("pins", key, pin.model_copy(update={"settled": settled}))


def open_again(case: Case, mark: Mark, key: str, why: str) -> Case:
    """Open a settled pin again, with a reason that stands in its talk.

    Raises:
        Refused: there is no such pin, it is open, or there is no reason.
    """
    pin = _pin(case, key)
    if pin.open:
        raise Refused(_("“%(pin)s” is open already.", pin=pin.title))
    return case.with_whole("pins", key, _with_words(pin, mark, reason(why)))


def left(case: Case, stage: Stage) -> Iterator[Step]:
    """One step for every open pin in a picture of the stage."""
    for key, pin in case.pins.items():
        if pin.stage == stage.key and pin.waits_for:
            yield Step(side=pin.waits_for, kind="pin", stage=stage.key, target=key, label=pin.title)


def pictures(case: Case, stage: str, field: str) -> list[str]:
    """The pictures on a line, by file id, in their order; on a line of files the pages of its PDFs."""
    definition = case.stage(stage).field(field)
    if definition is None or definition.type not in ("photo", "file"):
        return []
    held = case.value(f"{stage}.{field}") or []
    if definition.type == "photo":
        return [str(one["id"]) for one in held]
    pdfs = [str(one["id"]) for one in held if one.get("type") == PDF]
    return [page(pdf, number) for pdf in pdfs for number in range(1, PAGES + 1)]


@lru_cache(maxsize=4096)
def page(pdf: str, number: int) -> str:
    """The file id of a page of a PDF, the first one being 1: it follows from that of the PDF."""
    return hashlib.sha256(f"{pdf}:{number}".encode()).hexdigest()[:32]


def line_of(case: Case, file: str) -> tuple[str, str] | None:
    """The stage and line that a picture is on, or was when a pin was put into it; None for no picture."""
    for stage in case.in_order():
        for field in stage.fields():
            if file in pictures(case, stage.key, field.key):
                return stage.key, field.key
    return next(((pin.stage, pin.field) for pin in case.pins.values() if pin.file == file), None)


def carried(case: Case, stage: str, file: str) -> list[str]:
    """The open pins of other pictures that one in this stage carries over: those of this stage and before."""
    place = case.plan.index(stage)
    return [
        key
        for key, pin in case.pins.items()
        if pin.file != file and pin.open and case.plan.index(pin.stage) <= place
    ]


def _pin(case: Case, key: str) -> Pin:
    if key not in case.pins:
        raise Refused(_("There is no such pin in this order."))
    return case.pins[key]


def _with_words(pin: Pin, mark: Mark, words: str) -> Pin:
    talk = {**pin.talk, str(mark.seq): Said(**mark.model_dump(), text=words)}
    return pin.model_copy(update={"talk": talk, "settled": {}})
