"""The way of a request: tokens, headers, parts and pages, and nothing written by what was refused."""

import gc

import pytest

from portal.kernel import journal
from portal.kernel.headers import POLICY
from portal.kernel.http import safe_next
from portal.people.model import Account
from tests.pages import said

ME = {"name": "Ruth Vale", "title": "Head of fleet"}


@pytest.mark.parametrize("token", ["", "made-up", "of ruth's colleague"])
def test_a_form_without_its_own_token_changes_nothing_and_keeps_what_was_typed(as_, cast, unit, token):
    ruth = as_(cast.ruth)
    if token.startswith("of"):
        token = as_(cast.colin).token()
    data = {**ME, "title": "A title of some length", "csrf_token": token, "once": "a-key-of-mine"}
    answer = ruth.post("/settings/me", data=data, bare=True, status=400)
    assert "A title of some length" in said(answer)
    foreign = ruth.post(
        "/settings/me", data=data, bare=True, status=400, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert "A title of some length" not in foreign.text
    assert "A title of some length" not in ruth.get("/people/ruth", status=200).text


def test_every_answer_says_how_it_may_be_shown_and_kept(as_, cast, nobody):
    for answer in (
        as_(cast.ruth).get("/people", status=200),
        nobody.get("/sign-in", status=200),
        nobody.get("/nowhere", status=404),
        nobody.get("/people", status=303),
    ):
        headers = answer.headers
        assert headers["Content-Security-Policy"] == POLICY
        assert headers["Cache-Control"] == "private, no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert {"Cookie", "HX-Request"} <= {part.strip() for part in headers["Vary"].split(",")}
        assert "Strict-Transport-Security" not in headers
    assert "Strict-Transport-Security" in nobody.get("/sign-in", base_url="https://localhost").headers


def test_a_file_of_ours_is_kept_for_a_year_when_its_address_says_which(nobody):
    page = nobody.get("/sign-in", status=200).text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    with nobody.get(address, status=200) as marked, nobody.get(address.split("?")[0], status=200) as plain:
        assert "immutable" in marked.headers["Cache-Control"]
        assert plain.headers["Cache-Control"] == "no-cache"
    with nobody.get("/static/fonts/cabin-latin-wght-normal.woff2", status=200) as font:
        assert "immutable" in font.headers["Cache-Control"]


def test_a_file_of_ours_comes_packed_and_is_closed(nobody):
    """A file left open is a warning, which fails this test (or the next one) when it is collected."""
    for way in ("br", "gzip"):
        with nobody.get("/static/kit.css", headers={"Accept-Encoding": f"{way}, zstd"}, status=200) as packed:
            assert packed.headers["Content-Encoding"] == way
    gc.collect()


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(nobody):
    cookie = nobody.get("/sign-in", status=200).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_htmx_is_sent_to_the_door_as_a_whole_page(nobody):
    answer = nobody.get("/people", headers={"HX-Request": "true"}, status=204)
    assert answer.headers["HX-Redirect"] == "/sign-in"
    boosted = nobody.get("/people", headers={"HX-Request": "true", "HX-Boosted": "true"}, status=303)
    assert boosted.location == "/sign-in?next=/people"


def test_a_get_changes_nothing(as_, cast, unit):
    ruth = as_(cast.ruth)
    for path in ("/sign-out", "/people/colin/leave", "/settings/me", "/kept/gone", "/people/invite"):
        ruth.get(path)
    ruth.get("/people", status=200)
    with unit():
        assert journal.newest(f"account:{cast.northmoor.id}", 1)[0].verb != "person.leave"


def test_what_is_refused_writes_nothing_of_what_it_did_before(as_, cast, unit):
    """A new account is opened, then the invitation is refused: the account was never there."""
    data = {"place": "new", "account_name": "Half done", "name": "Marian", "email": "ruth@example.org"}
    tom = as_(cast.tom)
    data["email"] = "a@b"
    tom.post("/people/invite", data=data, status=422)
    with unit() as session:
        assert session.query(Account).count() == 3


@pytest.mark.parametrize("path", ["/", "/people", "/orders/okoro-1?open=cloth", "/a//b"])
def test_a_path_of_the_house_may_follow_signing_in(path):
    assert safe_next(path) == path


@pytest.mark.parametrize(
    "path", ["", "//a", "/\\a", "https://a", "a", "/\n/a", "/\t//a", "\\\\a", "javascript:a"]
)
def test_no_other_may(path):
    assert safe_next(path) == "/"


@pytest.mark.parametrize("path", ["/people/%00", "/people?a=%00", "/a%00b"])
def test_what_nobody_can_type_is_not_there(as_, cast, path):
    answer = as_(cast.ruth).get(path)
    assert answer.status_code in (400, 404)
    assert "Ruth Vale" in said(answer)
