"""What holds of every type: asking to look again, showing without fail, reading back what was shown."""

import json
import math
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.workflows.fields import choices, kept, line, words
from workflows.values import Invalid, read, show, warn

EVERY = [
    line("text"),
    line("longtext"),
    line("int", unit="g/m"),
    line("decimal", unit="m"),
    line("money"),
    line("date"),
    line("datetime"),
    line("bool"),
    line("choice", choices=choices("Notch", "Peak")),
    line("multichoice", choices=choices("Coat", "Trousers")),
    line("measure", basis=["skin", "finished"], unit="in"),
    line("table", columns=[{"key": "n", "label": "N", "type": "int"}, {"key": "t", "label": "T"}]),
    line("table", columns=[{"key": "t", "label": "T", "type": "date"}]),
    line("person"),
    line("file"),
    line("photo"),
    line("rating"),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
SHAPED = st.fixed_dictionaries(
    {},
    optional={
        key: JSON | st.integers(-10, 10**6) | st.sampled_from(["64 cm", "25½ in", "GBP", "in", "skin"])
        for key in (
            "mm",
            "value",
            "unit",
            "basis",
            "repeat",
            "amount",
            "currency",
            "n",
            "t",
            "id",
            "name",
            "type",
            "size",
        )
    },
)
TYPED = st.from_regex(r"[-+−£$]?[0-9,./½ ]{1,8} ?(cm|in|ft|mm|g|oz|\"|')?[0-9]?", fullmatch=True)


def test_an_unusual_value_is_asked_about_again():
    field = line("measure", unit="in", warn_min=800, warn_max=1400)
    assert warn(field, {"mm": 800}) == warn(field, {"mm": 1400}) == warn(field, None) == ""
    assert warn(field, {"mm": 799}) == "Chest is seldom below 31½ in. Look at 31½ in again."
    assert warn(field, {"mm": 1524}) == "Chest is seldom above 55⅛ in. Look at 60 in again."
    assert warn(field, {"mm": 799}, "cm") == "Chest is seldom below 80 cm. Look at 79.9 cm again."
    weight = line("decimal", "Weight", unit="kg", warn_min=45, warn_max=160)
    assert warn(weight, "45") == warn(weight, "160.0") == ""
    assert warn(weight, "44.9") == "Weight is seldom below 45 kg. Look at 44.9 kg again."
    assert warn(line("int", "Pockets", warn_max=5), 6) == "Pockets is seldom above 5. Look at 6 again."
    assert warn(line("int", "Pockets", warn_min=0), -1) == "Pockets is seldom below 0. Look at -1 again."
    assert (
        warn(line("measure", warn_max=1400), {"mm": 1401})
        == "Chest is seldom above 140 cm. Look at 140.1 cm again."
    )


@pytest.mark.parametrize("value", ["long", {"amount": 5}, [], True, {"mm": "x"}, {}])
def test_what_has_no_size_is_never_asked_about(value):
    for kind in ("text", "bool", "table", "money", "date"):
        assert warn(line(kind), value) == ""
    for kind in ("measure", "int"):
        assert warn(line(kind, warn_min=5), value) in ("", "Chest is seldom below 5. Look at 1 again.")


def test_a_value_of_another_shape_is_shown_as_it_is():
    for field in EVERY:
        for value in (
            "some words",
            5,
            2.5,
            True,
            {"mm": "x"},
            {"amount": "x", "currency": 5},
            [1],
            [{"t": 5}],
            {},
        ):
            assert isinstance(show(field, value), str)
    assert show(line("date"), "soon") == "soon"
    assert show(line("measure"), "long") == "long"
    assert show(line("money"), {"amount": 5}) == "{'amount': 5}"
    assert show(line("int"), "x") == "x"
    assert show(line("multichoice"), 5) == "5"
    assert show(line("table"), 5) == "5"


def test_nothing_is_shown_as_nothing():
    for field in EVERY:
        assert show(field, None) == ""


@given(raw=JSON | SHAPED | st.lists(SHAPED, max_size=3) | TYPED)
def test_whatever_is_sent_is_kept_or_refused_in_a_sentence(raw):
    for field in EVERY:
        try:
            value = kept(field, raw)
        except Invalid as invalid:
            assert str(invalid).startswith("Chest") and str(invalid).endswith(".")
        else:
            assert json.loads(json.dumps(value)) == value
            assert isinstance(show(field, value), str)
            assert isinstance(warn(field, value), str)


@given(mm=st.integers(0, 100_000))
@example(mm=648)
def test_a_shown_length_reads_back_to_within_its_rounding(mm):
    field = line("measure")
    assert kept(field, show(field, {"mm": mm})) == {"mm": mm}
    assert kept(field, show(field, {"mm": mm}, length="mm")) == {"mm": mm}
    back = kept(field, show(field, {"mm": mm}, length="in"))["mm"]
    assert abs(back - mm) <= 2  # a sixteenth of an inch is 1.6 mm
    assert show(field, {"mm": back}, length="in") == show(field, {"mm": mm}, length="in")


@given(eighths=st.integers(1, 20_000))
def test_every_eighth_of_an_inch_stays_itself(eighths):
    field = line("measure", unit="in")
    assert show(field, kept(field, f"{eighths // 8} {eighths % 8}/8"), length="in") == words(
        field, f"{eighths / 8} in", length="in"
    )
    assert kept(field, f"{eighths / 8}")["mm"] == math.floor(
        Decimal(eighths) * Decimal("3.175") + Decimal("0.5")
    )


@given(
    amount=st.integers(-(10**13), 10**13),
    currency=st.sampled_from(["GBP", "EUR", "USD", "JPY", "CHF", "KWD"]),
)
def test_shown_money_reads_back_exactly(amount, currency):
    field, value = line("money"), {"amount": amount, "currency": currency}
    assert read(field, show(field, value), currency=currency) == value


@given(number=st.decimals(-(10**9), 10**9, places=4))
def test_shown_numbers_read_back_exactly(number):
    field = line("decimal", unit="kg")
    value = kept(field, str(number))
    assert Decimal(value) == number
    assert kept(field, show(field, value)) == value


@given(count=st.integers(-(10**14), 10**14))
def test_shown_counts_read_back_exactly(count):
    for field in (line("int"), line("int", unit="mm"), line("int", unit="g/m")):
        assert kept(field, show(field, count)) == count


@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_shown_days_read_back(day):
    assert kept(line("date"), show(line("date"), day.isoformat())) == day.isoformat()


@given(raw=st.text(max_size=300))
def test_kept_words_are_the_words(raw):
    try:
        value = kept(line("longtext"), raw)
    except Invalid:
        return
    assert (value or "").split() == [word for word in raw.split() if value]
