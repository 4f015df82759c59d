"""The correspondence of a complaint: what was written, in the order in which it was said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from portal.clans.queries import today
from portal.complaints import handed
from portal.complaints.model import Complaint
from portal.complaints.verbs import BY_RULE
from portal.people.model import initials
from portal.people.queries import house
from workflows.complaints.choices import CAUSES, CHANNELS, ENDED, MANNERS, VERDICTS
from workflows.complaints.parts import Contact, Letter, Offer, Promise
from workflows.language import _, day, ngettext, weekday_and_day
from workflows.records import Mark
from workflows.values.money import amount


@dataclass(frozen=True)
class Piece:
    """A letter, or something else that was said, by whom and when; `about` says what it is."""

    name: str
    side: str
    at: datetime
    about: str
    text: str
    more: str = ""
    fact: date | None = None  # of what a department found, its day
    seq: int = 0  # of the change that said it: several may be of one moment
    files: Sequence[Any] = ()

    @property
    def initials(self) -> str:
        """The first letters of the first and last name."""
        return initials(self.name)

    @property
    def paragraphs(self) -> list[str]:
        """The text, paragraph by paragraph."""
        return [row for row in self.text.split("\n") if row]


def pieces(
    row: Complaint, texts: Mapping[int, str], reader: Any, files: Mapping[int, Sequence[Any]]
) -> list[Piece]:
    """Everything that was said, oldest first; an offer that waits for another executive stays inside."""
    found = sorted(_all(row, texts, reader), key=lambda one: (one.at, one.seq))
    return [replace(one, files=files.get(one.seq, ())) for one in found if one.text or one.about]


def _all(row: Complaint, texts: Mapping[int, str], reader: Any) -> Iterator[Piece]:
    one = row.it
    yield _first(row, texts)
    for letter in one.letters:
        yield _letter(row, letter, texts.get(letter.words, ""))
    for offer in one.offers:
        if offer.shown or reader.side == "clan":
            yield from _offer(offer, texts)
    yield from _handed(row, texts)
    yield from _found(row, texts)
    yield from _learned(row, texts)
    yield from _ends(row, texts)


def _handed(row: Complaint, texts: Mapping[int, str]) -> Iterator[Piece]:
    """Who answers instead of whom, and why; a steward's reason is read by both sides."""
    owners = row.it.owners
    for number, owner in enumerate(owners[1:], 1):
        before = owners[number - 1]
        reason = texts.get(before.reason, "") if before.because == "anew" else ""
        name = _("The house") if owner.by == BY_RULE.handle else owner.name
        about = _("From now on %(name)s answers", name=owner.called)
        yield Piece(name, "clan", owner.at, about, reason, handed.why(row.it, number), seq=owner.seq)


def _found(row: Complaint, texts: Mapping[int, str]) -> Iterator[Piece]:
    for talk in row.it.contacts:
        yield _piece(talk, _talk(talk), texts.get(talk.words, ""), _confirmed(talk))
    for judged in row.it.findings:
        yield _piece(judged, _(VERDICTS[judged.verdict]), texts.get(judged.words, ""))
    for fact in row.it.facts:
        about = _("What %(department)s found", department=fact.department)
        yield replace(_piece(fact, about, texts.get(fact.words, "")), fact=fact.on)


def _letter(row: Complaint, letter: Letter, text: str) -> Piece:
    if not letter.put_in:
        return _piece(letter, "", text)
    name = row.complainant.name if row.complainant else row.told_by or row.account.name
    more = _("a mail, put here by %(name)s", name=letter.name)
    return Piece(name, "customer", letter.at, "", text, more, seq=letter.seq)


def _piece(mark: Mark, about: str, text: str, more: str = "") -> Piece:
    return Piece(mark.name, mark.side, mark.at, about, text, more, seq=mark.seq)


def _first(row: Complaint, texts: Mapping[int, str]) -> Piece:
    """What happened, in the words of whoever complained."""
    heard, by = row.it.heard, row.it.received
    text = texts.get(heard.words, "")
    if by.side == "customer":
        return _piece(by, "", text)
    name = row.complainant.name if row.complainant else row.told_by or row.account.name
    more = _("noted by %(name)s, told %(how)s", name=by.name, how=_(CHANNELS[heard.channel]))
    return Piece(name, "customer", by.at, "", text, more, seq=by.seq)


def _talk(talk: Contact) -> str:
    minutes = ngettext("%(num)s minute", "%(num)s minutes", talk.minutes)
    facts = {"manner": _(MANNERS[talk.manner]), "day": weekday_and_day(talk.on), "minutes": minutes}
    return _("Spoke with you %(manner)s, %(day)s, %(minutes)s", **facts)


def _confirmed(talk: Contact) -> str:
    if not talk.answered:
        return _("not confirmed yet, so it does not count")
    facts = {"name": talk.answered.name, "day": day(talk.answered.at.date())}
    if talk.answer == "yes":
        return _("“Yes, that was in person”: %(name)s, %(day)s", **facts)
    return _("“That was not so”: %(name)s, %(day)s", **facts)


