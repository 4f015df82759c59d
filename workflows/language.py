"""The language of a sentence: English in the code, another from the catalogue of whoever reads.

Pure: who reads, and where catalogues are, is told once by `speak_through` (portal/kernel/languages.py). Until
then, and outside of any request, everything is said in English.

A sentence is written whole, with places for what differs, so that another language may turn it round:
`_("%(name)s signed %(stage)s", name=..., stage=...)`. A percent sign is doubled only where there are places.
"""

from collections.abc import Callable, Sequence
from contextvars import ContextVar, Token
from datetime import date
from gettext import NullTranslations
from typing import NamedTuple

from babel.dates import format_date


class Speech(NamedTuple):
    """How somebody is spoken to: the locale for days, numbers and money, and the sentences."""

    locale: str
    sentences: NullTranslations


ENGLISH = Speech("en_GB", NullTranslations())
_spoken: ContextVar[Speech | None] = ContextVar("spoken", default=None)
_asked: list[Callable[[], Speech]] = [lambda: ENGLISH]


def speak_through(speech: Callable[[], Speech]) -> Callable[[], Speech]:
    """Ask here from now on how to speak, when the first sentence is said to somebody; where it was before."""
    before, _asked[0] = _asked[0], speech
    return before


def speak(speech: Speech | None) -> Token[Speech | None]:
    """Say what follows in this speech; None asks anew. The token goes to `no_longer`."""
    return _spoken.set(speech)


def no_longer(token: Token[Speech | None]) -> None:
    """Speak again as before `speak`."""
    _spoken.reset(token)


def _speech() -> Speech:
    speech = _spoken.get()
    if speech is None:
        speech = _asked[0]()
        _spoken.set(speech)
    return speech


def _(sentence: str, /, **facts: object) -> str:
    """A sentence in the reader's language, its places filled."""
    said = _speech().sentences.gettext(sentence) if sentence else ""  # a catalogue keeps its head under ""
    return said % facts if facts else said


def ngettext(one: str, many: str, num: int, /, **facts: object) -> str:
    """A sentence that counts, in the reader's language; the number fills the place %(num)s."""
    return _speech().sentences.ngettext(one, many, num) % {"num": num, **facts}


def pgettext(context: str, sentence: str, /, **facts: object) -> str:
    """A sentence that means several things in English, with a word on which one is meant."""
    said = _speech().sentences.pgettext(context, sentence)
    return said % facts if facts else said


def N_(sentence: str) -> str:
    """Mark a sentence that is kept in a table, for the catalogues; `_` says it later."""
    return sentence


def listed(words: Sequence[str]) -> str:
    """Julian, Marian and Piotr."""
    if len(words) < 2:
        return "".join(words)
    return _("%(these)s and %(last)s", these=", ".join(words[:-1]), last=words[-1])


def locale() -> str:
    """The locale of the reader, for days, numbers and money: en_GB."""
    return _speech().locale


def day(of: date) -> str:
    """A day of this year: 13 June."""
    return format_date(of, pgettext("pattern of a day", "d MMMM"), locale=locale())


def day_and_year(of: date) -> str:
    """A day: 13 June 2026."""
    return format_date(of, pgettext("pattern of a day", "d MMMM y"), locale=locale())


def weekday_and_day(of: date) -> str:
    """A day of this year with its name: Saturday 13 June."""
    return format_date(of, pgettext("pattern of a day", "EEEE d MMMM"), locale=locale())


def near(of: date, today: date) -> bool:
    """Whether a day is plain without its year."""
    return of.year == today.year or abs((of - today).days) < 120


def plain_day(of: date, today: date) -> str:
    """A day, with its year where it would be taken for one of this year: 13 June, 13 June 2025."""
    return day(of) if near(of, today) else day_and_year(of)


def plain_weekday(of: date, today: date) -> str:
    """A day with its name, and with its year where it would be taken for one of this year."""
    return weekday_and_day(of) if near(of, today) else whole_day(of)


def weekday_of_month(of: date) -> str:
    """A day in a list of its month, with its name: Saturday 13."""
    return format_date(of, pgettext("pattern of a day", "EEEE d"), locale=locale())


def whole_day(of: date) -> str:
    """A day with its name and year: Saturday 13 June 2026."""
    return format_date(of, pgettext("pattern of a day", "EEEE d MMMM y"), locale=locale())


def weekday(of: date) -> str:
    """The name of a day: Saturday."""
    return format_date(of, pgettext("pattern of a day", "EEEE"), locale=locale())


def number_of_day(of: date) -> str:
    """A day where its month follows later, as in 12 to 19 June: 12."""
    return format_date(of, pgettext("pattern of a day", "d"), locale=locale())


def short_day(of: date) -> str:
    """A day in little room: 13 Jun."""
    return format_date(of, pgettext("pattern of a day", "d MMM"), locale=_short())


def short_day_and_year(of: date) -> str:
    """A day with its year in little room: 13 Jun 2026."""
    return format_date(of, pgettext("pattern of a day", "d MMM y"), locale=_short())


def _short() -> str:
    """The locale for short months: British English has four letters for September, three for all others."""
    return "en" if locale() == ENGLISH.locale else locale()


def month(of: date) -> str:
    """A month: June 2026."""
    return format_date(of, pgettext("pattern of a day", "MMMM y"), locale=locale())
