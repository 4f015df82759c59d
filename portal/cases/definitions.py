"""The processes of the house in their newest versions: those that ship, and those that it made itself.

Which version counts stands in the row of the house, which every request reads anyway. So a version that was
made a moment ago counts at once, in whatever program reads it. What it says is read once and then kept, under
a name that holds the digest of its words, for these never change.
"""

import hashlib
import json

from sqlalchemy import select

from portal.cases.model import ProcessVersion
from portal.kernel.db import session
from portal.people.queries import house
from workflows import check
from workflows.grammar import Workflow

_READ: dict[str, Workflow] = {}


def library() -> dict[str, Workflow]:
    """The newest version of every process by key. Of two with one number, that of the house counts."""
    known, opened = check.library(), house()
    for key, name in (opened.processes if opened else {}).items():
        if key not in known or int(name.partition(" ")[0]) >= known[key].version:
            known[key] = _own(key, name)
    return known


def ships(workflow: Workflow) -> bool:
    """Whether a version came with the portal, and no row has it."""
    return check.library().get(workflow.key) is workflow


def keep(workflow: Workflow) -> str:
    """Keep a version of a process; the name under which its row then names it."""
    definition = workflow.model_dump(mode="json")
    digest = hashlib.sha256(json.dumps(definition, sort_keys=True).encode()).hexdigest()
    row = ProcessVersion(workflow=workflow.key, version=workflow.version, digest=digest)
    row.definition = definition
    session().add(row)
    session().flush()
    return f"{workflow.version} {digest}"


def version(key: str, number: int) -> Workflow | None:
    """A process in one version, if the house still has it."""
    newest = library().get(key)
    if newest is None or newest.version == number:
        return newest
    asked = select(ProcessVersion).where(ProcessVersion.workflow == key, ProcessVersion.version == number)
    found = session().scalar(asked)
    if found is None:
        shipped = check.library().get(key)
        return shipped if shipped and shipped.version == number else None
    return Workflow.model_validate(found.definition)


def _own(key: str, name: str) -> Workflow:
    if name not in _READ:
        number, _space, digest = name.partition(" ")
        asked = select(ProcessVersion.definition).where(
            ProcessVersion.workflow == key,
            ProcessVersion.version == int(number),
            ProcessVersion.digest == digest,
        )
        _READ[name] = Workflow.model_validate(session().scalars(asked).one())
    return _READ[name]
