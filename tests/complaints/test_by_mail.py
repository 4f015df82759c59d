"""What is wrong, said by mail, is a complaint of whoever has that address; an answer goes into it."""

import pytest
from sqlalchemy import select

from portal.complaints import letters
from portal.complaints.model import Complaint
from portal.kernel import clock, mail, signed
from portal.kernel.signed import Named
from portal.notifications import complaining, fetching, holding
from portal.people import actions as people
from portal.people.queries import account_by_handle, by_handle
from tests import letters as post
from tests.cases.test_files import picture
from tests.mailbox import mailbox
from tests.notifications.conftest import ANSWERS
from tests.notifications.conftest import mail as a_mail

WRONG = ANSWERS.replace("@", "+wrong@")
SAYS = "It tore on the second day.\nI rang three times."


@pytest.fixture
def named(office, complaints):
    """The address that an answer of somebody about a complaint goes to."""

    def find(person, ref):
        token = signed.token(office.site.secret, Named("complaint", person.id, complaints.row(ref).id))
        return ANSWERS.replace("@", f"+{token}@")

    return find


def refs(database):
    """The references of all complaints."""
    with database.unit(write=False) as session:
        return list(session.scalars(select(Complaint.ref).order_by(Complaint.id)))


def written(office, address):
    """Let the worker write; every letter to that address."""
    letters.write_due(office.database, office.site)
    return post.to(office.database, address)


def test_a_mail_becomes_a_complaint_with_a_reference_at_once(office, complaints, cast, database):
    one = a_mail(WRONG, SAYS, "Julian@Example.org")
    assert [office.take(one), office.take(one)] == ["taken", "known"]
    assert refs(database) == ["okoro-c1"]
    page = complaints.page(cast.marian, "okoro-c1").text
    assert "It tore on the second day." in page and "Re: A coat for the rain" in page
    row = complaints.row("okoro-c1")
    assert row.complainant_id == cast.julian.id and row.it.heard.channel == "e_mail"
    (letter,) = written(office, "julian@example.org")
    assert "okoro-c1" in letter.subject and complaints.sound("okoro-c1")
    assert [(kept.state, kept.subject) for kept in office.mails] == [("taken", "")], "it can be erased"


def test_nobody_else_begins_one_and_nobody_is_answered(office, cast, database):
    for sender in ("nobody@example.com", "marian@example.org", "susan@example.org", "julian@example.com"):
        assert office.take(a_mail(WRONG, SAYS, sender)) == "held", sender
        assert office.mails[-1].why == holding.UNKNOWN
        assert written(office, sender) == []
    assert office.take(a_mail(WRONG, " ", "julian@example.org", message_id="<1@x>")) == "taken", "a subject"
    assert office.take(a_mail(ANSWERS, SAYS, "julian@example.org")) == "held", "it names nothing"
    assert office.mails[-1].why == holding.FORGED
    assert office.take(a_mail(WRONG, SAYS, "julian@example.org", Auto_Submitted="auto-replied")) == "ignored"
    assert refs(database) == ["okoro-c1"]


def test_who_sends_many_in_a_day_sends_in_anothers_name(office, cast, database, monkeypatch):
    monkeypatch.setattr(complaining, "MOST", 2)
    said = [office.take(a_mail(WRONG, f"{number}. {SAYS}")) for number in range(3)]
    assert said == ["taken", "taken", "held"] and len(refs(database)) == 2
    assert office.mails[-1].why == holding.MANY
    with clock.as_of(clock.now() + complaining.DAY):
        assert office.take(a_mail(WRONG, f"Later. {SAYS}")) == "taken"


def test_what_is_attached_is_kept_and_what_cannot_be_is_told(office, complaints, named, cast):
    one = a_mail(WRONG, SAYS)
    one.add_attachment(picture(), maintype="image", subtype="jpeg", filename="tear.jpg")
    one.add_attachment(b"MZ\x90\x00\xff", maintype="application", subtype="octet-stream", filename="run.exe")
    assert office.take(one) == "taken"
    page = complaints.page(cast.marian, "okoro-c1").text
    assert 'alt="tear.jpg"' in page and "run.exe is not a kind of file we can keep here." in page
    answer = a_mail(named(cast.julian, "okoro-c1"), " ", message_id="<more@x>")
    answer.add_attachment(picture(), maintype="image", subtype="jpeg", filename="seam.jpg")
    assert office.take(answer) == "taken" and complaints.sound("okoro-c1")
    page = complaints.page(cast.marian, "okoro-c1").text
    assert 'alt="seam.jpg"' in page and "Sent by mail." in page
    assert len(list(office.desk.place.stored())) == 2


