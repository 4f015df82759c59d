"""Two customers may be rivals: who reads a proposal, and who is named to whom."""

from tests.pages import said
from tests.processes.conftest import AT, LINE, WHY


def test_a_customers_proposal_is_read_by_the_house_and_that_customer_alone(as_, cast, proposing):
    at = proposing.propose(cast.julian)
    for person in (cast.julian, cast.marian, cast.tom, cast.gwen, cast.ada):
        assert WHY in said(proposing.page(person, at))
    for person in (cast.ruth, cast.stranger):
        proposing.page(person, at, status=404)
        proposing.do(person, at, "say", status=404, text="What is this?")
        proposing.do(person, at, "agree", status=404)
        for place in (AT, "/processes"):
            assert "Wear it at home" not in as_(person).get(place, status=200).text


def test_another_customer_reads_what_its_author_shares_and_not_whose_it_is(as_, cast, proposing):
    at = proposing.shared(cast.julian)
    page = proposing.page(cast.ruth, at)
    assert WHY in said(page) and "somebody of another customer" in said(page)
    assert "Okoro" not in page.text and "okoro" not in page.text
    for place in (AT, "/processes"):
        listed = as_(cast.ruth).get(place, status=200)
        assert "Wear it at home" in listed.text and "Okoro" not in listed.text


def test_what_customers_say_to_it_is_read_by_the_house_and_by_them(cast, proposing):
    at = proposing.shared(cast.julian)
    proposing.do(cast.ruth, at, "agree", text="Ours are worn on trains too.")
    proposing.do(cast.julian, at, "say", text="The train to Leeds.")
    proposing.do(cast.marian, at, "say", text="It saves us two calls.")
    julian, ruth, marian = (proposing.page(one, at) for one in (cast.julian, cast.ruth, cast.marian))
    assert "Vale" not in julian.text and "worn on trains" not in julian.text
    assert "somebody of another customer for the customers agreed" in said(julian)
    assert "Okoro" not in ruth.text and "Leeds" not in ruth.text
    for page in (julian, ruth, marian):
        assert "It saves us two calls." in said(page)
    assert "Ruth Vale" in said(marian) and "The train to Leeds." in said(marian)


def test_who_of_another_customer_declines_nothing_and_ends_nothing(cast, proposing):
    at = proposing.shared(cast.julian)
    for deed in ("decline", "withdraw", "share", "make", "name"):
        proposing.do(cast.ruth, at, deed, status=403, text="No.", credit="yes")
    proposing.do(cast.ruth, at, "otherwise", text="Only for coats.")
    proposing.do(cast.marian, at, "agree")
    assert "Make it version" in said(proposing.page(cast.marian, at))


def test_the_house_shares_what_it_proposes_with_the_customer_of_the_order(as_, cast, proposing):
    order = proposing.orders["okoro"]
    words = {**LINE, "title": "Wear it at home", "why": WHY, "order": order.ref}
    form = as_(cast.piotr).get(f"/processes/of/{order.ref}/forward_fitting", status=200)
    assert f'name="order" value="{order.ref}"' in form.text
    made = as_(cast.piotr).post(f"{AT}/stages/forward_fitting/change", data=words, status=303)
    at = made.headers["Location"]
    assert WHY in said(proposing.page(cast.julian, at))
    proposing.page(cast.ruth, at, status=404)
    assert "The house and Julian Okoro." in said(proposing.page(cast.marian, at))
    proposing.do(cast.marian, at, "share", status=403)
    proposing.do(cast.piotr, at, "share")
    page = proposing.page(cast.ruth, at)
    assert WHY in said(page) and "Okoro" not in page.text and order.ref not in page.text


def test_an_order_of_others_is_no_way_into_a_proposal(as_, cast, proposing):
    order = proposing.orders["northmoor"]
    as_(cast.julian).get(f"/processes/of/{order.ref}/forward_fitting", status=404)
    words = {**LINE, "title": "Wear it at home", "why": WHY, "order": order.ref}
    as_(cast.piotr).post(f"{AT}/stages/forward_fitting/change", data=words, status=404)


def test_each_stage_of_an_order_leads_to_changing_it_for_everyone(as_, cast, proposing):
    order = proposing.orders["okoro"]
    page = as_(cast.julian).get(order.stage("cloth"), status=200)
    assert f'href="/processes/of/{order.ref}/cloth"' in page.text
    assert "Improve this stage for everyone" in said(page)
