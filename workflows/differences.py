"""What a change of its process means for an order, stage by stage, in words for people."""

from collections.abc import Iterator
from typing import NamedTuple

from workflows.case import Case
from workflows.grammar import Field, LinesBlock, SignatureBlock, Stage
from workflows.language import _, ngettext
from workflows.shaping import RULES


class Different(NamedTuple):
    """What is different in one part: its title, and what, each in a few words."""

    title: str
    told: tuple[str, ...]


def differences(before: Case, after: Case) -> list[Different]:
    """Everything that differs between the processes of two states of an order, in the order of the plan."""
    found = [_stage(before, after, key) for key in after.plan]
    gone = [key for key in before.plan if key not in after.plan]
    found += [Different(before.stages[key].title, (_("no longer in it"),)) for key in gone]
    rules = Different(_("Rules of this order"), tuple(_rules(before, after)))
    return [one for one in (*found, rules) if one.told]


def _stage(before: Case, after: Case, key: str) -> Different:
    new = after.stages[key]
    if key not in before.stages:
        return Different(
            new.title,
            (_new(new.lead_days), *(_("asks: %(line)s", line=field.label) for field in new.fields())),
        )
    return Different(new.title, tuple(_told(before.stages[key], new)) if before.stages[key] != new else ())


def _told(old: Stage, new: Stage) -> Iterator[str]:
    if old.title != new.title:
        yield _("was called %(stage)s", stage=old.title)
    if old.lead_days != new.lead_days:
        yield ngettext(
            "takes %(num)s working day instead of %(before)s",
            "takes %(num)s working days instead of %(before)s",
            new.lead_days,
            before=old.lead_days,
        )
    if old.signed_by() != new.signed_by():
        yield _("other people sign it")
    if old.builds_on != new.builds_on:
        yield _("says what must come before it")
    yield from _lines(old, new)
    yield from _blocks(old, new)
    plain = ("help", "short", "holder", "essential", "rounds")
    if any(getattr(old, name) != getattr(new, name) for name in plain):
        yield _("its description, who moves first, or how often it may be held")


def _lines(old: Stage, new: Stage) -> Iterator[str]:
    was: dict[str, Field] = {field.key: field for field in old.fields()}
    now: dict[str, Field] = {field.key: field for field in new.fields()}
    yield from (_("asks now: %(line)s", line=now[key].label) for key in now if key not in was)
    yield from (_("asks no longer: %(line)s", line=was[key].label) for key in was if key not in now)
    changed = (key for key in now if key in was and now[key] != was[key])
    yield from (_("asks differently: %(line)s", line=now[key].label) for key in changed)


def _blocks(old: Stage, new: Stage) -> Iterator[str]:
    was, now = _others(old), _others(new)
    yield from (_("has now: %(part)s", part=now[key]) for key in now if key not in was)
    yield from (_("has no longer: %(part)s", part=was[key]) for key in was if key not in now)
    changed = (key for key in now if key in was and old.block(key) != new.block(key))
    yield from (_("changed: %(part)s", part=now[key]) for key in changed)


def _others(stage: Stage) -> dict[str, str]:
    """The titles of the blocks that hold no lines, besides signatures."""
    blocks = (one for one in stage.blocks if not isinstance(one, LinesBlock | SignatureBlock))
    return {block.key: block.title for block in blocks}


def _rules(before: Case, after: Case) -> Iterator[str]:
    was = {late.key: late for late in before.late_changes}
    now = {late.key: late for late in after.late_changes}
    new, gone = (now[key] for key in now if key not in was), (was[key] for key in was if key not in now)
    yield from (_("a late change has a price now: %(change)s", change=one.title) for one in new)
    yield from (_("a late change has no price any more: %(change)s", change=one.title) for one in gone)
    changed = (key for key in now if key in was and now[key] != was[key])
    yield from (_("the price of a late change: %(change)s", change=now[key].title) for key in changed)
    if before.hourly_rate != after.hourly_rate:
        yield _("the hourly rate of late changes")
    others = (name for name in RULES if name not in ("late_changes", "hourly_rate"))
    if any(getattr(before, name) != getattr(after, name) for name in others):
        yield _("which lines hold the price, the day and the like")


def _new(days: int) -> str:
    return ngettext("new, %(num)s working day", "new, %(num)s working days", days)