def test_of_a_stranger_nothing_is_stored(office, cast):
    one = a_mail(WRONG, SAYS, "nobody@example.com")
    one.add_attachment(picture(), maintype="image", subtype="jpeg", filename="tear.jpg")
    assert office.take(one) == "held"
    assert len(list(office.desk.place.stored())) == 1, "the held mail itself"


def test_an_answer_is_a_letter_in_its_complaint_by_whoever_wrote_it(office, complaints, named, cast):
    ref = complaints.say(cast.julian)
    assert office.take(a_mail(named(cast.julian, ref), "It is the left side.")) == "taken"
    assert [one.by for one in complaints.it(ref).letters] == ["julian"]
    assert "It is the left side." in complaints.page(cast.marian, ref).text and complaints.sound(ref)
    kept = office.mails[-1]
    assert (kept.subject, kept.case_id, kept.person_id) == ("", None, cast.julian.id)


def test_an_answer_that_does_not_fit_is_held_and_grants_nothing(office, complaints, named, cast, database):
    ref = complaints.say(cast.julian, only_me="no")
    own = named(cast.julian, ref)
    for one, why in (
        (a_mail(own.replace("+", "+aaaa")), holding.FORGED),
        (a_mail(own, sender="ruth@example.org"), holding.OTHERS),
        (a_mail(own, sender="marian@example.org"), holding.OTHERS),
        (a_mail(named(cast.ruth, ref), sender="ruth@example.org"), holding.GONE_FROM),
        (a_mail(own, text="  \n"), holding.EMPTY),
    ):
        assert office.take(one) == "held", why
        assert (office.mails[-1].why, complaints.it(ref).letters) == (why, ())
    with database.unit(write=True):
        by_handle("julian").left = clock.now()
    assert office.take(a_mail(own, "I was here once.")) == "held"
    assert office.mails[-1].why == holding.OTHERS and complaints.it(ref).letters == ()


def test_what_is_held_about_a_complaint_is_handed_to_nobody_who_may_not_read_it(
    as_, _app, monkeypatch, office, complaints, named, cast
):
    ref = complaints.say(cast.julian, private="yes")
    office.take(a_mail(named(cast.julian, ref), "My health.", "julian@example.com"))
    monkeypatch.setitem(_app.config, "SETTINGS", office.desk.chosen)
    page, number = as_(cast.ada).get("/mail", status=200).text, office.mails[0].id
    assert "Re: A coat" not in page, "its subject too is theirs"
    for handle, status in (("marian", 409), ("priya", 409), ("iris", 303)):
        as_(cast.ada).post("/mail/hand", data={"number": number, "to": handle}, status=status)


def test_the_address_stands_where_something_wrong_is_said(as_, _app, monkeypatch, office, cast):
    assert WRONG not in as_(cast.julian).get("/complaints/new", status=200).text
    monkeypatch.setitem(_app.config, "SETTINGS", office.desk.chosen)
    assert f"mailto:{WRONG}" in as_(cast.julian).get("/complaints/new", status=200).text
    assert WRONG not in as_(cast.marian).get("/complaints/new", status=200).text


def test_whoever_moved_to_another_address_is_known_by_that_one(office, cast, database):
    with database.unit(write=True):
        person = people.add_person(
            people.OPERATOR,
            "Mara Quill",
            "mara@example.org",
            side="customer",
            account=account_by_handle("okoro"),
        )
        person.email = "quill@example.org"
    assert office.take(a_mail(WRONG, SAYS, "mara@example.org")) == "held"
    assert office.take(a_mail(WRONG, SAYS, "quill@example.org")) == "taken"


