"""Numbers: counts, exact decimals with units, marks."""

import pytest

from tests.workflows.fields import kept, line, refused, words
from tests.workflows.speaking import GERMAN, spoken

COUNT = line("int", "Pockets")
METRES = line("decimal", "Cloth", unit="m", min="2.5", max=5)
WEIGHT = line("int", "Weight", unit="g/m", min=200, max=650)
NO_NUMBER = "Pockets is a number. Write it in figures, such as 3 or 3.5."
TOO_MANY = "Pockets has more digits than can be meant. Write a shorter number."


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("4", 4),
        (" 4 ", 4),
        ("+4", 4),
        ("-4", -4),
        ("−4", -4),
        ("- 4", -4),
        ("1,725", 1725),
        ("12,345,678", 12345678),
        (4, 4),
        (4.0, 4),
        (-4, -4),
        ("4.00", 4),
        (0, 0),
        ("0", 0),
        ("-0", 0),
        (999999999999999, 999999999999999),
    ],
)
def test_a_whole_number_is_read(raw, value):
    assert kept(COUNT, raw) == value
    assert type(kept(COUNT, raw)) is int


@pytest.mark.parametrize("raw", [3.5, "3.5", "0.000001", 1e-06])
def test_a_count_has_no_fraction(raw):
    assert refused(COUNT, raw) == ("Pockets is a whole number, without a fraction.", "")


@pytest.mark.parametrize(
    "raw",
    [
        "four",
        "3 4",
        "1,72",
        "1,7255",
        ",5",
        "4.",
        "1.2.3",
        "1e3",
        "0x10",
        "٣",
        "--4",
        "+",
        ".",
        "NaN",
        "inf",
        True,
        False,
        [4],
        {"a": 4},
        float("nan"),
        float("inf"),
        float("-inf"),
    ],
)
def test_what_is_no_number_is_refused(raw):
    assert refused(COUNT, raw)[0] == NO_NUMBER


def test_a_decimal_comma_is_understood_and_suggested():
    assert refused(COUNT, "3,5") == (NO_NUMBER, "3.5")
    assert refused(COUNT, "-30,55") == (NO_NUMBER, "-30.55")
    assert refused(COUNT, "x3,5") == (NO_NUMBER, "")
    assert refused(COUNT, "four") == (NO_NUMBER, "")


@pytest.mark.parametrize(
    "raw", [10**15, -(10**15), 10**400, 1e22, 0.1 + 0.2, 1e-07, "1000000000000000", "0.0000001", "9" * 60]
)
def test_a_number_has_no_more_digits_than_can_be_meant(raw):
    assert refused(COUNT, raw) == (TOO_MANY, "")


def test_limits_refuse_and_name_the_limit():
    field = line("int", "Pockets", min=2, max=5)
    assert [kept(field, count) for count in (2, 5)] == [2, 5]
    assert refused(field, 1) == ("Pockets is at least 2, and this says 1.", "")
    assert refused(field, "6") == ("Pockets is at most 5, and this says 6.", "")
    assert kept(METRES, 2.5) == "2.5"
    assert refused(METRES, "2.4") == ("Cloth is at least 2.5 m, and this says 2.4 m.", "")
    assert refused(METRES, "50.0 m") == ("Cloth is at most 5 m, and this says 50 m.", "")
    assert kept(line("int", min=0), 0) == 0
    assert refused(line("int", min=0), -1)[0] == "Chest is at least 0, and this says -1."
    assert refused(line("int", max=0), 1)[0] == "Chest is at most 0, and this says 1."


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("3.40", "3.4"),
        (3.4, "3.4"),
        (3, "3"),
        ("3.400000 M", "3.4"),
        ("3.4m", "3.4"),
        ("003.4", "3.4"),
        ("3.123456", "3.123456"),
    ],
)
def test_a_decimal_is_kept_exactly_in_one_way_of_writing(raw, value):
    assert kept(METRES, raw) == value


def test_small_and_large_decimals_are_written_out():
    field = line("decimal")
    assert kept(field, "-0.000") == "0"
    assert kept(field, ".5") == "0.5"
    assert kept(field, "-.5") == "-0.5"
    assert kept(field, "1,000,000.10") == "1000000.1"
    assert kept(field, 0.000001) == "0.000001"
    assert kept(field, 1e14) == "100000000000000"
    assert kept(field, "1200") == "1200"


