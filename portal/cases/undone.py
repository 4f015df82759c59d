"""Taking back what one did a moment ago, while nobody has done anything since.

It is a new entry, as everything is; the one that is taken back stays. Deeds that have an opposite of their
own (a message, a line, a signature, what was asked) are taken back by that, for as long as it may be.
"""

from datetime import timedelta

from portal.cases.keeping import hold, keep
from portal.cases.model import Case
from portal.cases.verbs import verbs
from portal.kernel import journal, languages
from portal.kernel.verbs import Act, sentence
from workflows import changes, course
from workflows.case import Case as Thread
from workflows.case import Refused
from workflows.language import _

LASTS = timedelta(minutes=1)  # it is offered for ten seconds; a slow line takes its time
# What tells nobody at once by letter, and leaves nothing beside the document.
DEEDS = frozenset(
    f"case.{name}"
    for name in (
        *("review", "tick", "ask", "promise", "done", "satisfied", "not_yet", "met", "not_met"),
        *("put_pin", "settle_pin", "open_pin", "describe_pictures", "record_payment", "write_book"),
        *("initial_notes", "change_note", "do_note", "judge_note"),
        *("skip", "again", "reopen", "redraw"),
    )
)
APART = ("seq", "turn")  # these only go on


@verbs.action
def undo(act: Act, case: Case, seq: int) -> None:
    """Take back the newest thing that happened, which this person did a moment ago.

    Raises:
        Refused: it is somebody else's, too long ago, not of a kind that goes so, or something came after.
    """
    thread, actor = hold(act, case)
    if case.seq != seq:
        raise Refused(_("Something else has happened since. What you did stands; change it in its place."))
    (entry,) = journal.after(case.stream, seq - 1, 1)
    if entry.actor != actor.handle or entry.verb not in DEEDS or act.at - entry.at > LASTS:
        raise Refused(_("This can no longer be undone at once. Change it in its place."))
    turned = [one for one in entry.changes if one["path"][0] not in APART]
    before = Thread.model_validate(changes.undo(case.document, turned))
    with languages.spoken(languages.ENGLISH):  # kept, for readers of every language
        what = sentence(entry.verb, entry.facts)
    act.note(what=what, undone=entry.verb, of=entry.facts)
    keep(act, case, course.undo(thread, actor, before))
