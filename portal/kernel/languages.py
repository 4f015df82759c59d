"""In which language somebody is spoken to, and the catalogues of the languages there are.

A language is a folder in translations/ with its catalogue, LC_MESSAGES/messages.po; nothing else makes one.
It is read as it is, when first needed: no step of building stands between a translator and the page.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, has_request_context, request
from flask_babel import Babel, force_locale, get_locale
from jinja2 import Environment

from portal.kernel import settings
from workflows import language

CATALOGUES = settings.ROOT / "translations"
ENGLISH = "en"
LOCALES = {ENGLISH: "en_GB"}  # where a language alone does not say how days and numbers are written
CAPITALS = ("de", "lb")  # languages that write nouns with a capital
PLACES = re.compile(r"%\((\w+)\)s")


@cache
def codes() -> tuple[str, ...]:
    """The languages that can be chosen: English, and each that has a catalogue."""
    return (
        ENGLISH,
        *sorted(path.parent.parent.name for path in CATALOGUES.glob("*/LC_MESSAGES/messages.po")),
    )


def names() -> list[tuple[str, str]]:
    """The languages with the name that each gives itself: ("de", "Deutsch")."""
    return [(code, (Locale.parse(code).get_display_name(code) or code).capitalize()) for code in codes()]


@cache
def sentences(code: str) -> NullTranslations:
    """The catalogue of a language."""
    if code == ENGLISH:
        return NullTranslations()
    with (CATALOGUES / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        read = read_po(file, locale=code)
    packed = BytesIO()
    write_mo(packed, read)
    packed.seek(0)
    return Translations(packed)


def install(app: Flask, chosen_by: Callable[[], str]) -> None:
    """Let pages and sentences speak the language of who reads.

    Templates get the functions of workflows/language.py and not Flask-Babel's own, which look for the app,
    the request and the catalogue again at each sentence: 20 times slower, on pages of hundreds of them.

    Args:
        app: the app.
        chosen_by: the language that whoever asks has chosen, "" if none.
    """

    def select() -> str:
        if not has_request_context():
            return LOCALES[ENGLISH]
        return _locale_of(chosen_by() or _asked_for())

    Babel(app, default_locale=LOCALES[ENGLISH], locale_selector=select, configure_jinja=False)
    language.speak_through(_speech)
    dress(app.jinja_env)
    app.before_request(_ask_anew)
    app.teardown_request(_ask_anew)  # what the thread does next is not said in the language of this reader


def _asked_for() -> str:
    """The first language of the browser that there is: de for de-AT. "": none."""
    asked = (tag.partition("-")[0].lower() for tag in request.accept_languages.values())
    return next((code for code in asked if code in codes()), "")


def dress(env: Environment) -> None:
    """Give templates `_`, `ngettext`, `pgettext` and `{% trans %}`, months, and the language they are in."""
    env.add_extension("jinja2.ext.i18n")
    env.policies["ext.i18n.trimmed"] = True
    env.globals |= {"_": language._, "gettext": language._, "lang": _lang}
    env.globals |= {"ngettext": _counted, "pgettext": language.pgettext}
    env.filters |= {
        "day_and_year": language.day_and_year,
        "month": language.month,
        "weekday_of_month": language.weekday_of_month,
    }
    env.filters |= {"listed": language.listed, "inside": _inside}


def _inside(label: str) -> str:
    """A label inside a sentence: small, but where the language writes every noun with a capital."""
    return label if language.locale().startswith(CAPITALS) else label.lower()


def _lang() -> str:
    """The language of a page, as HTML names it: en-GB."""
    return language.locale().replace("_", "-")


def _counted(one: str, many: str, num: int, /, **facts: object) -> str:
    """As ngettext; places without facts stay, for `{% trans %}` to fill with escaped values."""
    left = {place: f"%({place})s" for place in PLACES.findall(one + many) if place != "num"}
    return language.ngettext(one, many, num, **(left | facts))


def _ask_anew(_error: BaseException | None = None) -> None:
    language.speak(None)


def _speech() -> language.Speech:
    locale = get_locale()
    return language.Speech(str(locale), sentences(locale.language)) if locale else language.ENGLISH


@contextmanager
def spoken(code: str) -> Iterator[None]:
    """Say everything in this block in the language of somebody else: letters are for who gets them."""
    locale = _locale_of(code)
    token = language.speak(language.Speech(locale, sentences(Locale.parse(locale).language)))
    with force_locale(locale):
        try:
            yield
        finally:
            language.no_longer(token)


def _locale_of(code: str) -> str:
    known = code if code in codes() else ENGLISH
    return LOCALES.get(known, known)