def test_it_goes_there_and_back_through_real_servers(office, complaints, cast, database):
    with mailbox() as box, post.postbox() as outside:
        if box is None:
            pytest.skip("no IMAP server on this machine")
        box.put(a_mail(WRONG, SAYS).as_bytes())
        assert fetching.fetch(office.desk, box.url) == 1
        written(office, "julian@example.org")
        mail.send_due(database, outside.url, "portal@wren.example")
        (received,) = outside.letters
        assert "okoro-c1" in received["Subject"]
        answer = a_mail(str(received["Reply-To"]), "Ring me before noon.", In_Reply_To=received["Message-ID"])
        box.put(answer.as_bytes())
        assert fetching.fetch(office.desk, box.url) == 1
    assert "Ring me before noon." in complaints.page(cast.marian, "okoro-c1").text
    assert [one.side for one in complaints.it("okoro-c1").letters] == ["customer"]


@pytest.fixture
def placing(as_, _app, monkeypatch, office, cast):
    """Take a mail from somebody unknown, hand it to Iris, and let her say where it belongs."""
    monkeypatch.setitem(_app.config, "SETTINGS", office.desk.chosen)

    def place(sender="nobody@example.com", status=303, to="iris", **said):
        one = a_mail(WRONG, SAYS, sender)
        one.add_attachment(picture(), maintype="image", subtype="jpeg", filename="tear.jpg")
        assert office.take(one) in ("held", "known")
        number = office.mails[-1].id
        as_(cast.ada).post("/mail/hand", data={"number": number, "to": to}, status=303)
        return as_(getattr(cast, to)).post(f"/mail/{number}/complaint", data=said, status=status)

    return place


def test_a_steward_puts_a_mail_from_an_unknown_address_into_a_complaint(
    office, complaints, cast, placing, database
):
    ref = complaints.say(cast.julian)
    placing(complaint=ref)
    page = complaints.page(cast.julian, ref).text
    assert "I rang three times." in page and "nobody@example.com" in page
    assert "put here by Iris Lowe" in page
    assert "tear.jpg" in page
    (letter,) = complaints.it(ref).letters
    assert (letter.by, letter.put_in) == ("iris", True) and complaints.sound(ref)
    assert written(office, "julian@example.org") == [], "nobody is told their own words"
    assert [(kept.state, kept.subject) for kept in office.mails] == [("taken", "")]


def test_or_makes_it_a_new_one_with_the_senders_words(office, complaints, cast, placing, database):
    placing(customer="julian@example.org")
    assert refs(database) == ["okoro-c1"]
    row = complaints.row("okoro-c1")
    assert (row.told_by, row.complainant_id, row.receiver_id) == ("nobody@example.com", None, cast.iris.id)
    page = complaints.page(cast.iris, "okoro-c1").text
    assert "I rang three times." in page and "noted by Iris Lowe" in page and complaints.sound("okoro-c1")
    assert "tear.jpg" in page


def test_nothing_is_put_where_nothing_is_named_and_by_nobody_but_a_steward(
    office, complaints, cast, placing, database
):
    ref = complaints.say(cast.julian)
    placing(status=422)
    placing(status=422, customer="Nobody Ltd")
    placing(status=422, complaint="okoro-c9")
    placing(status=404, to="marian", complaint=ref)
    assert refs(database) == [ref] and complaints.it(ref).letters == ()


def test_an_answer_about_one_customer_goes_into_no_complaint_of_another(
    as_, _app, monkeypatch, office, complaints, named, cast
):
    monkeypatch.setitem(_app.config, "SETTINGS", office.desk.chosen)
    mine, theirs = complaints.say(cast.julian), complaints.say(cast.ruth)
    office.take(a_mail(named(cast.julian, mine), "My health.", "julian@example.com"))
    number = office.mails[0].id
    as_(cast.ada).post("/mail/hand", data={"number": number, "to": "iris"}, status=303)
    for said in ({"complaint": theirs}, {"customer": "ruth@example.org"}):
        as_(cast.iris).post(f"/mail/{number}/complaint", data=said, status=422)
    as_(cast.iris).post(f"/mail/{number}/complaint", data={"complaint": mine}, status=303)
    assert "My health." in complaints.page(cast.julian, mine).text and complaints.it(theirs).letters == ()
