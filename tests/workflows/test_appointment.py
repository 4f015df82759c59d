"""An appointment that is arranged: moved by either side, described, kept where it is, called off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.sample import SUIT, clan, cloth_signed, customer, kept, moves, refusal, when
from workflows import course
from workflows.blocks import appointment
from workflows.blocks.work import unmet
from workflows.records import Terms
from workflows.turn import side_to_move

HERE = Terms(place="31 Burling Row", comes=("julian", "marian"))
PEOPLE = {"ruth": "customer", "julian": "customer", "marian": "clan", "piotr": "clan"}
VISIT = ("fitting", "visit")


def offered(*days, terms=HERE):
    """Times that the clan offers, by days."""
    return course.propose_times(
        cloth_signed(), clan(), *VISIT, tuple(when(days=day) for day in days or (8, 9)), terms
    )


def arranged():
    """A fitting on the eighth day."""
    return course.pick_time(offered(), customer(), *VISIT, when(days=8))


def meeting(case):
    """The appointment as it stands."""
    return case.appointments["fitting"]["visit"]


def test_what_was_offered_is_what_is_arranged():
    case = arranged()
    now = meeting(case)
    assert now.proposed.terms == HERE and now.proposed.why == ""
    assert (now.picked, now.since, now.sequence, now.moving) == (when(days=8), case.seq, 0, None)


def test_the_old_time_stands_until_the_other_side_picks_a_new_one():
    before = arranged()
    there = Terms(place="Your office", comes=("julian", "piotr"))
    case = course.move_time(before, customer(2), *VISIT, (when(days=11), when(days=10)), " I travel ", there)
    now = meeting(case)
    assert (now.picked, now.sequence, now.proposed.terms) == (when(days=8), 0, HERE)
    assert (now.moving.times, now.moving.why, now.moving.side) == (
        (when(days=10), when(days=11)),
        "I travel",
        "customer",
    )
    assert now.moving.terms == there and not case.unpicked(*VISIT) and kept(case)
    assert moves(case)[0] == ("clan", "appointment", "visit") and side_to_move(case) == "clan"
    assert "The fitting" in unmet(case, case.stage("fitting"))

    mine = "Your side offered these times; the other side picks one."
    assert refusal(course.pick_time, case, customer(), *VISIT, when(days=10)) == mine
    other = "That time is not one of those offered for The fitting."
    assert refusal(course.pick_time, case, clan(), *VISIT, when(days=9)) == other
    case = course.pick_time(case, clan(3), *VISIT, when(days=11))
    now = meeting(case)
    assert (now.picked, now.since, now.sequence, now.moving) == (
        when(days=11),
        meeting(before).since,
        1,
        None,
    )
    assert now.proposed.terms == there and kept(case)
    assert "The fitting" not in unmet(case, case.stage("fitting"))


def test_what_can_be_asked_when_it_is_moved():
    case, to = arranged(), (when(days=10),)
    assert refusal(course.move_time, offered(), clan(), *VISIT, to, "why", HERE) == (
        "The fitting is not arranged yet. Offer times for it instead."
    )
    assert refusal(course.move_time, case, clan(), *VISIT, to, " ", HERE) == (
        "Say why, so that everyone understands it later."
    )
    assert refusal(course.move_time, case, clan(), *VISIT, (when(days=8),), "why", HERE) == (
        "The fitting is at one of these times already. Offer others."
    )
    assert refusal(course.move_time, case, clan(days=3), *VISIT, (when(days=2),), "why", HERE) == (
        "The fitting needs at least one time that is still to come."
    )
    mine = course.move_time(case, clan(), *VISIT, to, "ill", HERE)
    theirs = course.move_time(mine, customer(), *VISIT, (when(days=12),), "away", HERE)
    assert meeting(theirs).moving.times == (when(days=12),) and moves(theirs)[0][0] == "clan"
    late = course.move_time(case, clan(days=9), *VISIT, to, "nobody came", HERE)
    assert meeting(late).picked == when(days=8), "one that is past can be held at another time"


def test_it_is_left_where_it_is():
    asked = course.move_time(arranged(), clan(), *VISIT, (when(days=10),), "ill", HERE)
    assert refusal(course.keep_time, asked, customer(), *VISIT, " ") == (
        "Say why, so that everyone understands it later."
    )
    for case in (
        course.keep_time(asked, customer(), *VISIT, "I have no other day"),
        course.keep_time(asked, clan(), *VISIT),
    ):
        assert meeting(case) == meeting(arranged()) and kept(case)
        assert ("customer", "appointment", "visit") not in moves(case)
    assert refusal(course.keep_time, arranged(), clan(), *VISIT, "x") == "Nobody asks to move The fitting."
    assert refusal(course.keep_time, cloth_signed(), clan(), *VISIT, "x") == (
        "Nobody asks to move The fitting."
    )


def test_where_it_is_and_who_comes_can_be_said_later():
    link = Terms(place="https://meet.example.com/coat", comes=("julian", "piotr", "julian"))
    case = course.describe_time(arranged(), customer(), *VISIT, link)
    now = meeting(case)
    assert (now.proposed.place, now.proposed.comes) == (link.place, ("julian", "piotr"))
    assert (now.picked, now.sequence) == (when(days=8), 1) and kept(case)
    assert course.describe_time(case, clan(), *VISIT, link) is case
    early = course.describe_time(offered(), clan(), *VISIT, link)
    assert meeting(early).sequence == 0 and meeting(early).proposed.times == (when(days=8), when(days=9))
    assert refusal(course.describe_time, cloth_signed(), clan(), *VISIT, link) == (
        "The fitting has no times yet. Offer some first."
    )
    crowd = Terms(comes=tuple(f"guest{number}" for number in range(21)))
    assert refusal(course.describe_time, arranged(), clan(), *VISIT, crowd) == (
        "21 people are too many for one appointment; 20 is the most."
    )


def test_one_that_was_called_off_is_arranged_anew_under_another_number():
    case = course.cancel_time(arranged(), clan(4), *VISIT, "ill")
    assert (meeting(case).cancelled_by.by, meeting(case).since) == ("marian", 0)
    case = course.propose_times(case, clan(), *VISIT, (when(days=10),))
    case = course.pick_time(case, customer(), *VISIT, when(days=10))
    assert (meeting(case).since, meeting(case).sequence, meeting(case).cancelled) == (case.seq, 0, "")
    assert meeting(case).since > meeting(arranged()).since


def test_asking_to_move_an_optional_one_asks_for_an_answer_too():
    fitting = SUIT.stages[2]
    visit = fitting.blocks[0].model_copy(update={"required": False})
    case = arranged()
    optional = fitting.model_copy(update={"blocks": (visit, *fitting.blocks[1:])})
    case = case.having(stages={**case.stages, "fitting": optional})
    case = course.move_time(case, clan(), *VISIT, (when(days=10),), "ill", HERE)
    assert moves(case)[0] == ("customer", "appointment", "visit")
    case = course.keep_time(case, clan(), *VISIT)
    assert [kind for _, kind, _ in moves(case)][:2] == ["sign", "sign"]


@pytest.mark.parametrize(
    "place",
    [
        "http://meet.example.com/coat",
        "ftp://example.com",
        "https://",
        "https:///coat",
        "https://[::1",
        "https://bank.example@evil.example/",
        "https://a.example/ or 31 Burling Row",
        "come to https://a.example/",
        "https://a.example/\\b",
        'https://a.example/"x',
        "javascript://alert(1)",
        "https://a.example/" + "x" * 500,
    ],
)
def test_only_a_safe_link_is_a_link(place):
    assert refusal(
        course.propose_times, cloth_signed(), clan(), *VISIT, (when(days=8),), Terms(place=place)
    ) == ("A link to a video call stands alone and begins with https://, like https://meet.example.com/coat.")


def test_a_place_is_words_or_a_link():
    place = meeting(offered(8, terms=Terms(place="HTTPS://Meet.Example.com/a?b=c#d"))).proposed.place
    assert place == "https://Meet.Example.com/a?b=c#d" and appointment.link(place) == place
    for words in ("", "31 Burling Row", "javascript:alert(1)", "mailto:a@b.example"):
        place = meeting(offered(8, terms=Terms(place=words))).proposed.place
        assert place == words and appointment.link(place) == ""


def test_who_comes_is_somebody_of_each_side():
    assert appointment.named(("marian", "ruth", "marian"), PEOPLE) == ("marian", "ruth")
    assert refusal(appointment.named, ("marian", "tom", "eve"), PEOPLE) == (
        "tom, eve is not in this order. Choose who comes from its people."
    )
    for one_sided in ((), ("marian", "piotr"), ("julian",)):
        assert refusal(appointment.named, one_sided, PEOPLE) == (
            "Choose who comes: at least one person of each side."
        )
    assert appointment.named(("marian",), {"marian": "clan"}) == ("marian",)
    case = cloth_signed()
    assert appointment.usual(case, "marian", PEOPLE) == ("marian", "julian")
    assert appointment.usual(case, "ruth", PEOPLE) == ("ruth", "marian")
    assert appointment.usual(case, "nobody", PEOPLE) == ("julian", "marian")
    assert appointment.usual(case, "piotr", {"ruth": "customer", "piotr": "clan"}) == ("piotr", "ruth")
    assert appointment.usual(case, "marian", {}) == ()


@given(st.lists(st.tuples(st.sampled_from(["move", "keep", "pick", "say"]), st.booleans()), max_size=12))
def test_the_number_in_calendars_only_rises_and_its_name_stays(deeds):
    case = arranged()
    name, day = meeting(case).since, 20
    for deed, ours in deeds:
        actor, before, day = (clan if ours else customer)(), case, day + 1
        try:
            case = {
                "move": lambda: course.move_time(case, actor, *VISIT, (when(days=day),), "why", HERE),  # noqa: B023
                "keep": lambda: course.keep_time(case, actor, *VISIT, "no"),  # noqa: B023
                "pick": lambda: course.pick_time(case, actor, *VISIT, meeting(case).moving.times[0]),  # noqa: B023
                "say": lambda: course.describe_time(case, actor, *VISIT, Terms(place=f"room {day}")),  # noqa: B023
            }[deed]()
        except (course.Refused, AttributeError):
            continue
        changed = (meeting(before).picked, meeting(before).proposed.terms) != (
            meeting(case).picked,
            meeting(case).proposed.terms,
        )
        assert meeting(case).sequence == meeting(before).sequence + changed
        assert meeting(case).since == name and meeting(case).picked is not None
