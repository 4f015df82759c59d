"""Definitions in files: read, refused with everything that is wrong, reported to their authors, shipped."""

import re
from pathlib import Path
from typing import get_args

import pytest

from workflows import check
from workflows.check import Problem, Unsound, build, library, load, parse, report, sense
from workflows.checks.shapes import KINDS, words
from workflows.grammar import (
    Ask,
    Choice,
    Column,
    Department,
    Field,
    FieldType,
    Item,
    LateChange,
    LateStep,
    ShownWhen,
    Stage,
    When,
    Workflow,
)

DOCS = Path("docs/workflows.md")

SOUND = """
key = "note"
version = 1
title = "Note"
title_field = "need.title"
need_field = "need.need"
conditions_field = "need.conditions"

[[stages]]
key = "need"
title = "Need"
holder = "customer"

[[stages.blocks]]
kind = "fields"
key = "what"
fields = [
  { key = "title", label = "Name", type = "text" },
  { key = "need", label = "Need", type = "longtext", required = true },
  { key = "conditions", label = "Conditions", type = "table", required = true, min_rows = 1, columns = [
    { key = "text", label = "What", required = true },
    { key = "how_judged", label = "How" },
  ] },
]

[[stages.blocks]]
kind = "signature"
by = ["customer", "clan"]
says = "Understood."
"""


def problems(text: str) -> list[Problem]:
    """Everything that is wrong with a text."""
    with pytest.raises(Unsound) as unsound:
        parse(text, "note.toml")
    assert str(unsound.value) == "\n".join(map(str, unsound.value.problems))
    return unsound.value.problems


def test_a_sound_text_is_a_workflow():
    workflow = parse(SOUND, "note.toml")
    assert (workflow.key, workflow.version, [stage.key for stage in workflow.stages]) == ("note", 1, ["need"])
    assert sense(workflow) == []


def test_a_problem_names_file_place_and_what_to_write():
    assert problems(SOUND.replace('holder = "customer"', 'holder = "me"')) == [
        Problem("note.toml", "stage need", '"holder" is one of customer, clan.')
    ]
    assert str(Problem("a.toml", "stage need", "Write it.")) == "a.toml: stage need: Write it."
    assert str(Problem("a.toml", "", "Write it.")) == "a.toml: Write it."
    assert str(Problem("", "stage need", "Write it.")) == "stage need: Write it."


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("key = \ntitle", "line 1, column 7", "This is not TOML yet: Invalid value."),
        ('key = "a"\nkey = "b"\n', "line 2, column 10", "This is not TOML yet: Cannot overwrite a value."),
        ("key = [1,", "end of document", "This is not TOML yet: Invalid value."),
        ("a = " + "[" * 5000, "", "Its brackets are nested too deeply to be read."),
    ],
)
def test_what_is_not_toml_is_refused_with_its_line(text, place, message):
    assert problems(text) == [Problem("note.toml", place, message)]


def test_a_definition_has_a_longest_length(monkeypatch):
    monkeypatch.setattr(check, "LARGEST", len(SOUND))
    assert parse(SOUND, "note.toml").key == "note"
    sentence = f"This is longer than {len(SOUND)} characters. Split it or leave some out."
    assert problems(SOUND + " ") == [Problem("note.toml", "", sentence)]


def test_sense_is_judged_of_any_workflow():
    workflow = parse(SOUND, "")
    unsigned = workflow.stages[0].model_copy(update={"blocks": workflow.stages[0].blocks[:1]})
    found = sense(workflow.model_copy(update={"stages": (unsigned,)}))
    sentence = 'This stage cannot be left. Add a block of kind "signature".'
    assert found == [Problem("", "stage need", sentence)]
    assert sense(workflow.model_copy(update={"title_field": ""}), "own")[0].file == "own"


def test_a_file_is_read(tmp_path: Path):
    path = tmp_path / "note.toml"
    path.write_text(SOUND.replace("Understood", "Verstanden ½ ✓"), encoding="utf-8")
    assert "½" in load(path).stages[0].blocks[1].says
    assert report(path) == (
        True,
        [f"{path}: Note, version 1: 1 stage, 3 lines. No case can get stuck in it."],
    )


