"""What may be done with a case, by whom, and what the feed says of it."""

from typing import Any

from sqlalchemy import ColumnElement

from portal.cases.model import Case
from portal.kernel.verbs import Rule, Verb, Verbs, either
from portal.people.queries import homes


def seen_by(person: Any) -> ColumnElement[bool]:
    """Select the cases that `person` sees: its own account's, or those of the clans it has a seat in."""
    return Case.account_id.in_(homes(person))


is_customer = Rule(
    "the customer",
    lambda who, thing: who.side == "customer" and who.account_id == getattr(thing, "account_id", None),
)
is_clan = Rule("the customer's clan", lambda who, _thing: who.side == "clan")
for_account = Rule(
    "the customer or its clan",
    lambda who, account: who.side == "clan" or who.account_id == account.id,
)
both = either(is_customer, is_clan)

verbs = Verbs(
    "case",
    {
        "begin": Verb(for_account, says="stated a need"),
        "write": Verb(both, says="{what}"),
        "put_back": Verb(both, says="put {field} back to {now}"),
        "say": Verb(both, says="wrote"),
        "sign": Verb(both, says="signed {stage}{moved}"),
        "withdraw": Verb(both, says="took the signature on {stage} back"),
        "reopen": Verb(both, says="opened {stage} again: {why}"),
        "skip": Verb(both, says="left {stage} out: {why}"),
        "again": Verb(both, says="planned {stage} once more: {why}"),
        "review": Verb(both, says="looked at {what}: {decision}{note}"),
        "tick": Verb(both, says="ticked {what}"),
        "propose_times": Verb(both, says="offered times for {what}"),
        "pick_time": Verb(both, says="picked a time for {what}"),
        "cancel_time": Verb(both, says="called {what} off: {why}"),
        "ask": Verb(both, says="asked for {what}"),
        "promise": Verb(both, says="promised {what} by {due}"),
        "done": Verb(both, says="kept a promise: {what}"),
        "satisfied": Verb(both, says="accepted as kept: {what}"),
        "not_yet": Verb(both, says="sent back {what}: {why}"),
        "met": Verb(is_customer, says="declared this met: {what}{ended}"),
        "finish": Verb(is_customer, says="declared it all as wanted. The order is fulfilled"),
        "not_met": Verb(is_customer, says="declared this not met yet: {what}, because {why}"),
    },
)
