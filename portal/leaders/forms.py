"""What the pages of leaders may be told. Every refusal is a sentence that says what to write instead."""

import re
from datetime import date
from typing import Any

from wtforms import StringField, ValidationError

from portal.clans.forms import few_words, has_been, is_near, one_of
from portal.clans.queries import today
from portal.kernel.forms import Form
from portal.leaders.actions import Need
from portal.leaders.listening import Heard
from portal.people.forms import line, one_line
from portal.people.model import Person
from workflows.language import N_, _
from workflows.leaders import MOST_MINUTES

YEARS = 5  # what is promised for later is a slip of the hand
HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def a_day(text: str | None) -> date:
    """A day as people write it.

    Raises:
        ValidationError: it is none.
    """
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        raise ValidationError(_("Choose a day.")) from None


def not_past(_form: Any, field: Any) -> None:
    """A day from today on."""
    day = a_day(field.data)
    if day < today():
        raise ValidationError(_("Choose a day that is still to come."))
    is_near(day, YEARS)


def minutes() -> StringField:
    """A length of time."""

    def few_enough(_form: Any, field: Any) -> None:
        known = (field.data or "").isascii() and (field.data or "").isdigit() and len(field.data) < 5
        if not (known and 1 <= int(field.data) <= MOST_MINUTES):
            raise ValidationError(_("Write minutes, from 1 to %(most)s.", most=MOST_MINUTES))

    return StringField(filters=[line], validators=[few_enough])


class AskForm(Form):
    """What somebody needs of a leader."""

    what = few_words(300, N_("Write the one thing that you need."))
    why = few_words(600, N_("Write why it matters to the customer or to the work."))
    cost = few_words(200)
    customer = one_of(N_("Choose one of your customers, or none."))

    @property
    def need(self) -> Need:
        """The words as they are kept."""
        return Need(self.what.data or "", self.why.data or "", self.cost.data or "")


class PromiseForm(Form):
    """By which day it is there."""

    day = StringField(filters=[line], validators=[not_past])

    @property
    def on(self) -> date:
        """The day that was chosen."""
        return a_day(self.day.data)


class RefuseForm(Form):
    """Why not."""

    reason = few_words(600, N_("Write why not. A no without a reason is none."))


class PlanForm(Form):
    """Beside whom somebody listens in, and when."""

    beside = one_of(N_("Choose beside whom you sit."))
    day = StringField(filters=[line], validators=[not_past])
    hour = StringField(filters=[line])
    minutes = minutes()

    def validate_hour(self, field: Any) -> None:
        """A time of the day."""
        if not HOUR.fullmatch(field.data or ""):
            raise ValidationError(_("Write a time, such as 11:00."))


class RecordForm(Form):
    """What was heard. What is missing makes it count nothing, and is no mistake."""

    day = StringField(filters=[line])
    minutes = minutes()
    consent = StringField(filters=[line])
    contact = one_line(120)
    quote = few_words(600)
    felt = few_words(300)
    learned = few_words(1000)
    action = few_words(300)
    owner = one_of(N_("Choose who does it."))
    due = StringField(filters=[line])

    def validate_day(self, field: Any) -> None:
        """A day that has been."""
        has_been(a_day(field.data))

    def validate_consent(self, field: Any) -> None:
        """Yes or no."""
        if field.data not in ("yes", "no"):
            raise ValidationError(_("Say whether they agreed that you listen and write."))

    def validate_contact(self, field: Any) -> None:
        """Whose consent it is."""
        if self.consent.data == "yes" and not field.data:
            raise ValidationError(_("Write who agreed to it."))

    def validate_owner(self, field: Any) -> None:
        """An action is somebody's."""
        if self.action.data and not field.data:
            raise ValidationError(_("Choose who does it."))

    def validate_due(self, field: Any) -> None:
        """An action has a day."""
        if self.action.data:
            is_near(a_day(field.data), YEARS)

    def heard(self, owner: Person | None) -> Heard:
        """What was heard, as it is kept."""
        acts = bool(self.action.data)
        return Heard(
            day=a_day(self.day.data),
            minutes=int(self.minutes.data or 0),
            contact=self.contact.data or "",
            consent=self.consent.data == "yes",
            quote=self.quote.data or "",
            felt=self.felt.data or "",
            learned=self.learned.data or "",
            action=self.action.data or "",
            owner=owner if acts else None,
            due=a_day(self.due.data) if acts else None,
        )


class ReportForm(Form):
    """Whom it is about, and who reads it."""

    customer = one_of(N_("Choose one of your customers."))
    who = StringField(filters=[line])

    def validate_who(self, field: Any) -> None:
        """Nothing is shared, or kept from the customer, by oversight."""
        if field.data not in ("both", "room"):
            raise ValidationError(_("Choose who reads it."))
