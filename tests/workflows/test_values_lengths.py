"""Lengths on a body or a garment."""

import pytest

from tests.workflows.fields import kept, line, refused, words
from tests.workflows.speaking import GERMAN, spoken
from workflows.values import show, spell

CHEST = line("measure")
INCHES = line("measure", unit="in")
BODY = line("measure", basis=["skin", "finished", "try_on"], min=600, max=2000, tolerance=5)
WRITE = "Chest is a length. Write it like 64 cm, 640 mm or 25½ in."
NUMBER = "Chest is a number. Write it in figures, such as 3 or 3.5."


@pytest.mark.parametrize(
    ("raw", "mm"),
    [
        ("64 cm", 640),
        ("64cm", 640),
        ("64.04 CM", 640),
        ("640 mm", 640),
        ("0.64 m", 640),
        ("64", 640),
        (64, 640),
        (64.05, 641),
        ("25½ in", 648),
        ("25 ½ in", 648),
        ('25 1/2"', 648),
        ("25.5 inches", 648),
        ("25 1/2 inch", 648),
        ("25.5 in.", 648),
        ("25.5″", 648),
        ("25.5”", 648),
        ("25.5''", 648),
        ("1/2 in", 13),
        ("½ in", 13),
        ("⅛in", 3),
        ("10⅞ in", 276),
        ("10 ¼ in", 260),
        ("10¾ in", 273),
        ("10⅜ in", 264),
        ("10⅝ in", 270),
        ("10⅓ in", 262),
        ("10⅔ in", 271),
        ("2 metres", 2000),
        ("1 metre", 1000),
        ("1 centimetre", 10),
        ("3 centimetres", 30),
        ("1 millimetre", 1),
        ("9 millimetres", 9),
        ("5 ft 11", 1803),
        ("5 ft 11 in", 1803),
        ("5'11\"", 1803),
        ("5’ 11½”", 1816),
        ("5\u203211″", 1803),
        ("6 feet", 1829),
        ("6 foot 1", 1854),
        ("5'", 1524),
        ("+64 cm", 640),
        ("1,800 mm", 1800),
        ("64\xa0cm", 640),
        (0, 0),
        ("0 in", 0),
    ],
)
def test_a_length_is_read_in_whole_millimetres(raw, mm):
    assert kept(CHEST, raw) == {"mm": mm}


def test_halves_of_a_millimetre_are_rounded_up():
    assert [kept(CHEST, f"{mm} mm")["mm"] for mm in ("0.4", "0.5", "1.5", "2.49")] == [0, 1, 2, 2]
    assert kept(line("measure", min=-60), "-1.5 mm") == {"mm": -1}


def test_a_bare_number_is_in_the_lines_own_unit():
    assert kept(INCHES, "25 1/2") == kept(INCHES, 25.5) == {"mm": 648}
    assert kept(line("measure", unit="mm"), "648") == {"mm": 648}
    assert kept(line("measure", unit="cm"), "64.8") == {"mm": 648}
    assert kept(INCHES, {"value": "64.8", "unit": "cm"}) == {"mm": 648}
    assert kept(INCHES, {"value": "64.8 cm", "unit": "in"}) == {"mm": 648}
    assert kept(INCHES, {"value": "25.5"}) == {"mm": 648}


@pytest.mark.parametrize(
    "raw",
    [
        "long",
        "64 yd",
        "64 ells",
        "cm",
        "- cm",
        "25 1/0 in",
        "25 1/2/3 in",
        "1 2 1/2 in",
        "1.5 1/2 in",
        "25 5 in",
        "5 ft x",
        "64 cm 5",
        "12 of 64",
        "-64 cm",
        "−64 cm",
        -1,
        {"value": "64", "unit": "yd"},
        {"value": "64", "unit": 5},
    ],
)
def test_what_is_no_length_is_refused(raw):
    assert refused(CHEST, raw) == (WRITE, "")


@pytest.mark.parametrize("raw", ["64..5 cm", ". cm", True, [64], float("nan"), {"value": True}, {"mm": True}])
def test_what_is_no_number_is_refused(raw):
    assert refused(CHEST, raw)[0] == NUMBER


def test_a_decimal_comma_is_suggested():
    assert refused(CHEST, "64,5 cm") == (NUMBER, "64.5")


def test_a_length_is_not_negative_unless_the_line_says_so_and_never_endless():
    field = line("measure", min=-60, max=60)
    assert kept(field, "-60 mm") == kept(field, "−6 cm") == {"mm": -60}
    assert refused(field, "-61 mm") == ("Chest is at least -60 mm, and this says -61 mm.", "")
    assert kept(CHEST, {"mm": 100_000}) == {"mm": 100_000}
    assert refused(CHEST, {"mm": 100_001}) == (WRITE, "")
    assert refused(line("measure", min=-200_000), {"mm": -100_001}) == (WRITE, "")


def test_limits_are_named_in_the_unit_that_was_typed_or_the_lines_own():
    assert kept(BODY, "600 mm")["mm"] == 600
    assert kept(BODY, "2 m")["mm"] == 2000
    assert refused(BODY, "59.9 cm") == ("Chest is at least 60 cm, and this says 59.9 cm.", "")
    assert refused(BODY, "2001 mm") == ("Chest is at most 2000 mm, and this says 2001 mm.", "")
    typed = {"value": "380 cm", "unit": "in"}  # on the form of somebody who measures in inches
    assert refused(BODY, typed) == ("Chest is at most 200 cm, and this says 380 cm.", "")
    assert refused(BODY, "200.1") == ("Chest is at most 200 cm, and this says 200.1 cm.", "")
    said = refused(BODY, {"value": "20", "unit": "in"})
    assert said == ("Chest is at least 23⅝ in, and this says 20 in.", "")
    assert (
        refused(line("measure", unit="in", max=254), 11)[0] == "Chest is at most 10 in, and this says 11 in."
    )
    assert (
        refused(line("measure", unit="mm", max=50), 51)[0] == "Chest is at most 50 mm, and this says 51 mm."
    )


