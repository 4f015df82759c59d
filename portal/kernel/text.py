"""What people wrote, as safe HTML: Markdown without HTML, then cleaned all the same.

Both, always: the first writes no tags of the author's, the second lets no attribute through that htmx or the
browser would obey.
"""

from functools import cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "a", "h3", "h4", "hr", "s"}


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("strikethrough").disable("image")


def markdown(text: str) -> Markup:
    """Long text in Markdown as HTML that can be put into a page."""
    html = _markdown().render(text)
    clean = nh3.clean(
        html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"}
    )
    return Markup(clean)  # noqa: S704  cleaned one line above
