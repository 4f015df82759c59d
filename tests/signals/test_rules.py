"""Rules that watch: one sentence each, one signal while it is so, weight by how their alarms ended."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from portal.cases.model import Calling, Case
from portal.clans.verbs import stream
from portal.complaints import receiving
from portal.complaints.receiving import Told
from portal.habitat import actions as habitat
from portal.kernel import clock, journal
from portal.kernel.db import session
from portal.kernel.verbs import NotAllowed
from portal.people.queries import account_by_handle, by_handle
from portal.relationship.model import Contact
from portal.signals import actions, queries, watching
from tests.cases import playing
from tests.pages import said
from workflows.signals import FALSE, HELPED
from workflows.watching import FULL, RULES, fires, strength, strikes

MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)
OKORO = "/customers/okoro"
RULES_PAGE = "/signal-rules"
OPERA = {
    "name": "Opera house",
    "relation": "customer",
    "trend": -2,
    "evidence": "It closes in May",
    "source": "The news",
    "seen_on": MONDAY.date(),
}


@pytest.fixture(autouse=True)
def _a_monday():
    with clock.as_of(MONDAY):
        yield


def look(unit, at=MONDAY):
    """Let every rule look at the Okoros; what each says then, by its key."""
    with unit():
        account = account_by_handle("okoro")
        watching.look(account, at)
        return {one.rule: one for one in queries.signals_of_rules(account.id)}


def payments_late(order, unit, days=11):
    """A payment of the order is so many days past its day."""
    with unit():
        case = session().scalars(select(Case).where(Case.ref == order.ref)).one()
        first = (MONDAY - timedelta(days=days)).date()
        row = Calling(account_id=case.account_id, case_id=case.id, key=f"payment:need:p:customer:{days}")
        row.side, row.says, row.first = "customer", "Pay", first
        session().add(row)


def waiting(order, unit, days=15):
    """The order has waited for the customer for so many days."""
    with unit():
        held = {"turn_side": "customer", "turn_since": MONDAY - timedelta(days=days)}
        session().execute(update(Case).where(Case.ref == order.ref).values(**held))


def opera_goes_down(cast, unit):
    """One of Julian's own customers goes down fast."""
    with unit():
        habitat.add(cast.julian, account_by_handle("okoro"), OPERA)


@pytest.fixture
def order(database, cast):
    """An order of Julian."""
    return playing.begin(database, cast.julian, cast.okoro)


def test_nothing_is_said_where_nothing_is_so(unit, order):
    assert look(unit) == {}


def test_what_waits_for_them_too_long_is_one_signal_until_it_is_over(as_, cast, order, unit):
    waiting(order, unit, days=14)
    assert look(unit) == {}
    waiting(order, unit, days=15)
    for _ in range(50):
        (one,) = look(unit).values()
    assert (one.rule, one.facts) == ("answers", {"many": 1})
    for person, whom in ((cast.julian, "you"), (cast.marian, "them")):
        page = said(as_(person).get(f"{OKORO}/signals", status=200))
        assert f"1 order waits for {whom} for more than 14 days." in page
        assert "the orders of this house, since 1 March; a rule of the house says it" in page
        assert f"1 order waits for {whom}" in said(as_(person).get(OKORO, status=200))
    with unit():
        (entry,) = journal.newest(stream(cast.okoro.id), 10)
        assert entry.verb == "signal.note" and entry.name == "A rule of the house"
    waiting(order, unit, days=1)
    assert look(unit) == {}
    assert "waits for you" not in said(as_(cast.julian).get(OKORO))


def test_fewer_orders_than_in_the_year_before_are_counted_from_the_orders(database, cast, unit):
    for age in (400, 300, 250, 200, 180, 150, 120, 100):
        order = playing.begin(database, cast.julian, cast.okoro)
        with unit():
            begun = {"begun": MONDAY - timedelta(days=age)}
            session().execute(update(Case).where(Case.ref == order.ref).values(**begun))
    assert look(unit)["volume"].facts == {"now": 0, "before": 2.0}
    order = playing.begin(database, cast.julian, cast.okoro)
    with unit():
        session().execute(update(Case).where(Case.ref == order.ref).values(begun=MONDAY - timedelta(days=9)))
    assert look(unit)["volume"].facts == {"now": 1, "before": 2.0}
    playing.begin(database, cast.julian, cast.okoro)
    with unit():
        session().execute(update(Case).where(Case.begun > MONDAY).values(begun=MONDAY - timedelta(days=1)))
    assert "volume" not in look(unit)