def test_a_report_counts_stages_and_lines(tmp_path: Path):
    path = tmp_path / "note.toml"
    one = '[[stages]]\nkey = "end"\ntitle = "End"\nholder = "clan"\n'
    sign = '[[stages.blocks]]\nkind = "signature"\nby = ["customer"]\nsays = "Yes."\n'
    path.write_text(SOUND + one + sign, encoding="utf-8")
    assert report(path)[1] == [f"{path}: Note, version 1: 2 stages, 3 lines. No case can get stuck in it."]


def test_a_report_names_every_problem(tmp_path: Path):
    path = tmp_path / "note.toml"
    path.write_text(SOUND.replace("customer", "me").replace("version = 1", ""), encoding="utf-8")
    assert report(path) == (
        False,
        [
            f'{path}: "version" is missing. Write version = 1.',
            f'{path}: stage need: "holder" is one of customer, clan.',
            f'{path}: stage need, block signature: "by" is one of customer, clan.',
            "3 problems.",
        ],
    )
    path.write_text(SOUND.replace("version = 1", "version = 0"), encoding="utf-8")
    assert report(path) == (False, [f'{path}: "version" is at least 1.', "1 problem."])


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path):
    missing, folder, pictures = tmp_path / "none.toml", tmp_path, tmp_path / "picture.toml"
    pictures.write_bytes(b"\xff\xd8\xff")
    assert report(missing) == (
        False,
        [f"{missing}: This file cannot be read: No such file or directory.", "1 problem."],
    )
    with pytest.raises(Unsound) as unsound:
        load(missing)
    sentence = "This file cannot be read: No such file or directory."
    assert unsound.value.problems == [Problem(str(missing), "", sentence)]
    with pytest.raises(Unsound) as unsound:
        load(pictures)
    assert unsound.value.problems[0][:2] == (str(pictures), "")
    assert report(folder)[1][0] == f"{folder}: This file cannot be read: Is a directory."
    assert report(pictures)[1][0] == f"{pictures}: This file is not text in UTF-8. Save it as UTF-8."


def test_the_library_holds_the_newest_version_of_each(monkeypatch, tmp_path: Path):
    for number, (key, version) in enumerate([("a", 1), ("b", 2), ("a", 10), ("a", 9), ("b", 1)]):
        text = SOUND.replace('"note"', f'"{key}"').replace("version = 1", f"version = {version}")
        (tmp_path / f"{number}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no definition", encoding="utf-8")
    monkeypatch.setattr(check, "_LIBRARY", tmp_path)
    check._shipped.cache_clear()
    try:
        assert {key: workflow.version for key, workflow in library().items()} == {"a": 10, "b": 2}
    finally:
        check._shipped.cache_clear()


def test_the_library_is_read_once_and_cannot_be_spoilt():
    first = library()
    assert all(isinstance(workflow, Workflow) and workflow.key == key for key, workflow in first.items())
    first.clear()
    assert library()["bespoke-suit"] is library()["bespoke-suit"]


@pytest.mark.skipif(not DOCS.exists(), reason="a copy of the workflows alone has no docs")
def test_every_word_is_explained():
    text = DOCS.read_text(encoding="utf-8")
    owners = [
        Workflow,
        Stage,
        Field,
        Column,
        Choice,
        ShownWhen,
        Ask,
        Item,
        LateChange,
        LateStep,
        Department,
        When,
        *KINDS.values(),
    ]
    missing = {word for owner in owners for word in words(owner) if not re.search(rf"\b{word}\b", text)}
    assert not missing
    assert [f"`{kind}`" in text for kind in (*KINDS, *get_args(FieldType))] == [True] * (len(KINDS) + 16)


def test_plain_data_is_judged_like_a_file():
    with pytest.raises(Unsound) as unsound:
        build({}, "proposal")
    assert len(unsound.value.problems) == 7
    assert str(unsound.value).startswith('proposal: "key" is missing.')
