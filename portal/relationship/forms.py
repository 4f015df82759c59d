"""What notes of contacts may be told. Every refusal is a sentence that says what to write instead."""

from typing import Any

from wtforms import DateField, SelectField, ValidationError
from wtforms.validators import InputRequired

from portal.clans.forms import few_words, has_been
from portal.kernel.forms import Form
from portal.relationship.model import WAYS
from workflows.language import N_, _

WHICH = N_("Choose one of these.")


def among(*values: str) -> SelectField:
    """One of these values; those of people are given with the request."""
    choices: Any = list(values)
    return SelectField(choices=choices, validate_choice=False)


class TouchForm(Form):
    """Who spoke with whom, when, how, who reached out, about what, and what comes next."""

    member, person = among(), among()
    on = DateField(validators=[InputRequired(N_("Choose the day."))], format=["%Y-%m-%d", "%d/%m/%Y"])
    way = among(*WAYS)
    first = among("customer", "clan")
    about = few_words(300, N_("Write in a few words what it was about."))
    next = few_words(200)

    def validate_on(self, field: Any) -> None:
        """What was, not what will be."""
        if field.data:
            has_been(field.data)

    def _chosen(self, field: Any) -> None:
        if field.data not in (field.choices or ()):
            raise ValidationError(_(WHICH))

    validate_member = validate_person = validate_way = validate_first = _chosen

    @property
    def said(self) -> dict[str, Any]:
        """The words as they are kept."""
        return {
            "way": self.way.data,
            "first": self.first.data,
            "about": self.about.data,
            "next": self.next.data or "",
        }


class OtherwiseForm(Form):
    """What was otherwise."""

    words = few_words(300, N_("Write in a few words what was otherwise."))
