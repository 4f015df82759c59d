"""What the page of what executives owe may be told."""

from typing import Any

from wtforms import ValidationError

from portal.complaints.inputs import choice, day, money, one_line
from portal.complaints.owing import SHOWN
from portal.kernel.forms import Form
from workflows.language import N_, _

MOST_A_MONTH = 20


class OweForm(Form):
    """How many a month, and up to what sum alone."""

    person = one_line(N_("Who?"), needed=N_("Choose somebody."))
    target = one_line(N_("How many a month?"), needed=N_("Write how many a month."), most=2)
    most = money(N_("Up to what sum do they promise alone?"))

    def validate_target(self, field: Any) -> None:
        """A few a month: nobody answers thirty in person."""
        if not (field.data.isascii() and field.data.isdigit() and int(field.data) <= MOST_A_MONTH):
            raise ValidationError(_("Write a whole number up to %(most)s.", most=MOST_A_MONTH))


class AwayForm(Form):
    """From when until when, and who stands in."""

    person = one_line(N_("Who?"), needed=N_("Choose somebody."))
    first = day(N_("Away from"), needed=N_("Write the first day."))
    last = day(N_("Until"), needed=N_("Write the last day."))
    substitute = one_line(N_("Who stands in?"))


class ShownForm(Form):
    """What customers read of the month."""

    what = choice(N_("What do customers read of the month?"), SHOWN, needed=N_("Choose what they read."))
