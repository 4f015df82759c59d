"""What the pages of objections may be told. Every refusal is a sentence that says what to write instead."""

from typing import Any

from wtforms import SelectField, StringField, ValidationError

from portal.clans.forms import few_words
from portal.kernel.forms import Form
from portal.objections.actions import Said
from portal.people.forms import line, one_line
from workflows.language import N_, _
from workflows.objections import ABOUT, DECLINED, HOLD, NOTE, UPHELD


class ObjectionForm(Form):
    """To what somebody objects, why, what would be better, how heavy it is, and who is to answer."""

    about = StringField(filters=[line])
    stage = StringField(filters=[line])
    decision = one_line(200, N_("Write which decision it is."))
    harm = few_words(600, N_("Write what it does to the customer."))
    better = few_words(600, N_("Write what would be better for them."))
    weight = StringField(filters=[line])
    person = SelectField(choices=[], validate_choice=False)

    def validate_about(self, field: Any) -> None:
        """One of the kinds of decisions."""
        if field.data not in ABOUT:
            raise ValidationError(_("Say what kind of decision it is."))

    def validate_weight(self, field: Any) -> None:
        """A note, or a hold, and nothing is held by oversight."""
        if field.data not in (NOTE, HOLD):
            raise ValidationError(_("Choose whether the stage waits for the answer."))
        if field.data == HOLD and not self.stage.data:
            raise ValidationError(
                _("Only a stage of an order can be held. Choose the stage, or make it a note.")
            )

    def validate_person(self, field: Any) -> None:
        """Somebody of the clan; the page says who they are."""
        if field.data not in [key for key, _label in field.choices]:
            raise ValidationError(_("Choose who answers."))

    @property
    def said(self) -> Said:
        """The words as they are kept."""
        words = (self.decision.data or "", self.harm.data or "", self.better.data or "")
        return Said(str(self.about.data), *words)


class AnswerForm(Form):
    """Whether it is upheld, and why."""

    outcome = StringField(filters=[line])
    words = few_words(1000, N_("Write your answer. Whoever objected reads it, and so does the clan."))

    def validate_outcome(self, field: Any) -> None:
        """Yes or no."""
        if field.data not in (UPHELD, DECLINED):
            raise ValidationError(_("Say whether you uphold it."))


class NameForm(Form):
    """Who is to answer instead."""

    person = SelectField(choices=[], validate_choice=False)

    def validate_person(self, field: Any) -> None:
        """Somebody of the clan; the page says who they are."""
        if field.data not in [key for key, _label in field.choices]:
            raise ValidationError(_("Choose who answers."))
