"""A definition whose fixed lines or reckonings could never come about is refused in a sentence."""

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from workflows import check
from workflows.check import Unsound, build

TEXT = (Path(check.__file__).parent / "library" / "joint_project.toml").read_text(encoding="utf-8")
SOUND = tomllib.loads(TEXT)


def part(data: dict[str, Any], path: str) -> dict[str, Any]:
    """A stage, a block of it ("stage/block"), or a line of it ("stage.line")."""
    key, _, block = path.partition("/")
    stage, _, line = key.partition(".")
    found = next(one for one in data["stages"] if one["key"] == stage)
    if block:
        return next(one for one in found["blocks"] if one.get("key", "signature") == block)
    if line:
        fields = [field for one in found["blocks"] for field in one.get("fields", [])]
        return next(field for field in fields if field["key"] == line)
    return found


def says(path: str, **words: Any) -> list[str]:
    """What is said of the joint project with some words of one part changed; None takes a word away."""
    data = copy.deepcopy(SOUND)
    changed = part(data, path)
    for word, value in words.items():
        changed[word] = value
        if value is None:
            del changed[word]
    with pytest.raises(Unsound) as unsound:
        build(data, "joint")
    return [str(problem) for problem in unsound.value.problems]


def test_the_one_that_ships_is_sound():
    assert build(copy.deepcopy(SOUND), "joint").key == "joint-project"


FIXED = [
    (
        "charter/signature",
        {"by": ["clan"]},
        "Both agree to a locked line. Name both sides in the signature's",
    ),
    ("charter.a3", {"locked": True}, "Files cannot be proposed, so they cannot be locked."),
    (
        "check.result",
        {"after": "chart"},
        '"after" names chart, which is no stage here. Did you mean "charter"?',
    ),
    ("check.result", {"after": "check"}, '"after" names check, which does not come before this line.'),
    ("check.result", {"after": "share"}, '"after" names share, which does not come before this line.'),
]
WHOLE = [
    ({"fields": ["share_customer", "share"], "is": 100}, '"fields" names share, which is no line of numbers'),
    ({"fields": ["share_clan", "share_clan"], "is": 100}, "Two lines make a whole. Name each of them once"),
    ({"fields": ["share_customer", "share_clan"], "is": 300}, "These two lines cannot make 300."),
    ({"fields": ["share_customer", "share_clan"], "is": -1}, "These two lines cannot make -1."),
    ({"fields": ["share_customer", "share_clan"]}, '"is" is missing.'),
    ({"is": 100}, '"fields" is missing.'),
    ({"fields": ["share_customer", "share_clan"], "is": "all"}, '"is" is written as a number'),
    ({"fields": ["share_customer"], "is": 100}, "Two lines make a whole."),
    ({"fields": [], "is": 100}, '"fields" is empty. Write at least one.'),
    ({"fields": ["target", "share_clan"], "is": 100}, '"fields" names target, which is no line of numbers'),
]
SAVED = [
    (
        {"after": "check.resalt"},
        '"after" names check.resalt, which is no line of type int or decimal. Did you mean',
    ),
    ({"rate": "charter.baseline"}, '"rate" names charter.baseline, which is no line of type money.'),
    ({"rate": "charter.benefit_year"}, '"rate" names charter.benefit_year, which may stay empty.'),
    ({"per": "charter.baseline"}, '"per" names charter.baseline, which could be 0. Give it a "min" above 0.'),
    (
        {"shares": {"customer": "charter.baseline", "clan": "charter.target"}},
        'The lines of "shares" make 100',
    ),
    ({"costs": {"customer": "check.cost_customer"}}, '"clan" is missing.'),
    (
        {"figures": {"customer": "check.cost_customer", "clan": "check.net_clan"}},
        "The figure of the customer is a line of this stage that the customer alone writes",
    ),
]
STOPPED = [
    (
        {"rule": "charter.ip_rule"},
        '"rule" can be each_own, half, initiator, and charter.ip_rule can be joint too.',
    ),
    ({"begun_by": "invitation.title"}, '"begun_by" names invitation.title, which is no line of type choice.'),
    ({"rule": "share.rule"}, '"rule" names share.rule, which is no line of type choice.'),
    (
        {"shown_when": {"field": "verdikt", "is": ["stop"]}},
        "It waits for verdikt, which is no line of this stage.",
    ),
    ({"shown_when": {"field": "verdict", "is": ["go"]}}, "which may stay empty."),
    (
        {"costs": {"customer": "check.cost_customer", "clan": "trial.spent_clan"}},
        '"costs.customer" names check.cost_customer, which is written only after this stage.',
    ),
]


@pytest.mark.parametrize(("path", "words", "sentence"), FIXED)
def test_fixed_lines_can_be_written_and_agreed_to(path, words, sentence):
    assert any(sentence in told for told in says(path, **words))


@pytest.mark.parametrize(("rule", "sentence"), WHOLE)
def test_two_lines_can_make_their_whole(rule, sentence):
    assert any(sentence in told for told in says("charter/split", adds_up=rule))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("charter.share_clan", {"required": False}),
        ("charter.share_clan", {"locked": False}),
        ("charter.share_clan", {"shown_when": {"field": "ip_rule", "is": ["joint"]}}),
    ],
)
def test_two_lines_that_make_a_whole_are_asked_and_agreed_to_together(path, words):
    assert any("Both lines are" in told for told in says(path, **words))


@pytest.mark.parametrize(("words", "sentence"), SAVED)
def test_a_saving_can_be_reckoned_from_its_lines(words, sentence):
    assert any(sentence in told for told in says("check/savings", **words))


def test_a_side_does_not_write_the_other_sides_figure():
    told = says("check.net_clan", editable_by=["customer", "clan"])
    assert len(told) == 1 and "that the clan alone writes" in told[0]


@pytest.mark.parametrize(("words", "sentence"), STOPPED)
def test_a_stop_can_be_settled_by_its_lines(words, sentence):
    assert any(sentence in told for told in says("trial/settled", **words))
