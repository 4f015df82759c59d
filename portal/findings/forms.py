"""What the pages of findings may be told. Every refusal is a sentence that says what to write instead."""

from datetime import date
from typing import Any

from wtforms import BooleanField, IntegerField, StringField, ValidationError

from portal.clans.forms import few_words, has_been
from portal.findings.actions import Learned
from portal.kernel.forms import Form
from portal.people.forms import line, one_line
from workflows.findings import MARKS, RIGHT, SURE
from workflows.language import N_, _


class FindingForm(Form):
    """What somebody learned: in their words, and how they know."""

    text = few_words(1000, N_("Write what you learned, in a sentence or two."))
    first_hand = StringField(filters=[line])
    sure = StringField(filters=[line])
    seen_on = StringField(filters=[line])
    place = one_line(200)
    subject = StringField(filters=[line])
    who = StringField(filters=[line])  # reads it: both sides, or the clan in its room

    def validate_first_hand(self, field: Any) -> None:
        """Yes or no."""
        if field.data not in ("yes", "no"):
            raise ValidationError(_("Say whether you saw or heard it yourself."))

    def validate_sure(self, field: Any) -> None:
        """One of three words."""
        if field.data not in SURE:
            raise ValidationError(_("Say how sure you are."))

    def validate_seen_on(self, field: Any) -> None:
        """A day that has been."""
        try:
            seen = date.fromisoformat(field.data or "")
        except ValueError:
            raise ValidationError(_("Write the day on which you learned it.")) from None
        has_been(seen)

    def validate_who(self, field: Any) -> None:
        """Nothing is shared, or kept from the customer, by oversight."""
        if field.data not in ("both", "room"):
            raise ValidationError(_("Choose who reads it."))

    def learned(self, subject_id: int | None) -> Learned:
        """What was learned, as it is kept."""
        seen, first_hand = date.fromisoformat(self.seen_on.data or ""), self.first_hand.data == "yes"
        text, place = self.text.data or "", self.place.data or ""
        return Learned(text, first_hand, str(self.sure.data), seen, place, subject_id)


class AnswerForm(Form):
    """A senior's answer, and whether it was new to them."""

    words = few_words(600, N_("Write what you make of it, or what will be done with it."))
    learned = BooleanField()


class MarkForm(Form):
    """What the customer thinks of it."""

    said = StringField(filters=[line])
    words = few_words(300)
    seen = IntegerField(default=0)

    def validate_said(self, field: Any) -> None:
        """Right, wrong or out of date."""
        if field.data not in MARKS:
            raise ValidationError(_("Say whether it is right."))

    def validate_words(self, field: Any) -> None:
        """What is not right needs a word about how it is."""
        if self.said.data in MARKS and self.said.data != RIGHT and not field.data:
            raise ValidationError(_("Write in a few words how it really is."))


class UseForm(Form):
    """Where something was put to use, and how."""

    place = StringField(filters=[line])
    how = few_words(600, N_("Write how it was used."))


class RejectForm(Form):
    """Why a use is not confirmed."""

    reason = few_words(300, N_("Write why it did not serve there."))


class CorrectForm(Form):
    """The finding in other words."""

    text = few_words(1000, N_("Write what you know now, in a sentence or two."))
