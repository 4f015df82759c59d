"""Being told on a device: a real push service opens what it is sent, and each refusal is understood."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from portal.cases import actions, reminding, rooms
from portal.kernel import abroad, clock, sealing
from portal.notifications import actions as choosing
from portal.notifications import pushing, telling
from portal.people import actions as people
from portal.people import sessions, standing
from portal.people.devices import MOST, Device, Push
from portal.people.entry import SignedIn
from portal.people.model import Person, Seat
from portal.people.queries import account_by_handle, by_handle
from tests import house
from tests.cases import playing
from tests.conftest import sign_in
from tests.pages import said
from tests.pushes import push_service

KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"  # RFC 8291, appendix A
MONDAY = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
NOBODYS = "https://push.example.org/x"


def day(number, hour=9, minute=0):
    """A moment of that March; the first is a Monday."""
    return datetime(2027, 3, number, hour, minute, tzinfo=UTC)


@pytest.fixture
def service(tmp_path, monkeypatch):
    """A push service that this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "own.pem"))
    with push_service(tmp_path, sealing.public(KEY)) as service:
        yield service


@pytest.fixture
def chosen(app, monkeypatch):
    """The settings of a house with a key, which reaches this machine too."""
    settings = house.settings(push_key=KEY, push_nearby=True)
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    return settings


@pytest.fixture
def julian(app, cast, chosen):
    """Julian at his telephone, on that Monday."""
    return comes_in(app, cast.julian)


@pytest.fixture
def phone(julian, service):
    """The telephone, switched on."""
    phone = service.phone()
    switch_on(julian, phone)
    return phone


@pytest.fixture
def coat(database, cast):
    """Julian's coat, begun that Monday; only he hears of news, at once."""
    with database.unit(write=True) as session:
        session.execute(update(Person).where(Person.handle != "julian").values(letters="nothing"))
    choose(database, "at_once")
    with clock.as_of(MONDAY):
        return playing.begin(database, cast.julian, cast.okoro)


@pytest.fixture
def at(database, office, chosen):
    """Let the worker look at a moment: letters first, then devices."""
    site = replace(office.site, push_key=KEY)

    def looks(moment):
        with clock.as_of(moment):
            telling.write_due(database, site)
            pushing.send_due(database, chosen)

    return looks


@pytest.fixture
def quiet(phone, coat, at):
    """The telephone, with all told that there was on Monday."""
    at(day(1, 10))
    phone.told.clear()
    return phone


def choose(database, how):
    with database.unit(write=True):
        people.prefer(by_handle("julian"), letters=how)


def switch_on(visitor, phone, status=303, moment=MONDAY):
    with clock.as_of(moment):
        return visitor.post("/settings/devices", data=phone.form, status=status)


def says(order, person, words, moment):
    with clock.as_of(moment):
        order.do(person, actions.say, words)


def comes_in(app, person, moment=MONDAY):
    """Somebody who came in at that moment."""
    with clock.as_of(moment):
        return sign_in(app, person)


def reminds(order, person, moment=MONDAY):
    """Somebody reminds the other side by hand."""
    with clock.as_of(moment):
        order.do(person, reminding.remind, "Please look at my secret cloth.")


def rows(database, table):
    with database.unit(write=False) as session:
        return list(session.scalars(select(table).order_by(table.id)))


def write(database, order, moment, text="1 thing is asked of you."):
    """Something due for Julian's devices at that moment."""
    with clock.as_of(moment), database.unit(write=True) as session:
        for device in session.scalars(select(Device)):
            told = {"title": "A coat", "text": text, "link": f"/orders/{order.ref}#move", "about": order.ref}
            told["person_id"] = device.person_id
            session.add(Push(device_id=device.id, written=moment, next_try=moment, **told))


# ---- what is told


def test_what_is_asked_and_what_is_new_is_told_in_few_words(phone, coat, at, cast):
    reminds(coat, cast.marian)
    at(day(1, 9, 1))
    (told,) = phone.told
    assert told["title"] == "A coat for the rain: it is your move"
    assert told["text"] == "1 thing is asked of you."
    assert told["link"] == f"/orders/{coat.ref}#move"
    says(coat, cast.marian, "The cloth has come. It cost 340 pounds.", day(1, 11))
    at(day(1, 11, 1))
    assert len(phone.told) == 1, "what happens within two minutes comes together"
    at(day(1, 11, 2))
    assert phone.told[1]["text"] == "1 new thing since you were here."
    assert phone.told[1]["link"] == f"/orders/{coat.ref}#log"
    assert "cloth" not in str(phone.told), "never what was said"
    at(day(1, 11, 3)), at(day(1, 12))
    assert len(phone.told) == 2


