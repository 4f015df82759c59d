"""What the pages of first weeks may be told. Every refusal is a sentence that says what to write instead."""

from datetime import date
from typing import Any

from wtforms import StringField, ValidationError
from wtforms.validators import DataRequired

from portal.clans.forms import few_words, is_near
from portal.kernel.forms import Form
from portal.people.forms import line, one_line
from portal.quests.queries import today
from workflows.language import N_, _

EARLIEST, LATEST = date(2000, 1, 1), date(2999, 12, 31)


class DayForm(Form):
    """A form with a day, written as 2026-11-23."""

    day = StringField(filters=[line], validators=[DataRequired(N_("Choose a day."))])

    @property
    def on(self) -> date:
        """The day that was chosen."""
        return date.fromisoformat(self.day.data or "")

    def validate_day(self, field: Any) -> None:
        """A day that there is, in the years that people live in."""
        try:
            known = EARLIEST <= self.on <= LATEST
        except ValueError:
            known = False
        if not known:
            raise ValidationError(_("Write a day as 2026-03-18."))
        self.judge(self.on)

    def judge(self, day: date) -> None:
        """Refuse a day that does not fit."""


class StepForm(DayForm):
    """The proof of a step that one takes alone: the day, and what was seen."""

    words = few_words(1000, N_("Write what you saw or heard, in a few words."))

    def judge(self, day: date) -> None:
        """A step is noted once it is taken."""
        if day > today():
            raise ValidationError(_("That day is still to come. Note the step once it is taken."))


class WithForm(StepForm):
    """The proof of a step that one takes with somebody."""

    source = one_line(120, N_("Write who showed it to you, or told you."))


class OfferForm(DayForm):
    """What the customer would like to show, on which day, and where to come to."""

    what = few_words(300, N_("Write what you would like to show."))
    where = one_line(200)

    def judge(self, day: date) -> None:
        """Nobody comes to what is over."""
        if day < today():
            raise ValidationError(_("That day is over. Choose one that is still to come."))
        is_near(day, 2)


class ReplyForm(Form):
    """A few words with a yes or no."""

    words = few_words(300)


class OtherwiseForm(Form):
    """How it was, when it was not as a newcomer wrote."""

    words = few_words(300, N_("Write in a few words how it was."))
