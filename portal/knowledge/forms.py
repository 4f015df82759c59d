"""What the pages of knowledge given may be told. Every refusal says what to write instead."""

import re
from typing import Any

from wtforms import DateField, IntegerField, SelectMultipleField, StringField, ValidationError
from wtforms.validators import AnyOf, InputRequired

from portal.clans.forms import few_words, has_been
from portal.kernel.forms import Form
from portal.knowledge.actions import Given
from portal.people.forms import line, one_line
from workflows.knowledge import KINDS, RATINGS, USED
from workflows.language import N_, _

WEB = re.compile(r"https?://[^\s/?#@\"'<>\\]+(?:[/?#][^\s\"'<>\\]*)?", re.ASCII)


class GiftForm(Form):
    """What is given, to whom of the customer, and when."""

    kind = StringField(validators=[AnyOf(KINDS, N_("Choose what it is."))])
    title = one_line(200, N_("Write what it is about."))
    words = few_words(600)
    link = one_line(500)
    given_on = DateField(validators=[InputRequired(N_("Choose the day."))], format=["%Y-%m-%d", "%d/%m/%Y"])
    people = SelectMultipleField(choices=[], validate_choice=False)

    def validate_link(self, field: Any) -> None:
        """An address of the web, and no other."""
        if field.data and not WEB.fullmatch(field.data):
            raise ValidationError(_("Write an address that begins with https://, or leave it empty."))

    def validate_given_on(self, field: Any) -> None:
        """What was given, not what will be."""
        if field.data:
            has_been(field.data)

    def validate_people(self, field: Any) -> None:
        """Somebody of the customer."""
        if not field.data or not set(field.data) <= set(field.choices or ()):
            raise ValidationError(_("Choose to whom it was given."))

    @property
    def given(self) -> Given:
        """What is given, as it is kept."""
        words = {"title": self.title.data or "", "words": self.words.data or "", "link": self.link.data or ""}
        return Given(kind=str(self.kind.data), given_on=self.given_on.data, **words)  # type: ignore[arg-type]


class RateForm(Form):
    """Whether it was of use, and where it was used."""

    rating = StringField(validators=[AnyOf([str(one) for one in RATINGS], N_("Choose what it was to you."))])
    where = few_words(300)

    def validate_where(self, field: Any) -> None:
        """Whoever used it says where."""
        if self.rating.data in [str(one) for one in RATINGS if one >= USED] and not field.data:
            raise ValidationError(_("Write where it was used."))


class StopForm(Form):
    """Of whom it is decided."""

    person = StringField(filters=[line])
    number = IntegerField(default=0)  # of the gift after which it is asked
