"""What may be done, by whom, and what is said of it: each area declares its verbs in one table.

The function of a verb's name in the area's `actions` is the only way to do it: it asks the rule, runs, and
writes the journal in the same transaction. The feed, the API's sentences and the rights page are read from
these tables, from nowhere else.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from portal.kernel import clock, journal
from portal.kernel.db import of_house
from workflows.language import _

P = ParamSpec("P")
R = TypeVar("R")


class Person(Protocol):
    """Anyone who does something: the kernel needs no more of a person than this."""

    @property
    def id(self) -> int:
        """The person's number."""

    @property
    def handle(self) -> str:
        """The person's short name, unique in the house."""

    @property
    def name(self) -> str:
        """The name that others read."""

    @property
    def side(self) -> str:
        """`customer` or `clan`."""


class NotAllowed(Exception):
    """The person sees the thing but may not do this with it; the message says who can."""


class NotNow(Exception):
    """The person may do it, but not as things stand; the message says what is in the way."""


@dataclass(frozen=True)
class Rule:
    """Who may: in words, marked with N_, and the question asked of a person and the thing.

    A rule made of others has no words of its own.
    """

    words: str
    allows: Callable[[Any, Any], bool]
    rules: tuple["Rule", ...] = ()

    @property
    def says(self) -> str:
        """Who may, in the reader's language: the customer or its clan."""
        if not self.rules:
            return _(self.words)
        said = [rule.says for rule in self.rules]
        return reduce(lambda one, other: _("%(one)s or %(other)s", one=one, other=other), said)


def either(*rules: Rule) -> Rule:
    """Whoever one of the rules allows."""
    return Rule("", lambda who, thing: any(rule.allows(who, thing) for rule in rules), rules)


@dataclass(frozen=True)
class Verb:
    """One verb: who may, and what the feed says after the actor's name: places for facts, marked with N_."""

    may: Rule
    says: str


@dataclass
class Act:
    """One deed in progress: who does it, when, and what the journal will be told of it."""

    who: Any
    verb: str
    at: datetime = field(default_factory=clock.now)
    facts: dict[str, Any] = field(default_factory=dict)
    stream: str = ""
    changes: list[dict[str, Any]] = field(default_factory=list)
    silent: bool = False

    def note(self, **facts: Any) -> None:
        """Add facts that the feed's sentence needs."""
        self.facts.update(facts)

    def tell(self, stream: str, changes: list[dict[str, Any]] | None = None) -> None:
        """Say which stream hears of this, and what it changed."""
        self.stream, self.changes = stream, changes or []

    def nothing(self) -> None:
        """Nothing changed after all, so nothing is written."""
        self.silent = True


VERBS: dict[str, Verb] = {}
Anew = Callable[[str, str, dict[str, Any]], tuple[str, dict[str, Any]]]
ANEW: dict[str, Anew] = {}


class Verbs:
    """The table of one area: `noun` and its verbs by name.

    `anew` gives the sentence of a verb and its facts in the reader's language, where words of ours are kept
    among the facts in English.
    """

    def __init__(self, noun: str, table: dict[str, Verb], anew: Anew | None = None) -> None:
        self.noun, self.table = noun, table
        ANEW.update({noun: anew} if anew else {})
        VERBS.update({f"{noun}.{name}": verb for name, verb in table.items()})

    def action(self, do: Callable[Concatenate[Act, P], R]) -> Callable[Concatenate[Any, P], R]:
        """Make the function the one way to do the verb of its name: ask, do, and write the journal.

        The first argument after the person is the thing that the rule is asked about.

        Raises:
            KeyError: at import, when the area's table has no verb of that name.
            NotAllowed: the rule does not allow it.
        """
        name = f"{self.noun}.{do.__name__.rstrip('_')}"
        verb = VERBS[name]

        @wraps(do)
        def deed(who: Any, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if not verb.may.allows(who, args[0] if args else None):
                raise NotAllowed(
                    _("This is for %(whom)s to do. Ask them if it should be done.", whom=verb.may.says)
                )
            act = Act(who, name)
            result = do(act, *args, **kwargs)
            if not act.silent:
                _write(act)
            return result

        return deed


def may(who: Any, name: str, thing: object) -> bool:
    """Whether the person may do the verb with the thing; templates ask this as `can`."""
    return VERBS[name].may.allows(who, thing)


def sentence(verb: str, facts: dict[str, Any]) -> str:
    """What the feed says of an entry, after the actor's name, in the reader's language."""
    known = VERBS.get(verb)
    if known is None:
        return verb.replace(".", " ")
    anew, says = ANEW.get(verb.partition(".")[0]), known.says
    says, facts = anew(verb, says, facts) if anew else (says, facts)
    return _(says).format_map(_Facts(facts))


def told(name: str, verb: str, facts: dict[str, Any]) -> str:
    """What somebody did, as a sentence without its full stop: Ruth Vale signed the cloth."""
    return _("%(who)s %(does)s", who=name, does=sentence(verb, facts))


class _Facts(dict[str, Any]):
    """Facts for a sentence; one that an old entry does not have is left open, never an error."""

    def __missing__(self, key: str) -> str:
        return "…"


@of_house
def tell(who: Person, stream: str, verb: str, facts: dict[str, Any]) -> None:
    """Write into a stream what followed by itself from somebody's deed, now."""
    journal.append(stream, journal.Who(who.handle, who.name, who.side), clock.now(), verb, facts, [])


def _write(act: Act) -> None:
    if not act.stream:
        raise RuntimeError(f"{act.verb} did something and told no stream of it")
    who = journal.Who(act.who.handle, act.who.name, act.who.side)
    # What a customer does in a meeting of the clan, or with a mail, is told of where no customer reads.
    append = of_house(journal.append) if act.stream.startswith(("clanside:", "house")) else journal.append
    append(act.stream, who, act.at, act.verb, act.facts, act.changes)
