"""Letters about what customers ask of their clan: to the senior whose it is; and the answer, to who asked."""

from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from portal.cases import due
from portal.cases.post import Site
from portal.clans.model import Question
from portal.kernel.db import Database
from workflows.language import _, weekday_and_day


def write_due(database: Database, site: Site) -> int:
    """Write every letter about questions that is due: what the worker does."""
    return due.write(database, site, KINDS)


def _tell_owner(question: Question) -> None:
    question.told_id = question.owner_id


def _tell_asker(question: Question) -> None:
    question.answer_told = True


def _yours(question: Question) -> due.Words:
    facts = {"customer": question.account.name, "department": question.department}
    subject = _("%(customer)s: who is our person in %(department)s?", **facts)
    told = _(
        "%(name)s asks who stands for them in %(department)s. It is yours to answer by %(day)s.",
        name=question.asker.name,
        department=question.department,
        day=weekday_and_day(question.due),
    )
    return subject, told, question.about, _("Answer this")


def _answered(question: Question) -> due.Words:
    named = question.named.name if question.named else ""
    subject = _("Your person in %(department)s: %(name)s", department=question.department, name=named)
    name = question.answerer.name if question.answerer else ""
    told = _("%(name)s answers what you asked: %(answer)s", name=name, answer=question.answer)
    return subject, told, "", _("Look at it")


def _page(_site: Site, question: Any) -> str:
    return f"/customers/{question.account.handle}"


_PEOPLE = (Question.account, Question.asker, Question.owner, Question.answerer, Question.named)
_WHOLE = select(Question).options(*map(joinedload, _PEOPLE))
_NEW_OWNER = or_(Question.told_id.is_(None), Question.told_id != Question.owner_id)
_UNTOLD = and_(Question.answered.is_(None), Question.owner_id.is_not(None), _NEW_OWNER)
_ANSWERED = and_(Question.answered.is_not(None), Question.answer_told.is_(False))
KINDS = (
    due.Due(
        _WHOLE.where(_UNTOLD),
        Question,
        _tell_owner,
        lambda question: question.owner,
        _yours,
        lambda site, question: f"{_page(site, question)}/questions/{question.id}/answer",
    ),
    due.Due(
        _WHOLE.where(_ANSWERED),
        Question,
        _tell_asker,
        lambda question: question.asker,
        _answered,
        lambda site, question: f"{_page(site, question)}#questions",
    ),
)
