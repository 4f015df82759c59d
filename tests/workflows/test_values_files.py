"""Files and photographs."""

import pytest

from tests.workflows.fields import kept, line, refused, words

FILES, PHOTOS = line("file", "Papers"), line("photo", "Pictures")
SHEET = {"id": "f_1-A", "name": "Inspection sheet.pdf", "type": "application/pdf", "size": 0}
FRONT = {"id": "p1", "name": "Front ½.jpg", "type": "image/jpeg", "size": 10**11}


def test_a_list_of_files_is_kept_as_it_is():
    assert kept(FILES, [SHEET, FRONT]) == [SHEET, FRONT]
    assert list(kept(FILES, [dict(reversed(SHEET.items()))])[0]) == ["id", "name", "type", "size"]
    assert kept(PHOTOS, [FRONT]) == [FRONT]
    assert words(FILES, [SHEET, FRONT]) == "Inspection sheet.pdf, Front ½.jpg"
    assert words(PHOTOS, [FRONT]) == "Front ½.jpg"


@pytest.mark.parametrize("raw", ["f1", {"id": "f1"}, ["f1"], 5, [SHEET, "f1"], [SHEET, None]])
def test_anything_else_is_no_list_of_files(raw):
    assert refused(FILES, raw) == ("Papers is a list of files.", "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "../etc"},
        {"id": "a" * 65},
        {"id": 5},
        {"id": ""},
        {"name": "a/b"},
        {"name": "a\\b"},
        {"name": "a\nb"},
        {"name": ""},
        {"name": "a" * 201},
        {"name": "\x00"},
        {"name": "\x9f"},
        {"name": "\ud800"},
        {"type": "pdf"},
        {"type": "Image/png"},
        {"type": "image/" + "a" * 101},
        {"type": None},
        {"more": 1},
    ],
)
def test_a_file_has_four_parts_of_the_right_shape(wrong):
    sentence = "Papers: a file has an id, a name, a type and a size, and nothing else."
    assert refused(FILES, [{**SHEET, **wrong}]) == (sentence, "")


def test_a_file_lacks_none_of_its_parts():
    for part in SHEET:
        assert (
            "nothing else" in refused(FILES, [{key: value for key, value in SHEET.items() if key != part}])[0]
        )
    longest = {"id": "a" * 64, "name": "a" * 200, "type": "image/" + "a" * 100, "size": 1}
    assert kept(FILES, [longest]) == [longest]


@pytest.mark.parametrize("size", [-1, 10**11 + 1, "5", 5.0, True, None])
def test_a_size_is_a_number_of_bytes(size):
    sentence = "Papers: the size of Inspection sheet.pdf is not a number of bytes."
    assert refused(FILES, [{**SHEET, "size": size}]) == (sentence, "")


def test_photographs_are_pictures():
    sentence = "Pictures asks for photographs, and Inspection sheet.pdf is not one."
    assert refused(PHOTOS, [FRONT, SHEET]) == (sentence, "")


def test_there_are_sixty_at_most_and_none_twice():
    sixty = [{**SHEET, "id": f"f{number}"} for number in range(60)]
    assert kept(FILES, sixty) == sixty
    assert refused(FILES, [*sixty, FRONT]) == ("Papers holds 60 files at most; these are 61.", "")
    assert refused(FILES, [SHEET, FRONT, SHEET]) == ("Papers names the same file twice.", "")
