"""Drawing the map of a customer, by both sides, and saying whom of it an order serves."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import delete, insert

from portal.cases.model import Case
from portal.habitat import cards, queries
from portal.habitat.model import Actor, Serving
from portal.habitat.verbs import habitat, stream
from portal.kernel import journal
from portal.kernel.db import session
from portal.kernel.verbs import Act, NotNow
from portal.people.model import Account
from workflows.habitat import WORDS, chosen, merged
from workflows.language import _


class Clash(Exception):
    """Somebody else changed the same words meanwhile: which, and the entry as it stands now."""

    def __init__(self, clashes: Collection[str], now: Actor) -> None:
        super().__init__(", ".join(clashes))
        self.clashes, self.now = clashes, now


@habitat.action
def add(act: Act, account: Account, words: Mapping[str, Any]) -> Actor:
    """Put somebody on the map of a customer."""
    place = stream(account.id)
    one = Actor(account_id=account.id, number=journal.next_number(place), earlier=[], gone=False)
    _write(act, one, words)
    session().add(one)
    _tell(act, one)
    return one


@habitat.action
def change(act: Act, one: Actor, words: Mapping[str, Any], seen: int) -> None:
    """Change an entry of the map; `seen` is the version of it that was on the page.

    Raises:
        NotNow: it was struck off.
        Clash: somebody else gave the same words another value meanwhile.
    """
    _hold(one)
    if one.gone:
        raise NotNow(_("It was struck off the map in the meantime. Put it back first."))
    now = _words(one)
    told = merged(_as_it_was(one, seen), now, words)
    if told.clashes:
        raise Clash(told.clashes, one)
    if told.words == now:
        return act.nothing()
    _remember(one)
    _write(act, one, told.words)
    _tell(act, one)


@habitat.action
def take_back(act: Act, one: Actor) -> None:
    """Strike an entry off the map; it stays readable, and either side may put it back."""
    _strike(act, one, gone=True)


@habitat.action
def restore(act: Act, one: Actor) -> None:
    """Put an entry back on the map."""
    _strike(act, one, gone=False)


def _strike(act: Act, one: Actor, *, gone: bool) -> None:
    _hold(one)
    if one.gone == gone:
        return act.nothing()
    _remember(one)
    one.gone, one.by_name, one.at = gone, act.who.name, act.at
    _tell(act, one)


@habitat.action
def serve(act: Act, case: Case, numbers: Collection[int], seen: Collection[int]) -> None:
    """Say whom of the map an order serves, nobody for unknown; `seen` is what stood there before."""
    session().refresh(case, ["seq"], with_for_update=True)  # of two at once the second waits
    there = {one.number: one for one in queries.actors(case.account_id)}
    now = [one.number for one in queries.of_order(case.id)]
    told = chosen(seen, now, [number for number in numbers if number in there])
    if list(told) == now:
        return act.nothing()
    db = session()
    db.execute(delete(Serving).where(Serving.case_id == case.id))
    rows = [{"case_id": case.id, "actor_id": there[n].id, "account_id": case.account_id} for n in told]
    if rows:
        db.execute(insert(Serving), rows)
    act.note(order=case.ref, case=case.id, actors=list(told))
    act.tell(stream(case.account_id))
    cards.renew_case(case.id)
    cards.renew(case.account_id)


def _hold(one: Actor) -> None:
    """Read an entry anew and keep others from it until the deed is done."""
    session().refresh(one, list(one.__mapper__.column_attrs.keys()), with_for_update=True)


def _words(one: Actor) -> dict[str, Any]:
    return {name: getattr(one, name) for name in WORDS}


def _as_it_was(one: Actor, version: int) -> dict[str, Any]:
    """The words of one version, as whoever saw that version read them."""
    if 0 <= version < one.version:
        kept = one.earlier[version]
        return {**_words(one), **kept, "seen_on": type(one.seen_on).fromisoformat(kept["seen_on"])}
    return _words(one)


def _remember(one: Actor) -> None:
    """Keep how it reads, before it is changed."""
    kept = {**_words(one), "seen_on": one.seen_on.isoformat(), "gone": one.gone}
    one.earlier = [*one.earlier, {**kept, "by": one.by_name, "at": one.at.isoformat()}]


def _write(act: Act, one: Actor, words: Mapping[str, Any]) -> None:
    for name in WORDS:
        setattr(one, name, words[name])
    one.by_name, one.at = act.who.name, act.at


def _tell(act: Act, one: Actor) -> None:
    act.note(actor=one.number, relation=one.relation, trend=one.trend)
    act.tell(stream(one.account_id))
    session().flush()
    cards.renew(one.account_id)
    for case_id in queries.serving(one):
        cards.renew_case(case_id)
