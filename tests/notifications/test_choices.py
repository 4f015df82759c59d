"""Which letters somebody wants: in the settings, of one order, and from the link in a letter."""

from hypothesis import given
from hypothesis import strategies as st

from portal.kernel import signed
from portal.kernel.signed import Named
from portal.people.queries import by_handle
from tests.notifications.conftest import mail

SECRET = "a secret of the house"
NUMBERS = st.integers(min_value=0, max_value=2**40)


@given(st.sampled_from(signed.KINDS), NUMBERS, NUMBERS, st.data())
def test_a_token_says_what_was_put_into_it_and_no_other_is_believed(kind, person, case, data):
    named = Named(kind, person, case)
    text = signed.token(SECRET, named)
    assert signed.read(SECRET, text) == signed.read(SECRET, text.upper()) == named
    assert text.isalnum() and text == text.lower() and len(text) <= 43
    assert signed.read("another secret", text) is None
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
    changed = text[:place] + other + text[place + 1 :]
    assert signed.read(SECRET, changed) in (None, named)


@given(st.text(max_size=80))
def test_no_text_is_a_token(text):
    assert signed.read(SECRET, text) is None


def wants(database, name):
    """Which letters somebody wants."""
    with database.unit(write=False):
        return by_handle(name).letters


def test_the_link_in_a_letter_asks_and_only_the_button_does_it(_app, as_, cast, database):
    token = signed.token(_app.config["SETTINGS"].secret_key, Named("stop", cast.julian.id))
    nobody = _app.test_client()
    page = nobody.get(f"/letters/{token}?how=weekly", status=200).text
    assert "one a day at most" in page and "okoro" not in page.lower()
    assert wants(database, "julian") == "daily"
    signed_in = as_(cast.julian).get(f"/letters/{token}", status=200).text
    assert "Until now: one a day at most" in signed_in
    nobody.post(f"/letters/{token}/choice", data={"how": "weekly"}, status=303)
    assert (wants(database, "julian"), wants(database, "ruth")) == ("weekly", "daily")
    nobody.post(f"/letters/{token}/choice", data={"how": "hourly"}, status=422)
    answer = Named("answer", cast.julian.id, 1)
    for wrong in ("made-up", signed.token("another", Named("stop", cast.julian.id))):
        nobody.get(f"/letters/{wrong}", status=404)
    nobody.get(f"/letters/{signed.token(_app.config['SETTINGS'].secret_key, answer)}", status=404)


def test_a_mail_program_stops_letters_with_one_post(_app, as_, cast, database):
    token = signed.token(_app.config["SETTINGS"].secret_key, Named("stop", cast.julian.id))
    asked = {"List-Unsubscribe": "One-Click"}
    for words, status in (({}, 400), ({"List-Unsubscribe": "No"}, 400), (asked, 200), (asked, 200)):
        _app.test_client().post(f"/letters/{token}", data=words, status=status, bare=True)
    assert (wants(database, "julian"), wants(database, "ruth")) == ("nothing", "daily")


def test_a_mail_to_the_address_that_stops_does_it_too(office, cast, database):
    address = office.address(cast.julian, kind="stop")
    assert office.take(mail(address, "", Auto_Submitted="auto-generated")) == "stopped"
    assert wants(database, "julian") == "nothing"


def test_one_order_may_have_a_choice_of_its_own(as_, cast, coat):
    julian = as_(cast.julian)
    assert "Letters about this order" in julian.get(coat.at(), status=200).text
    julian.post(coat.at("/letters"), data={"how": "at_once"}, status=303)
    assert 'value="at_once" checked' in julian.get(coat.at("/letters"), status=200).text
    julian.post(coat.at("/letters"), data={"how": "never"}, status=422)
    julian.post(coat.at("/letters"), data={"how": ""}, status=303)
    for outside in (cast.stranger, cast.tom):
        as_(outside).get(coat.at("/letters"), status=404)
        as_(outside).post(coat.at("/letters"), data={"how": "nothing"}, status=404)
