"""Words that people write: one line, several lines, or the handle of a person."""

import re
import unicodedata

from babel.numbers import format_decimal

from workflows.grammar import Field
from workflows.language import _, locale
from workflows.records import Json
from workflows.values.invalid import Invalid

LINE, PAGE = 200, 20_000  # characters, where the definition says nothing
FIGURE = 60  # characters; the longest way to write a day or an amount has half as many
_BREAKS = re.compile(r"\r\n|[\r\u0085\u2028\u2029]")
_TURNING = "\u202d\u202e"  # these make the text that follows read backwards, which can disguise it
_HANDLE = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


def read_text(field: Field, raw: Json, _currency: str) -> str:
    """One line, without the space around it.

    Raises:
        Invalid: no text, several lines, too long, or characters that cannot be printed.
    """
    text = _printable(field, raw)
    if "\n" in text or "\t" in text:
        raise Invalid(
            _("%(line)s is one line. Write it without line breaks or tabs.", line=field.label),
            " ".join(text.split()),
        )
    return _short(field, text, field.max_length or LINE)


def read_longtext(field: Field, raw: Json, _currency: str) -> str:
    """Several lines, their breaks all written the same way.

    Raises:
        Invalid: no text, too long, or characters that cannot be printed.
    """
    return _short(field, _printable(field, raw), field.max_length or PAGE)


def read_person(field: Field, raw: Json, _currency: str) -> str:
    """The handle of a person; whether there is such a person is for the portal to say.

    Raises:
        Invalid: this cannot be a handle.
    """
    handle = _string(field, raw).strip().removeprefix("@").lower()
    if not _HANDLE.fullmatch(handle):
        raise Invalid(_("%(line)s names a person by their handle, such as marian.holt.", line=field.label))
    return handle


def typed(raw: Json) -> str:
    """What was typed for a figure or a day, without the space around it.

    Empty for what is no text or too long to be either, so that no reader looks at endless input.
    """
    text = raw.strip() if isinstance(raw, str) else ""
    return text if len(text) <= FIGURE else ""


def invisible(text: str) -> bool:
    """Whether nothing of a text could be seen: such a line counts as empty."""
    return all(
        unicodedata.category(sign) in ("Cf", "Zs", "Zl", "Zp") or sign in "\t\n\r\x0b\x0c\x85"
        for sign in set(text)
    )


def _string(field: Field, raw: Json) -> str:
    if not isinstance(raw, str):
        raise Invalid(_("%(line)s is written in words, so send it as text.", line=field.label))
    return raw


def _printable(field: Field, raw: Json) -> str:
    """The text with its line breaks written one way and without the space around it."""
    text = _BREAKS.sub("\n", _string(field, raw))
    if any(_unprintable(sign) for sign in set(text)):
        raise Invalid(
            _("%(line)s holds a character that cannot be printed. Write it again by hand.", line=field.label)
        )
    return text.strip()


def _unprintable(sign: str) -> bool:
    return (unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t") or sign in _TURNING


def _short(field: Field, text: str, limit: int) -> str:
    if len(text) > limit:
        has, most = (format_decimal(number, locale=locale()) for number in (len(text), limit))
        raise Invalid(
            _(
                "%(line)s has %(number)s characters; %(most)s is the most it can hold.",
                line=field.label,
                number=has,
                most=most,
            )
        )
    return text
