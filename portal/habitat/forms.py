"""What the pages of a map may be told. Every refusal is a sentence that says what to write instead."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import DateField, HiddenField, IntegerField, SelectMultipleField, StringField, ValidationError
from wtforms.validators import AnyOf, InputRequired

from portal.clans.forms import few_words, has_been
from portal.kernel.forms import Form
from portal.people.forms import line, one_line
from workflows.habitat import RELATIONS, TRENDS, WORDS
from workflows.language import N_, _


class ActorForm(Form):
    """Somebody a customer lives among: who, how they are doing, and how that is known."""

    name = one_line(120, N_("Write who it is: a name, or what kind of people they are."))
    relation = StringField(validators=[AnyOf(RELATIONS, N_("Choose what they are to the customer."))])
    trend = StringField(validators=[AnyOf([str(one) for one in TRENDS], N_("Choose how they are doing."))])
    evidence = few_words(600, N_("Write how one can tell."))
    source = one_line(200, N_("Write where this is from."))
    seen_on = DateField(validators=[InputRequired(N_("Choose the day."))], format=["%Y-%m-%d", "%d/%m/%Y"])
    seen = IntegerField(default=0)  # the version that was on the page

    def validate_seen_on(self, field: Any) -> None:
        """What was seen, not what will be."""
        if field.data:
            has_been(field.data)

    @property
    def words(self) -> dict[str, Any]:
        """The words as they are kept."""
        return {name: getattr(self, name).data for name in WORDS} | {"trend": int(self.trend.data or 0)}


class RivalForm(Form):
    """Two customers of the house, and why one says that they are rivals."""

    account = StringField(filters=[line])
    rival = StringField(filters=[line])
    words = few_words(300, N_("Write in a few words how they compete."))
    known: Mapping[str, Any]  # customers whom the reader sees, by the names that addresses have for them

    def validate_rival(self, field: Any) -> None:
        """Two that the reader sees."""
        if field.data not in self.known or self.account.data not in self.known:
            raise ValidationError(_("Choose two customers."))
        if field.data == self.account.data:
            raise ValidationError(_("Choose two different customers."))


class EndForm(Form):
    """Which note of rivals ends."""

    rivalry = IntegerField(default=0)


class ServesForm(Form):
    """Whom of the map an order serves; nobody ticked is unknown."""

    actors = SelectMultipleField(validate_choice=False)
    seen = HiddenField(filters=[line])

    @property
    def ticked(self) -> list[int]:
        """Whom it serves."""
        return _numbers(self.actors.data or [])

    @property
    def saw(self) -> list[int]:
        """Whom it served when the page was made."""
        return _numbers((self.seen.data or "").split())


def _numbers(said: Iterable[str]) -> list[int]:
    return [int(one) for one in said if one.isascii() and one.isdigit() and len(one) < 10]
