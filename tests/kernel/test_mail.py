"""Letters: written with the deed, sent after it to a real server, at least once and recognisably."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from portal.kernel import clock, mail
from portal.kernel.mail import Letter
from tests.letters import postbox

SENDER = "portal@wren.example"


@pytest.fixture
def post():
    """A real mail server on this machine."""
    with postbox() as box:
        yield box


def write(database, to="ruth@example.org", **more):
    with database.unit(write=True):
        mail.write(to, more.get("subject", "Two small things"), more.get("text", "Good day, 25½ in."))


def letters(database):
    with database.unit(write=False) as session:
        return list(session.scalars(select(Letter).order_by(Letter.id)))


def send(database, post):
    return mail.send_due(database, post.url, SENDER)


def test_a_letter_goes_once_and_arrives_whole(database, post):
    write(database)
    assert send(database, post) == 1
    assert send(database, post) == 0
    (got,) = post.letters
    (kept,) = letters(database)
    assert (got["From"], got["To"], got["Subject"]) == (SENDER, "ruth@example.org", "Two small things")
    assert got["Message-ID"] == kept.message_id
    assert got.get_payload(decode=True).decode().strip() == "Good day, 25½ in."
    assert kept.sent and not kept.problem


def test_a_letter_may_say_the_same_for_a_program(database, post):
    part = mail.Part(
        "text/calendar; method=REQUEST", "BEGIN:VCALENDAR\r\nSUMMARY:¼ hour\r\nEND:VCALENDAR\r\n"
    )
    with database.unit(write=True):
        mail.write("ruth@example.org", "The fitting", "On Tuesday, ¼ hour.", part, sealed=True)
    assert send(database, post) == 1
    (got,) = post.letters
    assert got.get_content_type() == "multipart/alternative"
    text, told = got.get_payload()
    assert (text.get_content_type(), told.get_content_type()) == ("text/plain", "text/calendar")
    assert (told.get_param("method"), told.get_content_charset()) == ("REQUEST", "utf-8")
    assert told.get_payload(decode=True).decode().splitlines() == part.content.splitlines()
    assert "On Tuesday, ¼ hour." in text.get_payload(decode=True).decode()


def test_a_deed_that_failed_wrote_no_letter(database, post):
    with pytest.raises(ZeroDivisionError), database.unit(write=True):
        mail.write("ruth@example.org", "Never", "Never")
        raise ZeroDivisionError
    assert send(database, post) == 0


def test_a_letter_that_is_refused_is_tried_again_and_later_given_up(database, post):
    write(database)
    write(database, "colin@example.org")
    post.refuses.add("ruth@example.org")
    assert send(database, post) == 1
    assert post.letters[0]["To"] == "colin@example.org"
    assert "busy" in letters(database)[0].problem
    assert send(database, post) == 0, "not before its time"
    first = clock.now()
    with time_machine.travel(first + timedelta(minutes=3)):
        post.refuses.clear()
        assert send(database, post) == 1
    assert letters(database)[0].tries == 2
    assert {one["Message-ID"] for one in post.letters} == {one.message_id for one in letters(database)}
    write(database, "tom@example.org")
    post.refuses.add("tom@example.org")
    for day in range(mail.TRIES):
        with time_machine.travel(first + timedelta(days=day + 1)):
            send(database, post)
    assert letters(database)[2].next_try is None


def test_a_server_that_is_away_loses_nothing(database, post):
    write(database)
    assert mail.send_due(database, "smtp://127.0.0.1:1", SENDER) == 0
    assert "cannot be reached" in letters(database)[0].problem
    with time_machine.travel(clock.now() + timedelta(minutes=3)):
        assert send(database, post) == 1


def test_a_letter_that_is_held_never_goes(database, post):
    with database.unit(write=True):
        mail.hold(mail.write("nobody@example.org", "Sign in", "…"), "nobody here has this address")
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert send(database, post) == 0


def test_a_sender_that_died_in_the_middle_is_followed_by_another(database, post, monkeypatch):
    write(database)

    def die(*_given, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(smtplib.SMTP, "send_message", die)
    with pytest.raises(KeyboardInterrupt):
        send(database, post)
    monkeypatch.undo()
    assert send(database, post) == 0, "somebody else is at it"
    with time_machine.travel(clock.now() + mail.LEASE + timedelta(seconds=1)):
        assert send(database, post) == 1


@pytest.mark.parametrize(
    ("to", "subject"), [("a@b.example\nBcc: c@d.example", "x"), ("a@b.example", "x\r\ny")]
)
def test_an_address_and_a_subject_are_one_line(database, to, subject):
    with database.unit(write=True), pytest.raises(ValueError, match="one line"):
        mail.write(to, subject, "text")


def test_two_senders_send_a_letter_once(own_database, post):
    for number in range(4):
        write(own_database, f"guest{number}@example.org")
    first, second = mail._lease(own_database), mail._lease(own_database)
    assert (len(first), len(second)) == (4, 0)
