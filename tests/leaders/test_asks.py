"""What do you need from me? Asked of a leader, promised or refused with a reason, and closed by who asked."""

from datetime import timedelta
from statistics import median

import pytest

from portal.cases import post
from portal.clans import errands
from portal.kernel import clock, journal
from portal.kernel.verbs import NotAllowed, NotNow
from portal.leaders import letters, queries, show
from portal.notifications import asked
from portal.people import standing
from portal.people.queries import by_handle
from tests.letters import to
from tests.pages import said
from workflows.leaders import Figures

GWEN = "/leaders/gwen"
TYPED = {"what": "A named owner for every call", "why": "Nobody rang back", "cost": "", "customer": ""}


def test_all_of_the_house_reads_who_asks_what_and_customers_nothing(as_, cast, asks):
    as_(cast.piotr).post(f"{GWEN}/asks", data=TYPED, status=303)
    for person in (cast.tom, cast.ada, cast.iris):
        assert "A named owner" in said(as_(person).get(GWEN, status=200))
        assert "Gwen Pryce" in said(as_(person).get("/leaders", status=200))
    for path in ("/leaders", GWEN, f"{GWEN}/ask", "/leaders/marian"):
        as_(cast.julian).get(path, status=404)
    as_(cast.tom).get("/leaders/marian", status=404)  # who leads nothing
    assert "What you asked for" in said(as_(cast.piotr).get("/leaders", status=200))


def test_its_customer_is_named_to_both_who_speak_of_it_and_to_its_clan_alone(as_, cast, asks):
    as_(cast.piotr).post(f"{GWEN}/asks", data=TYPED | {"customer": "okoro"}, status=303)
    for person in (cast.piotr, cast.gwen, cast.marian):
        assert "Julian Okoro" in said(as_(person).get(GWEN, status=200))
    for person in (cast.tom, cast.ada):
        assert "Julian Okoro" not in said(as_(person).get(GWEN, status=200))
    page = as_(cast.piotr).post(f"{GWEN}/asks", data=TYPED | {"customer": "northmoor"}, status=422)
    assert "Choose one of your customers, or none." in said(page)


def test_it_is_promised_by_a_day_and_only_who_asked_says_that_it_is_done(as_, cast, asks, unit):
    number = asks.make(cast.piotr)
    day = {"day": asks.days(2).isoformat()}
    assert "needs something of you" in said(as_(cast.gwen).get("/home", status=200))
    as_(cast.marian).post(f"{GWEN}/asks/{number}/promise", data=day, status=404)
    as_(cast.gwen).post(f"{GWEN}/asks/{number}/promise", data=day, status=303)
    assert "Gwen Pryce promised what you need" in said(as_(cast.piotr).get("/home", status=200))
    for person in (cast.gwen, cast.iris, cast.marian):
        as_(person).post(f"{GWEN}/asks/{number}/close", status=404)
    with pytest.raises(NotAllowed):
        asks.do(cast.gwen, "close", number)
    as_(cast.piotr).post(f"{GWEN}/asks/{number}/close", status=303)
    with unit():
        assert errands.waiting_for(cast.gwen) == errands.waiting_for(cast.piotr) == []
    assert "done" in said(as_(cast.tom).get(GWEN, status=200))
    with pytest.raises(NotNow):
        asks.do(cast.gwen, "promise", number, asks.days(3))


def test_a_no_needs_a_reason_which_who_asked_gets_by_letter(as_, cast, asks, database, app):
    number = asks.make(cast.piotr)
    page = as_(cast.gwen).post(f"{GWEN}/asks/{number}/refuse", data={"reason": " "}, status=422)
    assert "A no without a reason is none." in said(page)
    with pytest.raises(NotNow):
        asks.do(cast.gwen, "refuse", number, "")
    reason = "We take no calls after six from May on."
    as_(cast.gwen).post(f"{GWEN}/asks/{number}/refuse", data={"reason": reason}, status=303)
    site = post.site(app.config["SETTINGS"])
    assert letters.write_due(database, site) == 1 and letters.write_due(database, site) == 0
    (letter,) = to(database, "piotr@example.org")
    assert reason in letter.text and "says no" in letter.subject


