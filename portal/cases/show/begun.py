"""What somebody began to write in an order and has not sent: what it is, and the page where they go on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from portal.cases.show import talk
from portal.cases.show.given import Begun
from workflows.case import Case
from workflows.language import N_, _

ASKED = N_("what you would ask for")
ORDER, STAGE, TALK = "order", "stage:", "talk:"  # where a form stands: see `Begun.where`


class Form(Protocol):
    """A form of an order: its address, its endpoint, what stands in the address, what tells it apart from
    others that go there (`part`), and whether it has a page of its own there (`alone`).
    """

    @property
    def address(self) -> str:
        """Its address, with its part."""

    @property
    def endpoint(self) -> str:
        """Where it goes."""

    @property
    def values(self) -> Mapping[str, str]:
        """What stands in its address."""

    @property
    def part(self) -> str:
        """What tells it apart."""

    @property
    def alone(self) -> bool:
        """Whether it has a page of its own."""


@dataclass(frozen=True)
class Way:
    """What a kind of form is called, and where it stands if not on a page of its own."""

    says: str
    page: str = ""
    anchor: str = ""
    in_stage: bool = False


_BLOCK = ("cases.stage", "block-{stage}-{block}", True)
WAYS: Mapping[str, Way] = {
    "cases.write": Way(N_("%(line)s, in %(stage)s"), "cases.show", "in-{stage}-{field}", in_stage=True),
    "cases.write_stage": Way(N_("all lines of %(stage)s")),
    "cases.edit": Way(N_("other words for what you said")),
    "cases.room_edit": Way(N_("other words for what you said in your own room")),
    "cases.room_say": Way(N_("a message in your own room"), "cases.our_room", "say"),
    "cases.write_note": Way(N_("a note in %(stage)s")),
    "cases.change_note": Way(N_("a change of a note")),
    "cases.judge_note": Way(N_("whether a note was put right"), "cases.stage", "note-{key}", in_stage=True),
    "cases.review": Way(N_("what you decide in %(stage)s"), *_BLOCK),
    "cases.say_yes": Way(N_("your answer in %(stage)s"), *_BLOCK),
    "cases.propose_times": Way(N_("times for %(stage)s"), *_BLOCK),
    "cases.describe": Way(N_("what a picture shows"), "cases.picture"),
    "cases.put_pin": Way(N_("a pin in a picture")),
    "cases.answer_pin": Way(N_("an answer to a pin"), "cases.pin"),
    "cases.counter": Way(N_("an answer to a proposal")),
    "cases.record_payment": Way(N_("a payment"), "cases.price", "payments-h"),
    "cases.write_book": Way(N_("what the price is made of"), "cases.price", "book-h"),
}
_SOMETHING = Way(N_("something in this order"))


def begun(case: Case, ref: str, form: Form, at: datetime) -> Begun | None:
    """What a form of an order has in it, in words; None where its stage or line is there no more."""
    named = _named(case, form.values)
    told = _told(case, form, named) if named is not None else None
    if told is None:
        return None
    says, page, values, where = told
    line = f"{form.values['stage']}.{form.values['field']}" if form.endpoint == "cases.write" else ""
    return Begun(form.address, at, says, page, values | {"ref": ref}, where, line)


_Told = tuple[str, str, dict[str, str], str]  # the words, the page, what stands in its address, and where


def _told(case: Case, form: Form, named: Mapping[str, str]) -> _Told | None:
    if form.endpoint == "cases.say":
        return _said(case, form.part)
    if form.endpoint == "cases.ask":
        return _asked(case, form.part)
    way = WAYS.get(form.endpoint, _SOMETHING)
    page = way.page or (form.endpoint if form.alone else "cases.show")
    values = dict(form.values) if page == form.endpoint else _needed(page, form.values)
    values.pop("ref", None)
    if way.anchor:
        values["_anchor"] = way.anchor.format_map(form.values)
    return _(way.says, **named), page, values, f"{STAGE}{form.values['stage']}" if way.in_stage else ""


def _named(case: Case, values: Mapping[str, str]) -> dict[str, str] | None:
    """The stage and line of a form by their names; None where they are there no more."""
    if "stage" not in values:
        return {}
    stage = case.stages.get(values["stage"])
    field = stage.field(values["field"]) if stage and "field" in values else None
    if stage is None or ("field" in values and field is None):
        return None
    return {"stage": stage.title, "line": field.label if field else ""}


def _needed(page: str, values: Mapping[str, str]) -> dict[str, str]:
    """What the address of a page needs of what stands in that of a form."""
    if page == "cases.show" and "field" in values:
        return {"open": f"{values['stage']}.{values['field']}"}
    wanted = {"cases.stage": ("stage",), "cases.picture": ("file",), "cases.pin": ("key",)}
    return {name: values[name] for name in wanted.get(page, ())}


def _said(case: Case, place: str) -> _Told | None:
    """A message that somebody began, about its place."""
    about = talk.place(case, place)
    if about is None:
        return None if place else (_("a message"), "cases.show", {"_anchor": "say"}, ORDER)
    pages: Mapping[str, tuple[str, dict[str, str]]] = {
        "pin": ("cases.pin", {"key": about.name}),
        "picture": ("cases.picture", {"file": about.name}),
        "line": ("cases.line", {"stage": about.stage, "field": about.name}),
        "stage": ("cases.stage", {"stage": about.stage}),
    }
    page, values = pages[about.kind]
    says = _("a message about %(place)s", place=about.label)
    return says, page, values | {"_anchor": "say"}, f"{TALK}{place}"


def _asked(case: Case, part: str) -> _Told | None:
    """What somebody would ask for: on the page of a line, or where the promises of a stage stand."""
    stage, _dot, field = part.partition(".")
    if field:
        there = stage in case.stages and case.stages[stage].field(field)
        values = {"stage": stage, "field": field, "_anchor": "ask-h"}
        return (_(ASKED), "cases.line", values, "") if there else None
    stage = next((key for key in case.stages if part.startswith(f"block-{key}-")), "")
    values = {"stage": stage, "_anchor": part}
    return (_(ASKED), "cases.stage", values, f"{STAGE}{stage}") if stage else None
