"""Money: exact, in the smallest coin of the order's currency."""

import pytest

from tests.workflows.fields import kept, line, refused, words
from tests.workflows.speaking import GERMAN, spoken

PRICE = line("money", "The price")
OTHER = "The price is counted in GBP in this order, not in another currency."
WRITE = "The price is an amount of money. Write it like 1,725.50."


def pounds(amount):
    return {"amount": amount, "currency": "GBP"}


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        ("1,725.50", 172550),
        ("£1,725.5", 172550),
        ("£ 1725.50", 172550),
        ("1725.50 £", 172550),
        ("1,725.50 GBP", 172550),
        ("gbp 1,725.50", 172550),
        (1725, 172500),
        (1725.5, 172550),
        ("-£5", -500),
        ("£-5", -500),
        ("- 5", -500),
        ("−£5", -500),
        (0, 0),
        ("£0.00", 0),
        ("£\xa05", 500),
        ("\u202f5", 500),
        (pounds(172550), 172550),
        (pounds(-1), -1),
    ],
)
def test_an_amount_is_read_in_pounds_and_kept_in_pence(raw, amount):
    assert kept(PRICE, raw) == pounds(amount)


@pytest.mark.parametrize(
    "raw", ["€5", "5 EUR", "$5", "US$5", "5 pounds", "£5 EUR", {"amount": 5, "currency": "EUR"}]
)
def test_another_currency_is_refused(raw):
    assert refused(PRICE, raw) == (OTHER, "")


@pytest.mark.parametrize("raw", ["a lot", "EUR £5", "£", "1 725", "£5 or so 6", "5/6", "1e3", "££ 5 £ 6"])
def test_what_is_no_amount_is_refused(raw):
    assert refused(PRICE, raw) == (WRITE, "")


@pytest.mark.parametrize("raw", ["--5", "1,72", "5.", "5,50", True, [5], float("nan"), "-£-5"])
def test_what_is_no_number_is_refused(raw):
    assert refused(PRICE, raw)[0] == "The price is a number. Write it in figures, such as 3 or 3.5."


@pytest.mark.parametrize("raw", ["1.005", 1.005, "£0.001"])
def test_there_is_no_smaller_coin_than_a_penny(raw):
    sentence = "The price has at most 2 places after the point, because there is no smaller coin."
    assert refused(PRICE, raw) == (sentence, "")


def test_each_currency_has_its_own_places():
    yen = "The price has no places after the point, because there is no smaller coin."
    assert kept(PRICE, "¥1,725", "JPY") == {"amount": 1725, "currency": "JPY"}
    assert refused(PRICE, "1.5", "JPY") == (yen, "")
    assert kept(PRICE, "1.725", "KWD") == {"amount": 1725, "currency": "KWD"}
    assert kept(PRICE, "€1,725", "EUR") == {"amount": 172500, "currency": "EUR"}
    for currency in ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"):
        assert kept(PRICE, "$5", currency)["amount"] == 500
    for currency in ("GIP", "FKP", "SHP"):
        assert kept(PRICE, "£5", currency)["amount"] == 500
    assert kept(PRICE, "¥5", "CNY")["amount"] == 500
    assert refused(PRICE, "£5", "EUR")[0].startswith("The price is counted in EUR")


def test_a_stored_amount_has_its_two_parts_and_no_other():
    parts = "The price is an amount and a currency, nothing else."
    assert refused(PRICE, {"amount": 5}) == (parts, "")
    assert refused(PRICE, {"amount": 5, "currency": "GBP", "more": 1}) == (parts, "")
    whole = "The price counts the smallest coin, so the amount is a whole number."
    for amount in ("5", 5.0, True, None):
        assert refused(PRICE, pounds(amount)) == (whole, "")


def test_an_amount_has_a_largest():
    assert kept(PRICE, pounds(10**13)) == pounds(10**13)
    assert kept(PRICE, pounds(-(10**13))) == pounds(-(10**13))
    for amount in (10**13 + 1, -(10**13) - 1):
        assert refused(PRICE, pounds(amount)) == ("The price is more money than can be meant.", "")


def test_limits_count_pounds():
    field = line("money", "Budget", min=0, max=100)
    assert kept(field, "0") == pounds(0)
    assert kept(field, 100) == pounds(10000)
    assert refused(field, "-0.01") == ("Budget is at least £0, and this says -£0.01.", "")
    assert refused(field, pounds(10001)) == ("Budget is at most £100, and this says £100.01.", "")
    assert refused(line("money", max=100), 200, "JPY")[0] == "Chest is at most JP¥100, and this says JP¥200."


def test_money_is_shown_without_pence_when_there_are_none():
    assert words(PRICE, 1725) == "£1,725"
    assert words(PRICE, "1725.50") == "£1,725.50"
    assert words(PRICE, "-5") == "-£5"
    assert words(PRICE, 1725, "EUR", locale="de_DE") == "1.725\u00a0€"
    assert words(PRICE, "1725.5", "EUR", locale="de_DE") == "1.725,50\u00a0€"
    assert words(PRICE, 1725, "GBP", locale="fr_FR") == "1\u202f725\u00a0£GB"
    assert words(PRICE, 1725, "JPY") == "JP¥1,725"
    assert words(PRICE, "1.725", "KWD") == "KWD1.725"


@pytest.mark.parametrize("raw", ["1.725,50", "1.725,50 €", "€1.725,50", "1725,50", "1725.50", "1,725.50"])
def test_money_is_typed_with_the_readers_own_comma(raw):
    with spoken(GERMAN):
        assert kept(PRICE, raw, "EUR") == {"amount": 172550, "currency": "EUR"}


@pytest.mark.parametrize("raw", ["1.725", "1,725", "1725", "1.725 €"])
def test_thousands_are_no_parts_of_a_coin(raw):
    with spoken(GERMAN):
        assert kept(PRICE, raw, "EUR") == {"amount": 172500, "currency": "EUR"}
