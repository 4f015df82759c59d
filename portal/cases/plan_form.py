"""What the form of a plan of yeses says: departments with their people, as typed and as the rules read them.

It works without script: a button adds a person or a department, or takes one out, and the form comes back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pydantic import ValidationError

from portal.cases.forms import number
from workflows.approved import Approvals, Approver, Asked
from workflows.grammar import ApprovalsBlock, Department, When
from workflows.language import _

Words = Mapping[str, list[str]]
MOST = 20


@dataclass(frozen=True)
class Typed:
    """One person of a department as typed: handle, who stands in, and until which day."""

    person: str = ""
    delegate: str = ""
    until: str = ""


@dataclass(frozen=True)
class Part:
    """One department as typed. `when` is empty, `over:stage.line` or `is:stage.line:answer,answer`."""

    key: str
    label: str = ""
    scope: tuple[str, ...] = ()
    needs: str = ""
    order: str = "1"
    days: str = "3"
    when: str = ""
    over: str = ""
    people: tuple[Typed, ...] = (Typed(),)


@dataclass(frozen=True)
class Plan:
    """The whole form; `seen` is the change that wrote the plan which it was filled from."""

    parts: tuple[Part, ...]
    late_to: str = ""
    seen: int = 0

    def read(self) -> tuple[dict[str, Asked], dict[str, str]]:
        """The departments as the rules read them, and what is wrong, by the id of a control."""
        asked: dict[str, Asked] = {}
        problems: dict[str, str] = {}
        for place, part in enumerate(self.parts):
            wrong = {f"{name}-{place}": sentence for name, sentence in _wrong(part)}
            problems |= wrong
            if wrong:
                continue
            try:
                asked[part.key] = _asked(part)
            except ValidationError:  # what the controls of the form cannot say
                problems[f"label-{place}"] = _(
                    "%(department)s cannot be read. Take it out and add it anew.", department=part.label
                )
        return asked, problems


def first(block: ApprovalsBlock, plan: Approvals | None) -> Plan:
    """The form as the plan stands, or as the definition proposes it."""
    if plan is None:
        return Plan(tuple(_part(one, (Typed(),)) for one in block.departments))
    parts = (_part(one, tuple(_typed(who) for who in one.people)) for one in plan.asked.values())
    return Plan(tuple(parts), plan.late_to, plan.changed.seq)


def read(words: Words) -> Plan:
    """The form as it was sent."""
    parts = tuple(_sent(words, place) for place in range(MOST) if f"key-{place}" in words)
    return Plan(parts, _one(words, "late_to"), number(_one(words, "seen")) or 0)


def again(plan: Plan, wish: str) -> Plan:
    """The form with one more department or person, or without a department: what its buttons ask for."""
    what, _, place = wish.partition("-")
    at = number(place)
    if what == "department":
        key = next(f"more_{n}" for n in range(1, 99) if f"more_{n}" not in [one.key for one in plan.parts])
        return replace(plan, parts=(*plan.parts, Part(key))[:MOST])
    if at is None or at >= len(plan.parts):
        return plan
    parts = list(plan.parts)
    if what == "out":
        del parts[at]
    elif what == "person":
        parts[at] = replace(parts[at], people=(*parts[at].people, Typed())[:MOST])
    return replace(plan, parts=tuple(parts))


def _sent(words: Words, at: int) -> Part:
    names = ("key", "label", "needs", "order", "days", "when", "over")
    facts = {name: _one(words, f"{name}-{at}").strip() for name in names}
    people = zip(
        words.get(f"person-{at}", []),
        words.get(f"delegate-{at}", []),
        words.get(f"until-{at}", []),
        strict=False,
    )
    typed = tuple(Typed(person, delegate, until.strip()) for person, delegate, until in people)
    return Part(**facts, scope=tuple(words.get(f"scope-{at}", [])), people=typed or (Typed(),))


def _wrong(part: Part) -> Iterator[tuple[str, str]]:
    if not 0 < len(part.label) <= 120:
        yield "label", _("Give every department a name, 120 letters at most.")
    named = part.label or _("A department")
    if not part.scope:
        yield "scope", _("%(department)s: choose what it says yes to.", department=named)
    if not 0 < (number(part.order) or 0) <= 20:
        yield (
            "order",
            _(
                "%(department)s: who is asked first has the number 1, those after them 2, and so on.",
                department=part.label,
            ),
        )
    if not 0 < (number(part.days) or 0) <= 60:
        yield "days", _("%(department)s: give between 1 and 60 working days.", department=part.label)
    if part.when.startswith("over:") and number(_sum(part.over)) is None:
        yield (
            "over",
            _(
                "%(department)s: say over which sum, in whole pounds or what you pay in, such as 5000.",
                department=part.label,
            ),
        )


def _asked(part: Part) -> Asked:
    people = tuple(
        Approver(
            person=one.person, name=one.person, delegate=one.delegate, until=one.until if one.delegate else ""
        )
        for one in part.people
        if one.person
    )
    return Asked(
        key=part.key,
        label=part.label,
        scope=part.scope,
        needs=number(part.needs) or None,
        order=number(part.order) or 1,
        days=number(part.days) or 1,
        when=_when(part),
        people=people,
    )


def _when(part: Part) -> When | None:
    kind, _, rest = part.when.partition(":")
    if kind == "over":
        return When(field=rest, over=number(_sum(part.over)))
    field, _, answers = rest.partition(":")
    return When(field=field, values=tuple(answers.split(","))) if kind == "is" else None


def said_when(when: When | None) -> tuple[str, str]:
    """A condition as the form says it: the answer of its choice, and the sum."""
    if when is None:
        return "", ""
    if when.over is not None:
        return f"over:{when.field}", str(when.over)
    return f"is:{when.field}:{','.join(when.values)}", ""


def _part(one: Department, people: tuple[Typed, ...]) -> Part:
    when, over = said_when(one.when)
    needs = str(one.needs) if one.needs else ""
    return Part(one.key, one.label, one.scope, needs, str(one.order), str(one.days), when, over, people)


def _typed(one: Approver) -> Typed:
    return Typed(one.person, one.delegate, one.until)


def _sum(text: str) -> str:
    return "".join(sign for sign in text if sign not in " ,£€$")


def _one(words: Words, name: str) -> str:
    said = words.get(name, [])
    return said[0] if said else ""