def _offer(offer: Offer, texts: Mapping[int, str]) -> Iterator[Piece]:
    about = _("A mediator’s offer") if offer.mediated else _("An offer")
    yield _piece(offer, about, texts.get(offer.words, ""), " · ".join(_terms(offer, texts)))
    if offer.reply:
        said = {"accepted": _("Accepted"), "countered": _("A counter-offer"), "refused": _("Refused")}
        yield _piece(offer.reply, said[offer.answer], texts.get(offer.reply.words, ""))
    if offer.agreed:
        by = weekday_and_day(offer.by_date) if offer.by_date else ""
        yield _piece(offer.agreed, _("Agreed to the counter-offer, to be done by %(day)s", day=by), "")
    if offer.done:
        yield _piece(offer.done, _("It is done"), texts.get(offer.done.words, ""))
    if offer.judged:
        said_of = _("Yes, it is done") if offer.good == "yes" else _("It is not done")
        yield _piece(offer.judged, said_of, texts.get(offer.judged.words, ""))


def _terms(offer: Offer, texts: Mapping[int, str]) -> Iterator[str]:
    opened = house()
    if offer.value:
        worth = amount(offer.value, opened.currency if opened else "GBP")
        yield _("worth %(sum)s", sum=worth)
    if offer.by_date:
        yield _("done by %(day)s", day=weekday_and_day(offer.by_date))
    if texts.get(offer.instead):
        yield _("what else you can do: %(ways)s", ways=texts[offer.instead])
    if not offer.shown:
        yield _("the customer does not read it before another executive has agreed")


def _learned(row: Complaint, texts: Mapping[int, str]) -> Iterator[Piece]:
    for cause in row.it.causes:
        whys = "\n".join(texts.get(why, "") for why in cause.whys)
        yield _piece(cause, _("Why it happened: %(kind)s", kind=_(CAUSES[cause.kind])), whys)
    for held in row.it.preventions:
        about = _("Nothing changes") if held.nothing else _("What changes: %(where)s", where=held.change)
        yield _piece(held, about, texts.get(held.words, ""), _by_whom(held))
    event = row.it.together
    if event and event.answered:
        said = _("One letter is enough") if event.answer == "yes" else _("Speak with me in person")
        yield _piece(event.answered, said, "")
    for pause in row.it.pauses:
        said = {"": _("not answered"), "yes": _("They may rest"), "no": _("They may not rest")}[pause.answer]
        until = _("Asks to let the clocks rest until %(day)s", day=weekday_and_day(pause.until))
        yield _piece(pause, until, texts.get(pause.words, ""), said)


def _by_whom(held: Any) -> str:
    if held.done:
        return _("made on %(day)s", day=weekday_and_day(held.done.at))
    if held.nothing or not held.due:
        return ""
    return _("%(name)s, by %(day)s", name=held.called, day=weekday_and_day(held.due))


def _ends(row: Complaint, texts: Mapping[int, str]) -> Iterator[Piece]:
    for end in row.it.ends:
        about = _("Closed by a steward, until you say otherwise") if end.by_steward else _(ENDED[end.outcome])
        yield _piece(end, upper_first(about), texts.get(end.words, ""))
    for again in row.it.reopened:
        yield _piece(again, _("Opened again"), texts.get(again.words, ""))
    for check in row.it.checks:
        if check.fine:
            about = _("Still fine after %(days)s days", days=check.days)
            yield _piece(check, about, texts.get(check.words, ""))
    for tried in row.it.tries:
        yield _piece(tried, _("Tried to reach you"), texts.get(tried.words, ""))


def promised(row: Complaint, texts: Mapping[int, str]) -> list[tuple[str, str, str]]:
    """What was promised, with its day; it is kept by the word of whoever complained alone."""
    found = []
    for offer in row.it.offers:
        if offer.stands and offer.by_date:
            words = texts.get(offer.reply.words if offer.agreed and offer.reply else offer.words, "")
            found.append((words, *_kept(offer.judged if offer.good == "yes" else None, offer.by_date)))
    for promise in row.it.promises:
        found.append((texts.get(promise.words, ""), *_of_letter(promise)))
    for held in row.it.preventions:
        if held.due and not held.nothing:
            found.append((texts.get(held.words, ""), *_kept(held.done, held.due)))
    return found


def _of_letter(promise: Promise) -> tuple[str, str]:
    if promise.owned_up:
        facts = {"day": weekday_and_day(promise.day), "name": promise.owned_up.name}
        return _("was due %(day)s and missed: %(name)s owned up to it", **facts), "late"
    return _kept(promise.kept, promise.day)


def _kept(mark: Mark | None, by: date) -> tuple[str, str]:
    if mark:
        facts = {"day": weekday_and_day(mark.at), "name": mark.name}
        return _("kept, %(day)s: %(name)s said so", **facts), "kept"
    if by < today():
        return _("was due %(day)s", day=weekday_and_day(by)), "late"
    return _("due %(day)s", day=weekday_and_day(by)), "open"


def upper_first(said: str) -> str:
    """A sentence that begins with a capital letter, the rest as its language writes it."""
    return said[:1].upper() + said[1:]
