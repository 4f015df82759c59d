"""What the pages of complaints may be told. Every refusal is a sentence that says what to write instead."""

from typing import Any

from wtforms import SelectField, ValidationError

from portal.complaints.inputs import YES_NO, choice, coins, day, money, one_line, read_day, text
from portal.complaints.proof import WithFiles
from portal.kernel.forms import Form
from workflows.complaints.choices import CAUSES, IMPACTS, MANNERS, OUTCOMES, VERDICTS
from workflows.language import N_, _

GRADES = {str(number): str(number) for number in range(1, 6)}


class WordsForm(Form):
    """A few words that are needed."""

    words = text(N_("Your words"), needed=N_("Write a few words."))


class DoneForm(WithFiles):
    """That it is done, and how it can be seen."""

    words = text(N_("Your words"), needed=N_("Write a few words."))


class InsideForm(Form):
    """A few words for the house alone."""

    words = text(N_("Your words"), needed=N_("Write a few words."), most=2000)


class LetterForm(WithFiles):
    """A letter to the other side."""

    words = text(N_("Your letter"), needed=N_("Write your letter first."))
    promise = one_line(N_("What do you promise in it?"))
    promised_for = day(N_("By which day?"), ahead=True)

    def validate_promise(self, field: Any) -> None:
        """What is promised has a day, and a day has what is promised for it."""
        if bool(field.data) != bool(self.promised_for.data):
            raise ValidationError(_("Write what you promise and by which day, or neither."))


class AssessForm(Form):
    """How grave it is."""

    severity = choice(
        N_("How grave is it for them?"),
        GRADES,
        N_("1 is a nuisance, 5 stops their work."),
        needed=N_("Choose from 1 to 5."),
    )
    complexity = choice(
        N_("How tangled is it?"),
        GRADES,
        N_("1 is plain, 5 takes every department."),
        needed=N_("Choose from 1 to 5."),
    )
    impact = choice(N_("How many does it touch?"), IMPACTS, needed=N_("Choose how many it touches."))
    safety = choice(
        N_("Is anybody’s safety at stake?"), YES_NO, needed=N_("Say whether anybody is in danger.")
    )
    immediate = text(N_("What is done at once?"), N_("Needed where somebody is not safe."), most=1000)
    words = text(N_("Why you judge it so"), needed=N_("Write in a sentence why."), most=1000)

    def validate_immediate(self, field: Any) -> None:
        """What is unsafe cannot wait for an offer."""
        if self.safety.data == "yes" and not field.data:
            raise ValidationError(_("Write what is done at once: somebody is not safe."))

    def said(self) -> dict[str, Any]:
        """The grades."""
        grades = {"severity": int(self.severity.data or 0), "complexity": int(self.complexity.data or 0)}
        return {**grades, "impact": self.impact.data, "safety": self.safety.data == "yes"}


class TalkForm(Form):
    """A talk in person."""

    manner = choice(N_("How did you speak?"), MANNERS, needed=N_("Choose how you spoke."))
    on = day(N_("On which day?"), needed=N_("Write the day on which you spoke."), ahead=False)
    minutes = one_line(N_("How many minutes?"), needed=N_("Write how long it was."), most=4)
    words = text(
        N_("What you heard"),
        N_("Your own note of it. They read it and say whether it was so."),
        needed=N_("Write in a sentence or two what you heard."),
    )

    def validate_minutes(self, field: Any) -> None:
        """Whole minutes of a day."""
        if not (field.data.isascii() and field.data.isdigit() and 0 < int(field.data) <= 600):
            raise ValidationError(_("Write whole minutes, up to 600."))

    def said(self) -> dict[str, Any]:
        """How, when and how long."""
        return {"manner": self.manner.data, "on": read_day(self.on), "minutes": int(self.minutes.data or 0)}


class FactForm(WithFiles):
    """What one's department found."""

    on = day(N_("When did it happen?"), needed=N_("Write the day on which it happened."), ahead=False)
    words = text(
        N_("What your department found"),
        N_("Facts with their source. The customer reads it."),
        needed=N_("Write what you found."),
    )


class JudgeForm(Form):
    """Whether the customer was right."""

    verdict = choice(N_("Was the customer right?"), VERDICTS, needed=N_("Say whether they were right."))
    words = text(N_("Why"), N_("They read it."), needed=N_("Write the reasons. They read them."))


