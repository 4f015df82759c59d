"""Every page of this area answers those it is for, and nobody else."""

import pytest

FOR_ALL = ["/people", "/settings", "/settings/passkeys/new"]
FOR_NOBODY = ["/sign-in", "/sign-in/help", "/sign-in/help?about=letter", "/sign-in/link/made-up"]


@pytest.mark.parametrize("path", FOR_ALL)
def test_pages_of_the_signed_in(as_, cast, nobody, path):
    for person in (cast.julian, cast.ruth, cast.marian, cast.gwen, cast.ada):
        as_(person).get(path, status=200)
    assert nobody.get(path, status=303).location.startswith("/sign-in?next=")


@pytest.mark.parametrize("path", FOR_NOBODY)
def test_pages_before_the_door(nobody, path):
    assert "Wren &amp; Alder" in nobody.get(path, status=200).text


def test_an_address_that_is_none_names_the_house_to_everybody(as_, cast, nobody):
    for visitor in (nobody, as_(cast.julian)):
        assert "Wren &amp; Alder" in visitor.get("/nowhere", status=404).text


def test_the_settings_of_the_house_are_for_administrators(as_, cast, unit):
    as_(cast.marian).get("/settings/house", status=404)
    as_(cast.gwen).get("/settings/house", status=404)
    ada = as_(cast.ada)
    assert "020 7946 0112" in ada.get("/settings/house", status=200).text
    words = {
        "name": "Wren & Alder", "telephone": "020 7946 0113", "address": "31 Burling Row", "currency": "GBP",
        "zone": "Europe/London", "working_days": ["1", "2"], "holidays": "2026-12-25\n2026-12-28",
    }  # fmt: skip
    as_(cast.julian).post("/settings/house", data=words, status=404)
    ada.post("/settings/house", data=words, status=303)
    again = ada.get("/settings/house", status=200).text
    assert "020 7946 0113" in again
    assert "2026-12-28" in again
    wrong = ada.post(
        "/settings/house", data={**words, "holidays": "Christmas", "currency": "gbp"}, status=422
    )
    assert "Christmas is not a day" in wrong.text
    assert "three capital letters" in wrong.text
