"""Which findings may be put to use on a proposed change of a process, and which were."""

from typing import Any

from portal.findings import queries as findings
from portal.findings import using
from portal.findings.model import Finding, Use
from portal.findings.using import Place
from portal.processes.model import ProcessChange

KIND = "process"


def usable(reader: Any, found: ProcessChange) -> list[Finding]:
    """The findings of the customer whose proposal it is; of one's own, where it is open to all."""
    account = reader.account_id if reader.side == "customer" else found.account_id
    open_to = found.shared or account == found.account_id
    return findings.usable(reader, account) if account and open_to else []


def used(reader: Any, found: ProcessChange) -> list[Use]:
    """What of the findings that somebody may read was put to use on it."""
    return findings.used_at(reader, KIND, found.ref)


def use(who: Any, found: ProcessChange, finding: Finding, how: str) -> None:
    """Say that a finding was put to use on it, and how.

    Raises:
        portal.kernel.verbs.NotNow: the finding was withdrawn.
    """
    using.use(who, finding, Place(KIND, None, found.ref, found.title), how)
