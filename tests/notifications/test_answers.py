"""Answering a letter writes into its order; what does not fit is held, nothing is lost or done twice."""

import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from portal.cases import actions
from portal.kernel import clock, scanning, uploads
from portal.kernel.files import BadFile
from portal.notifications import answers, holding
from portal.people import actions as people
from portal.people.queries import account_by_handle, by_handle
from tests import house
from tests.cases import playing
from tests.cases.test_files import picture
from tests.notifications.conftest import an_office, mail

REPLIES = sorted((Path(__file__).parent / "replies").glob("*.eml"))
# The test string of the virus scanners (EICAR), in two halves so that nobody's scanner takes this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + rb"-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.mark.parametrize("path", REPLIES, ids=lambda path: path.stem)
def test_of_an_answer_its_own_words_are_taken(office, coat, cast, path):
    token = office.address(cast.julian, coat).partition("+")[2].partition("@")[0]
    assert office.take(path.read_bytes().replace(b"TOKEN", token.encode())) == "taken"
    assert office.said(coat) == path.with_suffix(".txt").read_text("utf-8").strip()
    assert coat.last == "Julian Okoro wrote"


def test_capital_letters_in_the_address_do_no_harm_and_the_same_mail_is_taken_once(office, coat, cast):
    one = mail(office.address(cast.julian, coat).upper(), sender="Julian@Example.ORG")
    before = coat.thread.seq
    assert [office.take(one) for _ in range(3)] == ["taken", "known", "known"]
    assert coat.thread.seq == before + 1 and office.said(coat) == "Old gold, please."


def test_a_machine_that_gives_the_same_number_to_all_of_its_mails_loses_none(office, coat, cast):
    own, number = office.address(cast.julian, coat), "<scan@copier.example>"
    days = ("Thu, 04 Mar 2027 09:30:00 +0000", "Fri, 05 Mar 2027 09:30:00 +0000")
    assert office.take(mail(own, "Forged.", "eve@example.org", message_id=number, Date=days[0])) == "held"
    for day in days:
        one = mail(own, f"Of {day}.", message_id=number, Date=day)
        assert [office.take(one), office.take(one)] == ["taken", "known"]
        assert office.said(coat) == f"Of {day}."


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated (vacation)"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"List_Id": "<all.example.org>"},
        {"message_id": "<1234.5678@commonthread>"},
        {"Precedence": "auto_reply"},
        {"X_Loop": "answers@portal.wren.example"},
        {"sender": "MAILER-DAEMON@mail.example.org"},
        {"sender": "no-reply@example.org"},
    ],
    ids=lambda headers: " ".join(f"{name}: {text}" for name, text in headers.items()),
)
def test_what_machines_write_is_noted_and_left_aside(office, coat, cast, headers):
    before = coat.thread.seq
    assert office.take(mail(office.address(cast.julian, coat), **headers)) == "ignored"
    assert coat.thread.seq == before
    (noted,) = office.mails
    assert noted.state == "ignored" and noted.why and office.desk.place.get(noted.raw)


@pytest.mark.parametrize("about", ["delivery-status", "disposition-notification"])
def test_what_a_mail_server_says_of_a_letter_is_noted_and_left_aside(office, coat, cast, about):
    """Some send it from the address of the person whom it did not reach, or who only opened it."""
    own = office.address(cast.julian, coat)
    raw = f"""From: Julian Okoro <julian@example.org>
To: {own}
Subject: Undeliverable: A coat for the rain
Message-ID: <report-{about}@example.org>
Content-Type: multipart/report; report-type={about}; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Your message did not reach some or all of the people it was meant for.
--b
Content-Type: message/{about}

Final-Recipient: rfc822; julian@example.org
Action: failed
--b--
"""
    before = coat.thread.seq
    assert office.take(raw.encode()) == "ignored" and coat.thread.seq == before


NASTY = {
    "../../etc/passwd.pdf": "passwd.pdf",
    r"C:\\Windows\\win.pdf": "win.pdf",
    "a\u202efdp.exe.pdf": "a fdp.exe.pdf",
    "one\r\nX-Two: three.pdf": "one X-Two: three.pdf",
    "\0zero.pdf": "zero.pdf",
    "=?utf-8?q?K=C3=A4fer.pdf?=": "Käfer.pdf",
    "<script>alert(1)</script>.pdf": "script>.pdf",
    f"{'long ' * 200}.pdf": "",
}


