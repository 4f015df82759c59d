"""Of a mail that answers a letter, the words that are new: without what it quotes, and without its signature.

What it quotes is our own letter, so its beginning is known in every language: the line above which the answer
stands. Without that line the quote is known by its shape, never by the words of one language; what is not
surely a quote stays. Source: docs/decisions/023.
"""

import re
from collections.abc import Collection, Iterator

from portal.kernel.letterhead import markers

QUOTE = re.compile(r"^\s*>")
LABELLED = re.compile(r"^[*\s]*[^\W\d][\w .\-]{0,24}[*\s]*[:\uff1a][*\s]*\S")  # From: …, Gesendet: …, 件名: …
RULED = re.compile(r"^\s*[-\u2010_–—=]{3,}[^\w]*$|^\s*[-\u2010]{2,}.{3,60}[-\u2010]{2,}\s*$")
DEVICE = re.compile(
    r"^(sent from|gesendet von|von meinem .{2,30} gesendet|envoyé (de|depuis)|inviato da|enviado (desde|do)|"
    r"(verzonden|verstuurd) vanaf|skickat från|sendt fra|lähetetty|wysłan[eo] z|odesláno z|отправлено|"
    r"(sent with|gesendet mit|envoyé avec|enviado co[nm]|inviato con) .{0,20}(proton|mail|outlook)|"
    r"(get|télécharger|obtener|obtenir|scarica|obter o?|pobierz program|получить|获取|取得) ?outlook|"
    r"(holen sie sich )?outlook (voor|für|for) |"
    r".{2,30}(から送信|에서 보냄|'[\u0131iuü]mdan gönderildi)|发自我的|从我的|從我的).{0,60}$",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"^(mit )?(best|kind|warm|many|with|freundliche[nm]?|beste|liebe|viele|herzliche|cordialement|bien|"
    r"saludos|un saludo|cordiali|distinti|met|vriendelijke|hilsen|mvh|med|regards|thanks|cheers|gruß|grüße)"
    r"[^.!?]{0,40}$",
    re.IGNORECASE,
)
TAIL = 12  # lines at the end among which a signature begins
HEADINGS = 3  # before one quote: a ruled line, the headers, the words that introduce it
WIDEST = 200  # characters of a line that can be a rule
INTRODUCED = 4  # lines at most that a mail program puts before what it quotes


def own_words(text: str, ours: Collection[str], name: str = "", sent: str = "") -> str:
    """What somebody wrote themselves. `ours` are addresses and names that stand for us in a quote's heading.

    `name` is the writer's, which ends what they say when a signature follows it. `sent` is our letter that
    they answer, where it is known: so what stands between its lines is found where no sign tells them apart.
    """
    lines = text.split("\n")
    cut = _marked(lines)
    found = cut if cut is not None else _shaped(lines, ours)
    if found is None:
        return _unsigned(lines, name)
    begun = _begun(lines, found, ours)
    above = _unsigned(_without_heading(lines[:begun], ours), name)
    quoted = lines[begun:] if QUOTE.match(lines[begun]) else list(_as_quoted(lines[found:], sent))
    below = _unsigned(list(_between(quoted, ours)), name)
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join(one for one in (above, below) if one))


def _marked(lines: list[str]) -> int | None:
    """Where our own line stands, which a mail program may have broken in two."""
    wanted = [_plain(marker) for marker in markers()]
    for place, line in enumerate(lines):
        both = _plain(line + " " + (lines[place + 1] if place + 1 < len(lines) else ""))
        if begins := next((one[:10] for one in wanted if one in both), ""):
            return place if begins in _plain(line) else place + 1
    return None


def _begun(lines: list[str], marked: int, ours: Collection[str]) -> int:
    """Where a quote begins that is known by this line: above ours, mail servers put warnings of their own."""
    if QUOTE.match(lines[marked]):
        while marked and (QUOTE.match(lines[marked - 1]) or not lines[marked - 1].strip()):
            marked -= 1
        return next(place for place in range(marked, len(lines)) if QUOTE.match(lines[place]))
    headed = range(max(0, marked - TAIL), marked)
    return next((place for place in headed if _is_block(lines[place : place + 8], ours)), marked)


def _as_quoted(lines: list[str], sent: str) -> Iterator[str]:
    """Lines among which our letter stands without a sign: those that are the letter's get one. What comes
    after its last line are words of mail servers: who is not meant by it, that a virus was looked for.
    """
    known = [words for line in sent.split("\n") if (words := _words(line))]
    theirs = [_is_of(line, known) for line in lines]
    for place in range(len(lines) - theirs[::-1].index(True) if True in theirs else 0):
        yield f"> {lines[place]}" if theirs[place] else lines[place]


def _is_of(line: str, known: Collection[str]) -> bool:
    """Whether a line is one of a letter, or a piece of one; a word or two only at its beginning or end."""
    words = _words(re.sub(r"<\S*>|\[(cid|image):[^\]]*\]", " ", line))
    if words.count(" ") >= 2:
        return words in " ".join(known)
    return bool(words) and any(
        f" {one} ".startswith(f" {words} ") or one.endswith(f" {words}") for one in known
    )


def _words(line: str) -> str:
    """The words of a line without signs, and without the number before a thing of a list."""
    return " ".join(re.findall(r"\w+", re.sub(r"^\W*\d+[.)]\s", "", line.casefold())))


