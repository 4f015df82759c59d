"""Passkeys: making one, signing in with it, and everything that must not open the door."""

from datetime import timedelta

import time_machine

from portal.kernel import clock
from tests import letters
from tests.authenticator import Passkey
from tests.house import email


def question(visitor, path="/sign-in/passkey/question"):
    asked = visitor.post(path, status=200).json
    return asked["ticket"], asked["options"]


def make(visitor, passkey, **more):
    ticket, options = question(visitor, "/settings/passkeys/question")
    data = {"ticket": ticket, "answer": passkey.make(options), "name": "my phone", **more}
    return visitor.post("/settings/passkeys", data=data)


def sign_in(visitor, passkey, **more):
    ticket, options = question(visitor)
    data = {"ticket": ticket, "answer": passkey.answer(options), **more}
    return visitor.post("/sign-in/passkey", data=data)


def refused(visitor, answer):
    assert answer.status_code == 422
    visitor.get("/people", status=303)
    return True


def test_a_passkey_opens_the_door_for_its_owner(as_, cast, nobody):
    julian, phone = as_(cast.julian), Passkey()
    assert make(julian, phone).status_code == 303
    assert "my phone" in julian.get("/settings", status=200).text
    assert sign_in(nobody, phone, next="/people").location == "/people"
    assert "Julian Okoro" in nobody.get("/people", status=200).text


def test_an_answer_works_once_and_for_five_minutes(as_, cast, app):
    phone = Passkey()
    make(as_(cast.julian), phone)
    visitor, copy, late = app.test_client(), app.test_client(), app.test_client()
    ticket, options = question(visitor)
    data = {"ticket": ticket, "answer": phone.answer(options)}
    assert visitor.post("/sign-in/passkey", data=data).status_code == 303
    assert refused(copy, copy.post("/sign-in/passkey", data=data))
    ticket, options = question(late)
    with time_machine.travel(clock.now() + timedelta(minutes=5, seconds=1)):
        answer = late.post("/sign-in/passkey", data={"ticket": ticket, "answer": phone.answer(options)})
        assert refused(late, answer)


def test_a_ticket_is_used_up_by_a_wrong_answer_too(as_, cast, nobody):
    phone = Passkey()
    make(as_(cast.julian), phone)
    ticket, options = question(nobody)
    assert refused(nobody, nobody.post("/sign-in/passkey", data={"ticket": ticket, "answer": "{}"}))
    data = {"ticket": ticket, "answer": phone.answer(options)}
    assert refused(nobody, nobody.post("/sign-in/passkey", data=data))


def test_only_a_known_passkey_of_this_house_with_its_owner_before_it_opens(as_, cast, nobody):
    julian, phone = as_(cast.julian), Passkey()
    make(julian, phone)
    phone.origin = "https://evil.example"
    assert refused(nobody, sign_in(nobody, phone))
    phone.origin, flags = "http://localhost", phone.flags
    phone.flags = 0x01  # present, but nobody showed their face
    assert refused(nobody, sign_in(nobody, phone))
    phone.flags = flags
    assert refused(nobody, sign_in(nobody, Passkey()))
    stolen = Passkey()
    stolen.id = phone.id  # its name, with another key
    assert refused(nobody, sign_in(nobody, stolen))
    phone.count = -1  # a copy whose count stands still
    assert sign_in(nobody, phone).status_code == 303


def test_a_copied_passkey_shows_by_its_count(as_, cast, nobody, app):
    phone = Passkey()
    make(as_(cast.julian), phone)
    assert sign_in(app.test_client(), phone).status_code == 303
    phone.count -= 1
    assert refused(nobody, sign_in(nobody, phone))


def test_a_passkey_is_made_only_for_whoever_was_asked(as_, cast):
    julian, ruth = as_(cast.julian), as_(cast.ruth)
    ticket, options = question(julian, "/settings/passkeys/question")
    data = {"ticket": ticket, "answer": Passkey().make(options), "name": ""}
    ruth.post("/settings/passkeys", data=data, status=422)
    assert make(julian, Passkey(verified=False)).status_code == 422
    julian.post("/settings/passkeys", data={"ticket": "", "answer": ""}, status=422)


def test_a_passkey_can_be_named_and_removed_by_its_owner_only(as_, cast, nobody):
    julian, ruth, phone = as_(cast.julian), as_(cast.ruth), Passkey()
    make(julian, phone)
    ruth.post("/settings/passkeys/1/name", data={"name": "mine"}, status=303)
    ruth.post("/settings/passkeys/1/gone", status=303)
    page = julian.get("/settings", status=200).text
    assert "my phone" in page
    number = page.split("/settings/passkeys/")[2].split("/")[0]
    julian.post(f"/settings/passkeys/{number}/name", data={"name": "old phone"}, status=303)
    assert "old phone" in julian.get("/settings", status=200).text
    julian.post(f"/settings/passkeys/{number}/gone", status=303)
    assert refused(nobody, sign_in(nobody, phone))


def test_a_passkey_is_offered_once_after_the_first_letter(nobody, app, database):
    def by_letter(visitor):
        visitor.post("/sign-in/code", data={"email": email("ruth")}, status=303)
        code = letters.code(letters.to(database, email("ruth"))[-1])
        data = {"email": email("ruth"), "code": code, "next": "/people"}
        return visitor.post("/sign-in/code/typed", data=data)

    first = by_letter(nobody)
    assert first.location == "/settings/passkeys/new?next=/people"
    assert "Next time, without a letter" in nobody.get(first.location, status=200).text
    assert by_letter(app.test_client()).location == "/people"


def test_no_passkeys_where_the_house_is_reached_by_a_number(nobody):
    assert "Use my passkey" in nobody.get("/sign-in", status=200).text
    assert "Use my passkey" not in nobody.get("/sign-in", base_url="http://127.0.0.1", status=200).text
