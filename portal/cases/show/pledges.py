"""What people said yes to and what they promised, on paper."""

from collections.abc import Iterator
from datetime import date

from portal.cases.show.paper import Paper, Row
from workflows.approved import Answer
from workflows.blocks import asked as approvals
from workflows.case import Commitment
from workflows.grammar import ApprovalsBlock, CommitmentBlock, Stage
from workflows.language import N_, _, pgettext, short_day_and_year

STATES = {
    "asked": N_("Not promised yet"),
    "promised": N_("Promised"),
    "done": N_("Done, not judged yet"),
    "satisfied": N_("Kept"),
    "not_yet": N_("Not yet as it should be"),
}


def yeses(paper: Paper, stage: Stage, block: ApprovalsBlock) -> Iterator[Row]:
    """Each person of the customer's plan with their word, and whether it still stands."""
    plan = approvals.plan_of(paper.case, stage.key, block.key)
    asked = plan.asked if plan else {}
    for key, one in ((key, one) for key, one in asked.items() if approvals.applies(paper.case, one)):
        for who in one.people:
            given = plan.answers.get(key, {}).get(who.person) if plan else None
            changed = approvals.changed(paper.case, one, given) if given else []
            word = _said(given)
            since = _("what it was to has changed since")
            word = f"{word}; {since}" if changed else word
            yield paper.row(f"{one.label}: {who.name}", given, word, why=given.note if given else "")


def _said(given: Answer | None) -> str:
    if given is None:
        return _("Not said yet")
    return pgettext("answer", "Yes") if given.yes else pgettext("answer", "No")


def promises(paper: Paper, stage: Stage, _block: CommitmentBlock | None = None) -> Iterator[Row]:
    """Every promise of the stage and how it ended."""
    made = sorted(paper.case.commitments.items(), key=lambda named: (named[1].asked.seq, named[0]))
    for _key, one in made:  # a database may hand the document's dictionaries back in another order
        if one.stage == stage.key:
            yield _promise(paper, one)


def _promise(paper: Paper, one: Commitment) -> Row:
    marks = {"promised": one.promised, "done": one.done, "satisfied": one.judged, "not_yet": one.judged}
    of = (
        N_("Asked of the customer by %(hand)s.")
        if one.of == "customer"
        else N_("Asked of the clan by %(hand)s.")
    )
    state = _(STATES[one.state])
    if one.due:
        state = _("%(state)s, for %(day)s", state=state, day=short_day_and_year(date.fromisoformat(one.due)))
    told = f"{state}. {_(of, hand=paper.hand(one.asked))}"
    return paper.row(one.text, marks.get(one.state) or one.asked, told, why=one.why)
