"""What ties a customer's people and its clan together: who reached out to whom, by what they really did.

Pure. A *contact* is one person in one order on one day, however much they did there, or what somebody noted
by hand. In an order whoever does what the other side reads reaches out to all who have a hand in it. What is
said in the room of one side is in another stream, and never comes here.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workflows.language import _, listed, ngettext, plain_day

MONTH = timedelta(days=30)  # how far back a tie is told, and after how long silence is said
CASE = "case:"
# What moves within one side of an order, or takes back what was there, reaches nobody.
SILENT = frozenset(
    f"case.{verb}"
    for verb in (
        "undo",
        "take_back",
        "take_back_change",
        "take_back_note",
        "withdraw",
        "withdraw_proposal",
        "withdraw_redraw",
        "plan_yeses",
        "hand_on",
        "nudge",
    )
)
BOTH, OURS, THEIRS, NOBODY = "both", "ours", "theirs", "nobody"  # seen from the clan
KINDS = (BOTH, OURS, THEIRS, NOBODY)  # the strongest first
NAMED = 2  # how many names a tie tells


@dataclass(frozen=True)
class Contacts:
    """The contacts of one person at one place, an order or a note of their own, added up."""

    person: str
    place: str
    other: str = ""  # with whom, where it was noted by hand
    first: bool = True  # whether it was they who reached out
    times: int = 1


@dataclass(frozen=True)
class Tie:
    """What ties one of the clan to the customer: of which kind, with whom most often, and how often."""

    kind: str = NOBODY
    others: tuple[str, ...] = ()
    times: int = 0


def reaches(stream: str, verb: str) -> bool:
    """Whether this entry of a journal is somebody reaching out to the other side of an order."""
    return stream.startswith(CASE) and verb.startswith("case.") and verb not in SILENT


def ties(members: Iterable[str], customers: Collection[str], contacts: Iterable[Contacts]) -> dict[str, Tie]:
    """The tie of each member of a clan to the people of its customer."""
    known = list(contacts)
    there: dict[str, Counter[str]] = {}
    for one in known:
        if one.person in customers and not one.other:
            there.setdefault(one.place, Counter())[one.person] += one.times
    own: dict[str, list[Contacts]] = {}
    for one in known:
        own.setdefault(one.person, []).append(one)
    return {member: _tie(own.get(member, ()), there, customers) for member in members}


def _tie(own: Iterable[Contacts], there: Mapping[str, Counter[str]], customers: Collection[str]) -> Tie:
    others: Counter[str] = Counter()
    ours = theirs = times = 0
    for one in own:
        if one.other and one.other not in customers:
            continue
        times += one.times
        answered = Counter({one.other: one.times}) if one.other else there.get(one.place, Counter())
        others.update(answered)
        ours += one.first
        theirs += (not one.first) if one.other else bool(answered)
    by_name = sorted(others, key=lambda name: (-others[name], name))
    return Tie(_kind(bool(ours), bool(theirs)), tuple(by_name), times)


def _kind(ours: bool, theirs: bool) -> str:
    if ours:
        return BOTH if theirs else OURS
    return THEIRS if theirs else NOBODY


def most(kinds: Mapping[str, int]) -> str:
    """The kind of the most ties of several, by how many there are of each; of as many, the stronger one."""
    return max(KINDS, key=lambda kind: (kinds.get(kind, 0), -KINDS.index(kind)))


# ---------------------------------------------------------------- in words


def said(tie: Tie, names: Mapping[str, str], last: date | None, today: date) -> str:
    """A tie in a few words; `last` is the day of the last contact, of one that is none of this month."""
    if tie.kind == NOBODY:
        if last is None:
            return _("knows nobody there yet")
        return _("nobody since %(day)s", day=plain_day(last, today))
    often = _often(tie.times)
    if not tie.others:
        return _("%(often)s, nobody answered yet", often=often)
    return _("%(names)s, %(often)s", names=_people([names[one] for one in tie.others]), often=often)


def _people(names: list[str]) -> str:
    if len(names) <= NAMED + 1:
        return listed(names)
    more = ngettext("%(num)s more", "%(num)s more", len(names) - NAMED)
    return listed([*names[:NAMED], more])


def _often(times: int) -> str:
    if times == 1:
        return _("once this month")
    return (
        _("twice this month")
        if times == 2
        else ngettext("%(num)s time this month", "%(num)s times this month", times)
    )


def silent(last: date | None, today: date) -> bool:
    """Whether somebody was heard of before, and not for a month."""
    return last is not None and today - last > MONTH


def ago(last: date | None, today: date) -> str:
    """How long ago somebody was last heard of."""
    if last is None:
        return _("not heard of yet")
    days = (today - last).days
    if days < 2:
        return _("yesterday") if days == 1 else _("today")
    if silent(last, today):
        return ngettext("silent for %(num)s day", "silent for %(num)s days", days)
    if days < 14:
        return ngettext("%(num)s day ago", "%(num)s days ago", days)
    return ngettext("%(num)s week ago", "%(num)s weeks ago", days // 7)


def since(now: datetime) -> date:
    """The first day of the month that ends now."""
    return (now - MONTH).date()
