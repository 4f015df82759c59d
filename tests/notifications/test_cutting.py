"""Of an answer, only its own words are taken: whatever program wrote it, in whatever language, and wherever
in it they stand.
"""

import tomllib
from base64 import b64encode
from email.message import EmailMessage
from pathlib import Path

import pytest

from portal.kernel import mail as letters
from portal.notifications.cutting import own_words
from portal.notifications.reading import read
from tests.notifications.conftest import mail

HEADINGS = tomllib.loads((Path(__file__).parent / "headings.toml").read_text("utf-8"))
QUOTED = [(name, text, True) for name, text in HEADINGS["quoted"].items()]
HEADED = [(name, text, False) for name, text in HEADINGS["headed"].items()]
ADDRESS = "answers+abcdefgh12345678@portal.wren.example"
OURS = ("portal@wren.example", "answers+", "answers@portal.wren.example", "Wren & Alder")
MARKED = "--- Write your answer above this line ---"
LETTER = f"""{MARKED}

Good day, Julian,

“A coat for the rain”: it is your move.
- Answer the proposal: vents. It was expected by Wednesday 3 March 2027.

Go to the order: https://portal.wren.example/orders/okoro-1#move

You can simply answer this letter. What you write goes into the order, where everybody in it reads it.

Wren & Alder, 020 7946 0112"""


def signed(letter: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in letter.split("\n"))


def words_of(text: str, sent: str = "") -> str:
    """What is taken of a mail of Julian's that says this."""
    one = EmailMessage()
    one["From"] = "Julian Okoro <julian@example.org>"
    one.set_content(text)
    return own_words(read(one.as_bytes()).text, OURS, "Julian Okoro", sent)


@pytest.mark.parametrize(("name", "heading", "sign"), QUOTED + HEADED, ids=lambda one: str(one)[:20])
def test_what_stands_above_or_below_a_quote_is_taken_and_nothing_else(name, heading, sign):
    heading = heading.replace("ADDRESS", ADDRESS).replace("WHO", "Wren & Alder")
    for letter in (LETTER, LETTER.removeprefix(MARKED).strip()):
        quote = f"{heading}\n{signed(letter) if sign else letter}"
        for says in HEADINGS["says"]:
            assert words_of(f"{says}\n\n{quote}") == says, name
            if sign:
                assert words_of(f"{quote}\n\n{says}") == says, name


OUTLOOK = HEADINGS["headed"]["outlook-en"].replace("ADDRESS", ADDRESS).replace("WHO", "Wren & Alder")
# As Outlook makes text of the designed letter, with two answers in it and what a mail server writes below.
BETWEEN = f"""See below.

{OUTLOOK}
[cid:knot@commonthread]
{MARKED}
Good day, Julian,
“A coat for the rain”: it is your move.
1. Answer the proposal: vents. It was expected by Wednesday
3 March 2027.

Yes, the longer one.
And gold.

Go to the order<https://safe.example/?url=https%3A%2F%2Fportal.wren.example>

You can simply answer this letter. What you write goes into the order, where everybody
in it reads it.
I see.

Wren & Alder, 020 7946 0112

This e-mail is confidential. If you are not the addressee, delete it.
"""


def test_answers_between_the_lines_are_taken_where_no_sign_tells_them_apart():
    said = "See below.\n\n> 3 March 2027.\n\nYes, the longer one.\nAnd gold.\n\n> in it reads it.\n\nI see."
    assert words_of(BETWEEN, LETTER) == said
    none = BETWEEN.replace("Yes, the longer one.\nAnd gold.\n", "").replace("I see.\n", "")
    assert words_of(none, LETTER) == "See below."
    assert words_of(BETWEEN) == "See below.", "what is not known to be ours is not told apart"
    assert words_of(BETWEEN, "Something else that was sent to him.") == "See below."


def test_what_a_mail_server_warns_of_is_no_part_of_an_answer():
    warned = "CAUTION: this mail came from outside. Do not click.\n\n"
    assert words_of(f"Yes.\n\n{OUTLOOK}\n{warned}{LETTER}") == "Yes."
    thunderbird = "On 04/03/2027 09:12, Wren & Alder wrote:"
    assert words_of(f"Yes.\n\n{thunderbird}\n{signed(warned + LETTER)}") == "Yes."
    assert words_of(f"{thunderbird}\n{signed(warned + LETTER)}\n\nYes.") == "Yes."


def test_the_letter_that_is_answered_is_known_by_its_number_and_its_reader(office, coat, cast, database):
    with database.unit(write=True):
        sent = letters.write("julian@example.org", "A coat", LETTER)
        others = letters.write("ruth@example.org", "Uniforms", LETTER)
        ids = sent.message_id, others.message_id
    own = office.address(cast.julian, coat)
    for number, takes in zip(ids, ("I see.", "See below."), strict=True):
        one = mail(own, BETWEEN, In_Reply_To=f"<before@us> {number}", message_id=f"<{takes[0]}@example.org>")
        assert office.take(one) == "taken"
        assert office.said(coat).endswith(takes)


def test_headers_in_plain_utf8_and_signs_that_join_are_read_as_they_are():
    raw = "From: Jülian Ökoro <julian@example.org>\nSubject: Grüße 日本\n\n👩\u200d🔧 a\u200cb\n"
    came = read(raw.encode())
    assert (came.name, came.subject, came.sender) == ("Jülian Ökoro", "Grüße 日本", "julian@example.org")
    assert came.text == "👩\u200d🔧 a\u200cb"
    assert read(b"Subject: \xff\xfe\n\nx").subject, "what is no UTF-8 does no harm"


@pytest.mark.parametrize(
    ("charset", "written", "text"),
    [
        ("Shift_JIS", "cp932", "①髙橋"),
        ("windows-31j", "cp932", "①髙橋"),
        ("x-sjis", "cp932", "紺の絹"),
        ("ISO-2022-JP", "iso-2022-jp", "袖を短く"),
        ("iso-8859-1", "cp1252", "“Grüße” €"),
        ("us-ascii", "utf-8", "Grüße"),
        ("gb2312", "gb18030", "镕深蓝"),
        ("no-such-letters", "utf-8", "Grüße"),
    ],
)
def test_letters_are_read_as_mail_programs_write_them_under_that_name(charset, written, text):
    coded = b64encode(text.encode(written)).decode()
    raw = f"Subject: =?{charset}?B?{coded}?=\nContent-Type: text/plain; charset={charset}\n"
    came = read(f"{raw}Content-Transfer-Encoding: base64\n\n{coded}\n".encode())
    assert came.text == text
    if charset != "no-such-letters":
        assert came.subject == text
