"""What the pages of hunts may be told. Every refusal is a sentence that says what to write instead."""

from datetime import date
from decimal import Decimal
from typing import Any

from wtforms import StringField, ValidationError

from portal.cases.definitions import library
from portal.clans.forms import few_words
from portal.clans.queries import today
from portal.hunts.actions import Terms
from portal.hunts.queries import Agreed
from portal.kernel.forms import Form
from portal.people.forms import line, one_line
from workflows.grammar import Field
from workflows.hunts import QUESTIONS, SAYS, Band, Figures
from workflows.language import N_, _
from workflows.values import Invalid, read

TYPED, ORDER = "typed", "order:"  # a band that is typed; one that an order agreed, with its name


class HuntForm(Form):
    """What a hunt is, what we earn of it, its band, and by when it is decided."""

    what = one_line(200, N_("Write what you would like to win, in a few words."))
    need = few_words(600, N_("Write which need of theirs it meets."))
    offered = few_words(600, N_("Write what they would be offered, and at what price."))
    value = StringField(filters=[line])
    costs = StringField(filters=[line])
    margin = StringField(filters=[line])
    band = StringField(filters=[line])
    band_low = StringField(filters=[line])
    band_high = StringField(filters=[line])
    band_from = one_line(200)
    decided_by = StringField(filters=[line])

    currency = ""  # of the house, and the bands that orders agreed: given by the view
    agreed: tuple[Agreed, ...] = ()

    def validate_value(self, field: Any) -> None:
        """A sum that is something."""
        if not self._coins("value", _("The value")):
            raise ValidationError(_("Write what it is worth, such as 38,000."))

    def validate_costs(self, field: Any) -> None:
        """A sum, or nothing."""
        self._coins("costs", _("What it costs us"))

    def validate_margin(self, field: Any) -> None:
        """A figure in per cent, or nothing; and not a second way to say what the costs say."""
        self._hundredths("margin", _("What we earn"))
        if field.data and self.costs.data:
            raise ValidationError(_("Write the costs or what we earn, not both."))

    def validate_band(self, field: Any) -> None:
        """One that an order agreed, or one that is typed."""
        if field.data != TYPED and self._of_order() is None:
            raise ValidationError(_("Choose the band in which it is to lie."))

    def validate_band_low(self, field: Any) -> None:
        """Needed where the band is typed."""
        if self.band.data == TYPED and self._hundredths("band_low", _("The lower end")) is None:
            raise ValidationError(_("Write the least that we earn of it, in per cent."))

    def validate_band_high(self, field: Any) -> None:
        """Needed where the band is typed, and not below the lower end."""
        if self.band.data != TYPED:
            return
        high = self._hundredths("band_high", _("The upper end"))
        if high is None:
            raise ValidationError(_("Write the most that we earn of it, in per cent."))
        if "band_low" not in self.errors and high < (self._hundredths("band_low", "") or 0):
            raise ValidationError(_("This is less than the lower end."))

    def validate_band_from(self, field: Any) -> None:
        """A typed band comes from somewhere."""
        if self.band.data == TYPED and not field.data:
            raise ValidationError(_("Write where this band comes from."))

    def validate_decided_by(self, field: Any) -> None:
        """A day that there is."""
        try:
            day = date.fromisoformat(field.data or "")
        except ValueError:
            raise ValidationError(_("Write the day on which it is decided.")) from None
        if day < today() or day.year > today().year + 10:
            raise ValidationError(_("Choose a day that is still to come, within ten years."))

    @property
    def terms(self) -> Terms:
        """What the form says, once it is valid."""
        value = self._coins("value", "") or 0
        figures = Figures(value, self._coins("costs", ""), self._hundredths("margin", ""))
        order = self._of_order()
        return Terms(
            what=self.what.data or "",
            need=self.need.data or "",
            offered=self.offered.data or "",
            figures=figures,
            band=order.band if order else self._typed(),
            band_from=order.ref if order else self.band_from.data or "",
            decided_by=date.fromisoformat(self.decided_by.data or ""),
        )

    def _typed(self) -> Band:
        low, high = (self._hundredths(name, "") or 0 for name in ("band_low", "band_high"))
        return Band(TYPED, low, high)

    def _of_order(self) -> Agreed | None:
        ref = (self.band.data or "").removeprefix(ORDER)
        return next((one for one in self.agreed if one.ref == ref), None)

    def _coins(self, name: str, label: str) -> int | None:
        held = self._read(name, Field(key=name, label=label or name, type="money", min=Decimal(0)))
        return held["amount"] if held else None

    def _hundredths(self, name: str, label: str) -> int | None:
        line = Field(
            key=name, label=label or name, type="decimal", unit="%", min=Decimal(-100), max=Decimal(100)
        )
        held = self._read(name, line)
        return int(Decimal(held) * 100) if held is not None else None

    def _read(self, name: str, line: Field) -> Any:
        try:
            return read(line, self[name].data, currency=self.currency)
        except Invalid as problem:
            raise ValidationError(str(problem)) from None


class AnswersForm(Form):
    """The five questions, each with its answer and words to it."""

    used, cheaper, strain, lock_in, buy = (StringField(filters=[line]) for _one in QUESTIONS)
    used_words, cheaper_words, strain_words, lock_in_words, buy_words = (few_words(300) for _one in QUESTIONS)

    def validate(self, *_more: Any) -> bool:
        """Each of the five is answered, and harm with words."""
        fine = super().validate()
        for key, question in QUESTIONS.items():
            if self[key].data not in SAYS:
                self[key].errors = [_("Answer this, or say that you do not know.")]
            elif self[key].data == question.harm and not self[f"{key}_words"].data:
                self[f"{key}_words"].errors = [_("Write in a few words why.")]
        return fine and not any(self[key].errors for key in self.data)

    @property
    def said(self) -> dict[str, tuple[str, str]]:
        """Each answer with its words, as they are kept."""
        return {key: (str(self[key].data), self[f"{key}_words"].data or "") for key in QUESTIONS}


class WhyForm(Form):
    """Why a hunt ends so, or is taken up again."""

    why = few_words(600, N_("Write why, in a sentence or two."))


class AskForm(Form):
    """Who of the clan is asked."""

    person = StringField(filters=[line])


class OrderForm(Form):
    """The order that a hunt becomes: its process, its name and its need, as the customer reads them."""

    made_as = StringField(filters=[line])  # the key of its process
    title = one_line(200, N_("Give it a name, so that everyone can find it."))
    need = few_words(1000, N_("Write what the customer needs."))

    def validate_made_as(self, field: Any) -> None:
        """One that ships."""
        if field.data not in library():
            raise ValidationError(_("Choose how it is made."))


class LinkForm(Form):
    """Which order it became."""

    ref = StringField(filters=[line])
