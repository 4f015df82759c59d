"""One side asks the other for a change: agreed to, declined, countered; every round stays to be read."""

from datetime import timedelta

import pytest

from tests.workflows.sample import refusal
from tests.workflows.test_impact import until, with_line
from workflows import course
from workflows.booked import ByHand, Cost, Wish
from workflows.booking import Priced
from workflows.case import Actor, Case
from workflows.changes import document
from workflows.impact import impact
from workflows.offered import in_hand, together
from workflows.turn import steps

SLANTED = Wish(value="slanted_flap", why="They sit better on a horse")
SEWN = Wish(way="Sew the ticket pocket down", by_hand=ByHand(cost=Cost(labour=6000), days=1))


class Table:
    """Both sides at an order whose forward fitting is over."""

    def __init__(self) -> None:
        self.order = until("finish_fitting")
        self.case = self.order.case

    def do(self, deed, side, *args):
        """Do it, for one side."""
        self.case = deed(self.case, self.order.actor(side), *args)
        return self.case

    def no(self, deed, side, *args):
        """The sentence with which it is refused."""
        return refusal(deed, self.case, self.order.actor(side), *args)

    def ask(self, wish=SLANTED, field="pocket_style", side="customer"):
        """Ask for it; returns the key."""
        self.do(course.propose, side, "style", field, wish)
        return f"p{self.case.seq}"


@pytest.fixture
def table():
    return Table()


def test_the_customer_asks_and_the_clan_counters_with_a_way_of_its_own(table):
    before = impact(table.case, {}, table.order.at.date()).before
    key = table.ask()
    assert ("clan", "proposal", key) in [(step.side, step.kind, step.target) for step in steps(table.case)]
    table.do(course.counter, "clan", key, SEWN)
    assert ("customer", "proposal", key) in [(s.side, s.kind, s.target) for s in steps(table.case)]
    was = table.case.value("style.pocket_style")
    table.do(course.accept, "customer", key)
    booked = table.case.booked[f"c{table.case.seq}"]
    assert (booked.cost.total, booked.days, booked.reopens, booked.way) == (6000, 1, (), SEWN.way)
    assert booked.before == before
    assert booked.after and booked.before and (booked.after - booked.before).days >= 1
    assert table.case.value("style.pocket_style") == was
    assert table.case.proposals[key].state == "accepted"
    assert [one.side for one in table.case.proposals[key].rounds] == ["customer", "clan"]
    assert Case.model_validate(document(table.case)) == table.case


def test_a_proposal_by_the_rules_is_booked_as_it_was_shown(table):
    told = impact(table.case, {"style.pocket_style": "slanted_flap"}, table.order.at.date())
    key = table.ask(side="clan")
    table.do(course.accept, "customer", key)
    booked = table.case.booked[f"c{table.case.seq}"]
    assert (booked.cost, booked.days, booked.reopens) == (told.cost, told.days, told.reopens)
    assert booked.proposal == key
    assert table.case.value("style.pocket_style") == "slanted_flap"
    assert "Both agreed" in table.no(course.take_back_change, "customer", f"c{table.case.seq}")


def test_whoever_asked_does_not_answer_and_a_no_has_a_reason(table):
    key = table.ask()
    assert "other side" in table.no(course.accept, "customer", key)
    assert "your own" in table.no(course.decline, "customer", key, "No")
    assert "Say why" in table.no(course.decline, "clan", key, " ")
    assert "for you to answer" in table.no(course.withdraw_proposal, "clan", key)
    table.do(course.decline, "clan", key, "The cloth would not last")
    assert table.case.proposals[key].why == "The cloth would not last"
    for deed, side, *more in (
        (course.accept, "clan"),
        (course.counter, "clan", SEWN),
        (course.withdraw_proposal, "customer"),
        (course.decline, "clan", "No"),
    ):
        assert "declined already" in table.no(deed, side, key, *more)
    assert "no such proposal" in table.no(course.accept, "clan", "p1")


def test_what_was_taken_back_is_not_countered(table):
    key = table.ask()
    table.do(course.withdraw_proposal, "customer", key)
    assert "withdrawn already" in table.no(course.counter, "clan", key, SEWN)
    assert not in_hand(table.case)


def test_one_line_has_one_proposal_and_several_are_weighed_together(table):
    table.ask()
    assert "already" in table.no(course.propose, "clan", "style", "pocket_style", SLANTED)
    assert together(table.case, table.order.at.date()) is None
    table.ask(Wish(value="shawl"), "lapel")
    both = together(table.case, table.order.at.date())
    assert both and both.changes == ("pockets", "lapel")
    assert both.cost.labour == 72000 + 36000


def test_a_price_by_hand_is_the_clans_to_say(table):
    key = table.ask()
    assert "does the work" in table.no(course.counter, "customer", key, SEWN)
    assert "does the work" in table.no(course.propose, "customer", "style", "lapel", SEWN)
    assert "in words" in table.no(course.counter, "clan", key, Wish(by_hand=ByHand()))
    assert "on the table already" in table.no(course.counter, "clan", key, SLANTED)
    with pytest.raises(ValueError, match="greater than or equal"):
        Cost(labour=-1)