class OfferForm(Form):
    """What is offered by when; or what else can be done."""

    words = text(N_("What do you offer?"), needed=N_("Write what you offer, or why you offer nothing."))
    value = money(
        N_("What is it worth?"),
        N_("In money, if it costs any. Above your limit another executive agrees first."),
    )
    by_date = day(N_("By when is it done?"), ahead=True)
    instead = text(
        N_("If you offer nothing: what else can they do?"),
        N_("A repair elsewhere, an ombudsman, a court: name it."),
        most=2000,
    )

    def validate_by_date(self, field: Any) -> None:
        """An offer is for a day; where nothing is offered, other ways are named."""
        if not field.data and not self.instead.data:
            raise ValidationError(
                _("Write by when it is done. If you offer nothing, write what else they can do.")
            )

    def said(self) -> dict[str, Any]:
        """Its worth and its day."""
        return {"value": coins(self.value.data) or 0, "by_date": read_day(self.by_date)}


class AgreeForm(Form):
    """By when the counter-offer is done."""

    by_date = day(N_("By when is it done?"), needed=N_("Write the day by which it is done."), ahead=True)


class CauseForm(Form):
    """Why behind why."""

    kind = choice(N_("Where does it come from?"), CAUSES, needed=N_("Choose where it comes from."))
    why1 = one_line(N_("Why did it happen?"), needed=N_("Write why it happened."), most=300)
    why2 = one_line(N_("And why was that?"), most=300)
    why3 = one_line(N_("And why was that?"), most=300)
    why4 = one_line(N_("And why was that?"), most=300)
    why5 = one_line(N_("And why was that?"), most=300)

    def whys(self) -> list[str]:
        """Those that say something."""
        return [said for n in range(1, 6) if (said := self[f"why{n}"].data)]


class PreventForm(Form):
    """What changes, or that nothing does."""

    changes = choice(
        N_("Does anything change because of it?"), YES_NO, needed=N_("Say whether anything changes.")
    )
    words = text(
        N_("What changes, or why nothing does"),
        N_("They read it."),
        needed=N_("Write what changes, or why nothing does."),
    )
    amends = SelectField(N_("Which change of a process is it?"), choices=[], validate_choice=False)
    change = one_line(N_("Or in which process or stage?"), N_("Such as: bespoke suit, basted fitting."))
    person = one_line(N_("Who makes the change?"))
    due = day(N_("By when?"), ahead=True)

    def validate_change(self, field: Any) -> None:
        """A change is made somewhere."""
        if self.changes.data == "yes" and not field.data and not self.amends.data:
            raise ValidationError(_("Write in which process or stage it changes."))

    def validate_amends(self, field: Any) -> None:
        """One of those that are offered, or none."""
        if field.data and field.data not in dict(field.choices):
            raise ValidationError(_("Choose one from the list."))

    def validate_due(self, field: Any) -> None:
        """And by a day."""
        if self.changes.data == "yes" and not field.data:
            raise ValidationError(_("Write by when the change is made."))


class CloseForm(Form):
    """The customer's last word."""

    outcome = choice(N_("How does it end?"), OUTCOMES, needed=N_("Say how it ends."))
    personally = choice(N_("Did we speak with you in person?"), YES_NO)
    words = text(N_("Because"), N_("In your words, if you like. They stand above it from now on."), most=2000)


class PauseForm(Form):
    """Until when clocks may rest, and why."""

    until = day(N_("Until when?"), needed=N_("Write until when."), ahead=True)
    words = text(N_("Why do you ask?"), needed=N_("Write why you ask."), most=1000)


class CheckForm(Form):
    """Still fine?"""

    fine = choice(N_("Is it still fine?"), YES_NO, needed=N_("Say whether it is still fine."))
    words = text(N_("What happened?"), N_("If it is not: one sentence is enough."), most=2000)

    def validate_words(self, field: Any) -> None:
        """What came back needs a word."""
        if self.fine.data == "no" and not field.data:
            raise ValidationError(_("Write in a sentence what happened."))


class NamedForm(Form):
    """Somebody, chosen from a list."""

    person = one_line(N_("Who?"), needed=N_("Choose somebody."))


class KnownForm(Form):
    """What was known and used, and how."""

    finding = one_line(N_("Which of what we know?"))
    how = text(N_("How was it used?"), needed=N_("Write how it was used."), most=600)


def choose_one() -> str:
    """What is missing where nothing was chosen."""
    return _("Choose what was used.")
