"""Nothing that was reported is left without an answer: it is a senior's, and handed on when seats move."""

from typing import Any

from portal.clans.queries import Clan, clan
from portal.findings.model import Finding
from portal.findings.queries import candidates, unanswered
from portal.kernel.db import session
from portal.kernel.verbs import tell
from portal.people.model import Account
from workflows.findings import answerer


def settle(who: Any, account_id: int) -> None:
    """Hand on what no senior of this clan owns any more; it follows each deed that moves seats."""
    waiting = unanswered(account_id)
    if not waiting:
        return
    found = clan(session().get_one(Account, account_id))
    for one in waiting:
        if verb := own(found, one):
            name = next((at.person.name for at in found.members if at.person.id == one.owner_id), "")
            tell(who, one.stream, verb, {"finding": one.number, "person": name})


def own(found: Clan, finding: Finding) -> str:
    """Give a finding to the senior who is to answer; what was done, "" for nothing."""
    seniors = [one for one in found.members if one.senior]
    if finding.owner_id in [one.person.id for one in seniors]:
        return ""
    before, new = finding.owner_id, answerer(candidates(seniors), finding.author_id)
    finding.owner_id = new.person if new else None
    session().flush()
    if new:
        return "finding.hand_on"
    return "finding.let_wait" if before else ""
