"""First weeks as their pages show them, said to whoever reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.quests import queries
from portal.quests.model import Quest, QuestOffer, QuestStep
from workflows.language import N_, _, ngettext, pgettext, weekday_and_day
from workflows.quests import Kind, Standing, Weeks

# What each step is, to the newcomer who takes it, and to who shows it to them.
TODO: dict[str, tuple[str, str]] = {
    Kind.USED: (
        N_("Use what we make for them"),
        N_("As they do: wear it, ride in it, cook on it, for a day."),
    ),
    Kind.TALKED: (N_("Talk with one of their people"), N_("About their work, not about ours.")),
    Kind.VISITED: (N_("Visit them where they work"), N_("See where what we make is used.")),
    Kind.SHADOWED: (
        N_("Go along with somebody for a shift"),
        N_("Whoever uses it there, from start to end."),
    ),
    Kind.MET: (N_("Meet one of their own customers"), N_("Whom they do it all for.")),
}
# What a newcomer says, to the one with whom they did it.
WAS_IT_SO: dict[str, str] = {
    Kind.TALKED: N_("%(name)s says that you talked with each other on %(day)s."),
    Kind.VISITED: N_("%(name)s says that they visited you on %(day)s."),
    Kind.SHADOWED: N_("%(name)s says that they went along with you on %(day)s."),
    Kind.MET: N_("%(name)s says that you let them meet one of your customers on %(day)s."),
}


@dataclass(frozen=True)
class StepView:
    """One kind of step, and what was noted of it."""

    kind: str
    title: str
    help: str
    taken: bool
    noted: list[QuestStep]


@dataclass(frozen=True)
class WeeksView:
    """Somebody's first weeks, for one reader."""

    person: Any
    account: Any
    steps: list[StepView]
    offers: list[QuestOffer]
    summary: str
    label: tuple[str, str]  # how they stand, and its tone
    own: bool  # whether they are the reader's
    open: bool


@dataclass(frozen=True)
class Newcomer:
    """A newcomer on the page of the customer: how far they are, in a sentence."""

    person: Any
    summary: str
    label: tuple[str, str]


def view(quest: Quest, reader: Any, today: date) -> WeeksView:
    """Somebody's first weeks as `reader` sees them."""
    found = queries.weeks(quest)
    noted = {kind: [step for step in quest.steps if step.kind == kind] for kind in Kind}
    steps = [
        StepView(kind, _(TODO[kind][0]), _(TODO[kind][1]), kind in found.taken, noted[kind]) for kind in Kind
    ]
    return WeeksView(
        person=quest.person,
        account=quest.account,
        steps=steps,
        offers=quest.offers,
        summary=summary(found, today),
        label=label(found.standing(today)),
        own=quest.person_id == reader.id,
        open=quest.done is None,
    )


def title(step: QuestStep) -> str:
    """What a newcomer says that they did with somebody, as a question to that one."""
    return _(WAS_IT_SO[step.kind], name=step.quest.person.name, day=weekday_and_day(step.day))


def newcomers(card: dict[str, Any], members: Iterable[Any], today: date) -> list[Newcomer]:
    """The newcomers of a clan as its card has them, those who need somebody first."""
    people = {one.person.id: one.person for one in members}
    there = [
        (people[told["person"]], queries.from_card(told))
        for told in card.get("open", ())
        if told["person"] in people
    ]
    order = list(Standing)
    there.sort(key=lambda one: (order.index(one[1].standing(today)), one[1].due, one[0].name))
    return [Newcomer(who, summary(found, today), label(found.standing(today))) for who, found in there]


def label(standing: Standing) -> tuple[str, str]:
    """How first weeks stand, in a word, with the tone of its label."""
    return {
        Standing.DONE: (pgettext("first weeks", "Done"), "g"),
        Standing.LATE: (pgettext("first weeks", "Late"), "p"),
        Standing.STUCK: (pgettext("first weeks", "Stuck"), "p"),
        Standing.GOING: (pgettext("first weeks", "Under way"), ""),
    }[standing]


def summary(found: Weeks, today: date) -> str:
    """How far somebody is, what is missing, and until when."""
    far = ngettext("%(num)s of %(all)s steps", "%(num)s of %(all)s steps", len(found.taken), all=len(Kind))
    if found.whole:
        return _("%(far)s, confirmed by the customer.", far=far)
    by = weekday_and_day(found.due)
    if not found.confirmed:
        return _("%(far)s, none confirmed by the customer yet. Due by %(day)s.", far=far, day=by)
    return _("%(far)s. Due by %(day)s.", far=far, day=by)
