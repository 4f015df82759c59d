"""Pages that ask first: a line that two people changed at once, and why something is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.cost import moves
from portal.cases.show.given import Desk, Opened, Words
from portal.cases.show.input import InputView, control
from portal.cases.show.line import LineView, line
from portal.cases.show.sign import void
from workflows import course
from workflows.case import Actor, Case, Conflict, Json, Refused
from workflows.grammar import Field
from workflows.planning import handover, plan
from workflows.values import Invalid, read


@dataclass(frozen=True)
class ConflictView:
    """A line that two people changed at once: what stands there, what was typed, and a form for a third."""

    line: LineView
    mine: str
    typed: tuple[tuple[str, str], ...]
    seen: int
    form: InputView


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
    moves: str = "",
) -> ReasonView:
    """The page that asks why: `what` is the title of the stage, promise or condition."""
    title, says, button = (words.format(what=say.cut(what, 80)) for words in DEEDS[deed])
    done = [one for one in case.in_order() if case.state(one.key) in ("done", "now")]
    stages = tuple((one.key, one.title) for one in done) if deed == "not_met" else ()
    chosen = stage or (stages[-1][0] if stages else "")
    question = QUESTIONS.get(deed, "Why?")
    return ReasonView(title, says, button, question, why, error, stages, chosen, moves)


REPLANS: dict[str, Callable[[Case, Actor, str, str], Case]] = {
    "reopen": course.reopen,
    "skip": course.skip,
    "again": course.again,
}


def replanned(desk: Desk, deed: str, stage: str) -> str:
    """How the day of the hand-over moves if a stage is opened again, left out or held once more."""
    case, viewer = desk.case, desk.look.viewer
    if deed not in REPLANS or stage not in case.stages:
        return ""
    try:
        after = REPLANS[deed](case, Actor(viewer.handle, viewer.first, viewer.side, desk.look.at), stage, "-")
    except Refused:
        return ""
    before, then = (handover(one, plan(one, desk.today, desk.look.calendars)) for one in (case, after))
    if moved := moves(desk, before, then):
        return f"The hand-over moves: {moved}."
    return "The day of the hand-over stays as it is planned." if before else ""


def conflicts(desk: Desk, clash: Conflict, words: Mapping[str, Words]) -> tuple[ConflictView, ...]:
    """Both values of every line that clashed. `words` are what was typed, by line ("field")."""
    stage = desk.case.stages[clash.stage]
    views = []
    for key, one in clash.lines.items():
        field = stage.field(key)
        if field is None:
            continue
        typed = {name: said for name, said in words.get(key, {}).items() if name not in KEYS}
        views.append(
            ConflictView(
                line=line(desk, stage, field, void(desk, stage.key), Opened()),
                mine=_said(desk, field, one.yours),
                typed=tuple((name, text) for name, said in typed.items() for text in said),
                seen=one.seq,
                form=control(desk, stage.key, field, {**typed, "seen": [str(one.seq)]}),
            )
        )
    return tuple(views)


def _said(desk: Desk, field: Field, raw: Json) -> str:
    """What somebody typed, as it would read on the line."""
    try:
        return desk.show(field, read(field, raw, currency=desk.case.currency))
    except Invalid:
        return str(raw)
