"""Letters about what waits for somebody in a clan: to whose it is, once; and the answer, to who asked."""

from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from portal.cases import due
from portal.cases.post import Site
from portal.clans import errands
from portal.clans.days import weekday
from portal.clans.model import Errand, Question
from portal.kernel.db import Database
from workflows.language import _


def write_due(database: Database, site: Site) -> int:
    """Write every letter about questions and errands that is due: what the worker does."""
    return due.write(database, site, KINDS)


def _tell_asker(question: Question) -> None:
    question.answer_told = True


def _answered(question: Question) -> due.Words:
    named = question.named.name if question.named else ""
    subject = _("Your person in %(department)s: %(name)s", department=question.department, name=named)
    name = question.answerer.name if question.answerer else ""
    told = _("%(name)s answers what you asked: %(answer)s", name=name, answer=question.answer)
    return subject, told, "", _("Look at it")


def _tell(errand: Errand) -> None:
    errand.told = True


def _errand(errand: Errand) -> due.Words:
    told = errands.words(errand)
    by = _("It waits for you until %(day)s.", day=weekday(errand.due)) if errand.due else ""
    return told.line, told.letter, by, told.deed


def _page(_site: Site, question: Any) -> str:
    return f"/customers/{question.account.handle}"


_PEOPLE = (Question.account, Question.asker, Question.owner, Question.answerer, Question.named)
_WHOLE = select(Question).options(*map(joinedload, _PEOPLE))
_ANSWERED = and_(Question.answered.is_not(None), Question.answer_told.is_(False))
_UNTOLD = select(Errand).where(Errand.told.is_(False))
_UNTOLD = _UNTOLD.options(joinedload(Errand.account), joinedload(Errand.person))
KINDS = (
    due.Due(
        _WHOLE.where(_ANSWERED),
        Question,
        _tell_asker,
        lambda question: question.asker,
        _answered,
        lambda site, question: f"{_page(site, question)}#questions",
    ),
    due.Due(
        _UNTOLD,
        Errand,
        _tell,
        lambda errand: errand.person,
        _errand,
        lambda _site, errand: errands.words(errand).path,
        errands.reaches_beyond,
    ),
)
