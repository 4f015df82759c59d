"""Is a definition sound? Its shape, its sense, and whether a case could ever get stuck in it.

Every problem is told at once, each with its file, its place and what to write instead, because the
people who write definitions are customers and tailors. Source: docs/workflows.md.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from workflows.checks import (
    approvals,
    fitted,
    fixed,
    keys,
    late,
    lines,
    payments,
    reckoned,
    references,
    shapes,
    shown,
    stages,
)
from workflows.checks.mending import follows, mended
from workflows.checks.places import Finding
from workflows.grammar import Workflow

LARGEST = 500_000  # characters; the longest that ships has a tenth of that
_RULES = (keys, lines, fixed, shown, stages, fitted, references, payments, late, approvals, reckoned)
_LIBRARY = Path(__file__).parent / "library"


class Problem(NamedTuple):
    """One mistake: in which file, at which place in it, and what to write instead."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in self if part)


class Unsound(ValueError):
    """A definition that no case may follow; `problems` holds everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def parse(text: str, file: str) -> Workflow:
    """The workflow that a TOML text defines; `file` is only named in problems.

    Raises:
        Unsound: with every problem of shape and of sense.
    """
    return build(_toml(text, file), file)


def build(data: dict[str, Any], file: str) -> Workflow:
    """The workflow that plain data defines, such as a change to a definition that is only proposed.

    Raises:
        Unsound: as for `parse`.
    """
    try:
        workflow = Workflow.model_validate(data)
    except ValidationError as error:
        raise Unsound(_shape(data, error, file)) from None
    if problems := sense(workflow, file):
        raise Unsound(problems)
    return workflow


def sense(workflow: Workflow, file: str = "") -> list[Problem]:
    """Everything in a well-formed definition that would trap a case or that nobody could act on."""
    return [_problem(file, finding) for finding in _findings(workflow)]


def load(path: Path) -> Workflow:
    """The workflow that a file defines.

    Raises:
        Unsound: there is no such file, it is no text, or the definition is not sound.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Unsound([Problem(str(path), "", f"This file cannot be read: {error.strerror}.")]) from None
    except UnicodeDecodeError:
        raise Unsound([Problem(str(path), "", "This file is not text in UTF-8. Save it as UTF-8.")]) from None
    return parse(text, str(path))


def library() -> dict[str, Workflow]:
    """The newest version of every workflow that ships, by key."""
    return dict(_shipped())


def report(path: Path) -> tuple[bool, list[str]]:
    """Whether the definition in a file is sound, and the lines that say so to its author."""
    try:
        workflow = load(path)
    except Unsound as unsound:
        count = len(unsound.problems)
        return False, [*map(str, unsound.problems), f"{count} problem{'' if count == 1 else 's'}."]
    count = sum(len(list(stage.fields())) for stage in workflow.stages)
    stages = len(workflow.stages)
    size = f"{stages} stage{'' if stages == 1 else 's'}, {count} lines"
    return True, [
        f"{path}: {workflow.title}, version {workflow.version}: {size}. No case can get stuck in it."
    ]


@cache
def _shipped() -> dict[str, Workflow]:
    newest: dict[str, Workflow] = {}
    for workflow in map(load, sorted(_LIBRARY.glob("*.toml"))):
        if workflow.key not in newest or workflow.version > newest[workflow.key].version:
            newest[workflow.key] = workflow
    return newest


def _toml(text: str, file: str) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise Unsound(
            [Problem(file, "", f"This is longer than {LARGEST:,} characters. Split it or leave some out.")]
        )
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unsound([_syntax(str(error), file)]) from None
    except RecursionError:
        raise Unsound([Problem(file, "", "Its brackets are nested too deeply to be read.")]) from None


def _syntax(said: str, file: str) -> Problem:
    message, _, place = said.removesuffix(")").rpartition(" (at ")
    return Problem(file, place, f"This is not TOML yet: {message}.")


def _shape(data: dict[str, Any], error: ValidationError, file: str) -> list[Problem]:
    """The mistakes of shape, and those of sense in all parts whose shape is right."""
    errors = shapes.mistakes(error)
    found = [shapes.finding(data, one) for one in errors]
    workflow, touched = mended(data, errors)
    if workflow:
        found += [finding for finding in _findings(workflow) if not follows(finding, touched)]
    return [_problem(file, finding) for finding in found]


def _findings(workflow: Workflow) -> list[Finding]:
    return [finding for rule in _RULES for finding in rule.findings(workflow)]


def _problem(file: str, finding: Finding) -> Problem:
    return Problem(file, ", ".join(finding.place), finding.message)
