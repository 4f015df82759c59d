"""The course of a case: every change that people can make, as a pure function.

A case and who does it go in, a new case comes out, or `Refused` with a sentence for people, or `Conflict`
with both values. Each change adds one to `seq`, keeps the ledger of turns, and closes the stage under way
when nothing is open in it and all have signed.

A case ends by the customer's hand only: by the last signature or the last condition declared met, if that
was the last thing open. If the clan does the last thing that was open, or the customer does it without
meaning to end the case, it stays open, and the customer has one step left: to say that it is finished.
"""

from workflows import (
    booking,
    captions,
    ending,
    holds,
    openbook,
    payments,
    pins,
    proposals,
    redrawing,
    reminding,
    versions,
    writing,
)
from workflows.blocks import (
    appointment,
    approvals,
    checklist,
    commitment,
    lines,
    measures,
    notes,
    plans,
    signature,
)
from workflows.blocks import review as reviews
from workflows.case import Case
from workflows.grammar import Workflow
from workflows.language import _
from workflows.ledger import Turn
from workflows.records import Actor, Mark, Progress, Refused
from workflows.shaping import RULES
from workflows.stages import moved_on
from workflows.texts import said
from workflows.transition import change, marked
from workflows.turn import open_steps, side_to_move


def begin(workflow: Workflow, actor: Actor, need: str, title: str, currency: str) -> Case:
    """A new case of this workflow, with the need in the customer's words as its first line.

    Raises:
        Refused: there is no need or no title.
        workflows.values.Invalid: one of them does not fit its line.
    """
    mark = marked(actor, 1)
    case = Case(
        workflow=workflow.key,
        version=workflow.version,
        workflow_title=workflow.title,
        currency=currency,
        seq=mark.seq,
        begun=mark,
        plan=tuple(stage.key for stage in workflow.stages),
        stages={stage.key: stage for stage in workflow.stages},
        progress={stage.key: Progress() for stage in workflow.stages},
        turn=Turn(side=None, since=mark.at, waited={"customer": 0, "clan": 0}),
        commitments=commitment.first_asks(workflow.stages, mark),
        **{name: getattr(workflow, name) for name in RULES},
    )
    case = lines.first(case, mark, workflow.need_field, need, _("Say what you need, in your own words."))
    case = lines.first(
        case, mark, workflow.title_field, title, _("Give it a name, so that everyone can find it.")
    )
    case = moved_on(case, case, mark.at)
    return case.having(turn=case.turn.model_copy(update={"side": side_to_move(case)}))


def _say(case: Case, mark: Mark, text: str) -> Case:
    """Say something to everyone in the order; nothing but the journal changes."""
    if not said(text):
        raise Refused(_("There is nothing written yet."))
    return case.having()


def _heard(case: Case, mark: Mark) -> Case:
    """Something is done about what was said; nothing but the journal changes."""
    return case.having()


def _undo(case: Case, mark: Mark, before: Case) -> Case:
    """What was done last is taken back: the case is as it was before; only the ledger of turns goes on."""
    return before.having(turn=case.turn)


def _finish(case: Case, mark: Mark) -> Case:
    """The customer says that it is finished, when nothing is open but their word.

    Raises:
        Refused: someone else tries, or something is open (named).
    """
    if mark.side != "customer":
        raise Refused(_("Only the customer can say that this is finished."))
    if named := dict.fromkeys(step.label for step in open_steps(case)):
        raise Refused(_("Still open before this is finished: %(open)s.", open=", ".join(named)))
    return case.having()


# ---- lines, and words to everyone
write = change(writing.write)
put_back = change(writing.put_back)
take_back_change = change(booking.take_back)
carry_over = change(measures.carry_over)
say = change(_say)
heard = change(_heard)
undo = change(_undo)
remind = change(reminding.remind)
# ---- changes that one side asks the other for
propose = change(proposals.propose)
counter = change(proposals.counter)
accept = change(proposals.accept)
decline = change(proposals.decline)
withdraw_proposal = change(proposals.withdraw)
# ---- payments, which are written down after the end too
record_payment = change(payments.record, late=True)
undo_payment = change(payments.undo, late=True)
# ---- the open book, which either side closes at any time
ask_book = change(openbook.ask)
open_book = change(openbook.consent)
close_book = change(openbook.close, late=True)
# ---- stages, and the plan of this order
sign = change(signature.sign, ends=True)
withdraw = change(signature.withdraw)
redraw = change(redrawing.redraw)
ask_redraw = change(redrawing.ask)
ask_redraw_anew = change(redrawing.anew)
agree_redraw = change(redrawing.agree)
decline_redraw = change(redrawing.decline)
withdraw_redraw = change(redrawing.withdraw)
agree_version = change(versions.agree)
decline_version = change(versions.decline)
# ---- what is done in a stage
review = change(reviews.review)
tick = change(checklist.tick)
propose_times = change(appointment.propose_times)
move_time = change(appointment.move_time)
pick_time = change(appointment.pick_time)
keep_time = change(appointment.keep_time)
describe_time = change(appointment.describe_time)
cancel_time = change(appointment.cancel_time)
# ---- the yeses of the customer's people
plan_yeses = change(plans.plan)
say_yes = change(approvals.say_yes)
say_no = change(approvals.say_no)
hand_on = change(plans.hand_on)
nudge = change(approvals.nudge)
# ---- what pictures show, and pins in them
describe_pictures = change(captions.describe)
put_pin = change(pins.put)
answer_pin = change(pins.answer)
reword_pin = change(pins.reword)
settle_pin = change(pins.settle)
open_pin = change(pins.open_again)
# ---- fitting notes
write_note = change(notes.write_note)
change_note = change(notes.change_note)
initial_notes = change(notes.initial_notes)
take_back_note = change(notes.take_back_note)
do_note = change(notes.do_note)
judge_note = change(notes.judge_note)
# ---- holds in the customer's name
hold = change(holds.put)
hand_hold_on = change(holds.hand_on)
release = change(holds.release)
# ---- promises
ask = change(commitment.ask)
promise = change(commitment.promise)
done = change(commitment.done)
satisfied = change(commitment.satisfied)
not_yet = change(commitment.not_yet)
# ---- the end, which only the customer can bring about
met = change(ending.met, ends=True)
not_met = change(ending.not_met)
finish = change(_finish, ends=True)