def _has_marker(text: str) -> bool:
    return any(_plain(marker) in _plain(text) for marker in markers())


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _shaped(lines: list[str], ours: Collection[str]) -> int | None:
    """Where a quote begins that has lost its first line: by its ">", or by the heading of a mail of ours."""
    for place, line in enumerate(lines):
        if QUOTE.match(line) and _heading(lines[max(0, place - TAIL) : place], ours) is not None:
            return place
        if LABELLED.match(line) and _is_block(lines[place : place + 8], ours):
            return place
    quoted = [place for place, line in enumerate(lines) if QUOTE.match(line)]
    return (
        quoted[0]
        if quoted and all(QUOTE.match(one) or not one.strip() for one in lines[quoted[0] :])
        else None
    )


def _is_block(lines: list[str], ours: Collection[str]) -> bool:
    """Whether these lines begin with the headers of a mail of ours: three at least, one with our address."""
    block: list[str] = []
    for line in lines:
        if not LABELLED.match(line):
            break
        block.append(line)
    return len(block) >= 3 and _names_us("\n".join(block), ours)


def _names_us(text: str, ours: Collection[str]) -> bool:
    said = _plain(text)
    return any(_plain(one) in said for one in ours if len(_plain(one)) > 3)


def _without_heading(lines: list[str], ours: Collection[str]) -> list[str]:
    """The lines before a quote without what the mail program says of it: who wrote it, when, to whom."""
    for _ in range(HEADINGS):
        lines = _without_rules(lines)
        begins = _heading(lines, ours)
        if begins is None:
            break
        lines = lines[:begins]
    return _without_rules(lines)


def _without_rules(lines: list[str]) -> list[str]:
    """Without empty lines at the end, and lines that are only drawn."""
    end = len(lines)
    while end and (not lines[end - 1].strip(" >*") or _is_ruled(lines[end - 1])):
        end -= 1
    return lines[:end]


def _is_ruled(line: str) -> bool:
    return len(line) < WIDEST and RULED.match(line) is not None


def _heading(lines: list[str], ours: Collection[str]) -> int | None:
    """Where the last paragraph begins, when it introduces a quote; None when it is the writer's own."""
    begin, end = _last_paragraph(lines)
    labels = next((place for place in range(begin, end) if LABELLED.match(lines[place])), end)
    if _is_block(lines[labels:end], ours):
        return labels
    for place in range(max(begin, end - INTRODUCED), end):
        if _introduces(" ".join(lines[place:end]), ours):
            return _first_of(lines, place, end, ours)
    return None


def _last_paragraph(lines: list[str]) -> tuple[int, int]:
    """Where the last lines that say something begin and end."""
    end = len(lines)
    while end and not lines[end - 1].strip(" >"):
        end -= 1
    begin = end
    while begin and lines[begin - 1].strip(" >") and end - begin < 8:
        begin -= 1
    return begin, end


def _first_of(lines: list[str], place: int, end: int, ours: Collection[str]) -> int:
    """The last line from which on the words still introduce the quote: what stands above it is an answer."""
    while (
        place + 1 < end and _introduces(" ".join(lines[place + 1 : end]), ours) and not _dated(lines[place])
    ):
        place += 1
    return place


def _introduces(text: str, ours: Collection[str]) -> bool:
    """“On 1 December 2026 at 9:12 … wrote:” in any language: our name, a date, and a sign at the end."""
    said = text.strip(" >*")
    return _dated(said) and said.endswith((":", "\uff1a", ">", ")")) and _names_us(said, ours)


def _dated(text: str) -> bool:
    return len(re.findall(r"\d+", text)) >= 2


def _between(lines: list[str], ours: Collection[str]) -> Iterator[str]:
    """What stands between and below quoted lines, each after the last line that it answers."""
    answered = ""
    for line in lines:
        if QUOTE.match(line):
            answered = line.strip(" >") or answered
        elif line.strip():
            # Below the whole letter stands an answer to all of it, and not to our name at its end.
            if answered and not _has_marker(answered) and not _names_us(answered, ours):
                yield ""
                yield f"> {answered}"
                yield ""
            answered = ""
            yield line
        else:
            yield line


def _unsigned(lines: list[str], name: str) -> str:
    """Without the signature: after "-- ", or after the writer's name at the end, or of a telephone."""
    if "--" in (stripped := [line.rstrip() for line in lines]):
        lines = lines[: stripped.index("--")]
    lines = _without_name(lines, name)
    end = len(lines)
    while end and (not lines[end - 1].strip(" >") or DEVICE.match(lines[end - 1].strip()[:WIDEST])):
        end -= 1
    return "\n".join(lines[:end]).strip()


def _without_name(lines: list[str], name: str) -> list[str]:
    """Without the writer's own name at the end and whatever follows it; a name alone is no answer."""
    wanted = {_plain(name), _plain(name.partition(" ")[0])} - {""}
    first = max(1, len(lines) - TAIL)
    places = [place for place in range(first, len(lines)) if _plain(lines[place]) in wanted]
    if not places or any(_goes_on(line.strip()) for line in lines[places[0] + 1 :]):
        return lines
    kept = lines[: places[0]]
    while kept and not kept[-1].strip():
        kept = kept[:-1]
    if len(kept) > 1 and CLOSING.match(kept[-1].strip()):
        kept = kept[:-1]
    return kept


def _goes_on(line: str) -> bool:
    """Whether a line below a name is a sentence, and not a part of an address."""
    return len(line) > 70 or line.endswith((".", "?", "。", "!")) or _plain(line).startswith("ps")