def test_the_push_service_learns_nothing_but_that_something_was_sent(phone, coat, at, service, cast):
    reminds(coat, cast.marian)
    at(day(1, 9, 1))
    says(coat, cast.marian, "The cloth has come.", day(1, 11))
    at(day(1, 11, 2))
    (_, headers, first), (_, _, second) = service.asked
    assert len(first) == len(second), "a length tells nothing"
    assert b"coat" not in first and coat.ref.encode() not in first
    assert headers["Content-Encoding"] == "aes128gcm" and int(headers["TTL"]) > 0
    assert len(headers["Topic"]) == 32 and coat.ref not in str(headers)


def test_it_is_said_in_the_language_of_its_reader(phone, coat, at, database, cast):
    reminds(coat, cast.marian)
    with database.unit(write=True):
        people.prefer(by_handle("julian"), language="de")
    at(day(1, 9, 1))
    assert phone.told[0]["title"] == "A coat for the rain: Sie sind am Zug"


def test_news_comes_only_where_letters_come_at_once(quiet, coat, at, cast, database):
    choose(database, "daily")
    says(coat, cast.marian, "The cloth has come.", day(1, 11))
    at(day(1, 11, 5)), at(day(2, 7, 1))
    assert quiet.told == []
    with clock.as_of(day(2, 8)):
        coat.do(cast.julian, choosing.choose, "at_once")
    says(coat, cast.marian, "It is warm.", day(2, 9))
    at(day(2, 9, 5))
    assert [told["title"] for told in quiet.told] == ["A coat for the rain: it is your move"]
    with clock.as_of(day(2, 10)):
        coat.do(cast.julian, choosing.choose, "nothing")
    says(coat, cast.marian, "Come and feel it.", day(2, 11))
    at(day(2, 11, 5))
    assert len(quiet.told) == 1


def test_quiet_hours_and_days_are_kept(quiet, coat, at, cast, database):
    says(coat, cast.marian, "Late.", day(1, 20, 30))
    at(day(1, 20, 40)), at(day(2, 6, 59))
    assert quiet.told == []
    at(day(2, 7, 1))
    assert len(quiet.told) == 1
    with database.unit(write=True):
        people.prefer(by_handle("julian"), quiet_days="67")
    says(coat, cast.marian, "On a Saturday.", day(6, 11))
    at(day(6, 12)), at(day(7, 12))
    assert len(quiet.told) == 1
    at(day(8, 7, 1))
    assert len(quiet.told) == 2


def test_several_orders_are_counted_and_lead_home(phone, coat, at, database, cast):
    with clock.as_of(MONDAY):
        other = playing.begin(database, cast.julian, cast.okoro, title="Another")
    reminds(coat, cast.marian), reminds(other, cast.marian)
    at(day(1, 9, 1))
    (told,) = phone.told
    assert told["title"] == "Wren & Alder" and told["link"] == "/home"
    assert told["text"] == "It is your move in 2 of 2 orders."


def test_a_private_room_is_told_to_no_device(quiet, coat, at, cast, unit):
    with clock.as_of(day(1, 11)):
        coat.do(cast.marian, rooms.say, "Between us.", [])
        coat.do(cast.julian, rooms.say, "Between us, @julian and @marian.", ["julian"])
    at(day(1, 12))
    assert quiet.told == []


def test_whoever_is_named_hears_of_it_and_not_what_was_said(quiet, coat, at, cast):
    says(coat, cast.marian, "@julian the cloth has come.", day(1, 11))
    at(day(1, 11, 1))
    (told,) = quiet.told
    assert told["text"] == "Marian Wren named you."
    assert told["link"] == f"/orders/{coat.ref}#log"


# ---- who is told


def test_whoever_lost_the_right_is_told_nothing_more_at_once(quiet, coat, at, cast, database, service, app):
    piotr, desk = comes_in(app, cast.piotr), service.phone("desk")
    switch_on(piotr, desk)
    write(database, coat, day(2))
    with database.unit(write=True) as session:
        session.delete(session.scalar(select(Seat).where(Seat.person_id == cast.piotr.id)))
    at(day(2))
    assert len(quiet.told) == 1 and desk.told == []
    assert "may not see that order any more" in rows(database, Push)[-1].problem


def test_whoever_has_left_is_told_nothing_more_at_once(quiet, coat, at, cast, database):
    with database.unit(write=True):
        people.add_person(
            people.OPERATOR,
            "Another Okoro",
            "o@example.org",
            side="customer",
            account=account_by_handle("okoro"),
        )
    write(database, coat, day(2))
    with database.unit(write=True):
        standing.leave(by_handle("julian"), by_handle("julian"))
    at(day(2))
    assert quiet.told == [] and rows(database, Device) == [] and rows(database, Push) == []


