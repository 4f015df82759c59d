"""Filling the controls of a form with words that were typed into it before."""

import re
from html import escape
from html.parser import HTMLParser

from markupsafe import Markup

from portal.kernel.drafts import Words

UNTYPED = ("hidden", "file", "password", "submit", "button")
BASES = ("seen",)  # what the words were written upon: what changed since is then noticed
CHECKED = re.compile(r"\s+checked(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?(?=[\s/>])")
SELECTED = re.compile(r"\s+selected(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?(?=[\s/>])")
VALUE = re.compile(r"\svalue=(?:\"[^\"]*\"|'[^']*'|[^\s>]*)")


def refilled(form: str, words: Words) -> Markup:
    """The HTML of a form with these words in its controls; what was not said stays as the page has it.

    Passwords, files and what a page hides are left alone, but for the number of what was written upon.
    """
    if not words:
        return Markup(form)  # noqa: S704  a template rendered it
    writer = _Writer(words)
    writer.feed(form)
    writer.close()
    return Markup("").join(Markup(part) for part in writer.parts)  # noqa: S704  all of it is the page's own, or escaped


class _Writer(HTMLParser):
    """Writes a form again as it reads it."""

    def __init__(self, words: Words) -> None:
        super().__init__(convert_charrefs=False)
        self.parts, self.words = list[str](), words
        self.left = {name: iter(texts) for name, texts in words.items()}
        self.select = ""
        self.silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag, with the words that belong to it."""
        given, text = {name: value or "" for name, value in attrs}, self.get_starttag_text() or ""
        name = given.get("name", "")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select in self.words and "value" in given:
            text = _marked(text, SELECTED, "selected", given["value"] in self.words[self.select])
        elif tag == "input":
            text = self._input(text, given, name)
        self.parts.append(text)
        if tag == "textarea" and (said := self._next(name)) is not None:
            self.parts.append("\n" + escape(said, quote=False))
            self.silent = True

    def _input(self, text: str, given: dict[str, str], name: str) -> str:
        kind = given.get("type", "text")
        if kind in ("checkbox", "radio"):
            return _marked(text, CHECKED, "checked", given.get("value", "on") in self.words.get(name, ()))
        if (kind in UNTYPED and name not in BASES) or (said := self._next(name)) is None:
            return text
        return f'{VALUE.sub("", text).rstrip("/>").rstrip()} value="{escape(said)}">'

    def _next(self, name: str) -> str | None:
        return next(self.left.get(name, iter(())), None)

    def handle_endtag(self, tag: str) -> None:
        """An end, after which what stood inside is written again."""
        self.silent = self.silent and tag != "textarea"
        self.select = "" if tag == "select" else self.select
        self._write(f"</{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that is its own end."""
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        """What stands between tags."""
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        """A character by its name."""
        self._write(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """A character by its number."""
        self._write(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """A comment stays one."""
        self._write(f"<!--{data}-->")

    def _write(self, text: str) -> None:
        if not self.silent:
            self.parts.append(text)


def _marked(text: str, mark: re.Pattern[str], name: str, picked: bool) -> str:
    """A tag with its mark, or without."""
    bare = mark.sub("", text).rstrip("/>").rstrip()
    return f"{bare} {name}>" if picked else f"{bare}>"
