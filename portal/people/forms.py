"""What the pages of this area may be told. Every refusal is a sentence that says what to write instead."""

import re
import unicodedata
from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Email, InputRequired, Length

from portal.kernel import clock, languages
from portal.kernel.forms import Form
from portal.people.choices import BUYING, DAYS, OF_HOUSE, SEATS, THEMES, UNITS, among, zones
from portal.people.model import BUYING_ROLES, HOUSE_ROLES, LETTERS
from portal.people.passwords import LONGEST, SHORTEST
from workflows.language import N_, _, ngettext

NO_EMAIL = N_("Write an email address, such as ruth@example.org.")
MOST_HOLIDAYS, YEARS = 200, 10  # days that a plan may have to go round, and how far away they may be


def line(text: str | None) -> str:
    """One line of text, without control and direction characters and without spare spaces."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text or "")
    return " ".join(kept.split())


def lines(text: str | list[str] | None) -> list[str]:
    """The lines of a text, or those that are some already."""
    return text if isinstance(text, list) else (text or "").split()


def one_line(longest: int, problem: str = "") -> StringField:
    """A line of text, needed when there is a sentence for its absence, marked with N_."""
    needed = [DataRequired(problem)] if problem else []

    def short_enough(_form: Any, field: Any) -> None:
        if len(field.data or "") > longest:
            said = ngettext("Write at most %(num)s character.", "Write at most %(num)s characters.", longest)
            raise ValidationError(said)

    return StringField(filters=[line], validators=[*needed, short_enough])


def email_address() -> EmailField:
    """An email address, in small letters."""
    rules = [DataRequired(NO_EMAIL), Length(max=254, message=NO_EMAIL), Email(NO_EMAIL)]
    return EmailField(filters=[lambda text: line(text).lower()], validators=rules)


class EmailForm(Form):
    """Who wants a letter with a code."""

    email = email_address()


class CodeForm(EmailForm):
    """A code that was typed; spaces do not matter."""

    code = StringField(validators=[DataRequired(N_("Type the six digits of our letter."))])


class PasswordForm(EmailForm):
    """Signing in with a password."""

    password = PasswordField(validators=[InputRequired(N_("Type your password."))])


class PasskeyForm(Form):
    """What a browser's passkey answered."""

    ticket = HiddenField(validators=[DataRequired(), Length(max=100)])
    answer = HiddenField(validators=[DataRequired(), Length(max=20_000)])
    name = one_line(80)


class NewPasswordForm(Form):
    """A password that somebody gives themselves."""

    password = PasswordField(validators=[InputRequired(N_("Write the password you want."))])

    def validate_password(self, field: Any) -> None:
        """Long beats odd: length, and not one letter many times."""
        if not SHORTEST <= len(field.data) <= LONGEST:
            said = _(
                "Write %(fewest)s to %(most)s characters. A few words in a row are best.",
                fewest=SHORTEST,
                most=LONGEST,
            )
            raise ValidationError(said)
        if len(set(field.data)) < 5:
            raise ValidationError(_("Use at least five different characters."))


class DescribeForm(Form):
    """What others read about a person."""

    name = one_line(120, N_("Write your name as others should read it."))
    title = one_line(80)
    department = one_line(80)
    roles = SelectMultipleField(choices=among(BUYING))


class PreferForm(Form):
    """How a person wants the portal to be."""

    language = SelectField(choices=lambda: among([("", ""), *languages.names()]))
    length_unit = SelectField(choices=among(UNITS))
    theme = SelectField(choices=among(THEMES))
    zone = SelectField(choices=lambda: among([("", ""), *zones()]))
    single_keys = BooleanField()


class QuietForm(Form):
    """Which letters a person wants about their orders, and when none: hours, and days of the week."""

    letters = SelectField(choices=among(list(LETTERS.items())), default="daily")
    named = BooleanField()
    quiet_from = StringField(filters=[line])
    quiet_until = StringField(filters=[line])
    quiet_days = SelectMultipleField(choices=among(DAYS))

    def validate_quiet_from(self, field: Any) -> None:
        """A time of the day."""
        _is_time(field.data)

    def validate_quiet_until(self, field: Any) -> None:
        """A time of the day."""
        _is_time(field.data)

    def validate_quiet_days(self, field: Any) -> None:
        """Some day must be left: what waits for somebody is told to them."""
        if len(set(field.data)) == len(DAYS):
            raise ValidationError(_("Leave at least one day on which letters may come."))

    @property
    def quiet(self) -> dict[str, Any]:
        """Which letters, and the hours and days without any, as they are kept."""
        days = "".join(sorted(set(self.quiet_days.data or [])))
        hours = {"quiet_from": self.quiet_from.data or "", "quiet_until": self.quiet_until.data or ""}
        return {**hours, "quiet_days": days, "letters": self.letters.data, "named": self.named.data}


