"""Changes of mind in the stories of the demo house: asked for, or taken at the price that is shown."""

from typing import Any

from portal.cases import actions as cases
from portal.cases import changing, paying
from portal.cli.demo.telling import Telling
from workflows.booked import Wish
from workflows.payments import schedule


def propose(t: Telling, who: str, stage: str, field: str, wish: Wish) -> None:
    """Ask the other side for a change of a line."""
    with t.deed():
        changing.propose(t.people[who], t.case, stage, field, wish)


def agree(t: Telling, who: str) -> None:
    """Agree to what was asked for last, as it is shown."""
    with t.deed():
        changing.accept(t.people[who], t.case, list(t.thread.proposals)[-1])


def pay(t: Telling, reference: str) -> None:
    """What is due comes, and accounts write it down."""
    due = sum(one.open for one in schedule(t.thread))
    with t.deed():
        payment = paying.Payment(due, t.moment.date(), reference)
        paying.record_payment(t.people["priya"], t.case, payment)


def take(t: Telling, who: str, stage: str, why: str, **lines: Any) -> None:
    """Change lines at the price that is shown for it."""
    seen = {key: t.thread.line_seq(stage, key) for key in lines}
    with t.deed():
        quote = changing.weighed(t.case, stage, lines).quote
        cases.write(t.people[who], t.case, stage, lines, seen, why, quote)
