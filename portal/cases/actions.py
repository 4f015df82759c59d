"""Doing things with cases. Nothing else writes a case."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from portal.cases import bringing, calling, drafted, indexing, messages
from portal.cases.changing import taken
from portal.cases.columns import columns
from portal.cases.keeping import hold, keep
from portal.cases.model import VISIT_ENDS, Case, Visit
from portal.cases.queries import calendars, house_clock, known, value_at
from portal.cases.verbs import verbs
from portal.kernel import drafts, languages
from portal.kernel.db import insert, session
from portal.kernel.files import Stored
from portal.kernel.verbs import Act
from portal.people.model import Account
from workflows import course, talk, values
from workflows.booking import Taken
from workflows.case import Actor, Json, Refused
from workflows.case import Case as Thread
from workflows.changes import diff, document
from workflows.grammar import Workflow
from workflows.language import _
from workflows.values import Length
from workflows.values.lengths import own_unit

SAME_VISIT = timedelta(minutes=1)
LONG = 60  # characters of a value: longer ones are read on the line, not in the feed


@verbs.action
def begin(act: Act, account: Account, workflow: Workflow, need: str, title: str, currency: str) -> Case:
    """Begin a case for an account, with the need in the words of whoever states it."""
    session().refresh(account, with_for_update=True)
    actor = Actor(act.who.handle, act.who.name, act.who.side, act.at)
    thread = course.begin(workflow, actor, need, title, currency)
    case = Case(
        ref=f"{account.handle}-{account.next_number}",
        account=account,
        number=account.next_number,
        workflow=workflow.key,
        document=document(thread),
        seq=thread.seq,
        begun=act.at,
        moved=act.at,
    )
    account.next_number += 1
    for name, value in columns(thread, act.at, calendars(account.id)).items():
        setattr(case, name, value)
    session().add(case)
    session().flush()
    calling.follow(case, thread, act.at)
    indexing.follow(case, thread)
    act.tell(case.stream, diff({}, case.document))
    return case


# ---- lines
@verbs.action
def write(
    act: Act,
    case: Case,
    stage: str,
    lines: Mapping[str, Json],
    seen: Mapping[str, int],
    why: str = "",
    quote: str = "",
) -> list[str]:
    """Write lines of a stage; returns what should be looked at again, in sentences.

    Raises:
        Refused, workflows.values.Invalid, Conflict, Priced: see `workflows.writing.write`.
    """
    thread, actor = hold(act, case)
    lines = {key: _named(act.who, case, thread, stage, key, raw) for key, raw in lines.items()}
    after = course.write(thread, actor, stage, lines, seen, why, Taken(quote, calendars(case.account_id)))
    changed = [f for f in lines if after.line_seq(stage, f) == after.seq != thread.seq]
    known(case, stage, {key: after.value(f"{stage}.{key}") for key in changed})
    act.note(what=f"{_told(thread, after, stage, changed, why)}{taken(after)}", stage=stage, fields=changed)
    keep(act, case, after)
    for field in after.stage(stage).fields():
        if field.key in lines and field.type in ("file", "photo"):
            path = f"{stage}.{field.key}"
            bringing.put_on(act.who, case, path, after.value(path) or [])
    drop_drafts(act.who, case, [f"{stage}.{field}" for field in lines])
    return [warning for field in lines if (warning := _warning(after, stage, field, act.who.length_unit))]


@verbs.action
def put_back(act: Act, case: Case, stage: str, field: str, seq: int, quote: str = "") -> None:
    """Give a line what it held after change number `seq`.

    Raises:
        Refused, workflows.values.Invalid, Priced: see `workflows.writing.put_back`.
    """
    thread, actor = hold(act, case)
    held = value_at(case, stage, field, seq)
    after = course.put_back(thread, actor, stage, field, held, Taken(quote, calendars(case.account_id)))
    now = f"{_shown(after, stage, field)}{taken(after)}"
    act.note(field=_label(thread, stage, field), now=now, stage=stage, fields=[field])
    keep(act, case, after)


@verbs.action
def say(
    act: Act, case: Case, text: str, place: str = "", tell: Iterable[str] = (), files: Sequence[Stored] = ()
) -> None:
    """Say something that everyone in the order can read, at a place of it (`workflows.talk`).

    `tell` are handles of those who shall hear of it besides those whom the text names with @; whoever may not
    read it is told nothing, and nobody learns that.

    Raises:
        Refused: there are no words, the place is not in the order, or a pin there is settled.
    """
    thread, actor = hold(act, case)
    if not talk.there(thread, place):
        raise Refused(_("That place is not in this order any more. Say it about the whole order."))
    if place.startswith(talk.PIN):
        after = course.answer_pin(thread, actor, place.removeprefix(talk.PIN), text)
    else:
        after = course.say(thread, actor, text)
    messages.begin(act, case, case.stream, after.seq, messages.Spoken(text, place, tuple(tell), files))
    keep(act, case, after)


# ---- stages
@verbs.action
def sign(act: Act, case: Case, stage: str, covers: Mapping[str, str] | None = None) -> None:
    """Sign a stage for the actor's side; `covers` is what the signer saw: nothing unseen is signed."""
    thread, actor = hold(act, case)
    after = course.sign(thread, actor, stage)
    if covers is not None and dict(covers) != thread.covers(stage):
        raise Refused(_("A line changed while you were reading. Look at it once more, then sign."))
    act.note(stage=thread.stage(stage).title, moved=_moved(thread, after), key=stage)
    keep(act, case, after)


