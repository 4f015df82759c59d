"""What can be read from a case, and that its stored document gives the same case back."""

from dataclasses import FrozenInstanceError
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.workflows.sample import (
    ROWS,
    begun,
    clan,
    cloth_signed,
    customer,
    finished,
    fitted,
    inspected,
    kept,
    need_signed,
    put,
    refusal,
    when,
)
from workflows.blocks.lines import left
from workflows.blocks.work import unmet
from workflows.case import Actor, Case, Mark, digest
from workflows.changes import document
from workflows.grammar import Field, ShownWhen
from workflows.records import fixed, other

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def test_where_each_stage_stands():
    case = need_signed()
    assert [case.state(key) for key in case.plan] == ["done", "now", "next", "next"]
    assert (case.now, [stage.key for stage in case.in_order()]) == ("cloth", list(case.plan))
    assert case.stage("cloth") is case.stages["cloth"]
    assert refusal(case.stage, "dyeing") == "There is no stage called dyeing here."
    assert finished().now is None


def test_lines_are_read_with_their_author_or_bare():
    case = put(begun(), clan(), "cloth", code="W 81", stock=0, match="no")
    assert case.line("cloth", "code").name == "Marian Holt"
    assert (case.line("cloth", "pattern"), case.line("dyeing", "code")) == (None, None)
    assert (case.value("cloth.code"), case.value("cloth.pattern"), case.value("dyeing.x")) == (
        "W 81",
        None,
        None,
    )
    assert (case.line_seq("cloth", "code"), case.line_seq("cloth", "pattern")) == (2, 0)
    assert [case.empty("cloth", key) for key in ("code", "stock", "match", "pattern")] == [
        False,
        False,
        False,
        True,
    ]


def asked_for(case):
    """The lines of the cloth that somebody must still write."""
    cloth = case.stage("cloth")
    return [step.target for step in left(case, cloth, cloth.block("choice"))]


@pytest.mark.parametrize("nothing", [None, "", [], {}])
def test_nothing_is_nothing_in_every_shape(nothing):
    case = put(need_signed(), clan(), "cloth", code="W 81")
    line = case.line("cloth", "code").model_copy(update={"value": nothing})
    case = case.with_entries("values", "cloth", {"code": line, "stock": line})
    assert case.empty("cloth", "code") and case.covers("cloth") == {}
    assert asked_for(case) == ["code"]


def shown(case, **values):
    stage = case.stage("cloth")
    field = Field(
        key="x", label="X", type="text", shown_when=ShownWhen(field="pattern", values=("yes", "3", "check"))
    )
    unless = field.model_copy(update={"shown_when": ShownWhen(field="pattern", values=("no",))})
    for key, value in values.items():
        line = case.line("need", "need").model_copy(update={"value": value})
        case = case.with_entries("values", "cloth", {key: line})
    assert case.shown(stage, unless) == (values.get("pattern") is False)
    return case.shown(stage, field)


def test_a_line_is_asked_when_another_line_says_so():
    case = begun()
    assert not shown(case)
    assert shown(case, pattern="check") and not shown(case, pattern="plain")
    assert shown(case, pattern=True) and not shown(case, pattern=False)
    assert shown(case, pattern=3) and not shown(case, pattern=4)
    assert shown(case, pattern=["plain", "check"]) and not shown(case, pattern=["plain"])
    assert case.shown(case.stage("cloth"), Field(key="x", label="X", type="text"))


def test_what_is_missing_is_what_is_required_asked_and_empty():
    case = put(need_signed(), customer(), "cloth", pattern="check")
    assert asked_for(case) == ["code", "match"]
    case = put(case, customer(), "cloth", match="no", code="W 81")
    assert asked_for(case) == []


