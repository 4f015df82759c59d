"""Many complaints that came of one event: gathered, and answered in person or, by consent, in one letter."""

from workflows.complaints.complaint import Complaint
from workflows.complaints.handling import opened
from workflows.complaints.ownership import Ownership, chain
from workflows.complaints.parts import Assessment, Letter, Summary, Together, said_as
from workflows.language import _
from workflows.records import Mark, Refused


def gather(
    one: Complaint, mark: Mark, event: int, known: tuple[Summary, Assessment], owner: Ownership
) -> Complaint:
    """Answer it as one of an event: what was understood, judged or given already stays as it is.

    Raises:
        Refused: it belongs to an event, is joined with another, or is closed.
    """
    opened(one)
    if one.event:
        raise Refused(_("It belongs to an event already."))
    summary, assessment = known
    summaries = one.summaries if one.last("summaries") else (*one.summaries, summary)
    return one.having(
        summaries=summaries,
        assessments=one.assessments or (assessment,),
        owners=one.owners if one.owner else (*one.owners, owner),
        together=Together(**mark.model_dump(), event=event, round=one.round),
    )


def answer(one: Complaint, mark: Mark, *, enough: bool) -> Complaint:
    """Say for the customer whether one letter is enough, or whether they want to be spoken with in person.

    Who was not drawn for this one lets it go where they are to be spoken with, so that somebody is drawn.

    Raises:
        Refused: nobody asks, or the letter has come already.
    """
    held = one.event
    if held is None:
        raise Refused(_("Nobody asks whether one letter is enough."))
    if held.written and enough:
        raise Refused(_("The letter is here already."))
    told = {"answer": "yes" if enough else "no", "answered": mark}
    after = one.having(together=held.model_copy(update=told))
    last = one.owner
    if enough or last is None or chain(one.owners)[0].how != "event":
        return after
    gone = last.model_copy(update={"ended": mark, "because": "in_person"})
    return after.model_copy(update={"owners": (*one.owners[:-1], gone)})


def waits_for_letter(one: Complaint) -> bool:
    """Whether the one letter is enough here and has not come yet."""
    held = one.event
    return held is not None and held.answer == "yes" and held.written is None and one.status == "open"


def deliver(one: Complaint, mark: Mark, author: Mark, words: int) -> Complaint:
    """Put the one letter into a complaint whose customer agreed to it.

    Raises:
        Refused: the customer did not agree, or it is here already.
    """
    held = one.event
    if held is None or not waits_for_letter(one):
        raise Refused(_("One letter goes only to those who said that it is enough, once."))
    letters = (*one.letters, said_as(Letter, author, words))
    return one.having(letters=letters, together=held.model_copy(update={"written": mark}))


def leave(one: Complaint) -> Complaint:
    """Answer it apart from the event: it did not come of it.

    Raises:
        Refused: it belongs to none, or the letter is here already.
    """
    if one.event is None or one.event.written:
        raise Refused(_("It is not answered with an event, or was so already."))
    return one.having(together=None)
