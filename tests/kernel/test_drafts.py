"""Drafts of every form: for one person, on every device, numbered; nothing that anybody typed is dropped."""

import re
from datetime import timedelta

from portal.kernel import clock, drafts
from portal.kernel.refilling import refilled
from tests.cases.playing import begin
from tests.pages import said

SAY = "/orders/okoro-1/say"


def keep(visitor, words, **more):
    """Keep words of the composer, as the script of a page does; returns the answer."""
    asked = {"of": SAY, "version": 0, "device": "desk", "next": "/orders/okoro-1", **more}
    return visitor.put("/drafts", query_string=asked, data={"text": words}, status=200)


def test_what_is_typed_is_found_on_another_device_and_goes_when_it_is_sent(as_, cast, database):
    order = begin(database, cast.julian, cast.okoro)
    desk, phone = as_(cast.julian), as_(cast.julian)
    answer = keep(desk, "Half a thought & <more>")
    assert "Kept as a draft" in answer.text
    assert answer.headers["Draft-Version"] == "1"
    page = phone.get(order.at(), status=200)
    assert "Half a thought &amp; &lt;more&gt;</textarea>" in page.text
    assert "nobody else has seen it" in said(page)
    for other in (cast.marian, cast.piotr):
        assert "Half a thought" not in as_(other).get(order.at(), status=200).text
    phone.post(SAY, data={"text": "A whole one", "draft": SAY}, status=303)
    assert "Half a thought" not in desk.get(order.at(), status=200).text


def test_a_draft_that_comes_after_its_form_was_taken_is_no_draft(as_, cast, database):
    begin(database, cast.julian, cast.okoro)
    desk = as_(cast.julian)
    desk.post(SAY, data={"text": "Sent", "draft": SAY}, once="the-key-of-it", status=303)
    late = {"of": SAY, "version": 0, "device": "desk", "form": "the-key-of-it"}
    desk.put("/drafts", query_string=late, data={"text": "Sen"}, status=204)
    assert "Sen</textarea>" not in desk.get("/orders/okoro-1", status=200).text


def test_two_devices_write_the_same_form_and_both_are_offered(as_, cast, database):
    order = begin(database, cast.julian, cast.okoro)
    desk, phone = as_(cast.julian), as_(cast.julian)
    keep(desk, "From the desk")
    answer = keep(phone, "From the phone", device="phone")
    assert "Written on another device at" in answer.text
    assert "From the desk" in answer.text
    keep(phone, "From the phone, longer", device="phone", version=2)
    keep(desk, "From the desk, longer", version=1)  # it knows nothing of the phone
    page = desk.get(order.at(), status=200)
    assert "From the desk, longer</textarea>" in page.text
    assert "From the phone, longer" in page.text
    which = re.search(r'name="which" value="(\d+ [^"]+)"', page.text)[1]
    back = desk.post(f"/drafts/use?next={order.at()}", data={"which": which}, status=303)
    page = desk.get(back.location, status=200)
    assert "From the phone, longer</textarea>" in page.text
    assert "From the desk, longer" in page.text
    desk.post(f"/drafts/gone?next={order.at()}", data={"which": SAY}, status=303)
    assert "desk, longer" not in desk.get(order.at(), status=200).text


def test_the_same_words_from_two_devices_are_no_question(as_, cast, database):
    begin(database, cast.julian, cast.okoro)
    keep(as_(cast.julian), "The same")
    assert "another device" not in keep(as_(cast.julian), "The same", device="phone").text


def test_a_clock_that_runs_back_loses_nothing(as_, cast, database):
    begin(database, cast.julian, cast.okoro)
    desk = as_(cast.julian)
    keep(desk, "First")
    with clock.as_of(clock.now() - timedelta(days=2)):
        answer = keep(desk, "Second", version=1)
        assert answer.headers["Draft-Version"] == "2"
        keep(as_(cast.julian), "Third", device="phone", version=0)
    page = desk.get("/orders/okoro-1", status=200).text
    assert "Third</textarea>" in page
    assert "Second" in page


def test_only_forms_that_are_there_have_drafts_and_only_of_a_sensible_length(as_, cast, database):
    begin(database, cast.julian, cast.okoro)
    julian = as_(cast.julian)
    for nowhere in ("", "/nowhere", "/sign-in/password", "/api/v1/orders", "/orders/okoro-1", "//x/y", "x"):
        julian.put("/drafts", query_string={"of": nowhere}, data={"text": "x"}, status=404)
    long = {"of": SAY, "version": "many"}
    julian.put("/drafts", query_string=long, data={"text": "x" * 300_000}, status=409)


def test_no_secret_is_ever_kept(as_, cast, database, unit):
    begin(database, cast.julian, cast.okoro)
    secret = {"text": "x", "password": "Geheim 1", "new_password": "Geheim 2", "code": "Geheim 3"}
    as_(cast.julian).put("/drafts", query_string={"of": SAY}, data={**secret, "once": "Geheim 4"}, status=200)
    with unit():
        assert drafts.at("julian", "/orders/okoro-1")[SAY].words == {"text": ["x"]}


def test_the_oldest_go_when_there_are_too_many_and_all_when_somebody_leaves(unit, cast):
    with unit():
        for number in range(drafts.MOST + 3):
            with clock.as_of(clock.now() + timedelta(seconds=number)):
                drafts.keep("julian", f"/orders/okoro-1/pins/n{number}/answer", {"text": [str(number)]})
        held = drafts.at("julian", "/orders/okoro-1")
        assert len(held) == drafts.MOST
        assert "/orders/okoro-1/pins/n0/answer" not in held
        drafts.forget("julian")
        assert drafts.at("julian", "/orders/okoro-1") == {}


def test_controls_of_every_kind_are_filled_and_nothing_else_is():
    form = (
        '<p>Tom &amp; J &#8212;</p><input type="hidden" name="seen" value="9">'
        '<input type="hidden" name="h" value="1">'
        '<input name="a" type="text" value="old" required><input type="password" name="p" value="">'
        '<textarea name="t">\nold &amp; text</textarea><input type="checkbox" name="c" value="1" checked>'
        '<input type="checkbox" name="c" value="2"><input type="radio" name="r" value="x" checked>'
        '<input type="radio" name="r" value="y"><select name="s"><option value="1" selected>One</option>'
        '<option value="2">Two</option></select><svg><use href="#i"/></svg>'
    )
    words = {
        "seen": ["3"], "h": ["2"], "a": ['new "one"'], "p": ["no"], "t": ["<b>\nnew"], "c": ["2"],
        "r": ["y"], "s": ["2"],
    }  # fmt: skip
    filled = refilled(form, words)
    assert filled == (
        '<p>Tom &amp; J &#8212;</p><input type="hidden" name="seen" value="3">'
        '<input type="hidden" name="h" value="1">'
        '<input name="a" type="text" required value="new &quot;one&quot;">'
        '<input type="password" name="p" value="">'
        '<textarea name="t">\n&lt;b&gt;\nnew</textarea><input type="checkbox" name="c" value="1">'
        '<input type="checkbox" name="c" value="2" checked><input type="radio" name="r" value="x">'
        '<input type="radio" name="r" value="y" checked><select name="s"><option value="1">One</option>'
        '<option value="2" selected>Two</option></select><svg><use href="#i"/></svg>'
    )
    assert refilled(form, {}) == form