@pytest.mark.parametrize("name", NASTY, ids=lambda name: ascii(name)[:20])
def test_names_of_attachments_harm_nobody(office, coat, cast, as_, name):
    one = mail(office.address(cast.julian, coat), "With a paper.")
    one.add_attachment(b"%PDF-1.4\n%%EOF\n", maintype="application", subtype="pdf", filename="NAME")
    told = name.replace("\r\n", "\r\n ").replace("\\", "\\\\").encode()
    assert office.take(one.as_bytes().replace(b"NAME", told)) == "taken"
    (file,) = office.files(coat)
    assert len(file["name"]) < 200 and not set(file["name"]) & set("/\\\r\n\0\u202e")
    if NASTY[name]:
        assert file["name"] == NASTY[name]
    page = as_(cast.marian).get(coat.at(), status=200).text
    assert "<script>alert" not in page


def test_a_mail_that_does_not_fit_is_held_and_grants_nothing(office, coat, cast, database):
    before, own = coat.thread.seq, office.address(cast.julian, coat)
    forged = own.replace("+", "+aaaa")
    for one, why in (
        (mail("answers@portal.wren.example"), holding.FORGED),
        (mail(forged), holding.FORGED),
        (mail(own, sender="ruth@example.org"), holding.OTHERS),
        (mail(own, sender="marian@example.org"), holding.OTHERS),
        (mail(office.address(cast.ruth, coat), sender="ruth@example.org"), holding.GONE),
        (mail(office.address(cast.julian)), holding.SEVERAL),
        (mail(own, text="   \n"), holding.EMPTY),
        (mail(f"{own}, {office.address(cast.marian, coat)}"), holding.FORGED),
    ):
        assert office.take(one) == "held", why
        assert (office.mails[-1].why, coat.thread.seq) == (why, before)
        assert office.desk.place.get(office.mails[-1].raw) == one.as_bytes()
    with database.unit(write=True):
        by_handle("julian").left = clock.now()
    assert office.take(mail(own, "I was here once.")) == "held"
    assert coat.thread.seq == before


def test_whoever_lost_the_seat_writes_nothing_more(office, coat, cast, database):
    address = office.address(cast.marian, coat)
    assert office.take(mail(address, "First.", "marian@example.org")) == "taken"
    with database.unit(write=True):
        people.unseat(people.OPERATOR, account_by_handle("okoro"), by_handle("marian"))
    assert office.take(mail(address, "Second.", "marian@example.org")) == "held"
    assert office.said(coat) == "First." and office.mails[-1].why == holding.GONE


def test_what_is_attached_comes_along_and_what_is_left_out_is_said(office, coat, cast, as_):
    one = mail(office.address(cast.julian, coat), "Two things.")
    one.add_attachment(picture(), maintype="image", subtype="jpeg", filename="front [1].jpg")
    one.add_attachment(b"%PDF-1.4\n%%EOF\n", maintype="application", subtype="pdf", filename="paper.pdf")
    one.add_attachment(b"MZ\x90\x00", maintype="application", subtype="octet-stream", filename="run.exe")
    small = {"disposition": "inline", "cid": "<logo@here>", "filename": "logo.png"}
    one.add_attachment(picture(kind="PNG", size=(8, 8)), maintype="image", subtype="png", **small)
    assert office.take(one) == "taken"
    text = office.said(coat)
    assert text.startswith("Two things.\n\n*run.exe is not")
    assert [one["name"] for one in office.files(coat)] == ["front [1].jpg", "paper.pdf"]
    assert "run.exe is not a kind of file we can keep here" in text


def test_of_a_mail_of_40_megabytes_the_words_are_taken(office, coat, cast):
    one = mail(office.address(cast.julian, coat), "The film of the fitting.")
    one.add_attachment(b"\0" * 31_000_000, maintype="video", subtype="mp4", filename="fitting.mp4")
    assert len(raw := one.as_bytes()) > 40_000_000
    assert office.take(raw) == "taken"
    assert office.said(coat) == (
        "The film of the fitting.\n\n*What was attached is left out: the mail is larger than 40 MB.*"
    )


