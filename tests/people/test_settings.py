"""What is mine to set: how the portal is, where I am signed in, and my tokens."""

import re

from sqlalchemy import select

from portal.people import actions, circles, queries
from portal.people.entry import Calendar
from tests.pages import said

LOOK = {"language": "", "length_unit": "in", "theme": "dark", "zone": "Europe/Paris", "single_keys": "y"}


def test_how_the_portal_is_for_me(as_, cast, unit):
    julian = as_(cast.julian)
    julian.post("/settings/look", data=LOOK, status=303)
    page = julian.get("/settings?kept=look", status=200).text
    assert 'data-theme="dark"' in page
    assert 'data-keys="on"' in page
    assert "Kept" in page
    julian.post("/settings/look", data={**LOOK, "single_keys": None, "theme": ""}, status=303)
    assert 'data-keys="off"' in julian.get("/settings", status=200).text
    with unit():
        person = queries.by_handle("julian")
        assert (person.length_unit, person.zone) == ("in", "Europe/Paris")
    for wrong in (
        {"length_unit": "ell"},
        {"theme": "pink"},
        {"zone": "Moon/Tycho"},
        {"zone": "../etc/passwd"},
    ):
        julian.post("/settings/look", data={**LOOK, **wrong}, status=422)


def test_my_language_is_mine_alone_and_comes_before_what_the_browser_asks_for(as_, cast, nobody):
    julian, marian, german = (
        as_(cast.julian),
        as_(cast.marian),
        {"Accept-Language": "fr, de-DE;q=0.9, en;q=0.5"},
    )
    assert '<html lang="de"' in nobody.get("/sign-in", headers=german, status=200).text
    assert '<html lang="en-GB"' in nobody.get("/sign-in", headers={"Accept-Language": "fr"}, status=200).text
    assert "Ihre Einstellungen" in said(julian.get("/settings", headers=german, status=200))
    julian.post("/settings/look", data={**LOOK, "language": "en"}, status=303)
    assert "Your settings" in said(julian.get("/settings", headers=german, status=200))
    julian.post("/settings/look", data={**LOOK, "language": "de"}, status=303)
    page = julian.get("/settings?kept=look", status=200)
    assert '<html lang="de" data-theme="dark"' in page.text and "Gespeichert" in said(page)
    assert "Your settings" in said(marian.get("/settings", status=200))
    for odd in ("fr", "xx", "../de", "de; q=9"):
        refused = julian.post("/settings/look", data={**LOOK, "language": odd}, status=422)
        assert "Your settings" not in said(refused)


def test_i_end_my_sessions_and_nobody_elses(as_, cast, unit):
    here, there, ruth = as_(cast.julian), as_(cast.julian), as_(cast.ruth)
    with unit():
        mine = {row.id: row for row in circles.own(cast.julian).sessions}
        hers = circles.own(cast.ruth).sessions[0].id
    here.post(f"/settings/sessions/{hers}/end", status=303)
    ruth.get("/settings", status=200)
    page = here.get("/settings", status=200).text
    assert "here, now" in page
    (other,) = [number for number in mine if f"/settings/sessions/{number}/end" in page]
    here.post(f"/settings/sessions/{other}/end", status=303)
    there.get("/settings", status=303)
    here.get("/settings", status=200)


def test_i_sign_out_everywhere_else(as_, cast):
    here, there, elsewhere = as_(cast.julian), as_(cast.julian), as_(cast.julian)
    here.post("/settings/sessions/end-others", status=303)
    here.get("/settings", status=200)
    there.get("/settings", status=303)
    elsewhere.get("/settings", status=303)


def test_a_token_is_told_once_and_ended_by_its_owner(as_, cast, unit):
    with unit() as session:
        token = actions.make_token("julian")
        assert queries.token(token).person.id == cast.julian.id
        assert queries.token(token + "x") is None
        number = circles.own(cast.julian).tokens[0].id
        assert session.connection().exec_driver_sql("select secret from api_token").scalar() not in token
    as_(cast.ruth).post(f"/settings/tokens/{number}/end", status=303)
    julian = as_(cast.julian)
    page = julian.get("/settings", status=200)
    assert f"API token {number}" in said(page)
    assert token not in page.text
    julian.post(f"/settings/tokens/{number}/end", status=303)
    with unit():
        assert queries.token(token) is None


def test_my_calendar_has_an_address_that_is_shown_once(as_, nobody, cast, unit):
    julian = as_(cast.julian)
    assert "Make a private address" in julian.get("/settings", status=200).text
    julian.post("/settings/calendar", status=303)
    page = julian.get("/settings?kept=calendar", status=200).text
    address = re.findall(r'value="(http[^"]*/calendar/[^"]*\.ics)"', page)[0]
    assert address.startswith("http://127.0.0.1:8000/calendar/") and "webcal://127.0.0.1:8000/" in page
    assert address not in julian.get("/settings", status=200).text
    path = address.removeprefix("http://127.0.0.1:8000")
    with unit() as session:
        (kept,) = session.scalars(select(Calendar)).all()
        assert kept.secret not in path and kept.secret == queries.digest(path[10:-4])
    assert "not read yet" in julian.get("/settings").text
    nobody.get(path, status=200)
    page = julian.get("/settings", status=200).text
    assert "last read today" in page and "Make another address" in page
    as_(cast.ruth).post("/settings/calendar/end", status=303)
    nobody.get(path, status=200)
    julian.post("/settings/calendar/end", status=303)
    nobody.get(path, status=404)
    assert "Make a private address" in julian.get("/settings", status=200).text
