"""What counts in an executive's month, what they may choose, and what the draw knows of earlier months."""

from datetime import date

from workflows.complaints.draw import Executive
from workflows.complaints.duty import Assignment, in_words, may_choose, record, with_history

NOVEMBER = date(2026, 11, 1)


def executive(handle, **more):
    return Executive(handle=handle, present=21, days=21, **more)


def given_to(handle, day, confirmed=0, month=11, **more):
    spoken = date(2026, month, confirmed) if confirmed else None
    return Assignment(handle=handle, given=date(2026, 11, day), confirmed=spoken, **more)


def test_what_counts_is_what_the_customer_confirms_in_the_month_of_the_confirmation():
    helena = [given_to("helena", 2, 5), given_to("helena", 3, 6), given_to("helena", 4)]
    gwen = [given_to("gwen", 2, 5, delegated=True), given_to("gwen", 30, 1, month=12, chosen=True)]
    ruth = [given_to("ruth", 2, handed_on=True), given_to("ruth", 3, 9, handed_on=True)]
    shares = {"helena": 3, "gwen": 3, "ruth": 1, "idle": 2}
    found = {one.handle: one for one in record([*helena, *gwen, *ruth], NOVEMBER, shares)}
    assert list(found) == ["gwen", "helena", "idle", "ruth"]
    assert in_words(found["helena"]) == "2 of 3, 1 still to be confirmed"  # worked number 4
    assert found["helena"].below and found["helena"].given == 3
    assert in_words(found["gwen"]) == "0 of 3, 1 still to be confirmed"
    assert (found["gwen"].delegated, found["gwen"].chosen, found["gwen"].given) == (1, 1, 2)
    assert (
        in_words(found["ruth"]) == "1 of 1" and not found["ruth"].below
    )  # spoke with one, then handed it on
    assert found["ruth"].handed_on == 1
    assert in_words(found["idle"]) == "0 of 2"
    december = {one.handle: one for one in record([*helena, *gwen, *ruth], date(2026, 12, 15), {"helena": 3})}
    assert {handle: one.counted for handle, one in december.items()} == {"helena": 0, "gwen": 1}
    assert december["gwen"].given == 0


def test_at_most_one_in_a_month_is_chosen_by_oneself():
    helena, own = executive("helena"), given_to("helena", 2, chosen=True)
    others = [given_to("helena", 3), given_to("gwen", 3, chosen=True)]
    assert may_choose(helena, others, NOVEMBER) == ""
    assert may_choose(helena, [*others, own], NOVEMBER).startswith("You have chosen a complaint this month")
    assert may_choose(helena, [*others, own], date(2026, 12, 1)) == ""
    assert may_choose(executive("helena", barred="about"), [], NOVEMBER) == "This complaint is about you."
    assert may_choose(executive("helena", away=True), [], NOVEMBER).startswith("You are away")


def test_what_was_given_before_is_counted_for_the_draw():
    before = [
        Assignment(handle="helena", given=date(2025, 11, 30)),  # twelve months ago: no more
        Assignment(handle="helena", given=date(2025, 12, 1)),
        Assignment(handle="helena", given=date(2026, 10, 31)),
        given_to("helena", 2, delegated=True),  # given is given: nobody is served by giving them another
        given_to("helena", 9, handed_on=True),
        given_to("gwen", 10),
    ]
    found = with_history(executive("helena", earlier_share=9), before, date(2026, 11, 15))
    assert (found.served, found.earlier_served, found.last) == (1, 2, date(2026, 11, 2))
    assert found.year == (3, 12)
    assert with_history(executive("ruth"), before, NOVEMBER).last is None
