"""Pages that ask first: a line that two people changed at once, and why something is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.cost import moves
from portal.cases.show.given import Desk, Opened, Words
from portal.cases.show.input import InputView, control
from portal.cases.show.line import LineView, line
from portal.cases.show.merged import PieceView, merged, pieces
from portal.cases.show.sign import void
from workflows import redrawing
from workflows.case import Case, Conflict, Json, Refused
from workflows.grammar import Field
from workflows.merging import Pick
from workflows.records import other
from workflows.redrawn import Kind, Redraw
from workflows.values import Invalid, read


@dataclass(frozen=True)
class ConflictView:
    """A line that two people changed at once: what stands there, what was typed, and a form for a third."""

    line: LineView
    mine: str
    typed: tuple[tuple[str, str], ...]
    seen: int
    form: InputView
    pieces: tuple[PieceView, ...] = ()  # of long text, the places that both changed and what is between them
    fits: bool = False  # both changes fit together, and the form holds them
    chosen: bool = False  # the form holds what was chosen place by place
    base: int = 0


@dataclass(frozen=True)
class ReasonView:
    """A page that asks why, before something is done that both sides feel."""

    title: str
    says: str
    button: str
    question: str = "Why?"
    why: str = ""
    error: str = ""
    stages: tuple[tuple[str, str], ...] = ()
    stage: str = ""
    moves: str = ""  # how the day of the hand-over moves, where the plan changes


# What each deed that needs a reason is called: heading, what it does, the button.
KEYS = ("seen", "once", "csrf_token")  # what every form carries, and nobody typed
DEEDS = {
    "reopen": (
        "Open {what} again?",
        "The work in it and after it is kept. It must be signed again by everyone who signs it.",
        "Open {what} again",
    ),
    "skip": (
        "Leave {what} out?",
        "It stays in the thread with your reason, and can be opened later. Only this order changes.",
        "Leave {what} out",
    ),
    "again": (
        "Hold {what} once more?",
        "Another round is planned right after it, with lines of its own. The days after it move.",
        "Plan another round",
    ),
    "remove": (
        "Take {what} out again?",
        "It has not begun, so nothing is lost. What was split off goes back to where it was.",
        "Take it out",
    ),
    "decline_version": (
        "Say no: {what} of the process",
        "The order goes on as it was agreed, and everyone reads your reason. Either side may say yes later.",
        "Say no",
    ),
    "decline_redraw": (
        "Say no: {what}",
        "The plan stays as it is, and everyone reads your reason.",
        "Say no",
    ),
    "not_yet": (
        "Not yet: {what}",
        "It goes back to whoever promised it, with your reason, and is to be promised again.",
        "Send it back",
    ),
    "cancel_time": (
        "Call {what} off?",
        "It must be arranged anew. The other side reads why, and everybody who was to come gets a letter.",
        "Call it off",
    ),
    "keep_time": (
        "Leave {what} at its time?",
        "It stays as it was arranged. The other side reads why.",
        "Leave it at its time",
    ),
    "say_no": (
        "No: {what}",
        "Your clan reads what would have to change, and promises it. Then you are asked again.",
        "Say no",
    ),
    "undo_payment": (
        "{what} was written down wrongly?",
        "It stays to be read with your reason, and counts no more.",
        "Undo this payment",
    ),
    "decline": (
        "Say no: {what}",
        "The line stays as it is, and everyone reads your reason.",
        "Say no",
    ),
    "remind": (
        "Remind {what}?",
        "They get a letter with your words, and everyone reads them in the history. Once a day.",
        "Send the reminder",
    ),
    "open_pin": (
        "Open “{what}” again?",
        "The pin waits for the other side again, with your reason in its talk.",
        "Open it again",
    ),
    "not_met": (
        "Not met yet: {what}",
        "The stage you name opens again, and your clan is asked to put it right.",
        "Say that it is not met",
    ),
}


QUESTIONS = {
    "remind": "What would you like to say?",
    "not_yet": "What is missing?",
    "not_met": "What is missing?",
    "say_no": "What would have to change?",
}


def reason(
    case: Case,
    deed: str,
    what: str,
    *,
    why: str = "",
    error: str = "",
    stage: str = "",
    moves: tuple[str, bool] = ("", False),
) -> ReasonView:
    """The page that asks why: `what` is the title of the stage, promise or condition.

    `moves` says how the plan moves, and whether the other side is asked first.
    """
    title, says, button = (words.format(what=say.cut(what, 80)) for words in DEEDS[deed])
    told, asked = moves
    done = [one for one in case.in_order() if case.state(one.key) in ("done", "now")]
    stages = tuple((one.key, one.title) for one in done) if deed == "not_met" else ()
    chosen = stage or (stages[-1][0] if stages else "")
    question = QUESTIONS.get(deed, "Why?")
    return ReasonView(
        title, says, "Ask for it" if asked else button, question, why, error, stages, chosen, told
    )


REPLANS: tuple[Kind, ...] = ("reopen", "skip", "again", "remove")


def replanned(desk: Desk, deed: str, stage: str) -> tuple[str, bool]:
    """How the day of the hand-over moves by this change of a stage, and whether the other side is asked."""
    kind = next((one for one in REPLANS if one == deed), None)
    if kind is None or stage not in desk.case.stages:
        return "", False
    try:
        days = redrawing.weigh(
            desk.case, desk.mark(), Redraw(kind=kind, stage=stage, why="-"), desk.look.calendars
        )
    except Refused:
        return "", False
    if moved := moves(desk, *days):
        asked = redrawing.asks(desk.case, days)
        return f"The hand-over moves: {moved}.{f' {asks(desk)}' if asked else ''}", asked
    return ("The day of the hand-over stays as it is planned." if days[0] else ""), False


def asks(desk: Desk) -> str:
    """Who agrees before a promise moves."""
    name = desk.name(other(desk.look.viewer.side))
    return f"That moves what is promised, so {name} agrees first."


def conflicts(
    desk: Desk,
    clash: Conflict,
    words: Mapping[str, Words],
    bases: Mapping[str, Json] | None = None,
    picks: Mapping[int, Pick] | None = None,
) -> tuple[ConflictView, ...]:
    """Both values of every line that clashed. `words` are what was typed, by line ("field").

    `bases` are what long texts said when both began, `picks` what was chosen at places that both changed.
    """
    stage = desk.case.stages[clash.stage]
    views = []
    for key, one in clash.lines.items():
        field = stage.field(key)
        if field is None:
            continue
        typed = {name: said for name, said in words.get(key, {}).items() if name not in KEYS}
        text = merged(one, bases[key]) if bases and key in bases else None
        third = {**typed, "seen": [str(one.seq)]}
        if text and (picks is not None or text.text is not None):
            third["value"] = [text.chosen(picks or {})]
        views.append(
            ConflictView(
                line=line(desk, stage, field, void(desk, stage.key), Opened()),
                mine=_said(desk, field, one.yours),
                typed=tuple((name, text) for name, said in typed.items() for text in said),
                seen=one.seq,
                form=control(desk, stage.key, field, third),
                pieces=pieces(text, picks or {}) if text and text.clashes else (),
                fits=text is not None and text.text is not None,
                chosen=picks is not None,
                base=one.seen,
            )
        )
    return tuple(views)


def _said(desk: Desk, field: Field, raw: Json) -> str:
    """What somebody typed, as it would read on the line."""
    try:
        return desk.show(field, read(field, raw, currency=desk.case.currency))
    except Invalid:
        return str(raw)
