"""What people write becomes HTML that does nothing but show it."""

import pytest

from portal.kernel.text import markdown

HARMLESS = [
    ("**bold** and *so*", "<p><strong>bold</strong> and <em>so</em></p>"),
    ("one\ntwo", "<p>one<br>\ntwo</p>"),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("~~gone~~", "<p><s>gone</s></p>"),
    ("25 < 26 & 27", "<p>25 &lt; 26 &amp; 27</p>"),
]
HARMFUL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](http://evil.example/pixel.png)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "<a href='x' hx-get='/sign-out'>x</a>",
    "<div data-hx-post='/x' data-hx-trigger='load'>x</div>",
    "<style>body{display:none}</style>",
    "<iframe src=//evil.example></iframe>",
    '[x](http://a.example "onmouseover=alert(1)")',
    "[a](<javascript:alert(1)>)",
    "&#x6A;avascript:alert(1)",
    "<form action=//evil.example><input name=x></form>",
]
TAGS = ("<script", "<img", "<iframe", "<style", "<form", "<input", "<div", "<a hx")


@pytest.mark.parametrize(("written", "shown"), HARMLESS)
def test_what_is_meant_is_shown(written, shown):
    assert str(markdown(written)).strip() == shown


@pytest.mark.parametrize("written", HARMFUL)
def test_what_is_not_text_does_nothing(written):
    shown = str(markdown(written))
    assert not [tag for tag in TAGS if tag in shown]
    assert 'href="javascript' not in shown.lower()
    assert 'href="data' not in shown
    assert 'href="vbscript' not in shown
    assert " onmouseover=" not in shown


def test_a_link_leads_away_without_saying_where_from():
    assert markdown("[cloth](https://mill.example)") == (
        '<p><a href="https://mill.example" rel="noopener noreferrer">cloth</a></p>\n'
    )


@pytest.mark.timeout(5)
@pytest.mark.parametrize("piece", ["[", "*", "> ", "`", "![", "_a", "<", "&", "- ", "~~", "](", "\\"])
def test_no_text_keeps_us_busy(piece):
    markdown(piece * 5_000)