def test_a_measure_says_what_it_was_taken_on():
    assert kept(BODY, "64 cm") == {"mm": 640, "basis": "skin"}
    assert kept(BODY, {"value": "64 cm", "basis": ""}) == {"mm": 640, "basis": "skin"}
    assert kept(BODY, {"mm": 640, "basis": "try_on"}) == {"mm": 640, "basis": "try_on"}
    assert refused(BODY, {"mm": 640, "basis": "air"}) == ("Chest is measured on: skin, finished, try on.", "")
    assert refused(BODY, {"mm": 640, "basis": ["skin"]})[0] == "Chest is measured on: skin, finished, try on."
    assert refused(CHEST, {"mm": 640, "basis": "skin"}) == (
        "Chest is measured on: nothing in particular.",
        "",
    )


def test_two_readings_must_agree():
    assert kept(CHEST, {"value": "25 1/2", "unit": "in", "repeat": "25.25"}) == {"mm": 648, "repeat": 641}
    assert kept(CHEST, {"mm": 640, "repeat": 650}) == {"mm": 640, "repeat": 650}
    assert kept(CHEST, {"mm": 640, "repeat": 630}) == {"mm": 640, "repeat": 630}
    assert kept(CHEST, {"mm": 640, "repeat": None}) == {"mm": 640}
    assert kept(CHEST, {"value": "64", "repeat": " "}) == {"mm": 640}
    apart = "Chest: the two readings lie {} mm apart; {} mm is the most. Measure again."
    assert refused(CHEST, {"mm": 640, "repeat": 651}) == (apart.format(11, 10), "")
    assert refused(CHEST, {"mm": 640, "repeat": 629}) == (apart.format(11, 10), "")
    assert kept(BODY, {"mm": 640, "repeat": 645}) == {"mm": 640, "basis": "skin", "repeat": 645}
    assert refused(BODY, {"mm": 640, "repeat": 646}) == (apart.format(6, 5), "")
    exact = line("measure", tolerance=0)
    assert kept(exact, {"mm": 640, "repeat": 640}) == {"mm": 640, "repeat": 640}
    assert refused(exact, {"mm": 640, "repeat": 641}) == (apart.format(1, 0), "")


def test_a_second_reading_needs_a_first():
    sentence = "Chest has a second reading but no first one. Write both."
    assert refused(CHEST, {"value": "", "repeat": "64"}) == (sentence, "")
    assert refused(CHEST, {"mm": None, "repeat": 640}) == (sentence, "")
    assert kept(CHEST, {"value": "", "unit": "in", "basis": "", "repeat": ""}) is None
    assert kept(CHEST, {"value": None}) is None
    assert kept(CHEST, {"unit": "in"}) is None


def test_a_measure_is_sent_in_one_way():
    both = "Chest is sent either in mm or as a value with its unit, not both."
    assert refused(CHEST, {"mm": 640, "value": "64"}) == (both, "")
    assert refused(CHEST, {"mm": 640, "unit": "cm"}) == (both, "")
    assert refused(CHEST, {"mm": 640, "inch": 25, "cubit": 1}) == (
        "Chest is sent as mm, or as value and unit, with basis and repeat; nothing else.",
        "",
    )
    whole = "Chest counts whole millimetres."
    assert kept(CHEST, {"mm": 640.0}) == {"mm": 640}
    for mm in (640.5, "640", "64 cm"):
        assert refused(CHEST, {"mm": mm}) == (whole, "")
    assert refused(CHEST, {"mm": 640, "repeat": "640"}) == (whole, "")


@pytest.mark.parametrize(
    ("mm", "inches"),
    [
        (0, "0 in"),
        (1, "0 in"),
        (2, "⅛ in"),
        (13, "½ in"),
        (25, "1 in"),
        (648, "25½ in"),
        (645, "25⅜ in"),
        (641, "25¼ in"),
        (651, "25⅝ in"),
        (654, "25¾ in"),
        (657, "25⅞ in"),
        (651, "25⅝ in"),
        (660, "26 in"),
        (638, "25⅛ in"),
        (-13, "-½ in"),
        (-1, "0 in"),
        (-38, "-1½ in"),
        (2540, "100 in"),
    ],
)
def test_inches_are_shown_to_the_nearest_eighth(mm, inches):
    assert show(CHEST, {"mm": mm}, length="in") == inches


def test_lengths_are_shown_in_the_readers_unit():
    value = {"mm": 648, "basis": "skin", "repeat": 650}
    assert show(INCHES, value) == "64.8 cm"
    assert show(INCHES, value, length="mm") == "648 mm"
    assert show(INCHES, value, length="in") == "25½ in"
    assert words(CHEST, "64 cm") == "64 cm"
    assert words(CHEST, "1 m") == "100 cm"
    assert words(CHEST, 0) == "0 cm"
    assert spell(-645, "cm") == "-64.5 cm"
    assert spell(1000, "mm") == "1000 mm"


def test_a_reader_of_decimal_commas_types_and_reads_lengths_with_them():
    with spoken(GERMAN):
        assert kept(CHEST, "64,5 cm")["mm"] == kept(CHEST, "64.5 cm")["mm"] == 645
        assert spell(645, "cm") == "64,5 cm"
        assert kept(CHEST, spell(645, "cm"))["mm"] == 645