def test_more_words_than_fit_are_a_file_beside(office, coat, cast):
    assert office.take(mail(office.address(cast.julian, coat), "word " * 5_000)) == "taken"
    assert office.said(coat).startswith("word word") and office.files(coat)[0]["name"] == "The whole mail.txt"


def test_what_the_scanner_finds_is_not_kept(database, tmp_path, coat, cast):
    scanner = tmp_path / "scanner.py"
    scanner.write_text("import sys\nsys.exit(b'EICAR' in sys.stdin.buffer.read())\n")
    office = an_office(database, f"file://{tmp_path}/f", scan_command=f"{sys.executable} {scanner}")
    one = mail(office.address(cast.julian, coat), "Look at this.")
    one.add_attachment(EICAR, maintype="text", subtype="plain", filename="look.txt")
    one.add_attachment(b"clean", maintype="text", subtype="plain", filename="clean.txt")
    assert office.take(one) == "taken"
    assert "look.txt holds a virus and was not kept." in office.said(coat)
    assert [file["name"] for file in office.files(coat)] == ["clean.txt"]
    silent = an_office(database, f"file://{tmp_path}/f", scan_command=f"{sys.executable} -c 'exit(2)'")
    again = mail(office.address(cast.julian, coat), "And this.")
    again.add_attachment(b"clean", maintype="text", subtype="plain", filename="clean.txt")
    with pytest.raises(scanning.Unchecked):
        silent.take(again)
    assert office.take(again) == "taken", "later"


def test_a_mail_that_nobody_can_read_is_held_whole(office):
    odd = [
        b"",
        b"\xff\xfe\0\0",
        b"From: =?utf-8?q?=ff?= <a@b>\nTo: <<<>>>\nContent-Type: text/plain; charset=nothing\n\nx",
        b"Content-Type: multipart/mixed\n\nx",
        b"Subject: " + b"=?" * 5000 + b"\n\n",
        b"From: a@b, c@d\nMessage-ID: [\nDate: never\nContent-Transfer-Encoding: base64\n\n!!!!",
    ]
    assert {office.take(raw) for raw in odd} == {"held"}
    assert len(office.mails) == len(odd)


def test_a_refusal_of_the_rules_holds_it(office, coat, cast, monkeypatch):
    def refuse(*_given, **_more):
        raise answers.Refused("This cannot be said now.")

    monkeypatch.setattr(actions, "say", refuse)
    assert office.take(mail(office.address(cast.julian, coat))) == "held"
    assert office.mails[-1].why == "This cannot be said now." and office.mails[-1].for_id == cast.julian.id


def test_a_fault_of_ours_holds_it_and_a_database_that_is_away_asks_for_later(office, coat, cast, monkeypatch):
    def broken(*_given, **_more):
        raise KeyError("ours")

    def away(*_given, **_more):
        raise OperationalError("SELECT", {}, Exception("away"))

    own = office.address(cast.julian, coat)
    monkeypatch.setattr(actions, "say", broken)
    assert office.take(mail(own, "One.")) == "held" and office.mails[-1].why == holding.BROKEN
    monkeypatch.setattr(actions, "say", away)
    with pytest.raises(OperationalError):
        office.take(mail(own, "Two."))
    monkeypatch.undo()
    assert office.take(mail(own, "Two.")) == "taken" and office.said(coat) == "Two."


def test_an_answer_to_another_order_stays_in_that_order(office, coat, cast, database):
    theirs = playing.begin(database, cast.ruth, cast.northmoor, "Uniforms", "Uniforms")
    before = theirs.thread.seq
    assert office.take(mail(office.address(cast.julian, theirs))) == "held"
    assert theirs.thread.seq == before and office.mails[-1].why == holding.GONE


def test_what_is_uploaded_is_scanned_too(_app, monkeypatch):
    for answer, told in ((1, "holds a virus and was not kept"), (2, "cannot be checked just now")):
        chosen = house.settings(scan_command=f"{sys.executable} -c 'exit({answer})'")
        monkeypatch.setitem(_app.config, "SETTINGS", chosen)
        with _app.test_request_context(), pytest.raises(BadFile, match=told):
            uploads._scanned(b"x", "look.txt")