def test_what_a_signature_covers():
    case = fitted()
    assert sorted(case.covers("need")) == ["conditions", "need", "title"]
    assert case.covers("need")["conditions"] == digest(ROWS)
    assert case.covers("dyeing") == {}
    assert case.changed_since("need", {**case.covers("need"), "date": "x", "title": "y"}) == ["date", "title"]
    assert case.void("need", "clan") == [] and case.stands("need", "clan")
    assert case.void("finishing", "clan") == [] and not case.stands("finishing", "clan")
    assert case.unsigned(case.stage("need")) == [] and case.unsigned(case.stage("finishing")) == ["customer"]


def test_what_is_left_besides_signing():
    assert unmet(need_signed(), need_signed().stage("cloth")) == ["Cloth code", "Fit for purpose"]
    assert unmet(cloth_signed(), cloth_signed().stage("fitting")) == ["The fitting"]
    assert unmet(fitted(), fitted().stage("finishing")) == ["Buttons", "Pressed"]
    assert unmet(inspected(), inspected().stage("finishing")) == []


def test_a_copied_line_has_the_fingerprint_of_its_own_value():
    line = put(begun(), clan(), "cloth", code="W 81").line("cloth", "code")
    assert line.digest == digest("W 81") == line.model_copy().digest
    assert line.model_copy(update={"value": "W 82"}).digest == digest("W 82")


def test_a_digest_tells_values_apart_and_does_not_mind_the_order_of_keys():
    assert digest({"a": 1, "b": [2]}) == digest({"b": [2], "a": 1})
    values = [1, "1", True, None, "", [], {}, [1], {"a": 1}, {"a": "1"}, "é", ["a", "b"], ["b", "a"]]
    assert len({digest(value) for value in values}) == len(values)
    # A stored signature must still stand tomorrow, so a digest never changes.
    assert digest({"é": 1, "a": [1, 2.5, None, True]}) == "99b3cedba61282cf9fbf"


@given(JSON, JSON, JSON)
def test_whatever_a_line_holds_the_document_gives_the_same_case_back(value, was, cell):
    case = put(begun(), clan(), "cloth", code="W 81")
    line = case.line("cloth", "code").model_copy(update={"value": value, "was": was})
    table = line.model_copy(update={"value": [{"text": cell}]})
    assert kept(case.with_entries("values", "cloth", {"code": line, "rows": table}))


def test_the_document_is_plain_and_knows_its_words_by_the_names_of_the_definition():
    stored = document(begun())
    assert stored["begun"]["at"] == "2026-03-01T10:00:00Z" and stored["plan"] == list(begun().plan)
    match = stored["stages"]["cloth"]["blocks"][0]["fields"][2]
    assert match["shown_when"] == {"field": "pattern", "is": ["check"]}
    assert "closed" not in stored["progress"]["need"]
    with pytest.raises(ValidationError):
        Case.model_validate({**stored, "mood": "good"})


def test_a_case_that_was_read_back_goes_on_as_the_same_case():
    case = Case.model_validate(document(fitted()))
    assert put(case, clan(), "need", date="2026-06-01") == put(fitted(), clan(), "need", date="2026-06-01")


def test_a_moment_keeps_its_clock_and_needs_one():
    assert fixed(when()) == when() and fixed(when()).isoformat() == "2026-03-01T10:00:00+00:00"
    with pytest.raises(ValueError, match="2026-03-01 10:00:00 has no zone"):
        fixed(datetime(2026, 3, 1, 10))  # noqa: DTZ001  that is the mistake


def test_an_actor_and_a_mark_cannot_be_changed():
    actor = Actor("julian", "Julian", "customer", when())
    with pytest.raises(FrozenInstanceError):
        actor.side = "clan"
    mark = Mark(by="j", name="J", side="clan", at=when(), seq=1)
    with pytest.raises(ValidationError):
        mark.seq = 2
    assert (other("customer"), other("clan")) == ("clan", "customer")


def test_copies_leave_the_first_case_alone():
    case = begun()
    copy = case.with_entries("ticks", "cloth", {"a": case.begun}).with_whole("ticks", "need", {})
    assert (case.ticks, list(copy.ticks)) == ({}, ["cloth", "need"])
    assert copy.with_entries("ticks", "cloth", {"b": case.begun}).ticks["cloth"].keys() == {"a", "b"}
