"""Letters of first weeks: whom a newcomer stands for, was it so, what is offered, and the answer to it.

What was written stands in the row, in the transaction of the letter, so each is written once.
"""

from typing import NamedTuple

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from portal.cases import due
from portal.cases.post import Site
from portal.clans.days import weekday
from portal.kernel.db import Database
from portal.quests import show
from portal.quests.model import Quest, QuestOffer, QuestStep
from workflows.language import _, weekday_and_day


class Named(NamedTuple):
    """What a link in a letter names: a step, and the person who is asked about it."""

    step: int
    person: int


def path(secret: str, step: QuestStep) -> str:
    """The address under which somebody says whether a step was so, without signing in."""
    return f"/first-weeks/{_signed(secret).dumps([step.id, step.contact_id])}"


def named(secret: str, token: str) -> Named | None:
    """What a link names; None when this house did not make it."""
    try:
        step, person = _signed(secret).loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return Named(step, person)


def _signed(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="first weeks")


def write_due(database: Database, site: Site) -> int:
    """Write every letter of first weeks that is due, in a unit of work of its own: what the worker does."""
    return due.write(database, site, KINDS)


def _welcome(quest: Quest) -> due.Words:
    customer = quest.account.name
    told = _(
        "You stand for %(customer)s from today. You have until %(day)s to learn, where it happens, "
        "what matters to them.",
        customer=customer,
        day=weekday_and_day(quest.due),
    )
    more = _("Five steps show you how. One of them their people confirm.")
    return _("You stand for %(customer)s", customer=customer), told, more, _("Your first weeks")


def _was_it_so(step: QuestStep) -> due.Words:
    told = " ".join([show.title(step), _("Was it so?")])
    more = _("They wrote: “%(words)s”", words=step.words)
    subject = _("Was it so? %(name)s names you", name=step.quest.person.name)
    return subject, told, more, _("Say whether it was so")


def _come_and_see(made: QuestOffer) -> due.Words:
    facts = {"name": made.by.name, "what": made.what}
    told = _("%(name)s offers to show you something on %(day)s: %(what)s", day=weekday(made.day), **facts)
    return _("%(name)s invites you: %(what)s", **facts), told, made.where, _("Say whether you come")


def _whether_they_come(made: QuestOffer) -> due.Words:
    facts = {"name": made.quest.person.name, "day": weekday(made.day)}
    comes = _("%(name)s comes on %(day)s", **facts)
    subject = comes if made.comes else _("%(name)s cannot come on %(day)s", **facts)
    return subject, f"{subject}: {made.what}", made.answer, _("Look at it")


def _page(quest: Quest) -> str:
    return f"/customers/{quest.account.handle}/first-weeks/{quest.person.handle}"


_OF_STEP = (joinedload(QuestStep.quest).joinedload(Quest.person), joinedload(QuestStep.contact))
_OF_OFFER = (
    joinedload(QuestOffer.quest).joinedload(Quest.person),
    joinedload(QuestOffer.quest).joinedload(Quest.account),
    joinedload(QuestOffer.by),
)
_NEW = select(Quest).where(Quest.told.is_(False), Quest.ended.is_(None))
_UNASKED = and_(QuestStep.asked.is_(False), QuestStep.answered.is_(None), QuestStep.contact_id.is_not(None))
_REPLIED = and_(QuestOffer.answered.is_not(None), QuestOffer.answer_told.is_(False))
KINDS = (
    due.Due(
        _NEW.options(joinedload(Quest.person), joinedload(Quest.account)),
        Quest,
        lambda row: setattr(row, "told", True),
        lambda quest: quest.person,
        _welcome,
        lambda _site, quest: _page(quest),
    ),
    due.Due(
        select(QuestStep).where(_UNASKED).options(*_OF_STEP),
        QuestStep,
        lambda row: setattr(row, "asked", True),
        lambda step: step.contact,
        _was_it_so,
        lambda site, step: path(site.secret, step),
    ),
    due.Due(
        select(QuestOffer).where(QuestOffer.told.is_(False)).options(*_OF_OFFER),
        QuestOffer,
        lambda row: setattr(row, "told", True),
        lambda made: made.quest.person,
        _come_and_see,
        lambda _site, made: f"{_page(made.quest)}/offers/{made.id}",
    ),
    due.Due(
        select(QuestOffer).where(_REPLIED).options(*_OF_OFFER),
        QuestOffer,
        lambda row: setattr(row, "answer_told", True),
        lambda made: made.by,
        _whether_they_come,
        lambda _site, made: _page(made.quest),
    ),
)
