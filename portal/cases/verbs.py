"""What may be done with a case, by whom, and what the feed says of it."""

from typing import Any

from sqlalchemy import ColumnElement, select

from portal.cases.deeds import anew
from portal.cases.model import Case
from portal.kernel.db import session
from portal.kernel.verbs import Rule, Verb, Verbs, either
from portal.people.model import Account
from portal.people.queries import homes
from portal.people.verbs import administrator
from workflows.language import N_


def seen_by(person: Any) -> ColumnElement[bool]:
    """Select the cases that `person` sees: its own account's, or those of the clans it has a seat in."""
    return Case.account_id.in_(homes(person))


def _at_home(who: Any, account_id: int) -> bool:
    """Whether an account is one whose cases a person sees; seats are asked for anew each time."""
    if who.side == "customer":
        return who.left is None and who.account_id == account_id
    return (
        session().scalar(select(Account.id).where(Account.id == account_id, Account.id.in_(homes(who))))
        is not None
    )


is_customer = Rule(
    N_("the customer"), lambda who, case: who.side == "customer" and _at_home(who, case.account_id)
)
is_clan = Rule(
    N_("the customer's clan"), lambda who, case: who.side == "clan" and _at_home(who, case.account_id)
)
for_account = Rule(N_("the customer or its clan"), lambda who, account: _at_home(who, account.id))
both = either(is_customer, is_clan)

verbs = Verbs(
    "case",
    {
        "begin": Verb(for_account, says=N_("stated a need")),
        "write": Verb(both, says="{what}"),
        "put_back": Verb(both, says=N_("put {field} back to {now}")),
        "propose": Verb(both, says=N_("proposed {what}")),
        "counter": Verb(both, says=N_("offered another way, {what}")),
        "accept": Verb(both, says=N_("agreed to {what}{cost}")),
        "decline": Verb(both, says=N_("said no to {what}, because {why}")),
        "withdraw_proposal": Verb(both, says=N_("took a proposal back, {what}")),
        "take_back_change": Verb(both, says=N_("undid the change of {what}")),
        "write_book": Verb(is_clan, says=N_("wrote what the price is made of")),
        "ask_book": Verb(both, says=N_("asked to open the book")),
        "open_book": Verb(both, says=N_("agreed to open the book")),
        "close_book": Verb(both, says=N_("closed the book")),
        "record_payment": Verb(is_clan, says=N_("wrote down a payment: {what}")),
        "undo_payment": Verb(is_clan, says=N_("undid a payment: {what}, because {why}")),
        "carry_over": Verb(both, says=N_("took {what} over from {title}")),
        "undo": Verb(both, says=N_("took back what they had just done: {what}")),
        "say": Verb(both, says=N_("wrote")),
        "edit": Verb(both, says=N_("put what they had written in other words")),
        "take_back": Verb(both, says=N_("took back what they had written")),
        "react": Verb(both, says=N_("{what} to what {whom} wrote")),
        "remind": Verb(both, says=N_("reminded {whom}: “{words}”")),
        "sign": Verb(both, says=N_("signed {stage}{moved}")),
        "withdraw": Verb(both, says=N_("took the signature on {stage} back")),
        "reopen": Verb(both, says=N_("opened {stage} again: {why}")),
        "skip": Verb(both, says=N_("left {stage} out: {why}")),
        "again": Verb(both, says=N_("planned {stage} once more: {why}")),
        "redraw": Verb(both, says="{what}: {why}"),
        "ask_redraw": Verb(both, says=N_("asked to {what}: {why}")),
        "ask_redraw_anew": Verb(both, says=N_("asked anew to {what}: {why}")),
        "agree_redraw": Verb(both, says=N_("agreed to {what}{moved}")),
        "decline_redraw": Verb(both, says=N_("said no when asked to {what}, because {why}")),
        "agree_version": Verb(both, says=N_("agreed to {what}{done}")),
        "decline_version": Verb(both, says=N_("said no to {what}, because {why}")),
        "withdraw_redraw": Verb(both, says=N_("no longer asks to {what}")),
        "review": Verb(both, says=N_("looked at {what}: {decision}{note}")),
        "tick": Verb(both, says=N_("ticked {what}")),
        "put_pin": Verb(both, says=N_("put a pin into {picture}: {what}")),
        "answer_pin": Verb(both, says=N_("wrote at the pin “{what}”")),
        "settle_pin": Verb(both, says=N_("settled the pin “{what}”{rest}")),
        "open_pin": Verb(both, says=N_("opened the pin “{what}” again: {why}")),
        "write_note": Verb(both, says=N_("noted “{what}”")),
        "change_note": Verb(both, says=N_("changed the note “{what}”")),
        "initial_notes": Verb(both, says=N_("put initials to {what}")),
        "take_back_note": Verb(both, says=N_("took the note “{what}” back")),
        "do_note": Verb(is_clan, says=N_("{done} the note “{what}”")),
        "judge_note": Verb(both, says=N_("judged the note “{what}”: {how}{rest}")),
        "hold": Verb(is_clan, says=N_("held {stage} in the customer’s name until {whom} has answered")),
        "hand_hold_on": Verb(
            either(is_clan, administrator), says=N_("left it to {whom} to answer why {stage} is held")
        ),
        "release": Verb(is_clan, says=N_("let {stage} go on: {how}")),
        "keep_pictures": Verb(both, says=N_("brought {what}, only for this side")),
        "show_picture": Verb(both, says=N_("showed both sides {what}{rest}")),
        "remove_picture": Verb(both, says=N_("removed {what}")),
        "describe_pictures": Verb(both, says=N_("described {what}")),
        "propose_times": Verb(both, says=N_("offered times for {what}")),
        "move_time": Verb(both, says=N_("asked to move {what}: {why}")),
        "pick_time": Verb(both, says=N_("picked a time for {what}")),
        "keep_time": Verb(both, says=N_("left {what} at its time{why}")),
        "describe_time": Verb(both, says=N_("said where {what} is and who comes")),
        "cancel_time": Verb(both, says=N_("called {what} off: {why}")),
        "plan_yeses": Verb(is_customer, says=N_("planned who says yes in {what}")),
        "say_yes": Verb(is_customer, says=N_("said yes: {what}{instead}{note}")),
        "say_no": Verb(is_customer, says=N_("said no: {what}{instead}, because {why}")),
        "hand_on": Verb(is_customer, says=N_("handed {what} on to {to}{note}")),
        "nudge": Verb(is_customer, says=N_("reminded {whom}: {what}")),
        "ask": Verb(both, says=N_("asked for “{what}”")),
        "promise": Verb(both, says=N_("promised “{what}” by {due}")),
        "done": Verb(both, says=N_("kept a promise: “{what}”")),
        "satisfied": Verb(both, says=N_("accepted as kept: “{what}”")),
        "not_yet": Verb(both, says=N_("sent back “{what}”: {why}")),
        "met": Verb(is_customer, says=N_("declared this met: {what}{ended}")),
        "finish": Verb(is_customer, says=N_("declared it all as wanted. The order is fulfilled")),
        "not_met": Verb(is_customer, says=N_("declared this not met yet: {what}, because {why}")),
    },
    anew,
)

# What is said in the room of one side. Its side is that of whoever speaks, so no request can name another.
room = Verbs(
    "room",
    {
        "say": Verb(both, says=N_("wrote")),
        "edit": Verb(both, says=N_("put what they had written in other words")),
        "take_back": Verb(both, says=N_("took back what they had written")),
        "react": Verb(both, says=N_("{what} to what {whom} wrote")),
    },
    anew,
)
