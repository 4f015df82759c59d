"""In which language somebody is spoken to: their choice, else their browser's; letters in their reader's."""

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from portal.kernel import languages, problems
from portal.people import actions, keys, queries
from portal.people.queries import by_handle
from tests import letters
from tests.catalogue import german
from tests.house import email
from tests.pages import said
from workflows.language import _

NOTHING = "Nothing here that you can open"
BUSY = "We cannot save just now"
GERMAN = {
    NOTHING: "Hier ist nichts, was Sie öffnen können",
    BUSY: "Gerade lässt sich nichts speichern",
    "Our side broke": "Bei uns ist etwas kaputt",
    "Our people": "Unsere Leute",
    "Monday": "Montag",
    "Write your name as others should read it.": "Schreiben Sie Ihren Namen so, wie andere ihn lesen sollen.",
    "Sign in to %(house)s": "Anmelden bei %(house)s",
    "%(by)s invites you to %(house)s": "%(by)s lädt Sie zu %(house)s ein",
}
IN_GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}


@pytest.fixture(autouse=True)
def _german(monkeypatch, tmp_path):
    with german(monkeypatch, tmp_path, GERMAN):
        yield


def chooses(database, handle, language):
    """Somebody chooses a language."""
    with database.unit(write=True):
        actions.prefer(by_handle(handle), language=language)


def test_whoever_chose_a_language_reads_it_and_others_what_their_browser_asks(as_, cast, database):
    ruth = as_(cast.ruth)
    assert NOTHING in said(ruth.get("/people/nobody", status=404))
    assert GERMAN[NOTHING] in said(ruth.get("/people/nobody", headers=IN_GERMAN, status=404))
    chooses(database, "ruth", "en")
    assert NOTHING in said(ruth.get("/people/nobody", headers=IN_GERMAN, status=404))
    chooses(database, "ruth", "de")
    page = ruth.get("/people/nobody", status=404)
    assert GERMAN[NOTHING] in said(page) and "Unsere Leute" in said(page)
    assert "Montag" in said(ruth.get("/settings", status=200))
    assert GERMAN["Write your name as others should read it."] in said(
        ruth.post("/settings/me", data={"name": ""}, status=422)
    )


def test_a_failing_database_has_its_page_though_nobody_knows_who_reads(as_, cast, nobody, monkeypatch):
    ruth = as_(cast.ruth)

    def gone(*_given):
        raise OperationalError("SELECT …", {}, Exception("connection refused"))

    monkeypatch.setattr(queries, "recognise", gone)
    monkeypatch.setattr(queries, "house", gone)
    assert BUSY in said(ruth.get("/people", status=503))
    assert GERMAN[BUSY] in said(ruth.get("/people", headers=IN_GERMAN, status=503))
    strip = ruth.get("/people", headers={**IN_GERMAN, "HX-Request": "true"}, status=503)
    assert GERMAN[BUSY] in said(strip)
    assert GERMAN[NOTHING] in said(ruth.get("/nowhere", headers=IN_GERMAN, status=404))
    nobody.get("/sign-in", headers=IN_GERMAN, status=200)


def test_a_fault_in_the_middle_of_a_write_is_said_in_the_language_of_who_wrote(
    as_, cast, database, monkeypatch
):
    def fail(_who, person, **_said):
        person.handle = None  # no database takes it
        queries.session().flush()

    chooses(database, "ruth", "de")
    monkeypatch.setattr(actions, "describe", fail)
    answer = as_(cast.ruth).post("/settings/me", data={"name": "Ruth Vale"}, status=500)
    assert "Bei uns ist etwas kaputt" in said(answer) and "Ruth Vale" in said(answer)


def test_no_request_is_answered_in_the_language_of_the_one_before(as_, cast, nobody, monkeypatch, app):
    ruth, english = as_(cast.ruth), app.test_client()
    assert GERMAN[NOTHING] in said(ruth.get("/people/nobody", headers=IN_GERMAN, status=404))

    def gone(*_given, **_more):
        raise OperationalError("BEGIN", {}, Exception("connection refused"))

    monkeypatch.setattr(app.database, "open", gone)  # before anything else of a request is done
    monkeypatch.setattr(problems, "only_read", lambda: None)
    assert BUSY in said(english.get("/sign-in", status=503))


def test_nothing_is_said_in_the_language_of_a_request_that_is_over(nobody):
    assert '<html lang="de"' in nobody.get("/sign-in", headers=IN_GERMAN).text
    assert _("Monday") == "Monday"


def test_a_code_goes_out_in_the_language_of_its_owner_or_of_whoever_asks(nobody, database):
    address = email("julian")
    for language, asked in (("", {}), ("", IN_GERMAN), ("de", {}), ("en", IN_GERMAN)):
        chooses(database, "julian", language)
        nobody.post("/sign-in/code", data={"email": address}, headers=asked, status=303)
    subjects = [one.subject.split(" Wren")[0] for one in letters.to(database, address)]
    assert subjects == ["Sign in to", "Anmelden bei", "Anmelden bei", "Sign in to"]
    nobody.post("/sign-in/code", data={"email": "new@example.org"}, headers=IN_GERMAN, status=303)
    (letter,) = letters.to(database, "new@example.org")
    assert letter.subject.startswith("Anmelden bei")
    assert letter.problem == keys.UNKNOWN, "what is kept is kept in English"


def test_an_invitation_speaks_as_its_guest_does_or_as_whoever_invites(as_, cast, database):
    chooses(database, "stranger", "de")
    for address in ("new@example.org", email("stranger")):
        guest = {"name": "A Guest", "email": address, "place": "okoro"}
        as_(cast.julian).post("/people/invite", data=guest, status=303)
    assert letters.to(database, "new@example.org")[0].subject.startswith("Julian Okoro invites you")
    assert letters.to(database, email("stranger"))[0].subject.startswith("Julian Okoro lädt Sie")


def test_somebody_is_spoken_to_in_an_app_in_a_request_and_without_any():
    def twice():
        before = _("Monday")
        with languages.spoken("de"):
            inside = _("Monday")
            with languages.spoken(""):
                nested = _("Monday")
        return before, inside, nested, _("Monday")

    app = Flask("none of ours")
    languages.install(app, lambda: "")
    wanted = ("Monday", "Montag", "Monday", "Monday")
    assert twice() == wanted
    with app.app_context():
        assert twice() == wanted
    with app.test_request_context():
        app.preprocess_request()
        assert twice() == wanted
