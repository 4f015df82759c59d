"""Placing an order: from one sentence to a thread with its first stage open."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from portal.cases import actions as cases
from portal.cases.definitions import library
from portal.cases.model import Case
from portal.kernel.queries import NotFound
from portal.people.queries import accounts_seen, house
from workflows.case import Json, Refused
from workflows.grammar import Workflow
from workflows.language import _


def place(
    person: Any,
    account_handle: str,
    need: str,
    workflow: str = "bespoke-suit",
    title: str = "",
    conditions: Sequence[Mapping[str, str]] = (),
    wanted_by: str = "",
) -> Case:
    """State a need: an order begins with it, named after its first words unless a title is given.

    `conditions` are how the customer will judge it (text, how_judged); `wanted_by` is a day.

    Raises:
        NotFound: no such customer, or none that this person may see.
        Refused: no such workflow, or no need in it.
        workflows.values.Invalid: a line does not fit.
    """
    account = next((one for one in accounts_seen(person) if one.handle == account_handle), None)
    opened = house()
    if account is None or opened is None:
        raise NotFound
    definition = library().get(workflow)
    if definition is None:
        known = ", ".join(sorted(library()))
        raise Refused(
            _("There is no process called %(name)s. Known are: %(known)s.", name=workflow, known=known)
        )
    if not need.strip():
        raise Refused(_("Say what you need first; one sentence is enough."))
    case = cases.begin(person, account, definition, need, title.strip() or named_after(need), opened.currency)
    if lines := _more(definition, conditions, wanted_by):
        cases.write(person, case, definition.conditions_field.partition(".")[0], lines, seen={})
    return case


def _more(definition: Workflow, conditions: Sequence[Mapping[str, str]], wanted_by: str) -> dict[str, Json]:
    """What was said beside the need itself, as lines of the first stage."""
    lines: dict[str, Json] = {}
    if rows := [dict(row) for row in conditions if row.get("text", "").strip()]:
        lines[definition.conditions_field.partition(".")[2]] = rows
    if wanted_by.strip() and definition.date_field:
        lines[definition.date_field.partition(".")[2]] = wanted_by
    return lines


def named_after(need: str) -> str:
    """A name for an order from the first words of its need: one sentence, sixty characters at most."""
    first = re.split(r"(?<=[.!?])\s|\n", need.strip(), maxsplit=1)[0].rstrip(".!? ")
    if len(first) <= 60:
        return first
    return first[:60].rsplit(" ", 1)[0].rstrip(",;: ") + " …"
