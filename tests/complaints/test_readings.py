"""Who of the house read a complaint: told to the customer, once for each of them and each day."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.complaints.model import Reading
from portal.kernel import clock
from tests import house
from tests.pages import said


def noted(unit):
    """Who is noted as a reader, in the order in which it was noted."""
    with unit() as session:
        return list(session.scalars(select(Reading.person_id).order_by(Reading.id)))


def test_the_customer_reads_who_of_the_house_read_it(as_, cast, complaints, unit):
    ref = complaints.say(cast.julian)
    assert "Nobody of the house yet" in said(complaints.page(cast.julian, ref))
    for who in (cast.marian, cast.marian, cast.piotr, cast.marian):
        complaints.page(who, ref)
    page = said(complaints.page(cast.julian, ref))
    assert page.count("Marian Wren, today") == 1
    assert page.count("Piotr Alder, today") == 1
    assert noted(unit) == [cast.marian.id, cast.piotr.id]
    complaints.page(cast.ruth, ref, status=404)
    complaints.page(cast.tom, ref, status=404)
    assert len(noted(unit)) == 2  # who may not read it did not
    assert "Who read it" not in said(complaints.page(cast.marian, ref))


def test_each_day_is_noted_anew_on_the_clock_of_the_house(cast, complaints, unit):
    ref = complaints.say(cast.julian)
    with clock.as_of(clock.now().replace(hour=9)):
        complaints.page(cast.marian, ref)
    tomorrow = clock.now().replace(hour=9) + timedelta(days=1)
    for later in (timedelta(), timedelta(hours=5)):
        with clock.as_of(tomorrow + later):
            complaints.page(cast.marian, ref)
    assert noted(unit) == [cast.marian.id] * 2


def test_on_the_desk_it_lies_open_and_is_read(as_, cast, complaints, unit):
    ref = complaints.say(cast.julian)
    complaints.owned(cast.marian, ref, cast.gwen)
    before = noted(unit).count(cast.gwen.id)
    as_(cast.gwen).get("/desk", status=200)
    as_(cast.gwen).get("/desk", status=200)
    assert noted(unit).count(cast.gwen.id) == max(before, 1)


@pytest.mark.once
def test_noting_it_takes_one_statement(as_, cast, complaints, database):
    ref = complaints.say(cast.julian)
    visitor = as_(cast.marian)
    visitor.get("/people", status=200)
    with house.asked(database) as statements:
        visitor.get(f"/complaints/{ref}", status=200)
    assert len([one for one in statements if "complaint_reading" in one]) == 1