def test_its_letters_hold_no_word_of_what_is_asked(cast, asks, database, app):
    asks.make(cast.piotr)
    asked.write_due(database, post.site(app.config["SETTINGS"]))
    (letter,) = to(database, "gwen@example.org")
    assert "Piotr Alder needs something of you" in letter.subject
    assert "after six" not in letter.text and f"{GWEN}#ask-" in letter.text


def test_what_cannot_be_asked(as_, cast, asks, unit):
    with pytest.raises(NotNow, match="no executive"):
        asks.make(cast.piotr, leader="marian")
    with pytest.raises(NotNow, match="yourself"):
        asks.make(cast.gwen)
    for wrong, sentence in (
        ({"what": ""}, "Write the one thing"),
        ({"why": ""}, "Write why it matters"),
        ({"cost": "x" * 201}, "Write at most 200"),
    ):
        assert sentence in said(as_(cast.piotr).post(f"{GWEN}/asks", data=TYPED | wrong, status=422))
    number = asks.make(cast.piotr)
    for day, sentence in (
        ("soon", "Choose a day."),
        ("2020-01-01", "still to come"),
        ("2999-01-01", "Choose a day within 5 years."),
    ):
        page = as_(cast.gwen).post(f"{GWEN}/asks/{number}/promise", data={"day": day}, status=422)
        assert sentence in said(page)
    as_(cast.gwen).post(f"{GWEN}/asks/99999/promise", data={"day": "2099-01-01"}, status=404)


def test_what_somebody_asked_who_has_left_is_closed_by_a_steward(cast, asks, unit):
    number = asks.make(cast.piotr)
    with pytest.raises(NotAllowed):
        asks.do(cast.iris, "close", number)
    with unit():
        standing.leave(cast.ada, by_handle("piotr"))
    asks.do(cast.iris, "close", number)


def test_an_executive_who_has_left_can_still_be_read_about(as_, cast, asks, unit):
    asks.make(cast.piotr)
    with unit():
        standing.leave(cast.ada, by_handle("gwen"))
    assert "is no executive now" in said(as_(cast.tom).get(GWEN, status=200))
    assert "Gwen" not in said(as_(cast.tom).get("/leaders", status=200))


def test_the_figures_are_what_the_journal_says(cast, asks, unit):
    _many(cast, asks)
    with unit():
        gwen = by_handle("gwen")
        found = queries.figures_of([gwen])[gwen.id]
        entries = list(journal.whole("leaders"))
    since = clock.now() - timedelta(days=365)
    made = {one.facts["ask"]: one.at for one in entries if one.verb == "ask.make" and one.at > since}
    ends = {verb: {} for verb in ("ask.close", "ask.refuse", "ask.take_back")}
    for one in entries:
        if one.verb in ends and one.facts["ask"] in made:
            ends[one.verb][one.facts["ask"]] = one.at
    days = [(at.date() - made[number].date()).days for number, at in ends["ask.close"].items()]
    ended = {number for some in ends.values() for number in some}
    told = Figures(
        asked=len(made),
        open=len(made.keys() - ended),
        done=len(days),
        refused=len(ends["ask.refuse"]),
        days=float(median(days)),
    )
    assert found == told == Figures(6, 1, 3, 1, 4.0)
    assert "took at most 4 days." in show.leader(cast.gwen, found).days
    assert not any("after six" in str(one.facts) for one in entries), "words stand in rows alone"


def _many(cast, asks):
    """Seven asks of the last two years: three done, in 1, 4 and 30 days; one refused, one taken back."""
    now = clock.now().replace(hour=12)  # far from midnight in any zone
    for ago, deed, after in (
        (500, "close", 1),
        (40, "close", 1),
        (50, "close", 4),
        (60, "close", 30),
        (20, "refuse", 2),
        (20, "take_back", 2),
    ):
        with clock.as_of(now - timedelta(days=ago)):
            number = asks.make(cast.piotr)
        with clock.as_of(now - timedelta(days=ago - after)):
            who, words = (cast.gwen, ["Not this year"]) if deed == "refuse" else (cast.piotr, [])
            asks.do(who, deed, number, *words)
    asks.make(cast.piotr)