@pytest.mark.parametrize("how", ["signed out", "elsewhere", "run out"])
def test_a_session_that_ends_ends_it(quiet, coat, at, julian, cast, database, how, app):
    write(database, coat, day(2))
    if how == "signed out":
        julian.post("/sign-out", status=303)
    elif how == "elsewhere":
        comes_in(app, cast.julian).post("/settings/sessions/end-others", status=303)
    else:
        with database.unit(write=True) as session:
            session.execute(update(SignedIn).values(until=day(1, 12)))
    at(day(2))
    assert quiet.told == []
    with clock.as_of(day(2)):
        pushing.tidy(database)
    assert rows(database, Device) == []


def test_the_next_one_on_a_browser_gets_nothing_of_the_one_before(quiet, coat, at, cast, database, app):
    """Even when the first did not sign out: the browser's address is the later one's alone."""
    write(database, coat, day(1, 11))
    ruth = comes_in(app, cast.ruth)
    switch_on(ruth, quiet)
    at(day(1, 12))
    assert quiet.told == []
    (device,) = rows(database, Device)
    assert device.person_id == cast.ruth.id


# ---- switching on and off


def test_devices_are_listed_and_each_is_switched_off(julian, phone, service, cast, app, database):
    told = julian.get("/settings", status=200).text
    assert "Tell me on this device" not in told and "This browser cannot be told" not in told
    other = comes_in(app, cast.julian)
    page = other.get("/settings", status=200)
    assert "Tell me on this device" in page.text and "this device ·" not in said(page)
    assert "This browser cannot be told" in page.text, "until the script finds that it can"
    switch_on(other, service.phone("desk"))
    page = said(other.get("/settings?kept=devices", status=200))
    assert page.count("Switch off") == 2 and page.count("this device ·") == 1
    first = rows(database, Device)[0].id
    comes_in(app, cast.ruth).post(f"/settings/devices/{first}/gone", status=303)
    assert len(rows(database, Device)) == 2
    other.post(f"/settings/devices/{first}/gone", status=303)
    assert [row.endpoint for row in rows(database, Device)] == [service.phones["/push/desk"].endpoint]


def test_pressing_again_changes_the_address_of_the_device(julian, phone, service, database):
    switch_on(julian, service.phone("newer"))
    assert [row.endpoint[-5:] for row in rows(database, Device)] == ["newer"]


def test_nobody_has_more_than_a_few(app, cast, service, chosen):
    for number in range(MOST):
        switch_on(comes_in(app, cast.julian), service.phone(f"p{number}"))
    answer = switch_on(comes_in(app, cast.julian), service.phone("more"), 409)
    assert "Switch one of them off" in said(answer)
    switch_on(comes_in(app, cast.ruth), service.phone("hers"))


def test_without_a_key_nobody_is_asked_anything(cast, app, service, database, coat, office):
    julian = comes_in(app, cast.julian)
    assert "on your devices" not in said(julian.get("/settings", status=200))
    switch_on(julian, service.phone(), 422)
    with clock.as_of(day(1, 9, 1)):
        telling.write_due(database, office.site)
        assert pushing.send_due(database, house.settings()) == 0
    assert rows(database, Push) == []


def test_with_another_key_devices_are_switched_on_again(phone, julian, app, monkeypatch, database):
    settings = house.settings(push_key=sealing.new_key(), push_nearby=True)
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    page = julian.get("/settings", status=200).text
    assert "Switch off" not in page and "Tell me on this device" in page
    switch_on(julian, phone)
    assert len(rows(database, Device)) == 1


