"""What the pages of meetings may be told. Every refusal is a sentence that says what to write instead."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import IntegerField, SelectField, StringField, TextAreaField, ValidationError

from portal.cases.stage_form import MOST_DAYS
from portal.clans.forms import few_words, is_near
from portal.clans.queries import today
from portal.kernel import clock
from portal.kernel.forms import Form
from portal.people.choices import zones
from portal.people.forms import line, one_line
from workflows.blocks.appointment import where
from workflows.grammar import Side
from workflows.language import N_, _
from workflows.meetings import ANSWERS, DOTS, EFFORTS, MOST_DOTS, MOST_LINES, QUORUM
from workflows.records import Refused
from workflows.redrawn import NewStage, Redraw
from workflows.values.skipped import skipped

LONGEST_LINE, LONGEST = 200, 24 * 60


def some_lines() -> TextAreaField:
    """A few lines, each one thing."""

    def few(_form: Any, field: Any) -> None:
        said = lines(field.data)
        if len(said) > MOST_LINES:
            raise ValidationError(_("Write at most %(most)s lines.", most=MOST_LINES))
        if any(len(one) > LONGEST_LINE for one in said):
            raise ValidationError(_("A line has at most %(most)s characters.", most=LONGEST_LINE))

    return TextAreaField(validators=[few])


def lines(text: str | None) -> list[str]:
    """The lines of a text that say something."""
    return [said for said in map(line, (text or "").splitlines()) if said]


class WhenForm(Form):
    """When and where a meeting is."""

    day = StringField(filters=[line])
    zone = StringField(filters=[line])
    hour = StringField(filters=[line])
    minutes = IntegerField(default=60)
    place = one_line(300)

    @property
    def starts(self) -> datetime:
        """The moment that was chosen, in UTC."""
        return self._typed().replace(tzinfo=ZoneInfo(self.zone.data or "")).astimezone(UTC)

    def _typed(self) -> datetime:
        on, at = date.fromisoformat(self.day.data or ""), time.fromisoformat(self.hour.data or "")
        return datetime.combine(on, at.replace(tzinfo=None))

    def validate_zone(self, field: Any) -> None:
        """A time zone that there is."""
        if field.data not in dict(zones()):
            raise ValidationError(_("Choose a time zone."))

    def validate_day(self, field: Any) -> None:
        """A day that there is, and that somebody plans for."""
        try:
            day = date.fromisoformat(field.data or "")
        except ValueError:
            raise ValidationError(_("Choose a day.")) from None
        is_near(day, 2)

    def validate_hour(self, _field: Any) -> None:
        """An hour that there is on that day, and still to come."""
        if self.day.errors or self.zone.errors:
            return
        try:
            typed, starts = self._typed(), self.starts
            problem = skipped(typed, ZoneInfo(self.zone.data or ""))
        except (ValueError, OverflowError):
            raise ValidationError(_("Write the hour as 14:30.")) from None
        if problem:
            raise ValidationError(problem)
        if starts <= clock.now():
            raise ValidationError(_("That time is over. Choose one that is still to come."))

    def validate_minutes(self, field: Any) -> None:
        """Between five minutes and a day."""
        if not 5 <= (field.data or 0) <= LONGEST:
            raise ValidationError(_("Write how many minutes it takes, such as 60."))

    def validate_place(self, field: Any) -> None:
        """A place in words, or a link that is safe to follow."""
        try:
            field.data = where(field.data or "")
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None

    @property
    def when(self) -> dict[str, Any]:
        """When and where, as it is kept."""
        said = {"minutes": self.minutes.data, "zone": self.zone.data, "place": self.place.data}
        return {"starts": self.starts, **said}


class CallForm(WhenForm):
    """What a meeting is about, when and where it is, and by which rules. Who is called is asked beside it."""

    title = one_line(120, N_("Give the meeting a name."))
    why = few_words(1000, N_("Say what the meeting is for, in a sentence or two."))
    agenda = some_lines()
    questions = some_lines()
    quorum = IntegerField(default=QUORUM)
    dots = IntegerField(default=DOTS)
    colleagues = some_lines()

    def validate_quorum(self, field: Any) -> None:
        """A part of a hundred."""
        if not 1 <= (field.data or 0) <= 100:
            raise ValidationError(_("Write a number from 1 to 100."))

    def validate_dots(self, field: Any) -> None:
        """Some dots."""
        if not 1 <= (field.data or 0) <= MOST_DOTS:
            raise ValidationError(_("Write a number from 1 to %(most)s.", most=MOST_DOTS))

    @property
    def said(self) -> dict[str, Any]:
        """What it is about, as it is kept."""
        told: dict[str, Any] = {"title": self.title.data, "why": self.why.data}
        told |= {"agenda": lines(self.agenda.data), "questions": lines(self.questions.data)}
        return {**self.when, **told, "quorum": self.quorum.data, "dots": self.dots.data}


class AnswerForm(Form):
    """Whether somebody comes."""

    answer = StringField(filters=[line])

    def validate_answer(self, field: Any) -> None:
        """One of three."""
        if field.data not in ANSWERS:
            raise ValidationError(_("Say whether you come."))


class OffForm(Form):
    """Why a meeting is not held."""

    why = few_words(300, N_("Write why the meeting is not held."))


class DayForm(Form):
    """A day to come."""

    day = StringField(filters=[line])

    @property
    def on(self) -> date:
        """The day that was chosen."""
        return date.fromisoformat(self.day.data or "")

    def validate_day(self, field: Any) -> None:
        """A day from today on."""
        try:
            day = date.fromisoformat(field.data or "")
        except ValueError:
            raise ValidationError(_("Choose a day.")) from None
        if day < today():
            raise ValidationError(_("Choose a day that is still to come."))
        is_near(day, 10)


class OwnerForm(Form):
    """Whose an action is."""

    owner = SelectField(choices=[], validate_choice=False)

    def validate_owner(self, field: Any) -> None:
        """Somebody who may own it."""
        if field.data not in (field.choices or ()):
            raise ValidationError(_("Choose who does it."))


class PromiseForm(DayForm, OwnerForm):
    """What is done, by whom, and until when."""

    action = few_words(300, N_("Write what will be done."))


class ParkForm(DayForm):
    """Until when an idea is parked."""

    words = few_words(300)

    def validate_day(self, field: Any) -> None:
        """A day after today: it comes back on it."""
        super().validate_day(field)
        if self.on <= today():
            raise ValidationError(_("Choose a day that is still to come."))


class DeclineForm(Form):
    """Why an idea is declined."""

    reason = few_words(300, N_("Write why it is declined."))


class ProjectForm(DayForm, OwnerForm):
    """What a joint project is called, what it is for, whose it is here, and until when."""

    title = one_line(120, N_("Give the project a name."))
    need = few_words(1000, N_("Write what the customer needs."))


class StageForm(DayForm, OwnerForm):
    """A stage of a running order, in the words of the idea."""

    title = one_line(100, N_("Give the new stage a name."))
    after = StringField(filters=[line])  # order and stage: northmoor-4:fitting
    days = IntegerField(default=3)
    why = few_words(600, N_("Say why, so that everyone understands it later."))
    field = one_line(100)

    def validate_days(self, field: Any) -> None:
        """Working days."""
        if not 0 <= (-1 if field.data is None else field.data) <= MOST_DAYS:
            raise ValidationError(
                _("Write a number of working days from 0 to %(most)s.", most=str(MOST_DAYS))
            )

    def new(self) -> Redraw:
        """The stage as the plan of an order reads it; both sides sign it."""
        told, written = str(self.why.data), (str(self.field.data),) if self.field.data else ()
        both: tuple[Side, ...] = ("customer", "clan")
        new = NewStage(
            title=str(self.title.data),
            help=told,
            days=self.days.data or 0,
            holder="clan",
            clan=written,
            signed_by=both,
        )
        return Redraw(kind="add", after=str(self.after.data).partition(":")[2], new=new, why=told)


class IdeaForm(Form):
    """An idea: what, how much work it is, and what it gives the customer."""

    text = few_words(1000, N_("Write your idea in a sentence or two."))
    effort = StringField(filters=[line])
    value = few_words(300, N_("Write what it gives the customer."))

    def validate_effort(self, field: Any) -> None:
        """Small, medium or large."""
        if field.data not in EFFORTS:
            raise ValidationError(_("Say how much work it is."))
