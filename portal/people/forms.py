"""What the pages of this area may be told. Every refusal is a sentence that says what to write instead."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import available_timezones

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
from portal.people.model import BUYING_ROLES, HOUSE_ROLES, LETTERS
from portal.people.passwords import LONGEST, SHORTEST

NO_EMAIL = "Write an email address, such as ruth@example.org."
BUYING, OF_HOUSE = list(BUYING_ROLES.items()), list(HOUSE_ROLES.items())
PARTS = BUYING_ROLES | HOUSE_ROLES  # in words, by key
UNITS = [("cm", "centimetres"), ("in", "inches")]
THEMES = [("", "as my device"), ("light", "light"), ("dark", "dark")]
SEATS = [("none", "no seat"), ("member", "in the clan"), ("senior", "senior")]
DAYS = [("1", "Monday"), ("2", "Tuesday"), ("3", "Wednesday"), ("4", "Thursday"), ("5", "Friday")]
DAYS += [("6", "Saturday"), ("7", "Sunday")]
MOST_HOLIDAYS, YEARS = 200, 10  # days that a plan may have to go round, and how far away they may be


def line(text: str | None) -> str:
    """One line of text, without control and direction characters and without spare spaces."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text or "")
    return " ".join(kept.split())


def lines(text: str | list[str] | None) -> list[str]:
    """The lines of a text, or those that are some already."""
    return text if isinstance(text, list) else (text or "").split()


def one_line(label: str, longest: int, problem: str = "") -> StringField:
    """A line of text, needed when there is a sentence for its absence."""
    needed = [DataRequired(problem)] if problem else []
    too_long = f"Write at most {longest} characters."
    return StringField(label, filters=[line], validators=[*needed, Length(max=longest, message=too_long)])


def email_address() -> EmailField:
    """An email address, in small letters."""
    rules = [DataRequired(NO_EMAIL), Length(max=254, message=NO_EMAIL), Email(NO_EMAIL)]
    return EmailField("Email", filters=[lambda text: line(text).lower()], validators=rules)


def among(choices: Sequence[tuple[str, str]]) -> Any:
    """What may be chosen. WTForms takes the plain values; its types do not say so yet."""
    return [value for value, _label in choices]


@cache
def zones() -> list[tuple[str, str]]:
    """The time zones of the world that have a place's name."""
    named = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return [(zone, zone.replace("_", " ")) for zone in named]


class EmailForm(Form):
    """Who wants a letter with a code."""

    email = email_address()


class CodeForm(EmailForm):
    """A code that was typed; spaces do not matter."""

    code = StringField(validators=[DataRequired("Type the six digits of our letter.")])


class PasswordForm(EmailForm):
    """Signing in with a password."""

    password = PasswordField(validators=[InputRequired("Type your password.")])


class PasskeyForm(Form):
    """What a browser's passkey answered."""

    ticket = HiddenField(validators=[DataRequired(), Length(max=100)])
    answer = HiddenField(validators=[DataRequired(), Length(max=20_000)])
    name = one_line("Name", 80)


class NewPasswordForm(Form):
    """A password that somebody gives themselves."""

    password = PasswordField(validators=[InputRequired("Write the password you want.")])

    def validate_password(self, field: Any) -> None:
        """Long beats odd: length, and not one letter many times."""
        if not SHORTEST <= len(field.data) <= LONGEST:
            raise ValidationError(f"Write {SHORTEST} to {LONGEST} characters. A few words in a row are best.")
        if len(set(field.data)) < 5:
            raise ValidationError("Use at least five different characters.")