WRONG = [
    {"endpoint": "http://127.0.0.1/x"},
    {"endpoint": "https://user@127.0.0.1/x"},
    {"endpoint": "https://127.0.0.1/x#y"},
    {"endpoint": "https://127.0.0.1/" + "x" * 1000},
    {"endpoint": "https://127.0.0.1/x y"},
    {"endpoint": "https://127.0.0.1:99999/"},
    {"endpoint": "file:///etc/passwd"},
    {"endpoint": ""},
    {"theirs": "AAAA"},
    {"theirs": ""},
    {"secret": "AAAA"},
    {"secret": "x" * 31},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_no_browser_says_is_refused(julian, service, database, wrong):
    phone = service.phone()
    answer = julian.post("/settings/devices", data={**phone.form, **wrong}, status=422)
    assert "cannot be told" in said(answer) and rows(database, Device) == []


# ---- the push service


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_there_no_more_is_forgotten(quiet, coat, at, database, service, status):
    write(database, coat, day(2))
    service.says(quiet, status)
    at(day(2))
    assert rows(database, Device) == [] and rows(database, Push) == []


@pytest.mark.parametrize("answer", [429, 500, 503, (429, {"Retry-After": "90"})], ids=str)
def test_what_is_refused_for_now_is_tried_again_a_few_times(quiet, coat, at, database, service, answer):
    write(database, coat, day(2))
    service.says(quiet, *[answer] * 9)
    asked = len(service.asked)
    at(day(2))
    at(day(2))
    assert len(service.asked) == asked + 1, "not at once"
    for minutes in range(0, 300, 5):
        at(day(2) + timedelta(minutes=minutes))
    assert len(service.asked) == asked + pushing.TRIES and quiet.told == []
    assert "answered" in rows(database, Push)[-1].problem and rows(database, Device)


def test_what_is_refused_once_arrives_later_and_once(quiet, coat, at, database, service):
    write(database, coat, day(2))
    service.says(quiet, 503)
    at(day(2)), at(day(2, 9, 2)), at(day(2, 9, 4)), at(day(2, 12))
    assert len(quiet.told) == 1 and rows(database, Push)[-1].sent == day(2, 9, 2)


def test_what_is_tried_again_keeps_quiet_hours(quiet, coat, at, database, service):
    write(
        database,
        coat,
        day(
            2,
            19,
            59,
        ),
    )
    service.says(quiet, 503)
    at(day(2, 19, 59)), at(day(2, 20, 5)), at(day(3, 6, 30))
    assert quiet.told == []
    at(day(3, 7))
    assert len(quiet.told) == 1


@pytest.mark.parametrize("answer", [400, 403, 413, (302, {"Location": "/push/elsewhere"})], ids=str)
def test_what_is_refused_for_good_is_not_tried_again_nor_followed(quiet, coat, at, database, service, answer):
    elsewhere = service.phone("elsewhere")
    asked = len(service.asked)
    write(database, coat, day(2))
    service.says(quiet, answer)
    at(day(2)), at(day(2, 12))
    assert len(service.asked) == asked + 1 and elsewhere.told == quiet.told == []
    assert rows(database, Device)


def test_a_service_that_is_not_there_is_tried_again(quiet, coat, at, database, service):
    with database.unit(write=True) as session:
        session.execute(update(Device).values(endpoint="https://127.0.0.1:9/push/phone"))
    write(database, coat, day(2))
    at(day(2))
    assert rows(database, Push)[-1].next_try == day(2, 9, 1)
    with database.unit(write=True) as session:
        session.execute(update(Device).values(endpoint=quiet.endpoint))
    at(day(2, 9, 1))
    assert len(quiet.told) == 1


def test_one_slow_service_ends_and_is_told_once(quiet, coat, at, database, service, monkeypatch, cast, app):
    monkeypatch.setattr(abroad, "AT_MOST", 0.5)
    switch_on(comes_in(app, cast.julian), other := service.phone("quick"))
    write(database, coat, day(2))
    service.says(quiet, "slow")
    begun = time.monotonic()
    at(day(2))
    assert time.monotonic() - begun < 15 and len(other.told) == 1
    asked = len(service.asked)
    at(day(2, 12))
    assert len(service.asked) == asked, "nobody knows whether it arrived"


def test_a_worker_killed_in_between_tells_nobody_twice(quiet, coat, at, database, service, monkeypatch):
    write(database, coat, day(2))
    kept = pushing._note
    monkeypatch.setattr(pushing, "_note", lambda outcome: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        at(day(2))
    monkeypatch.setattr(pushing, "_note", kept)
    at(day(2, 9, 30)), at(day(2, 12))
    assert len(quiet.told) == 1


def test_what_is_over_is_let_go_of_after_a_week(quiet, coat, at, database):
    write(database, coat, day(2))
    at(day(2))
    for moment, left in ((day(8), True), (day(10), False)):
        with clock.as_of(moment):
            pushing.tidy(database)
        assert any(row.written == day(2) for row in rows(database, Push)) is left


def test_letters_do_not_wait_for_devices(quiet, coat, at, database, office, cast):
    """Writing and sending letters never asks a push service."""
    site = replace(office.site, push_key=KEY)
    says(coat, cast.marian, "The cloth has come.", day(2))
    with clock.as_of(day(2, 9, 3)):
        assert telling.write_due(database, site) == 1
    assert quiet.told == []
    with database.unit(write=False) as session:
        assert session.scalar(select(func.count()).where(Push.next_try.is_not(None))) == 1


def test_sessions_end_devices(phone, database, julian, cast):
    with database.unit(write=True) as session:
        sessions.end_one(cast.julian, session.scalar(select(Device.session_id)))
    assert rows(database, Device) == []