def test_another_unit_is_refused_and_its_figure_never_suggested_in_the_own_one():
    assert refused(METRES, "3.40 yd") == ("Cloth is asked in m, not in yd.", "")
    assert refused(COUNT, "3 pieces") == ("Pockets is a number alone, without pieces.", "3")
    assert refused(METRES, "m 3") == ("Cloth is a number. Write it in figures, such as 3 or 3.5.", "")
    assert refused(line("decimal", unit="%"), "30 m") == ("Chest is asked in %, not in m.", "")
    assert refused(WEIGHT, "320 kg") == ("Weight is asked in g/m, not in kg.", "")


def test_cloth_is_weighed_in_grams_and_spoken_of_in_ounces():
    assert [kept(WEIGHT, raw) for raw in ("320", "320 g", "320 g/m", "320g/M", "320 g (10 oz)")] == [320] * 5
    assert kept(WEIGHT, "10 oz") == 310
    assert kept(WEIGHT, "10.5 OZ") == 326  # 325.5, rounded up
    assert words(WEIGHT, 320) == "320 g (10 oz)"
    assert words(WEIGHT, 326) == "326 g (11 oz)"  # 10.516
    assert words(WEIGHT, 341) == "341 g (11 oz)"
    assert refused(WEIGHT, "21 oz") == ("Weight is at most 650 g, and this says 651 g.", "")


def test_numbers_are_shown_with_their_unit():
    assert words(COUNT, 4) == "4"
    assert words(COUNT, -1234567) == "-1,234,567"
    assert words(METRES, "3.40") == "3.4 m"
    assert words(line("decimal"), "1234.123456") == "1,234.123456"
    assert words(line("decimal", unit="%"), "98") == "98%"
    assert words(line("decimal", unit="kg/m"), "3.4 KG/M") == "3.4 kg/m"
    assert words(line("decimal", unit="kg"), 82.5, locale="de_DE") == "82,5 kg"


def test_a_mark_goes_from_one_to_five():
    field = line("rating", "Comfort")
    assert [kept(field, raw) for raw in (1, "2", 3.0, " 4 ", 5)] == [1, 2, 3, 4, 5]
    assert type(kept(field, "2")) is int
    assert words(field, 4) == "4 of 5"
    for raw in (0, 6, 2.5, -1, "5.5"):
        assert refused(field, raw) == ("Comfort is a mark from 1 to 5.", "")
    for raw in (True, "good", "3 4 5 x"):
        assert refused(field, raw)[0] == "Comfort is a number. Write it in figures, such as 3 or 3.5."


def test_endless_input_is_no_number():
    assert refused(COUNT, "9" * 61) == (NO_NUMBER, "")
    assert refused(COUNT, "5" + " " * 80 + "pieces") == (NO_NUMBER, "")
    assert kept(COUNT, " " * 80 + "5" + " " * 80) == 5


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1.234,5", "1234.5"),
        ("-1.234.567,89", "-1234567.89"),
        ("1.234.567", "1234567"),
        ("64,5", "64.5"),
        ("1234,567", "1234.567"),
        ("0,125", "0.125"),
        ("64.5", "64.5"),
        ("1.234", "1.234"),
        ("1,234,567.5", "1234567.5"),
        ("1,234.5", "1234.5"),
        ("1 234,5", None),
        ("1.23,4", None),
        ("1,23.4", None),
    ],
)
def test_a_reader_of_decimal_commas_types_them(raw, value):
    with spoken(GERMAN):
        if value is None:
            assert refused(line("decimal"), raw) == (NO_NUMBER.replace("Pockets", "Chest"), "")
        else:
            assert kept(line("decimal"), raw) == value
            assert kept(line("decimal", unit="kg"), f"{raw} kg") == value


def test_a_comma_that_could_mean_two_numbers_is_asked_about():
    asked = ("Chest can be read in two ways. Write 1234 or 1.234.", "")
    with spoken(GERMAN):
        assert refused(line("decimal"), "1,234") == asked
        assert kept(line("decimal"), "1234") == "1234"
        assert kept(line("decimal"), "1.234") == "1.234"
    assert kept(line("decimal"), "1,234") == "1234"


@pytest.mark.parametrize("raw", ["1.234", "1,234", "1234", "1.234 mm"])
def test_a_whole_number_has_thousands_and_no_fraction_to_be_taken_for(raw):
    with spoken(GERMAN):
        assert kept(line("int", unit="mm"), raw) == 1234


def test_a_limit_is_told_with_the_readers_own_comma():
    with spoken(GERMAN):
        told = refused(line("decimal", unit="kg", max=2.5), "3,25")[0]
        assert told == "Chest is at most 2,5 kg, and this says 3,25 kg."
        assert refused(line("int"), "3,5")[0] == "Chest is a whole number, without a fraction."
