"""A mail that was only designed, as the text that its reader sees. Nothing of its markup is kept."""

from html.parser import HTMLParser

import nh3

BREAKS = {"p", "div", "tr", "li", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote"}
APART = {"p", "blockquote", "ul", "ol", "table", "h1", "h2", "h3"}
EMPTY = {"br", "hr"}
GONE = {"style", "script", "title", "template", "noscript", "object", "svg", "math", "head"}
MOST = 2_000_000  # characters that are read
MOST_TAGS = 10_000  # cleaning takes quadratic time for what is nested without an end
SIGNATURES = ("gmail_signature", "moz-signature", "applemailsignature")
DEEPEST = 200


def as_text(html: str) -> str:
    """The words of HTML by lines; what it quotes begins with ">", as mail programs write it."""
    reader = _Reader()
    # Cleaned first: what follows is well formed, and Python's reader takes quadratic time for what is not.
    some = "<".join(html[:MOST].split("<", MOST_TAGS)[:MOST_TAGS])
    named = {"*": {"class", "id"}}
    reader.feed(nh3.clean(some, tags=BREAKS | {"br", "span"}, attributes=named, clean_content_tags=GONE))
    reader.close()
    return reader.said()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []  # the tags around, and whether they are unseen
        self.lines: list[str] = []
        self.line, self.apart, self.quoted = "", False, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read one tag."""
        if tag == "br":
            self._end()
        if tag in BREAKS:
            self._end_of_block(tag)
        if tag in EMPTY or len(self.open) >= DEEPEST:
            return
        self.open.append((tag, _is_signature(dict(attrs))))
        self.quoted += tag == "blockquote"
        self.line += "- " if tag == "li" else ""

    def handle_endtag(self, tag: str) -> None:
        """Close it, and whatever was left open in it."""
        if tag not in [one for one, _ in self.open]:
            return
        if tag in BREAKS:
            self._end_of_block(tag)
        while self.open:
            closed, _ = self.open.pop()
            self.quoted -= closed == "blockquote"
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        """Read words, unless nobody sees them."""
        if not any(unseen for _, unseen in self.open):
            words = " ".join(data.replace("\xa0", " ").split())
            before = " " if data[:1].isspace() and self.line and not self.line.endswith(" ") else ""
            after = " " if words and data[-1:].isspace() else ""
            self.line += f"{before}{words}{after}"

    def said(self) -> str:
        """Every line that was read."""
        self._end_of_block("")
        return "\n".join(self.lines)

    def _end(self) -> None:
        """Begin another line."""
        self.lines.append(f"{'> ' * min(self.quoted, 9)}{self.line.strip()}".rstrip())
        self.line = ""

    def _end_of_block(self, tag: str) -> None:
        if self.line.strip():
            self._end()
        if tag in APART and self.lines and self.lines[-1].strip("> "):
            self.lines.append(("> " * min(self.quoted, 9)).rstrip())
        self.line = ""


def _is_signature(given: dict[str, str | None]) -> bool:
    named = f"{given.get('class') or ''} {given.get('id') or ''}".lower()
    return any(one in named for one in SIGNATURES) or (given.get("id") or "").lower() == "signature"
