"""An order, a list, a journal and a person as a program is told of them."""

from typing import Any

from portal.api import answers, changing, fittings, planning, reckonings, yeses
from portal.api.blocks import Asked, Checklist, Meeting, Reviewed, Ticked
from portal.cases.model import Case
from portal.cases.showing import Ours
from portal.kernel import verbs
from portal.kernel.journal import Entry
from portal.people.model import Account, Person
from workflows.blocks.fixed import locked, waits_for
from workflows.case import Appointment, Proposed
from workflows.case import Case as Thread
from workflows.grammar import (
    AppointmentBlock,
    ApprovalsBlock,
    ChecklistBlock,
    Field,
    ReviewBlock,
    Stage,
    Workflow,
)
from workflows.noted import Note, Observed
from workflows.pinned import Caption, Pin
from workflows.turn import steps


def person(who: Person, accounts: list[Account]) -> answers.Me:
    """A person as they are told of themselves."""
    homes = [answers.AccountName(handle=one.handle, name=one.name) for one in accounts]
    account = who.account.handle if who.account else None
    told: dict[str, Any] = {"handle": who.handle, "name": who.name, "side": who.side, "roles": who.roles}
    return answers.Me(**told, account=account, accounts=homes)


def page(cases: list[Case], following: str | None) -> answers.Orders:
    """A page of orders."""
    return answers.Orders(items=[row(case) for case in cases], next=following)


def row(case: Case) -> answers.OrderRow:
    """An order as a list shows it, read from its columns alone."""
    return answers.OrderRow(**_head(case), moved=case.moved)


def order(case: Case, warnings: list[str]) -> answers.Order:
    """An order as it is now."""
    thread = case.thread
    return answers.Order(
        **_head(case),
        need=str(thread.value(thread.need_field) or ""),
        stages=[_stage(thread, stage) for stage in thread.in_order()],
        conditions=_conditions(thread),
        promises=_promises(thread),
        pins=[_pin(key, one) for key, one in thread.pins.items()],
        notes=[_note(key, one) for key, one in thread.notes.items()],
        captions=[_caption(file, one) for file, one in thread.captions.items()],
        proposals=changing.asked_for(case),
        changes=changing.agreed(thread),
        price=changing.price(thread),
        plan=planning.plan(thread),
        steps=[answers.Step(**step.model_dump()) for step in steps(thread)],
        warnings=warnings,
    )


def journal(entries: list[Entry]) -> answers.Journal:
    """Entries of a journal, each with its sentence."""
    return answers.Journal([_entry(entry) for entry in entries])


def ours(kept: list[Ours]) -> fittings.Ours:
    """What one side keeps to itself."""
    return fittings.Ours(items=[_kept(one) for one in kept])


def library(known: dict[str, Workflow]) -> answers.Library:
    """The workflows that new orders may follow."""
    names = ("key", "version", "title", "summary", "stages")
    items = [answers.KnownWorkflow(**{name: getattr(one, name) for name in names}) for one in known.values()]
    return answers.Library(items=items)


def _head(case: Case) -> dict[str, Any]:
    """What an order and its row in a list have in common."""
    turn = answers.Turn.model_validate(
        {"side": case.turn_side or None, "since": case.turn_since, "due": case.due}
    )
    return {
        "ref": case.ref,
        "title": case.title,
        "account": case.account.handle,
        "workflow": answers.Version(key=case.workflow, version=case.version),
        "status": case.status,
        "stage": case.stage or None,
        "seq": case.seq,
        "turn": turn,
    }


def _stage(thread: Thread, stage: Stage) -> answers.OrderStage:
    blocks = stage.blocks
    return answers.OrderStage(
        key=stage.key,
        title=stage.title,
        state=thread.state(stage.key),
        fields=[_line(thread, stage.key, field) for field in stage.fields()],
        signatures=_signatures(thread, stage.key),
        signed_by=list(stage.signed_by()),
        reviews=[_review(thread, stage.key, one) for one in blocks if isinstance(one, ReviewBlock)],
        checklists=[_list(thread, stage.key, one) for one in blocks if isinstance(one, ChecklistBlock)],
        appointments=[
            _meeting(thread, stage.key, one) for one in blocks if isinstance(one, AppointmentBlock)
        ],
        yeses=[yeses.told(thread, stage, one) for one in blocks if isinstance(one, ApprovalsBlock)],
        **reckonings.of_stage(thread, stage),
    )


def _line(thread: Thread, stage: str, field: Field) -> answers.Line:
    line = thread.line(stage, field.key)
    return answers.Line(
        key=field.key,
        label=field.label,
        type=field.type,
        value=line.value if line else None,
        seq=line.seq if line else 0,
        **changing.author(thread, line),
        locked=locked(thread, stage, field),
        after=field.after if waits_for(thread, field) else None,
    )