def test_what_they_said_is_wrong_is_counted_but_not_what_is_kept_apart(as_, cast, unit):
    def complain(age, **apart):
        with clock.as_of(MONDAY - timedelta(days=age)), unit():
            told = Told("It tore.", complainant=by_handle("julian"), **apart)
            receiving.receive(by_handle("julian"), account_by_handle("okoro"), told, {})

    for age, apart in ((91, {}), (89, {}), (5, {}), (4, {"only_me": True}), (3, {"restricted": True})):
        complain(age, **apart)
    assert "complaints" not in look(unit)
    complain(1)
    assert look(unit)["complaints"].facts == {"many": 3}
    with clock.as_of(MONDAY):
        ours = said(as_(cast.marian).get(f"{OKORO}/signals", status=200))
        theirs = said(as_(cast.julian).get(f"{OKORO}/signals", status=200))
    assert "They said 3 times in 90 days that something is wrong." in ours
    assert "You said 3 times in 90 days that something is wrong." in theirs


def test_who_is_silent_and_who_around_them_goes_down_is_named(as_, cast, unit):
    opera_goes_down(cast, unit)
    with unit():
        heard = {"day": (MONDAY - timedelta(days=61)).date(), "place": "touch:1", "other": "marian"}
        last = Contact(account_id=cast.okoro.id, person="julian", latest=MONDAY - timedelta(days=61), **heard)
        session().add(last)
        mill = OPERA | {"name": "A mill", "relation": "supplier"}
        habitat.add(cast.julian, account_by_handle("okoro"), mill)
    found = look(unit)
    assert found["quiet"].facts == {"names": ["Julian Okoro"], "of": 1}
    assert found["around"].facts == {"names": ["Opera house"]}
    page = said(as_(cast.marian).get(f"{OKORO}/signals", status=200))
    assert "Nobody has heard of Julian Okoro for more than 60 days." in page
    assert "One of their own customers goes down fast: Opera house. a public" in page
    assert "the map of whom they live among" in page
    for path in (OKORO, f"{OKORO}/signals"):
        page = said(as_(cast.julian).get(path, status=200))
        assert "One of your own customers goes down fast: Opera house." in page
        assert "the map of whom you live among" in page


def test_three_rules_at_once_strike_the_drum_once(as_, cast, order, unit):
    waiting(order, unit)
    payments_late(order, unit)
    look(unit)
    assert "under-strain" not in as_(cast.julian).get(OKORO).text
    opera_goes_down(cast, unit)
    for _ in range(50):
        look(unit)
    with unit():
        (drum,) = queries.drums(by_handle("marian"), account_by_handle("okoro"))
        assert sorted(one.signal.rule for one in drum.voices) == ["answers", "around", "payments"]
    page = said(as_(cast.julian).get(OKORO, status=200))
    assert "A rule of the house struck the drum on 1 March." in page
    assert "1 payment is more than 10 days late." in page
    assert "the drum is struck" in said(as_(cast.marian).get("/home"))
    with unit():
        found = queries.drum(by_handle("marian"), account_by_handle("okoro"), 1)
        actions.close(by_handle("marian"), found, FALSE, "They were on holiday.")
    look(unit)
    with unit():
        assert len(queries.drums(by_handle("marian"), account_by_handle("okoro"))) == 1, "all of it was heard"


def test_a_false_alarm_takes_weight_and_setting_the_rule_gives_it_back(as_, cast, order, unit):
    waiting(order, unit)
    payments_late(order, unit)
    opera_goes_down(cast, unit)
    look(unit)
    with unit():
        found = queries.drum(by_handle("marian"), account_by_handle("okoro"), 1)
        actions.close(by_handle("marian"), found, FALSE, "They were on holiday.")
    with unit():
        held = queries.rules()
        assert {key: queries.weight(key, held) for key in RULES} == {
            **dict.fromkeys(RULES, FULL),
            **dict.fromkeys(("answers", "payments", "around"), 2),
        }
    page = said(as_(cast.tom).get(RULES_PAGE, status=200))
    assert "It was right in 0 of 1 drum. After false alarms it needs three others" in page
    with unit(), clock.as_of(MONDAY + timedelta(hours=1)):
        actions.change(cast.ada, queries.rules()["answers"], 21, on=True)
        assert queries.weight("answers", queries.rules()) == FULL
    assert "answers" not in look(unit), "21 days have not gone by"


