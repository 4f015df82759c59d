"""Proposals as both sides read them: every round, what is on the table and what it takes, who answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.cases.show import words as say
from portal.cases.show.cost import CostView, cost
from portal.cases.show.given import By, Desk
from workflows import redrawing
from workflows.blocks.fixed import carried
from workflows.booked import Offer, Proposal
from workflows.grammar import Side
from workflows.language import N_, _
from workflows.offered import in_hand, label, together, weigh
from workflows.records import Json, other
from workflows.redrawn import Adopting
from workflows.takes import takes

STATES = {"accepted": N_("agreed"), "declined": N_("declined"), "withdrawn": N_("taken back")}


@dataclass(frozen=True)
class RoundView:
    """One round: what was asked for or offered, in words."""

    by: By
    text: str  # the value, empty when the line stays as it is
    lines: tuple[tuple[str, str, str], ...]  # of several: label, what it says now, what it becomes
    way: str
    why: str
    price: str  # said by hand; empty when the rules say it


@dataclass(frozen=True)
class ProposalView:
    """A proposal; `cost` is what the last round takes if it is agreed now."""

    key: str
    stage: str
    field: str
    label: str
    was: str
    now: str
    rounds: tuple[RoundView, ...]
    cost: CostView | None
    with_it: tuple[str, ...]  # what becomes of other lines, in sentences
    until: str
    state: str  # empty while it is open
    ended: By | None
    why: str
    answers: bool  # the viewer answers it
    own: bool  # the viewer's side spoke last, and may take it back
    whose: str  # who answers, in a sentence
    run_out: bool  # nobody answered while it held

    @property
    def last(self) -> RoundView:
        """What is on the table."""
        return self.rounds[-1]


@dataclass(frozen=True)
class AskedView:
    """A proposal in a list: what it is about, and who answers it; `plan`: it is about the plan."""

    key: str
    label: str
    whose: str
    mine: bool
    plan: bool = False


def proposal(desk: Desk, key: str) -> ProposalView:
    """One proposal of the case."""
    one = desk.case.proposals[key]
    open_, me = one.state == "open" and desk.open, desk.look.viewer.side
    last, over = one.last, one.run_out(desk.look.at.date())
    told = weigh(desk.case, one, desk.look.at.date(), desk.look.calendars) if open_ else None
    return ProposalView(
        key=key,
        stage=one.stage,
        field=one.field,
        label=label(desk.case, one),
        was=in_words(desk, one.held),
        now=_text(desk, one, last),
        rounds=tuple(_round(desk, one, offer) for offer in one.rounds),
        cost=cost(desk, told) if told else None,
        with_it=tuple(_with_it(desk, one)) if open_ else (),
        until=say.day(last.until, desk.today),
        state=_(STATES[one.state]) if one.state in STATES else "",
        ended=desk.by(one.ended) if one.ended else None,
        why=one.why,
        answers=open_ and last.side != me,
        own=open_ and last.side == me,
        whose=awaited(desk, last.side, run_out=over),
        run_out=over,
    )


def asked(desk: Desk) -> tuple[AskedView, ...]:
    """The proposals that are open, oldest first, each with who answers it."""
    me = desk.look.viewer.side
    found = []
    for key, one in in_hand(desk.case).items():
        mine = one.last.side != me
        whose = _whose(desk, one.last.side, run_out=one.run_out(desk.look.at.date()))
        found.append(AskedView(key, label(desk.case, one), whose, mine))
    for key, redrawn in redrawing.in_hand(desk.case).items():
        about, mine = say.upper(redrawing.told(desk.case, redrawn)), redrawn.asked.side != me
        whose = _whose(desk, redrawn.asked.side, run_out=redrawn.run_out(desk.look.at.date()))
        found.append(AskedView(key, about, whose, mine, plan=True))
    said = desk.case.versions.get(f"v{desk.look.offered}", Adopting())
    if desk.look.offered and not said.no:
        whose = _whose(desk, me if me in said.yes else other(me))
        found.append(
            AskedView("version", _("A newer version of this process"), whose, me not in said.yes, plan=True)
        )
    return tuple(found)


def answers(desk: Desk, side: Side) -> str:
    """Which side answers, in a sentence."""
    if side == desk.look.viewer.side:
        return _("You answer.")
    return _("%(name)s answers.", name=say.upper(desk.name(side)))


def awaited(desk: Desk, asking: Side, *, run_out: bool) -> str:
    """Who answers what that side asks for; who asks anew once nobody did."""
    if not run_out:
        return answers(desk, other(asking))
    if asking == desk.look.viewer.side:
        return _("It has run out without an answer. You may ask anew, or take it back.")
    name = say.upper(desk.name(asking))
    return _("It has run out without an answer. %(name)s may ask anew, or take it back.", name=name)


def _whose(desk: Desk, asking: Side, *, run_out: bool = False) -> str:
    """Who answers what that side asks for, in a list."""
    if run_out:
        return _("it has run out")
    mine = asking != desk.look.viewer.side
    return _("for you to answer") if mine else _("with %(name)s", name=desk.name(other(asking)))


def all_together(desk: Desk) -> CostView | None:
    """What all open proposals take together, when there are several."""
    told = together(desk.case, desk.look.at.date(), desk.look.calendars)
    return cost(desk, told) if told else None


def of_line(desk: Desk, stage: str, field: str) -> ProposalView | None:
    """The open proposal about a line."""
    found = (key for key, one in in_hand(desk.case).items() if f"{stage}.{field}" in one.held)
    key = next(found, None)
    return proposal(desk, key) if key else None


def _with_it(desk: Desk, one: Proposal) -> Iterator[str]:
    """What becomes of the line that makes a whole with this one."""
    wanted = one.wanted(one.last)
    new = carried(desk.case, wanted)
    for path, value in new.items() if wanted != one.held else ():
        stage, _dot, key = path.partition(".")
        field = desk.case.stages[stage].field(key)
        if field and path not in wanted:
            yield _("%(line)s becomes %(value)s with it.", line=field.label, value=desk.show(field, value))


def in_words(desk: Desk, lines: Mapping[str, Json]) -> str:
    """What one line is to hold; of several, each with its label."""
    told = []
    for path, value in lines.items():
        stage, _dot, key = path.partition(".")
        if field := desk.case.stages[stage].field(key):
            text = say.cut(desk.show(field, value), 200) or say.nothing()
            told.append((field.label, text))
    return told[0][1] if len(told) == 1 else "; ".join(f"{name}: {text}" for name, text in told)


def _round(desk: Desk, one: Proposal, offer: Offer) -> RoundView:
    hand = offer.by_hand
    price = takes(hand.cost.total, hand.days, desk.case.currency) if hand else ""
    lines = tuple(_changes(desk, one, offer)) if one.also else ()
    return RoundView(desk.by(offer), _text(desk, one, offer), lines, offer.way, offer.why, price)


def _changes(desk: Desk, one: Proposal, offer: Offer) -> Iterator[tuple[str, str, str]]:
    """What a round changes of several lines."""
    for path, value in one.wanted(offer).items():
        was, field = one.held[path], desk.case.stages[one.stage].field(path.partition(".")[2])
        if field and value != was:
            yield field.label, in_words(desk, {path: was}), in_words(desk, {path: value})


def _text(desk: Desk, one: Proposal, offer: Offer) -> str:
    """What a round changes; empty where every line stays as it is."""
    wanted = one.wanted(offer)
    return "" if wanted == one.held else in_words(desk, wanted)
