"""Why it happened, what changes, the end in the customer's word, and whether it lasted."""

from typing import Any

from portal.complaints.keeping import hold, keep, letter, put
from portal.complaints.model import Complaint
from portal.complaints.verbs import complaints
from portal.kernel.verbs import Act
from workflows.complaints import ending


@complaints.action
def name_cause(act: Act, row: Complaint, kind: str, whys: list[str]) -> None:
    """Say why it happened, why behind why."""
    one, mark = hold(act, row)
    numbers = tuple(put(row, why) for why in whys)
    keep(act, row, ending.name_cause(one, mark, kind, numbers), cause=kind)


@complaints.action
def prevent(act: Act, row: Complaint, words: str, said: dict[str, Any]) -> None:
    """Name the change that keeps it from happening again, or say that there is none, and why."""
    one, mark = hold(act, row)
    keep(act, row, ending.prevent(one, mark, put(row, words), said), change=said.get("change", ""))


@complaints.action
def change_made(act: Act, row: Complaint) -> None:
    """Say that the change is made; whoever complained is told what changed because of them."""
    one, mark = hold(act, row)
    keep(act, row, ending.change_made(one, mark))
    letter(row, "changed", row.it.preventions[-1].words)


@complaints.action
def close(act: Act, row: Complaint, words: str, outcome: str, personally: str = "") -> None:
    """End it, for the customer, in the customer's words."""
    one, mark = hold(act, row)
    keep(act, row, ending.close(one, mark, put(row, words), outcome, personally), outcome=outcome)


@complaints.action
def note_try(act: Act, row: Complaint, words: str) -> None:
    """Note that they were asked for a last word, and how, and did not answer."""
    one, mark = hold(act, row)
    keep(act, row, ending.note_try(one, mark, put(row, words)))


@complaints.action
def close_for(act: Act, row: Complaint, words: str) -> None:
    """End it as a steward, after three tries that nobody answered."""
    one, mark = hold(act, row)
    keep(act, row, ending.close_for(one, mark, put(row, words)))
    letter(row, "closed")


@complaints.action
def reopen(act: Act, row: Complaint, words: str = "") -> None:
    """Open it again, for the customer."""
    one, mark = hold(act, row)
    keep(act, row, ending.reopen(one, mark, put(row, words)))


@complaints.action
def still_fine(act: Act, row: Complaint, days: int, words: str = "") -> None:
    """Say for the customer, after 30 or 90 days, that it is still fine."""
    one, mark = hold(act, row)
    keep(act, row, ending.check(one, mark, put(row, words), days, fine=True), days=days)


@complaints.action
def back_again(act: Act, row: Complaint, days: int, words: str) -> None:
    """Say for the customer that it is not fine any more: it opens again, with what was to prevent it."""
    one, mark = hold(act, row)
    keep(act, row, ending.check(one, mark, put(row, words), days, fine=False), days=days)