class DaysForm(Form):
    """When people work: at least one day of the week, and the days on which they do not."""

    working_days = SelectMultipleField(
        choices=among(DAYS), validators=[DataRequired(N_("Choose at least one day of the week to work on."))]
    )
    holidays = TextAreaField(filters=[lines])

    def validate_holidays(self, field: Any) -> None:
        """Days, one on each line, no more than a plan can go round and none that it never reaches."""
        if len(field.data) > MOST_HOLIDAYS:
            said = ngettext(
                "This is %(num)s day. Write %(most)s at most.",
                "These are %(num)s days. Write %(most)s at most.",
                len(field.data),
                most=MOST_HOLIDAYS,
            )
            raise ValidationError(said)
        for day in field.data:
            _is_day_of_plan(day)

    @property
    def days(self) -> dict[str, Any]:
        """The days as they are kept: each once, in their order."""
        working = "".join(sorted(set(self.working_days.data or [])))
        return {"working_days": working, "holidays": sorted(set(self.holidays.data or []))}


class HouseForm(DaysForm):
    """What the house says about itself, and when it works."""

    name = one_line(120, N_("Write the name of the house."))
    telephone = one_line(40, N_("Write a number that a person answers."))
    address = one_line(200)
    currency = one_line(3, N_("Write the three letters of a currency, such as GBP."))
    zone = SelectField(choices=lambda: among(zones()))

    def validate_currency(self, field: Any) -> None:
        """Three capital letters, as banks write them."""
        if not (len(field.data) == 3 and field.data.isascii() and field.data.isupper()):
            raise ValidationError(_("Write the three capital letters of a currency, such as GBP."))


class InviteForm(Form):
    """Who is invited, and to what: `place` is an account's short name, "new" or "house"."""

    place = HiddenField()
    account_name = one_line(120)
    name = one_line(120, N_("Write their name."))  # it stands in a letter
    email = email_address()
    title = one_line(80)
    department = one_line(80)
    roles = SelectMultipleField(choices=among([*BUYING, *OF_HOUSE]))

    def validate_name(self, field: Any) -> None:
        """Nobody's letter carries a stranger's links."""
        if "://" in field.data or "www." in field.data.lower():
            raise ValidationError(_("Write a name, not an address."))

    def validate_account_name(self, field: Any) -> None:
        """A new account needs a name."""
        if self.place.data == "new" and not field.data:
            raise ValidationError(_("Write what the new account is called."))

    def validate_roles(self, field: Any) -> None:
        """Buying roles belong to customers, roles of the house to its people."""
        fitting = HOUSE_ROLES if self.place.data == "house" else BUYING_ROLES
        if any(role not in fitting for role in field.data):
            raise ValidationError(_("Choose among the parts shown here."))


class SeatForm(Form):
    """A seat in the clan of an account: none, one, or a senior's."""

    account = StringField(validators=[DataRequired()])
    seat = SelectField(choices=among(SEATS))


class AppointForm(Form):
    """The roles of somebody in the house."""

    roles = SelectMultipleField(choices=among(OF_HOUSE))


def _is_time(text: str) -> None:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise ValidationError(_("Write a time of the day, such as 20:00."))


def _is_day_of_plan(day: str) -> None:
    if not is_day(day):
        said = _("%(day)s is not a day. Write year-month-day, such as 2026-12-25.", day=day[:20])
        raise ValidationError(said)
    if abs(date.fromisoformat(day).year - clock.now().year) > YEARS:
        said = _(
            "%(day)s is too far from today. Write days within %(years)s years of it.", day=day, years=YEARS
        )
        raise ValidationError(said)


def is_day(text: str) -> bool:
    """Whether this is a day as we write it: year, month, day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
