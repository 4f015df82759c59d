"""Letters about orders in the language of who gets them; what mails bring into an order is English."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from portal.cases import actions as cases
from portal.kernel import clock, letterhead
from portal.kernel.mail import Letter
from portal.notifications import actions, attaching, queries, telling
from portal.notifications.cutting import own_words
from portal.notifications.reading import read
from portal.people import actions as people
from portal.people.queries import by_handle
from tests import house, letters
from tests.cases import playing
from tests.catalogue import german
from tests.house import email
from tests.notifications.conftest import mail

MARKER = "Schreiben Sie Ihre Antwort über diese Zeile"
TO_PLACE, MACHINE = "A mail waits for you to place it", "It is an answer by a machine."
NO_KIND = "%(name)s is not a kind of file we can keep here."
GERMAN = {
    letterhead.MARKER: MARKER,
    "Go to the order": "Zum Auftrag",
    "%(name)s wrote: “%(words)s”": "%(name)s schrieb: „%(words)s“",
    TO_PLACE: "Eine Mail wartet darauf, dass Sie sie einordnen",
    MACHINE: "Es ist die Antwort einer Maschine.",
    NO_KIND: "%(name)s ist keine Art von Datei, die wir aufbewahren können.",
}
MONDAY = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _german(monkeypatch, tmp_path):
    with german(monkeypatch, tmp_path / "translations", GERMAN):
        yield


def chooses(database, handle, language):
    """Somebody chooses a language."""
    with database.unit(write=True):
        people.prefer(by_handle(handle), language=language)


def test_the_worker_writes_to_each_in_their_own_language(database, cast, office):
    chooses(database, "julian", "de")
    with clock.as_of(MONDAY):
        order = playing.begin(database, cast.julian, cast.okoro)
    with clock.as_of(MONDAY.replace(hour=10)):
        order.do(cast.piotr, cases.say, "The cloth has come.")
    with clock.as_of(MONDAY.replace(day=2)):
        telling.write_due(database, office.site)
    with database.unit(write=False) as session:
        written = {one.to: one for one in session.scalars(select(Letter)) if "cloth has come" in one.text}
    assert len(written) > 1
    for address, letter in written.items():
        line, button, wrote = MARKER, "Zum Auftrag", "Piotr Alder schrieb: „The cloth has come.“"
        if address != email("julian"):
            line, button, wrote = letterhead.MARKER, "Go to the order", "Piotr Alder wrote: “The cloth"
        assert letter.text.startswith(f"--- {line} ---")
        assert wrote in letter.text and f"{button}: https://" in letter.text
        assert line in letter.html and f">{button}</a>" in letter.html


@pytest.mark.parametrize("marker", [MARKER, letterhead.MARKER])
def test_an_answer_is_cut_from_our_letter_in_whatever_language_it_was(marker):
    assert own_words(f"Ja, gern.\n\n--- {marker} ---\n\nGood day, Julian,", ()) == "Ja, gern."
    below = own_words(f"> --- {marker} ---\n> Good day\n\nUnder the line.", ())
    assert marker not in below and "Under the line." in below


def test_why_a_mail_waits_is_kept_in_english_and_told_to_its_reader_in_theirs(
    database, cast, office, coat, as_
):
    chooses(database, "marian", "de")
    office.take(mail(office.address(cast.julian, coat), auto_submitted="auto-replied"))
    (waits,) = office.mails
    assert waits.why == MACHINE
    chooses(database, "ada", "de")
    assert GERMAN[MACHINE] in as_(cast.ada).get("/mail", status=200).text
    with database.unit(write=True):
        handed = queries.mail(waits.id)
        actions.hand(by_handle("ada"), handed, "marian", "https://portal.wren.example")
    (letter,) = letters.to(database, email("marian"))
    assert letter.subject == GERMAN[TO_PLACE] and GERMAN[MACHINE] in letter.text


def test_what_was_left_out_of_a_mail_is_read_by_both_sides_so_it_is_english(app, office):
    made = mail("anybody@example.org")
    made.add_attachment(b"\x00\x01", "application", "octet-stream", filename="odd.bin")
    with app.test_request_context(headers={"Accept-Language": "de"}):
        app.preprocess_request()
        _files, left_out = attaching.stored(office.desk.place, house.settings(), read(made.as_bytes()))
    assert left_out[0].startswith(NO_KIND % {"name": "odd.bin"}), left_out