def _signatures(thread: Thread, stage: str) -> list[answers.Signed]:
    given = thread.signatures.get(stage, {})
    return [
        answers.Signed(side=side, by=one.by, at=one.at, void=thread.void(stage, side))
        for side, one in given.items()
    ]


def _review(thread: Thread, stage: str, block: ReviewBlock) -> Reviewed:
    last = thread.reviews.get(stage, {}).get(block.key)
    return Reviewed(
        key=block.key,
        title=block.title,
        side=block.by,
        decisions=list(block.decisions),
        decision=last.decision if last else None,
        note=last.note if last else "",
        void=thread.changed_since(stage, last.covers) if last else [],
        **_hand(last),
    )


def _list(thread: Thread, stage: str, block: ChecklistBlock) -> Checklist:
    ticks = thread.ticks.get(stage, {})
    items = [
        Ticked(
            key=one.key, label=one.label, required=one.required, **_hand(ticks.get(f"{block.key}.{one.key}"))
        )
        for one in block.items
    ]
    return Checklist(key=block.key, title=block.title, side=block.by, items=items)


def _meeting(thread: Thread, stage: str, block: AppointmentBlock) -> Meeting:
    held = thread.appointments.get(stage, {}).get(block.key) or Appointment()
    offer = held.proposed
    return Meeting(
        key=block.key,
        title=block.title,
        minutes=block.minutes,
        offered_by=offer.side if offer else None,
        times=list(offer.times) if offer else [],
        place=offer.place if offer else "",
        comes=list(offer.comes) if offer else [],
        picked=held.picked,
        sequence=held.sequence,
        moving=_asked(held.moving) if held.moving else None,
        cancelled=held.cancelled,
    )


def _asked(offer: Proposed) -> Asked:
    told: dict[str, Any] = {"by": offer.by, "side": offer.side, "why": offer.why, "place": offer.place}
    return Asked(**told, times=list(offer.times), comes=list(offer.comes))


def _conditions(thread: Thread) -> list[answers.Condition]:
    return [
        answers.Condition(
            key=key,
            condition=condition,
            met=verdict.met if verdict else None,
            why=verdict.why if verdict else "",
            **_hand(verdict),
        )
        for key, condition, verdict in thread.conditions()
    ]


def _promises(thread: Thread) -> list[answers.Promise]:
    names = ("stage", "text", "of", "state", "due", "why")
    return [
        answers.Promise(key=key, **{name: getattr(one, name) for name in names}, **_hand(one.asked))
        for key, one in thread.commitments.items()
    ]


def _pin(key: str, pin: Pin) -> fittings.Pin:
    names = ("stage", "field", "file", "x", "y", "title", "waits_for")
    return fittings.Pin(
        key=key,
        **{name: getattr(pin, name) for name in names},
        **_hand(pin.put),
        talk=[fittings.Word(text=word.text, **_hand(word)) for word in pin.talk.values()],
        settled=[fittings.Initials(side=side, **_hand(mark)) for side, mark in pin.settled.items()],
    )


def _note(key: str, note: Note) -> fittings.Note:
    words = note.model_dump(include={*Observed.model_fields, "stage", "block"})
    judged = note.judged
    return fittings.Note(
        key=key,
        **words,
        **_hand(note.written),
        seq=note.written.seq,
        waits_for=note.waits_for,
        initials=[fittings.Initials(side=side, **_hand(mark)) for side, mark in note.initials.items()],
        done=fittings.Hand(**_hand(note.done)) if note.done else None,
        judged=fittings.Judged(
            stage=judged.stage, how=judged.how, why=judged.why, agreed=bool(judged.agreed), **_hand(judged)
        )
        if judged
        else None,
        again=note.again or None,
    )


def _kept(one: Ours) -> fittings.Kept:
    told = {name: getattr(one.file, name) for name in ("id", "name", "type", "size", "at")}
    return fittings.Kept(**told, stage=one.place[0], field=one.place[1], by=one.by.handle)


def _caption(file: str, one: Caption) -> fittings.Caption:
    return fittings.Caption(file=file, text=one.text, view=one.view, **_hand(one))


def _hand(mark: Any) -> dict[str, Any]:
    """Who did it and when; nobody yet without a mark."""
    return {"by": mark.by if mark else None, "at": mark.at if mark else None}


def _entry(entry: Entry) -> answers.Entry:
    names = ("seq", "at", "actor", "side", "verb", "facts", "changes", "hash")
    said = verbs.told(entry.name, entry.verb, entry.facts)
    return answers.Entry(**{name: getattr(entry, name) for name in names}, sentence=said)
