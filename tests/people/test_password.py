"""Passwords, for those who want one."""

import pytest

from portal.people import limits, passwords
from portal.people.passwords import by_password
from tests.house import asked, email
from tests.pages import said

GOOD = "four lengths of worsted"


def sign_in(visitor, password, address="julian", **more):
    data = {"email": email(address), "password": password}
    return visitor.post("/sign-in/password", data=data, **more)


def test_a_password_opens_the_door_after_it_was_set(as_, cast, nobody):
    assert sign_in(nobody, GOOD).status_code == 422
    as_(cast.julian).post("/settings/password", data={"password": GOOD}, status=303)
    assert "do not belong together" in said(sign_in(nobody, "four lengths of flannel", status=422))
    assert "do not belong together" in said(sign_in(nobody, GOOD, "ruth", status=422))
    sign_in(nobody, GOOD, status=303)
    assert "Julian Okoro" in nobody.get("/people", status=200).text


def test_a_new_password_ends_every_other_session(as_, cast):
    here, there = as_(cast.julian), as_(cast.julian)
    here.post("/settings/password", data={"password": GOOD}, status=303)
    here.get("/settings", status=200)
    there.get("/settings", status=303)


def test_a_password_can_be_given_up(as_, cast, nobody):
    julian = as_(cast.julian)
    julian.post("/settings/password", data={"password": GOOD}, status=303)
    julian.post("/settings/password/gone", status=303)
    sign_in(nobody, GOOD, status=422)


@pytest.mark.parametrize("bad", ["short", "", "aaaaaaaaaaaaaaaa", "x" * 201])
def test_a_password_must_be_long_and_not_one_letter(as_, cast, bad):
    as_(cast.julian).post("/settings/password", data={"password": bad}, status=422)


def test_the_answer_and_the_work_do_not_tell_who_is_known(nobody, as_, cast, database, monkeypatch):
    as_(cast.julian).post("/settings/password", data={"password": GOOD}, status=303)
    hashed, fits = [], passwords._fits
    monkeypatch.setattr(passwords, "_fits", lambda *given: hashed.append(given[0][:9]) or fits(*given))
    answers, work = [], []
    for who in ("julian", "ruth", "susan", "never-heard-of"):  # with a password, without, gone, unknown
        hashed.clear()
        with asked(database) as statements:
            answers.append(said(sign_in(nobody, "not this one at all", who)).replace(email(who), "…"))
        work.append((hashed.copy(), statements))
    assert all(answer == answers[0] for answer in answers)
    assert all(done == work[0] for done in work)
    assert work[0][0] == ["$argon2id"]


def test_not_even_the_password_of_nobody_opens_the_door(nobody):
    sign_in(nobody, "nobody has this password", status=422)
    sign_in(nobody, "nobody has this password", "never-heard-of", status=422)


def test_tries_are_limited_for_an_address_wherever_they_come_from(unit, monkeypatch):
    monkeypatch.setattr(limits, "TRIES_PER_EMAIL", 3)
    with unit():
        for number in range(3):
            by_password(email("ruth"), "wrong", f"198.51.100.{number}", quick=True)
        with pytest.raises(limits.TooMany):
            by_password(email("ruth"), "wrong", "203.0.113.1", quick=True)


def test_a_password_hashed_with_other_costs_is_hashed_anew(as_, cast, nobody, unit, database):
    as_(cast.julian).post("/settings/password", data={"password": GOOD}, status=303)
    with unit() as session:
        person = session.get_one(type(cast.julian), cast.julian.id)
        before = person.password
        person.password = passwords.PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(GOOD)
        other = person.password
    sign_in(nobody, GOOD, status=303)
    with unit() as session:
        after = session.get_one(type(cast.julian), cast.julian.id).password
    assert after.split("$")[3] == before.split("$")[3] != other.split("$")[3]