class DescribeForm(Form):
    """What others read about a person."""

    name = one_line("Name", 120, "Write your name as others should read it.")
    title = one_line("What you do", 80)
    department = one_line("Department", 80)
    roles = SelectMultipleField("Part in an order", choices=among(BUYING))


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
    quiet_from = StringField("Quiet from", filters=[line])
    quiet_until = StringField("Quiet until", filters=[line])
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
            raise ValidationError("Leave at least one day on which letters may come.")

    @property
    def quiet(self) -> dict[str, str]:
        """Which letters, and the hours and days without any, as they are kept."""
        days = "".join(sorted(set(self.quiet_days.data or [])))
        hours = {"quiet_from": self.quiet_from.data or "", "quiet_until": self.quiet_until.data or ""}
        return {**hours, "quiet_days": days, "letters": self.letters.data}


class DaysForm(Form):
    """When people work: at least one day of the week, and the days on which they do not."""

    working_days = SelectMultipleField(
        choices=among(DAYS), validators=[DataRequired("Choose at least one day of the week to work on.")]
    )
    holidays = TextAreaField(filters=[lines])

    def validate_holidays(self, field: Any) -> None:
        """Days, one on each line, no more than a plan can go round and none that it never reaches."""
        if len(field.data) > MOST_HOLIDAYS:
            raise ValidationError(f"These are {len(field.data)} days. Write {MOST_HOLIDAYS} at most.")
        for day in field.data:
            if not is_day(day):
                raise ValidationError(f"{day[:20]} is not a day. Write year-month-day, such as 2026-12-25.")
            if abs(date.fromisoformat(day).year - clock.now().year) > YEARS:
                raise ValidationError(f"{day} is too far from today. Write days within {YEARS} years of it.")

    @property
    def days(self) -> dict[str, Any]:
        """The days as they are kept: each once, in their order."""
        working = "".join(sorted(set(self.working_days.data or [])))
        return {"working_days": working, "holidays": sorted(set(self.holidays.data or []))}


class HouseForm(DaysForm):
    """What the house says about itself, and when it works."""

    name = one_line("Name", 120, "Write the name of the house.")
    telephone = one_line("Telephone", 40, "Write a number that a person answers.")
    address = one_line("Address", 200)
    currency = one_line("Currency", 3, "Write the three letters of a currency, such as GBP.")
    zone = SelectField(choices=lambda: among(zones()))

    def validate_currency(self, field: Any) -> None:
        """Three capital letters, as banks write them."""
        if not (len(field.data) == 3 and field.data.isascii() and field.data.isupper()):
            raise ValidationError("Write the three capital letters of a currency, such as GBP.")


class InviteForm(Form):
    """Who is invited, and to what: `place` is an account's short name, "new" or "house"."""

    place = HiddenField()
    account_name = one_line("Name of the new account", 120)
    name = one_line("Name", 120, "Write their name.")  # it stands in a letter
    email = email_address()
    title = one_line("What they do", 80)
    department = one_line("Department", 80)
    roles = SelectMultipleField(choices=among([*BUYING, *OF_HOUSE]))

    def validate_name(self, field: Any) -> None:
        """Nobody's letter carries a stranger's links."""
        if "://" in field.data or "www." in field.data.lower():
            raise ValidationError("Write a name, not an address.")

    def validate_account_name(self, field: Any) -> None:
        """A new account needs a name."""
        if self.place.data == "new" and not field.data:
            raise ValidationError("Write what the new account is called.")

    def validate_roles(self, field: Any) -> None:
        """Buying roles belong to customers, roles of the house to its people."""
        fitting = HOUSE_ROLES if self.place.data == "house" else BUYING_ROLES
        if any(role not in fitting for role in field.data):
            raise ValidationError("Choose among the parts shown here.")


class SeatForm(Form):
    """A seat in the clan of an account: none, one, or a senior's."""

    account = StringField(validators=[DataRequired()])
    seat = SelectField(choices=among(SEATS))


class AppointForm(Form):
    """The roles of somebody in the house."""

    roles = SelectMultipleField(choices=among(OF_HOUSE))


def _is_time(text: str) -> None:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise ValidationError("Write a time of the day, such as 20:00.")


def is_day(text: str) -> bool:
    """Whether this is a day as we write it: year, month, day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
