"""What the pages of a clan may be told. Every refusal is a sentence that says what to write instead."""

from datetime import date
from typing import Any

from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired

from portal.clans.queries import today
from portal.kernel.forms import Form
from portal.people.forms import line, one_line
from workflows.language import N_, _, ngettext

MOST_HOURS = 200
EARLIEST = date(1900, 1, 1)  # what is said to have been before is a slip of the hand


def few_words(longest: int, problem: str = "") -> TextAreaField:
    """A few sentences, needed when there is a sentence for their absence, marked with N_."""

    def short_enough(_form: Any, field: Any) -> None:
        if len(field.data or "") > longest:
            said = ngettext("Write at most %(num)s character.", "Write at most %(num)s characters.", longest)
            raise ValidationError(said)

    needed = [DataRequired(problem)] if problem else []
    return TextAreaField(filters=[line], validators=[*needed, short_enough])


def one_of(problem: str) -> SelectField:
    """One of those that the page offers; `problem` is said of anything else, marked with N_."""

    def known(_form: Any, field: Any) -> None:
        if field.data not in [key for key, _label in field.choices]:
            raise ValidationError(_(problem))

    return SelectField(choices=[], validate_choice=False, validators=[known])


def has_been(day: date) -> None:
    """Refuse a day of which nobody can speak yet, or any more."""
    if day > today():
        raise ValidationError(_("Choose a day that has been."))
    if day < EARLIEST:
        raise ValidationError(_("Write the year in four digits, such as %(year)s.", year=today().year))


def is_near(day: date, years: int) -> None:
    """Refuse a day to come that nobody plans yet: it is a slip of the hand."""
    if day.year > today().year + years:
        said = ngettext("Choose a day within %(num)s year.", "Choose a day within %(num)s years.", years)
        raise ValidationError(said)


class WordsForm(Form):
    """What somebody is here for, their hours a month, and what they may decide."""

    why = few_words(300)
    hours = StringField(filters=[line])
    decides = few_words(300)

    def validate_hours(self, field: Any) -> None:
        """Whole hours of a month, or nothing."""
        if field.data and not (
            field.data.isascii() and field.data.isdigit() and int(field.data) <= MOST_HOURS
        ):
            raise ValidationError(_("Write whole hours, up to %(most)s, or leave it empty.", most=MOST_HOURS))

    @property
    def said(self) -> dict[str, Any]:
        """The words as they are kept."""
        hours = int(self.hours.data) if self.hours.data else None
        return {"why": self.why.data or "", "hours": hours, "decides": self.decides.data or ""}


class SeatForm(Form):
    """A seat that waits for somebody."""

    department = one_line(80, N_("Write the department that is missing."))
    what_for = few_words(300, N_("Write what the clan needs somebody of this department for."))
    senior = BooleanField()


class CloseForm(Form):
    """Why an open seat is not needed any more."""

    reason = few_words(300, N_("Write why this seat is not needed any more."))


class AskForm(Form):
    """Who is our person in this department?"""

    department = one_line(80, N_("Write the department, such as accounting."))
    about = few_words(300)


class AnswerForm(Form):
    """One of the clan, and a few words."""

    person = SelectField(choices=[], validate_choice=False)
    words = few_words(600, N_("Write a few words about what they do for this customer."))

    def validate_person(self, field: Any) -> None:
        """Somebody who stands for this customer."""
        if field.data not in (field.choices or ()):
            raise ValidationError(_("Choose one of the clan."))


class GiveForm(Form):
    """An open seat, and who takes it."""

    seat = IntegerField(validators=[DataRequired()])
    person = one_line(40)
