"""What is said of pictures: what they show, and pins: put, answered, settled by both sides, opened again."""

from collections.abc import Mapping

from portal.cases import messages
from portal.cases.keeping import hold, keep
from portal.cases.model import Case
from portal.cases.queries import pictures_there
from portal.cases.verbs import verbs
from portal.kernel.verbs import Act
from workflows import course, talk
from workflows.captions import Told
from workflows.case import Case as Thread
from workflows.case import Refused
from workflows.language import _
from workflows.pinned import Spot


@verbs.action
def put_pin(act: Act, case: Case, spot: Spot, title: str, text: str = "") -> None:
    """Put a pin into a picture of the order."""
    thread, actor = hold(act, case)
    after = course.put_pin(thread, actor, spot, title, text)
    if not pictures_there(case, [spot.file]):
        raise Refused(_("That picture is not there yet. Look again in a minute."))
    field = thread.stages[spot.stage].field(spot.field)
    act.note(picture=field.label if field else "a picture", what=" ".join(title.split()), text=text.strip())
    keep(act, case, after)


@verbs.action
def answer_pin(act: Act, case: Case, key: str, text: str) -> None:
    """Say something about a pin."""
    thread, actor = hold(act, case)
    after = course.answer_pin(thread, actor, key, text)
    act.note(what=_title(thread, key))
    messages.begin(act, case, case.stream, after.seq, messages.Spoken(text, f"{talk.PIN}{key}"))
    keep(act, case, after)


@verbs.action
def settle_pin(act: Act, case: Case, key: str) -> None:
    """Put the initials of one side to a pin."""
    thread, actor = hold(act, case)
    after = course.settle_pin(thread, actor, key)
    act.note(what=_title(thread, key), rest="" if after.pins[key].open else ", and so it is settled by both")
    keep(act, case, after)


@verbs.action
def open_pin(act: Act, case: Case, key: str, why: str) -> None:
    """Open a settled pin again, with a reason."""
    thread, actor = hold(act, case)
    after = course.open_pin(thread, actor, key, why)
    act.note(what=_title(thread, key), why=why.strip())
    keep(act, case, after)


@verbs.action
def describe_pictures(act: Act, case: Case, told: Mapping[str, Told]) -> None:
    """Say what pictures show and from where, by file id."""
    thread, actor = hold(act, case)
    after = course.describe_pictures(thread, actor, told)
    new = [one for file, one in after.captions.items() if thread.captions.get(file) != one]
    act.note(what=f"a picture: “{new[0].text}”" if len(new) == 1 else f"{len(new)} pictures")
    keep(act, case, after)


def _title(thread: Thread, key: str) -> str:
    return thread.pins[key].title if key in thread.pins else "a pin"
