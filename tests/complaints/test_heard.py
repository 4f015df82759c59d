"""What an employee heard is noted in the customer's words, whoever the customer is."""

import pytest

from tests.pages import said

HEARD = {"words": "My coat is too warm.", "channel": "phone"}


def test_whoever_stands_for_them_chooses_them_and_whoever_complained_hears_of_it(as_, cast, complaints):
    answer = as_(cast.priya).post(
        "/complaints", data={**HEARD, "customer": "okoro", "person": "julian"}, status=303
    )
    ref = answer.headers["Location"].rpartition("/")[2]
    assert complaints.letters(ref) == ["received"]
    page = said(complaints.page(cast.julian, ref))
    assert "My coat is too warm." in page and "noted by Priya Shah, told on the telephone" in page
    complaints.do(cast.priya, ref, "acknowledge", words="Too warm.")
    complaints.do(cast.julian, ref, "correct", words="Too warm in the hall.")
    assert "Too warm in the hall." in said(complaints.page(cast.priya, ref))


@pytest.mark.parametrize("named", ["julian okoro", "Julian Okoro", "julian@example.org"])
def test_who_stands_for_nobody_writes_the_name_or_the_address(as_, cast, complaints, named):
    answer = as_(cast.ada).post("/complaints", data={**HEARD, "other_customer": named}, status=303)
    ref = answer.headers["Location"].rpartition("/")[2]
    assert ref == "okoro-c1" and "My coat is too warm." in said(complaints.page(cast.ada, ref))
    assert "Acknowledge" not in said(complaints.page(cast.marian, ref))


def test_a_name_that_is_none_or_half_of_one_is_nobodys(as_, cast):
    for named in ("", "okoro", "Julian", "nobody@example.org", "susan@example.org", "%"):
        page = as_(cast.ada).post("/complaints", data={**HEARD, "other_customer": named}, status=422)
        assert "as it stands on its orders" in said(page) and "My coat is too warm." in page.text
    as_(cast.ada).post("/complaints", data={**HEARD, "customer": "northmoor"}, status=422)


def test_a_customer_says_nothing_in_the_name_of_another(as_, cast, complaints):
    answer = as_(cast.julian).post(
        "/complaints", data={**HEARD, "customer": "northmoor", "other_customer": "Northmoor Rail"}, status=303
    )
    assert answer.headers["Location"].endswith("okoro-c1")
