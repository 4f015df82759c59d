"""The small things that every area stands on: forms, slots, static addresses, doors, kept words."""

from flask import Flask
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField, StringField
from wtforms.validators import InputRequired

from portal.kernel import forms, kept, statics
from portal.kernel.doors import door, public, token
from portal.kernel.slots import Slots


class Line(forms.Form):
    """A line of a form."""

    text = StringField(validators=[InputRequired("Write something.")])


class Order(forms.Form):
    """A form with lines."""

    title = StringField(validators=[InputRequired("Write a title."), InputRequired("Really.")])
    lines = FieldList(FormField(Line))


def test_a_form_tells_the_first_problem_of_each_input():
    form = Order(MultiDict({"lines-0-text": ""}))
    assert not form.validate()
    assert form.problems == {"title": "Write a title.", "lines": "Write something."}


def test_a_form_is_filled_from_the_request_and_words_are_read_by_prefix(app):
    data = {"title": "Suit", "line.a": ["1", "2"], "line.b": "3", "other": "4"}
    with app.test_request_context(method="POST", data=data):
        assert forms.sent(Order).title.data == "Suit"
        assert forms.words("line.") == {"a": ["1", "2"], "b": ["3"]}
        assert set(forms.words()) == set(data)


def test_a_slot_shows_what_was_hung_in_it_and_nothing_else():
    slot = Slots()
    slot.hang("case.aside", lambda case: f"<p>{case}</p>")
    slot.hang("case.aside", lambda _case: "<p>more</p>")
    assert slot("case.aside", 7) == Markup("<p>7</p><p>more</p>")
    assert slot("case.head", 7) == Markup("")


def test_the_address_of_a_file_changes_with_the_file(app, tmp_path, monkeypatch):
    monkeypatch.setattr(app, "static_folder", str(tmp_path))
    (tmp_path / "a.css").write_text("a {}")
    (tmp_path / "b.css").write_text("b {}")
    with app.test_request_context():
        assert statics.address("a.css") == statics.address("a.css")
        assert statics.address("a.css").split("v=")[1] != statics.address("b.css").split("v=")[1]
        assert statics.address("taken-away.webp") == "/static/taken-away.webp"


def test_a_door_is_closed_unless_its_view_says_otherwise():
    app = Flask("doors")
    app.add_url_rule("/a", "a", lambda: "")
    app.add_url_rule("/b", "b", public(lambda: ""))
    app.add_url_rule("/c", "c", token(lambda: ""))
    assert [door(app, name) for name in ("a", "b", "c", "static")] == ["session", "public", "token", "public"]


def test_words_are_kept_for_their_owner_for_a_day_and_ten_forms_at_most(unit):
    with unit() as session:
        for number in range(12):
            kept.keep("ruth", f"/{number}", [["text", str(number)]])
            session.flush()
        kept.keep("colin", "/x", [])
        session.flush()
        assert kept.newest("ruth").url == "/11"
        assert session.query(kept.Kept).filter_by(person="ruth").count() == 10
        kept.keep("ruth", "/" + "x" * 600, [])
        kept.taken("ruth", "an-ordinary-key", "")
        kept.taken("ruth", kept.once_key(kept.newest("ruth")), "")
        assert kept.newest("ruth").url == "/10"
        kept.forget("ruth")
        assert kept.newest("ruth") is None
        assert kept.newest("colin").url == "/x"
