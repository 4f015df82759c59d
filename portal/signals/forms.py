"""What the pages of signals and of the drum may be told. Every refusal says what to write instead."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import StringField, ValidationError

from portal.clans.forms import few_words, has_been, is_near
from portal.clans.queries import today
from portal.kernel import clock
from portal.kernel.forms import Form
from portal.people.forms import line, one_line
from portal.signals.actions import Seen
from workflows.language import N_, _
from workflows.signals import ENDS, KINDS
from workflows.watching import Rule

LATEST = 14  # days until which a clan can be called for a drum; it is to meet in two


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


class SignalForm(Form):
    """A sentence about how a customer fares, and how it is known."""

    kind = StringField(filters=[line])
    text = few_words(300, N_("Write what you see, in a sentence."))
    value = one_line(60)
    baseline = one_line(60)
    source = one_line(200, N_("Write from where you know it."))
    seen_on = StringField(filters=[line])
    who = StringField(filters=[line])

    def validate_kind(self, field: Any) -> None:
        """One of the kinds."""
        if field.data not in KINDS:
            raise ValidationError(_("Say what it is about."))

    def validate_baseline(self, field: Any) -> None:
        """A number says nothing without what it is compared with."""
        if self.value.data and not field.data:
            raise ValidationError(_("Write what it was before, or what is usual."))

    def validate_seen_on(self, field: Any) -> None:
        """A day that has been."""
        seen = _day(field.data)
        if seen is None:
            raise ValidationError(_("Write the day on which it was so."))
        has_been(seen)

    def validate_who(self, field: Any) -> None:
        """Nothing is shared, or kept from the customer, by oversight."""
        if field.data not in ("both", "room"):
            raise ValidationError(_("Choose who reads it."))

    @property
    def seen(self) -> Seen:
        """The signal as it is kept."""
        words = (
            self.text.data or "",
            self.value.data or "",
            self.baseline.data or "",
            self.source.data or "",
        )
        return Seen(str(self.kind.data), *words, seen_on=date.fromisoformat(self.seen_on.data or ""))


class StrikeForm(Form):
    """Why the drum is struck."""

    words = few_words(600, N_("Write in a sentence or two what is wrong, or what you fear."))


class ConveneForm(Form):
    """When and where everybody meets; the day and hour are on the clock of the house, in its `zone`."""

    zone = "UTC"
    day = StringField(filters=[line])
    hour = StringField(filters=[line])
    place = one_line(200)

    def validate_day(self, field: Any) -> None:
        """A day, and a near one."""
        day = _day(field.data)
        if day is None:
            raise ValidationError(_("Write the day on which they meet."))
        if (day - today()).days > LATEST:
            raise ValidationError(_("They are to meet soon. Choose a day within two weeks."))

    def validate_hour(self, field: Any) -> None:
        """An hour that is still to come."""
        try:
            hour = time.fromisoformat(field.data or "")
        except ValueError:
            raise ValidationError(_("Write the hour, such as 10:00.")) from None
        day = _day(self.day.data)
        if day and not self.day.errors and self._at(day, hour) <= clock.now():
            raise ValidationError(_("That hour is over. Choose one that is still to come."))

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour.replace(tzinfo=None), ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def starts(self) -> datetime:
        """The moment at which they meet."""
        return self._at(date.fromisoformat(self.day.data or ""), time.fromisoformat(self.hour.data or ""))


class OfferForm(Form):
    """What somebody offers to do, and by when."""

    words = few_words(600, N_("Write what you would do for them."))
    by_day = StringField(filters=[line])

    def validate_by_day(self, field: Any) -> None:
        """No day, or one that is not over."""
        if not field.data:
            return
        day = _day(field.data)
        if day is None or day < today():
            raise ValidationError(_("Write a day that is not over, or leave it empty."))
        is_near(day, 2)

    @property
    def day(self) -> date | None:
        """The day by which it would be done."""
        return _day(self.by_day.data)


class ReplyForm(Form):
    """What the customer says to an offer; words are their choice."""

    words = few_words(300)


class CloseForm(Form):
    """How it ended, and why."""

    end = StringField(filters=[line])
    reason = few_words(600, N_("Write what came of it, or why it was a false alarm."))

    def validate_end(self, field: Any) -> None:
        """Answered, or a false alarm."""
        if field.data not in ENDS:
            raise ValidationError(_("Say how it ended."))


class RuleForm(Form):
    """From where on a rule says something, and whether it watches."""

    known: Rule
    limit = StringField(filters=[line])
    on = StringField(filters=[line])

    def validate_limit(self, field: Any) -> None:
        """A whole number within its limits; a rule without limits has none."""
        rule, number = self.known, field.data or ""
        fits = number.isascii() and number.isdigit() and len(number) < 10
        if rule.most and not (fits and rule.least <= int(number) <= rule.most):
            raise ValidationError(
                _("Write a whole number from %(least)s to %(most)s.", least=rule.least, most=rule.most)
            )

    @property
    def asked(self) -> int:
        """The number."""
        return int(self.limit.data) if self.known.most and self.limit.data else 0
