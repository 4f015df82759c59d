"""Changes with a price: what one would take, asking the other side for one, undoing one that was made."""

from flask import Response

from portal.api import change_forms as forms
from portal.api import forms as words
from portal.api import prices, reading
from portal.api.changing import told as priced
from portal.api.changing import value_said, wished
from portal.api.operations import answered, deed, line_said, must_have, told
from portal.api.views import ORDER, bp
from portal.cases import changing, queries
from portal.cases.queries import Case
from portal.kernel.doors import me, token
from workflows.blocks.lines import line_of

PROPOSAL = f"{ORDER}/proposals/<key:proposal>"


@bp.get(f"{ORDER}/impact")
@token
@told(prices.Impact, query=forms.Weigh)
def impact(ref: str) -> Response:
    """What it would cost to write a line now: money, days, what opens again; nothing is written."""
    case = queries.get(me(), ref)
    asked = reading.query(forms.Weigh)
    must_have(case.thread, {"stage": asked.stage, "field": asked.field})
    line = line_of(case.thread, asked.stage, asked.field)
    value = value_said(me(), case, line, reading.value(line.type, asked.value))
    found = changing.weighed(case, asked.stage, {asked.field: value})
    return answered(priced(found, case.thread.currency))


@bp.post(f"{ORDER}/proposals")
@deed(forms.Propose)
def propose(case: Case, said: forms.Propose) -> None:
    """Ask the other side for another value of a line, or for a way in words."""
    line_said(case, said.stage, said.field)
    wish = wished(me(), case, (said.stage, said.field), said)
    changing.propose(me(), case, said.stage, said.field, wish)


@bp.post(f"{PROPOSAL}/accept")
@deed(forms.Accept, priced=True)
def accept(case: Case, said: forms.Accept, proposal: str) -> None:
    """Agree to what is on the table; it is booked as it was shown."""
    changing.accept(me(), case, proposal, said.quote or "")


@bp.post(f"{PROPOSAL}/decline")
@deed(words.Why)
def decline(case: Case, said: words.Why, proposal: str) -> None:
    """Say no to what is on the table, with a reason."""
    changing.decline(me(), case, proposal, said.why)


@bp.post(f"{PROPOSAL}/counter")
@deed(forms.Counter)
def counter(case: Case, said: forms.Counter, proposal: str) -> None:
    """Answer a proposal with another value or another way."""
    one = case.thread.proposals[proposal]
    changing.counter(me(), case, proposal, wished(me(), case, (one.stage, one.field), said))


@bp.post(f"{PROPOSAL}/withdraw")
@deed()
def withdraw_proposal(case: Case, proposal: str) -> None:
    """Take back what one's own side asked for last."""
    changing.withdraw_proposal(me(), case, proposal)


@bp.post(f"{ORDER}/changes/<key:change>/take-back")
@deed()
def take_back_change(case: Case, change: str) -> None:
    """Undo a change that was booked, while nobody has built on it."""
    changing.take_back_change(me(), case, change)
