"""For whom a proposed change of a process waits: for who must agree, for who makes it, for its author."""

from portal.clans import errands
from portal.clans.model import Errand
from portal.clans.queries import due_from
from portal.kernel import clock
from portal.processes import queries
from portal.processes.model import ProcessChange
from workflows.language import N_, _
from workflows.processes import DAYS_TO_ANSWER

AREA = "process"
LINES = {
    "agree": N_("%(title)s: do you agree to this change of the process?"),
    "make": N_("%(title)s: both sides agree. Make it the next version"),
    "revise": N_("%(title)s: another way is asked for. Change your proposal, or answer"),
}
DEEDS = {"agree": N_("Read it and answer"), "make": N_("Look at it"), "revise": N_("Look at it")}


def follow(found: ProcessChange) -> None:
    """Let a proposal wait for whoever moves it on, and for nobody once it has ended."""
    step, people = _next(found) if found.state == "open" else ("", [])
    for other in LINES:
        if other != step:
            errands.take(AREA, f"{found.id}:{other}")
    if step:
        said = {"workflow": found.workflow, "number": found.number, "title": found.title, "step": step}
        due = due_from(clock.now(), DAYS_TO_ANSWER)
        errands.give(None, (AREA, f"{found.id}:{step}"), people, due, said)


def _next(found: ProcessChange) -> tuple[str, list[int]]:
    stand = queries.stands(found, queries.answers(found))
    if stand.otherwise:
        return "revise", [found.author_id]
    if "clan" in stand.missing:
        return "agree", queries.leaders(found.account_id)
    if stand.missing:
        return "agree", queries.of_account(found.account_id) if found.account_id else []
    return "make", queries.leaders(found.account_id)


def words(one: Errand) -> errands.Words:
    """A proposal that waits, in a line and in a letter."""
    step = str(one.said["step"])
    line = _(LINES[step], title=one.said["title"])
    path = f"/processes/{one.said['workflow']}/changes/{one.said['number']}"
    return errands.Words(line, _("What changes stands on its page, line by line."), path, _(DEEDS[step]))
