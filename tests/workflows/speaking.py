"""Readers of another language: a small made-up catalogue, and one in which every sentence can be told."""

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from workflows.language import Speech, no_longer, speak

GERMAN = "de_DE"
PATTERNS = {
    "d MMMM": "d. MMMM",
    "d MMMM y": "d. MMMM y",
    "EEEE d MMMM": "EEEE, d. MMMM",
    "EEEE d MMMM y": "EEEE, d. MMMM y",
}


def catalogue() -> GNUTranslations:
    """A few sentences of a catalogue, read as the program reads one."""
    made = Catalog(locale="de")
    made.add("The house is kept", "Das Haus ist versorgt")
    made.add("%(name)s signed %(stage)s", "%(stage)s hat %(name)s unterschrieben")
    made.add(("%(num)s row", "%(num)s rows"), ("%(num)s Zeile", "%(num)s Zeilen"))
    made.add("Open", "Offen", context="state")
    made.add("Open", "Öffnen", context="deed")
    made.add("%(these)s and %(last)s", "%(these)s und %(last)s")
    made.add("%(line)s is a list of files.", "%(line)s ist eine Liste von Dateien.")
    for english, german in PATTERNS.items():
        made.add(english, german, context="pattern of a day")
    packed = BytesIO()
    write_mo(packed, made)
    packed.seek(0)
    return GNUTranslations(packed)


class Marked(NullTranslations):
    """Sentences in no language, each between ⟦ and ⟧, so that where one went can be seen."""

    def gettext(self, message: str) -> str:
        """The sentence, marked."""
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The sentence, marked."""
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        """The sentence, marked."""
        return f"⟦{message}⟧" if context != "pattern of a day" else message


@contextmanager
def spoken(locale: str, sentences: NullTranslations | None = None) -> Iterator[None]:
    """Say everything in this block as that reader hears it."""
    token = speak(Speech(locale, sentences or NullTranslations()))
    try:
        yield
    finally:
        no_longer(token)
