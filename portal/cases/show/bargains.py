"""What was agreed at a price, on paper: every change booked, and every proposal with how it ended."""

from collections.abc import Iterator

from portal.cases.show import words as say
from portal.cases.show.cost import made_of
from portal.cases.show.offers import in_words
from portal.cases.show.paper import Paper, Row
from portal.cases.show.price import BAND, changed, sums
from workflows.booked import Booked, Offer, Proposal
from workflows.language import N_, _
from workflows.offered import label
from workflows.takes import takes
from workflows.totals import standing

STATES = {
    "accepted": N_("Proposal agreed"),
    "declined": N_("Proposal declined"),
    "withdrawn": N_("Proposal taken back"),
    "open": N_("Proposal not answered yet"),
}


def bargains(paper: Paper) -> tuple[Row, ...]:
    """Every change that stands with what it cost, all together, then every proposal, round by round."""
    asked = sorted(paper.case.proposals.values(), key=lambda one: one.rounds[0].seq)
    booked = [_booked(paper, one) for one in standing(paper.case).values()]
    return (*booked, *_whole(paper), *(_proposal(paper, one) for one in asked))


def _whole(paper: Paper) -> Iterator[Row]:
    """What all of it comes to, and where that lies in the agreed band."""
    told = dict(sums(paper))
    for name in (_("Together"), _(BAND)):
        if name in told:
            yield paper.row(name, None, told[name])


def _booked(paper: Paper, one: Booked) -> Row:
    lines = [changed(paper, path, held) for path, held in one.lines.items()]
    told = [f"{label}: {was} → {now}" for label, was, now in lines]
    label = "; ".join([*told, *([one.way] if one.way else [])])
    price = takes(one.cost.total, one.days, paper.case.currency)
    parts = f" ({made_of(paper, one.cost)})" if one.cost.total else ""
    return paper.row(label, one, f"{price}{parts}", why=one.why)


def _proposal(paper: Paper, one: Proposal) -> Row:
    rounds = tuple(f"{paper.hand(offer)}: {_offered(paper, one, offer)}" for offer in one.rounds)
    return paper.row(label(paper.case, one), one.ended, _(STATES[one.state]), lines=rounds, why=one.why)


def _offered(paper: Paper, one: Proposal, offer: Offer) -> str:
    return "; ".join(_words(paper, one, offer)) or _("as it is")


def _words(paper: Paper, one: Proposal, offer: Offer) -> Iterator[str]:
    if one.wanted(offer) != one.held:
        yield in_words(paper, one.wanted(offer))
    if offer.way:
        yield offer.way
    if offer.by_hand:
        cost, days = offer.by_hand.cost.total, offer.by_hand.days
        yield _("for %(price)s", price=takes(cost, days, paper.case.currency))
    if offer.why:
        yield say.quoted(offer.why)