@verbs.action
def withdraw(act: Act, case: Case, stage: str) -> None:
    """Take the signature of the actor's side back while the stage is open."""
    thread, actor = hold(act, case)
    act.note(stage=thread.stage(stage).title)
    keep(act, case, course.withdraw(thread, actor, stage))


# ---- what is beside the order itself
def mark_visit(person: Any, case_id: int, seq: int, last: Visit | None, at: datetime) -> None:
    """Remember how far a person has read, in one statement; `last` is what was remembered before."""
    if last is not None and last.latest == seq and at - last.at < SAME_VISIT:
        return
    quiet = last is not None and last.quiet and at - last.at <= VISIT_ENDS
    told = insert(Visit).values(
        person_id=person.id,
        case_id=case_id,
        seen=last.before(at) if last else 0,
        latest=seq,
        at=at,
        quiet=quiet,
    )
    new = {name: told.excluded[name] for name in ("seen", "latest", "at", "quiet")}
    session().execute(told.on_conflict_do_update(index_elements=["person_id", "case_id"], set_=new))


def keep_draft(person: Any, case: Case, line: str, words: dict[str, Any]) -> datetime:
    """Keep what a person is typing on a line, for them alone; returns when it was kept.

    Raises:
        Refused: it is far longer than any line can be.
    """
    try:
        return drafts.keep(person.handle, drafted.address(case.ref, line), words).at
    except drafts.TooLong:
        raise Refused(_("This is too long to be kept as a draft.")) from None


def drop_drafts(person: Any, case: Case, lines: list[str]) -> None:
    """Let go of drafts that have been put into the order, or are not wanted any more."""
    drafts.let_go(person.handle, *(drafted.address(case.ref, line) for line in lines))


# ---- the small parts of the above
def _named(person: Any, case: Case, thread: Thread, stage: str, key: str, raw: Json) -> Json:
    """A raw value, its files named as we know them; a line that is not there is refused later."""
    field = thread.stage(stage).field(key)
    return bringing.named(person, case, field, raw) if field else raw


def _told(before: Thread, after: Thread, stage: str, changed: list[str], why: str) -> str:
    """What the feed says of written lines: the one line with its values, or how many."""
    if len(changed) != 1:
        return f"wrote {len(changed)} lines in {after.stage(stage).title}"
    field = changed[0]
    label, now, reason = (
        _label(after, stage, field),
        _shown(after, stage, field),
        f" because {why}" if why else "",
    )
    if before.empty(stage, field):
        value = f": {now}" if _told_in_words(after, stage, field) else ""
        return f"wrote {label}{value}{reason}"
    then = _shown(before, stage, field)
    if max(len(then), len(now)) > LONG or not _told_in_words(after, stage, field):
        return f"changed {label}{reason}"
    return f"changed {label} from {then} to {now}{reason}"


def _told_in_words(thread: Thread, stage: str, field: str) -> bool:
    """Whether a value says more in a sentence than the name of its line: the rows of a table do not."""
    definition = thread.stage(stage).field(field)
    return definition is not None and definition.type != "table"


def _moved(before: Thread, after: Thread) -> str:
    """What a signature brought about, for the feed."""
    if after.status == "fulfilled":
        return ". The order is fulfilled"
    return f", and {after.stages[after.now].title} begins" if after.now and after.now != before.now else ""


def _label(thread: Thread, stage: str, field: str) -> str:
    definition = thread.stage(stage).field(field)
    return definition.label if definition else field


@languages.spoken(languages.ENGLISH)  # kept, for readers of every language
def _shown(thread: Thread, stage: str, field: str) -> str:
    definition, line = thread.stage(stage).field(field), thread.line(stage, field)
    unit = own_unit(definition) if definition else "cm"  # both sides read it, each with a unit of their own
    shown = ""
    if definition and line and line.value is not None:
        shown = values.show(definition, line.value, length=unit, zone=house_clock())
    return (shown if len(shown) <= 120 else f"{shown[:117]}…") or "nothing"


def _warning(thread: Thread, stage: str, field: str, length: Length) -> str:
    definition, line = thread.stage(stage).field(field), thread.line(stage, field)
    return values.warn(definition, line.value, length) if definition and line else ""