def test_an_empty_line_or_the_same_value_is_no_proposal(table):
    assert "simply be written" in table.no(course.propose, "clan", "style", "monogram", Wish(value="J"))
    assert "says that already" in table.no(
        course.propose, "clan", "style", "vents", Wish(value=table.case.value("style.vents"))
    )
    assert "no line" in table.no(course.propose, "clan", "style", "wings", SLANTED)


def test_an_offer_is_good_for_seven_days(table):
    key = table.ask()
    table.do(course.counter, "clan", key, SEWN)
    late = table.order.actor("customer")
    for days, fits in ((7, True), (8, False)):
        then = Actor(late.handle, late.name, late.side, late.at + timedelta(days=days))
        if fits:
            assert course.accept(table.case, then, key).booked
        else:
            assert "good until" in refusal(course.accept, table.case, then, key)
    ruled = Table()
    key = ruled.ask(side="clan")
    then = Actor(late.handle, late.name, late.side, late.at + timedelta(days=8))
    with pytest.raises(Priced, match="seven days") as priced:
        course.accept(ruled.case, then, key)
    assert course.accept(ruled.case, then, key, priced.value.impact.quote).booked


def test_a_line_that_changed_meanwhile_is_not_overwritten(table):
    key = table.ask(Wish(value="none"), "vents", side="clan")
    told = impact(table.case, {"style.vents": "centre"}, table.order.at.date())
    seen = {"vents": table.case.line_seq("style", "vents")}
    taken = course.booking.Taken(told.quote)
    table.do(course.write, "customer", "style", {"vents": "centre"}, seen, "", taken)
    assert "has changed since" in table.no(course.accept, "customer", key)
    table.do(course.decline, "customer", key, "Done otherwise")


def test_what_is_not_possible_is_not_agreed_to_but_another_way_is():
    table = Table.__new__(Table)
    table.order = until("collection")
    table.case = table.order.case
    key = table.ask()
    with pytest.raises(Priced, match="not possible"):
        course.accept(table.case, table.order.actor("clan"), key)
    table.do(
        course.counter,
        "clan",
        key,
        Wish(way="A patch sewn on", by_hand=ByHand(cost=Cost(labour=12000), days=2)),
    )
    table.do(course.accept, "customer", key)
    assert table.case.booked


def test_a_free_proposal_is_simply_written():
    table = Table.__new__(Table)
    table.order = until("baste")
    table.case = table.order.case
    key = table.ask(side="clan")
    table.do(course.accept, "customer", key)
    assert table.case.value("style.pocket_style") == "slanted_flap"
    assert not table.case.booked


TOGETHER = Wish(value="slanted_flap", also={"lapel": "shawl"})


def test_lines_that_are_asked_for_together_are_agreed_to_together(table):
    told = impact(
        table.case, {"style.pocket_style": "slanted_flap", "style.lapel": "shawl"}, table.order.at.date()
    )
    key = table.ask(TOGETHER, side="clan")
    assert [step.label for step in steps(table.case) if step.kind == "proposal"] == [
        "Style of the outside pockets and Lapel"
    ]
    assert together(table.case, table.order.at.date()) is None
    for field, also in (("lapel", {}), ("vents", {"lapel": "peak"})):
        again = Wish(value="none", also=also)
        assert "already" in table.no(course.propose, "customer", "style", field, again)
    assert "not part of this" in table.no(
        course.counter, "customer", key, Wish(value="patch", also={"vents": "none"})
    )
    table.do(course.counter, "customer", key, Wish(value="slanted_flap"))  # the lapel as it is
    assert table.case.proposals[key].last.also == {"lapel": table.case.value("style.lapel")}
    table.do(course.counter, "customer", key, TOGETHER)
    table.do(course.accept, "clan", key)
    (booked,) = table.case.booked.values()
    assert (booked.cost, booked.days, booked.reopens) == (told.cost, told.days, told.reopens)
    assert {path: one.now for path, one in booked.lines.items()} == {
        "style.pocket_style": "slanted_flap",
        "style.lapel": "shawl",
    }
    assert Case.model_validate(document(table.case)) == table.case


def test_a_line_of_several_that_changed_meanwhile_stops_them_all(table):
    key = table.ask(TOGETHER, side="clan")
    told = impact(table.case, {"style.lapel": "peak"}, table.order.at.date())
    seen = {"lapel": table.case.line_seq("style", "lapel")}
    table.do(course.write, "customer", "style", {"lapel": "peak"}, seen, "", course.booking.Taken(told.quote))
    assert "has changed since" in table.no(course.accept, "customer", key)
    assert table.case.value("style.pocket_style") == "straight_flap"


def test_files_are_asked_for_in_words(table):
    """They would be seen before anybody agreed, so nobody proposes them; the sentence says what to do."""
    table.case = with_line(table.case, "cloth.swatch_photos", [{"id": "one", "name": "a.png"}])
    actor = table.order.actor("customer")
    line, files = ("cloth", "swatch_photos"), [{"id": "two", "name": "b.png"}]
    sentence = "Files are brought on their line. Say in words what you would like."
    assert refusal(course.propose, table.case, actor, *line, Wish(value=files)) == sentence
    asked = course.propose(table.case, actor, *line, Wish(way="One by daylight"))
    assert asked.proposals[f"p{asked.seq}"].last.way == "One by daylight"
