"""What comes back: fine after thirty days, opened again on day sixty, and asked anew what keeps it away."""

from datetime import timedelta

from sqlalchemy import select

from portal.cases import post
from portal.clans.model import Errand
from portal.complaints import settling
from portal.kernel import clock
from portal.notifications import asked
from tests import house, letters
from tests.pages import said
from workflows.complaints.deadlines import Clock
from workflows.complaints.steps import steps

CAUSE = {"kind": "process", "why1": "Cut for walking"}
CHANGE = {"changes": "yes", "words": "We ask.", "change": "Suit: need"}


def today():
    """This day, as a form takes it."""
    return clock.now().date().isoformat()


def put_right(complaints, cast, ref):
    """Spoken of, agreed, done, explained, and something changed because of it."""
    complaints.agreed(cast.julian, cast.gwen, ref, today())
    complaints.do(cast.gwen, ref, "carry_out", words="It lies at the front desk.")
    complaints.do(cast.julian, ref, "accept_done")


def waiting(database, person):
    """The steps of complaints that wait for somebody."""
    with database.unit(write=False) as session:
        chosen = select(Errand).where(Errand.area == "complaint", Errand.person_id == person.id)
        return [one.said["step"] for one in session.scalars(chosen)]


def open_steps(complaints, ref):
    """What is open in it now."""
    return [step.kind for step in steps(complaints.it(ref), clock.now(), Clock(zone="UTC"))]


def test_on_day_sixty_one_press_opens_it_again_for_the_same_executive(as_, cast, complaints, database):
    ref, began = complaints.say(cast.julian), clock.now()
    complaints.owned(cast.marian, ref, cast.gwen)
    put_right(complaints, cast, ref)
    complaints.do(cast.gwen, ref, "name_cause", **CAUSE)
    complaints.do(cast.gwen, ref, "prevent", due=today(), **CHANGE)
    complaints.do(cast.gwen, ref, "change_made")
    complaints.do(cast.julian, ref, "close", outcome="satisfied")
    assert open_steps(complaints, ref) == [] and waiting(database, cast.julian) == []

    with clock.as_of(began + timedelta(days=33)):
        assert settling.look(database) == 1
        assert waiting(database, cast.julian) == ["check"]
        complaints.do(cast.julian, ref, "check", fine="yes")
        assert waiting(database, cast.julian) == [] and complaints.it(ref).status == "closed"

    with clock.as_of(began + timedelta(days=60)):
        assert settling.look(database) == 0, "nobody asks on day sixty"
        assert "Open it again" in said(complaints.page(cast.julian, ref))
        complaints.do(cast.julian, ref, "reopen")
        one = complaints.it(ref)
        assert (one.status, one.round, one.owner.who) == ("open", 2, "gwen")
        assert "contact" in open_steps(complaints, ref), "the same executive speaks with him once more"
        asked.write_due(database, post.site(house.settings()))
        letter = letters.to(database, "gwen@example.org")[-1]
        assert f"/complaints/{ref}" in letter.text and waiting(database, cast.gwen)
        put_right_again(complaints, cast, ref)
    assert complaints.sound(ref)


def put_right_again(complaints, cast, ref):
    """Once more, and what was to prevent it is asked for anew: the old answer does not stand."""
    complaints.do(cast.gwen, ref, "acknowledge", words="It tore again.")
    number = len(complaints.it(ref).contacts)
    complaints.do(cast.gwen, ref, "talk", manner="phone", on=today(), minutes="5", words="He is cross.")
    complaints.do(cast.julian, ref, f"talks/{number}/so")
    complaints.do(cast.gwen, ref, "judge", verdict="upheld", words="It tore again.")
    complaints.do(cast.gwen, ref, "offer", words="A new coat.", by_date=today())
    assert "cause" not in open_steps(complaints, ref)
    complaints.do(cast.julian, ref, "accept")
    assert "cause" in open_steps(complaints, ref)
    complaints.do(cast.gwen, ref, "name_cause", **CAUSE)
    assert "prevent" in open_steps(complaints, ref)
    complaints.do(cast.gwen, ref, "prevent", due=today(), **CHANGE)
    assert [one.round for one in complaints.it(ref).preventions] == [1, 2]