def test_how_often_a_rule_was_right_is_that_of_the_journal(cast, order, unit):
    waiting(order, unit)
    payments_late(order, unit)
    opera_goes_down(cast, unit)
    look(unit)
    with unit():
        found = queries.drum(by_handle("marian"), account_by_handle("okoro"), 1)
        actions.close(by_handle("marian"), found, HELPED, "They pay in two parts now.")
    with unit():
        entries = journal.newest(stream(cast.okoro.id), 50)
        rule_of = {one.facts["signal"]: one.facts["rule"] for one in entries if one.verb == "signal.note"}
        struck = {
            one.facts["drum"]: one.facts["signals"] for one in entries if one.facts.get("signals") is not None
        }
        ended = {one.facts["drum"]: one.facts["end"] for one in entries if one.verb == "drum.close"}
        told = {key: [ended[no] for no, by in struck.items() if key in map(rule_of.get, by)] for key in RULES}
        assert told == {key: [end for _at, end in queries.ends(key)] for key in RULES}
        assert told["payments"] == [HELPED]


def test_only_an_administrator_sets_a_rule_and_what_does_not_fit_is_said(as_, cast, unit):
    as_(cast.julian).get(RULES_PAGE, status=404)
    assert "Set it" not in said(as_(cast.marian).get(RULES_PAGE, status=200))
    as_(cast.marian).post(RULES_PAGE, data={"key": "answers", "limit": "20", "on": "yes"}, status=404)
    as_(cast.ada).post(RULES_PAGE, data={"key": "made-up", "limit": "20"}, status=404)
    for wrong in ("", "0", "366", "soon", "9" * 30):
        page = as_(cast.ada).post(
            RULES_PAGE, data={"key": "answers", "limit": wrong, "on": "yes"}, status=422
        )
        assert "Write a whole number from 1 to 365." in said(page)
    as_(cast.ada).post(RULES_PAGE, data={"key": "answers", "limit": "20"}, status=303)
    page = said(as_(cast.marian).get(RULES_PAGE))
    assert "Orders wait for them for more than 20 days off" in page
    with unit(), pytest.raises(NotAllowed):
        actions.change(cast.marian, queries.rules()["answers"], 20, on=True)


def test_a_rule_that_is_off_says_nothing(cast, order, unit):
    waiting(order, unit)
    with unit():
        actions.change(cast.ada, queries.rules()["answers"], 14, on=False)
    assert look(unit) == {}


def test_the_worker_looks_at_every_customer(cast, order, unit, database):
    waiting(order, unit)
    watching.watch(database)
    with unit():
        assert [one.rule for one in queries.signals_of_rules(cast.okoro.id)] == ["answers"]
        assert queries.signals_of_rules(cast.northmoor.id) == []


def test_weights():
    assert strength([]) == 3 and strength([FALSE]) == 2 and strength([FALSE] * 9) == 0
    assert strength([FALSE, HELPED]) == 3 and strength([HELPED] * 9) == 3
    assert strength([*[FALSE] * 5, HELPED]) == 1
    assert strikes([3, 3, 3]) and strikes([3, 2, 2, 2]) and not strikes([3, 3, 2]) and not strikes([3, 3])


def test_how_many_orders_fewer_say_something():
    assert fires("volume", 50, {"now": 1, "before": 2.0}) and not fires("volume", 50, {"now": 2, "before": 3})
    assert not fires("volume", 50, {"now": 0, "before": 1.9}), "too few to say"
    assert fires("volume", 100, {"now": 0, "before": 4}) and not fires("volume", 100, {"now": 1, "before": 4})


def test_half_of_those_who_were_ever_heard_of_are_silent():
    assert fires("quiet", 60, {"names": ["Jo", "Ann"], "of": 4})
    assert not fires("quiet", 60, {"names": ["Jo"], "of": 3}) and not fires(
        "quiet", 60, {"names": [], "of": 0}
    )
