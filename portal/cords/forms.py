"""What the pages of the red cord may be told. Every refusal is a sentence that says what to write instead."""

from typing import Any

from wtforms import StringField, ValidationError

from portal.clans.forms import few_words, one_of
from portal.kernel.forms import Form
from portal.people.forms import line
from workflows.language import N_, _


class PullForm(Form):
    """Which promise is broken, how one can tell, to whom it goes, and which order or customer it is about."""

    promise = few_words(300, N_("Write which promise is broken."))
    evidence = few_words(1000, N_("Write how one can tell."))
    executive = one_of(N_("Choose to whom it goes."))
    customer = one_of(N_("Choose one of your customers, or none."))
    order = StringField(filters=[line])


class AnswerForm(Form):
    """What is decided."""

    decision = few_words(1000, N_("Write what is decided, and by when it is so."))


class PublishForm(Form):
    """What came of it, in words for all of the house."""

    promise = few_words(300, N_("Write which promise was at stake, without who said so."))
    outcome = few_words(600, N_("Write what came of it."))


class HandOnForm(Form):
    """To whom else it goes."""

    executive = one_of(N_("Choose to whom it goes."))


class SinceForm(Form):
    """Whether anything has been worse."""

    worse = StringField(filters=[line])
    words = few_words(600)

    def validate_worse(self, field: Any) -> None:
        """Yes or no."""
        if field.data not in ("yes", "no"):
            raise ValidationError(_("Say whether anything has been worse for you."))

    def validate_words(self, field: Any) -> None:
        """What is worse is said."""
        if self.worse.data == "yes" and not field.data:
            raise ValidationError(_("Write what has been worse. Only the stewards read it."))
