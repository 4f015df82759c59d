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
from workflows.language import N_, _
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
    question: str
    why: str = ""
    error: str = ""
    stages: tuple[tuple[str, str], ...] = ()
    stage: str = ""
    moves: str = ""  # how the day of the hand-over moves, where the plan changes


# What each deed that needs a reason is called: heading, what it does, the button.
KEYS = ("seen", "once", "csrf_token")  # what every form carries, and nobody typed
DEEDS = {
    "reopen": (
        N_("Open %(what)s again?"),
        N_("The work in it and after it is kept. It must be signed again by everyone who signs it."),
        N_("Open %(what)s again"),
    ),
    "skip": (
        N_("Leave %(what)s out?"),
        N_("It stays in the thread with your reason, and can be opened later. Only this order changes."),
        N_("Leave %(what)s out"),
    ),
    "again": (
        N_("Hold %(what)s once more?"),
        N_("Another round is planned right after it, with lines of its own. The days after it move."),
        N_("Plan another round"),
    ),
    "remove": (
        N_("Take %(what)s out again?"),
        N_("It has not begun, so nothing is lost. What was split off goes back to where it was."),
        N_("Take it out"),
    ),
    "decline_version": (
        N_("Say no: %(what)s of the process"),
        N_(
            "The order goes on as it was agreed, and everyone reads your reason. "
            "Either side may say yes later."
        ),
        N_("Say no"),
    ),
    "decline_redraw": (
        N_("Say no: %(what)s"),
        N_("The plan stays as it is, and everyone reads your reason."),
        N_("Say no"),
    ),
    "not_yet": (
        N_("Not yet: %(what)s"),
        N_("It goes back to whoever promised it, with your reason, and is to be promised again."),
        N_("Send it back"),
    ),
    "cancel_time": (
        N_("Call %(what)s off?"),
        N_(
            "It must be arranged anew. The other side reads why, and everybody who was to come gets a letter."
        ),
        N_("Call it off"),
    ),
    "keep_time": (
        N_("Leave %(what)s at its time?"),
        N_("It stays as it was arranged. The other side reads why."),
        N_("Leave it at its time"),
    ),
    "say_no": (
        N_("No: %(what)s"),
        N_("Your clan reads what would have to change, and promises it. Then you are asked again."),
        N_("Say no"),
    ),
    "undo_payment": (
        N_("%(what)s was written down wrongly?"),
        N_("It stays to be read with your reason, and counts no more."),
        N_("Undo this payment"),
    ),
    "decline": (
        N_("Say no: %(what)s"),
        N_("The line stays as it is, and everyone reads your reason."),
        N_("Say no"),
    ),
    "remind": (
        N_("Remind %(what)s?"),
        N_("They get a letter with your words, and everyone reads them in the history. Once a day."),
        N_("Send the reminder"),
    ),
    "open_pin": (
        N_("Open “%(what)s” again?"),
        N_("The pin waits for the other side again, with your reason in its talk."),
        N_("Open it again"),
    ),
    "not_met": (
        N_("Not met yet: %(what)s"),
        N_("The stage you name opens again, and your clan is asked to put it right."),
        N_("Say that it is not met"),
    ),
}


QUESTIONS = {
    "remind": N_("What would you like to say?"),
    "not_yet": N_("What is missing?"),
    "not_met": N_("What is missing?"),
    "say_no": N_("What would have to change?"),
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
    title, says, button = (_(words, what=say.cut(what, 80)) for words in DEEDS[deed])
    told, asked = moves
    done = [one for one in case.in_order() if case.state(one.key) in ("done", "now")]
    stages = tuple((one.key, one.title) for one in done) if deed == "not_met" else ()
    chosen = stage or (stages[-1][0] if stages else "")
    question = _(QUESTIONS.get(deed, N_("Why?")))
    return ReasonView(
        title, says, _("Ask for it") if asked else button, question, why, error, stages, chosen, told
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
        told = _("The hand-over moves: %(days)s.", days=moved)
        return f"{told} {asks(desk)}" if asked else told, asked
    return (_("The day of the hand-over stays as it is planned.") if days[0] else ""), False


def asks(desk: Desk) -> str:
    """Who agrees before a promise moves."""
    name = desk.name(other(desk.look.viewer.side))
    return _("That moves what is promised, so %(name)s agrees first.", name=name)


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
