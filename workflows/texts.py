"""Words that people add to what they do: a reason, a note, something said."""

from workflows.grammar import Field
from workflows.language import N_, _
from workflows.records import Refused
from workflows.values import Invalid, read

LONGEST = 4_000  # characters


def said(text: str, name: str = N_("What you wrote")) -> str:
    """A text without the space around it; empty when there is nothing in it.

    Raises:
        Refused: it is too long or holds characters that cannot be printed; the sentence begins with `name`,
            which is marked with `N_`.
    """
    line = Field(key="text", label=_(name), type="longtext", max_length=LONGEST)
    try:
        return read(line, text, currency="") or ""
    except Invalid as invalid:
        raise Refused(str(invalid)) from invalid


def reason(why: str) -> str:
    """A reason, which must not be empty.

    Raises:
        Refused: there is none, or it cannot be kept as it is.
    """
    given = said(why, N_("The reason"))
    if not given:
        raise Refused(_("Say why, so that everyone understands it later."))
    return given
