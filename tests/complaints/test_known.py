"""What is known of a customer is put to use in what it says is wrong, with a chip on both ends."""

from datetime import date

import pytest

from portal.findings import actions as findings
from portal.findings.actions import Learned
from portal.people.queries import account_by_handle, by_handle
from tests.pages import said


@pytest.fixture
def finding(unit):
    """What Piotr learned of Julian, for both sides."""
    with unit():
        words = Learned("He reaches up sixty times a shift.", True, "certain", date(2026, 1, 5))
        return findings.report(by_handle("piotr"), account_by_handle("okoro"), words).ref


def test_it_is_used_confirmed_by_the_customer_and_told_on_both_ends(as_, cast, complaints, finding):
    ref = complaints.say(cast.julian)
    assert "None used." in said(complaints.page(cast.julian, ref))
    how = "The gusset is doubled."
    missing = complaints.do(cast.marian, ref, "known", status=422, finding="", how=how)
    assert "Choose what was used." in said(missing) and how in missing.text
    complaints.do(cast.marian, ref, "known", finding=finding, how=how)
    page = complaints.page(cast.julian, ref)
    assert "He reaches up sixty times a shift." in said(page)
    assert "Piotr Alder found it, Marian Wren used it" in said(page)
    at = f"/customers/okoro/findings/{finding}"
    told = as_(cast.julian).get(at, status=200)
    assert ref in said(told) and f'href="/complaints/{ref}"' in told.text and how in said(told)
    as_(cast.julian).post(f"{at}/uses/1/confirm", status=303)
    assert "served" in said(complaints.page(cast.marian, ref))
    assert f'href="/complaints/{ref}"' in as_(cast.marian).get("/customers/okoro", status=200).text


def test_in_what_is_kept_apart_nothing_is_used_for_all_to_see(cast, complaints, finding):
    for apart in ({"only_me": "no"}, {"private": "yes"}):
        ref = complaints.say(cast.julian, **apart)
        complaints.do(cast.julian, ref, "known", status=404, finding=finding, how="Somehow.")
        assert "None used." not in said(complaints.page(cast.julian, ref))


def test_of_another_customer_nothing_is_used(cast, complaints, finding):
    ref = complaints.say(cast.ruth)
    complaints.do(cast.marian, ref, "known", status=422, finding=finding, how="Somehow.")
