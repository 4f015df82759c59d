"""What people answer on the command line, put right or refused with what to write instead."""

from collections.abc import Callable
from zoneinfo import available_timezones

import click
from babel import Locale
from email_validator import EmailNotValidError, validate_email


def one_line(longest: int) -> Callable[[str], str]:
    """One line of at most so many characters."""

    def checked(value: str) -> str:
        text = " ".join(value.split())
        if len(text) > longest:
            raise click.UsageError(
                f"“{text[:30]}…” is too long: {longest} characters are the most it can have."
            )
        if not text:
            raise click.UsageError("There is nothing in it. Write something.")
        return text

    return checked


def currency(value: str) -> str:
    """The three letters of a currency."""
    code = value.strip().upper()
    if code not in Locale("en").currencies or len(code) != 3:
        raise click.UsageError(f"{value} is no currency. Write its three letters, such as GBP or EUR.")
    return code


def zone(value: str) -> str:
    """The name of a time zone."""
    if value.strip() not in available_timezones():
        raise click.UsageError(f"{value} is no time zone. Write one such as Europe/London.")
    return value.strip()


def working_days(value: str) -> str:
    """Days of the week as figures, in order."""
    days = "".join(sorted(set(value.replace(",", "").replace(" ", ""))))
    if not days or not set(days) <= set("1234567"):
        raise click.UsageError("Write the days as figures, 1 for Monday to 7 for Sunday, such as 12345.")
    return days


def email_address(value: str) -> str:
    """An e-mail address as it is stored."""
    try:
        return validate_email(value.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise click.UsageError(f"{value} is no e-mail address. Write one such as ada@example.com.") from None
