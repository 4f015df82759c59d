"""What a change of mind costs, known before it is made: money, days, what opens again, who is asked again.

Pure: it is worked out from the case, its own rules and the calendars of both, and is the same for both sides.
What it shows is what is booked (`workflows.booking`). Source: docs/workflows.md, "Late changes";
docs/decisions/011.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from workflows.blocks.asked import standing
from workflows.blocks.fixed import is_locked
from workflows.booked import Cost
from workflows.calendars import USUAL, Calendars
from workflows.case import Case
from workflows.grammar import SIDES, LateChange, LateStep, Word
from workflows.language import _
from workflows.planning import handover, plan
from workflows.pricing import Price, allowances, finished, in_force, options, price, to_come
from workflows.records import HOLDS, Json, digest
from workflows.redoing import Redo, moved
from workflows.rounds import origin, rounds
from workflows.totals import BandEffect, effect

Lines = Mapping[str, Json]  # by "stage.field": what is to stand there, as it is stored


class Later(Word):
    """What the same change costs once a stage is finished."""

    stage: str
    cost: Cost
    days: int
    possible: bool


class Impact(Word):
    """What it costs to write some lines now. Days are working days; stages, lines and late changes by key.

    `voids` are the stages that both had signed and that ask again; `yeses` the customer's departments that
    are asked again, as "stage.block.department". `before` and `after` are the day of the hand-over. What is
    `missing` must be written before it can be priced. `band` is what it does to the range that both agreed
    for the whole, None where there is none or it stays. `quote` is what to send back to have exactly this.
    """

    changes: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    cost: Cost = Cost()
    days: int = 0
    reopens: tuple[str, ...] = ()
    voids: tuple[str, ...] = ()
    yeses: tuple[str, ...] = ()
    before: date | None = None
    after: date | None = None
    possible: bool = True
    alternatives: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    band: BandEffect | None = None
    later: Later | None = None
    quote: str = ""

    @property
    def free(self) -> bool:
        """Whether it may simply be made: it is possible, and moves neither money nor days nor stages."""
        return self.possible and not (self.missing or self.cost.total or self.days or self.reopens)


class _Rule(NamedTuple):
    late: LateChange
    step: LateStep
    price: Price


def impact(case: Case, lines: Lines, today: date, calendars: Calendars = USUAL) -> Impact:
    """What it costs to write these lines now. `today` is the day on which the quote begins to hold."""
    new = {path: value for path, value in lines.items() if digest(case.value(path)) != digest(value)}
    touched = [late for late in case.late_changes if any(_counts(case, late, *line) for line in new.items())]
    rules = [_Rule(late, step, price(case, late, step)) for late in touched if (step := in_force(case, late))]
    refused = tuple(rule.price.refused for rule in rules if rule.price.refused)
    before = handover(case, plan(case, today, calendars))
    told = Impact(
        changes=tuple(late.key for late in touched),
        since=tuple(rule.step.after for rule in rules),
        before=before,
        after=before,
        possible=not refused,
        alternatives=refused,
        later=_later(case, touched),
    )
    if not refused:
        told = _taken(case, new, told, rules, today, calendars)
    return told.model_copy(update={"quote": _quote(case, new, told, today)}) if told.possible else told


def counting(case: Case, path: str) -> LateChange | None:
    """The late change that prices a line; None when no rule does."""
    return next((late for late in case.late_changes if _origin(path) in late.fields), None)


def _taken(
    case: Case, new: Lines, told: Impact, rules: list[_Rule], today: date, calendars: Calendars
) -> Impact:
    """The impact with what a change takes that is possible."""
    days = sum(rule.step.days for rule in rules)
    reopens = _reopens(case, new, rules)
    chosen = Cost(
        options=sum(options(case, path, value) for path, value in new.items()),
        allowances=sum(allowances(case, path, value) for path, value in new.items()),
    )
    total = sum((rule.price.cost for rule in rules), chosen)
    costly = bool(days or reopens or total.total)
    return told.model_copy(
        update={
            "cost": total,
            "days": days,
            "reopens": reopens,
            "voids": _voids(case, new, reopens, costly),
            "yeses": tuple(_yeses(case, new)),
            "after": moved(case, Redo(reopens, days), today, calendars),
            "missing": tuple(dict.fromkeys(path for rule in rules for path in rule.price.missing)),
            "band": effect(case, new, total.total),
        }
    )


def _counts(case: Case, late: LateChange, path: str, new: Json) -> bool:
    """Whether writing this line is that late change: it held something, and changes the way that counts."""
    if _origin(path) not in late.fields or case.empty(*path.split(".")):
        return False
    return not late.only or _more(new, case.value(path)) == (late.only in ("later", "more"))


def _more(new: Json, held: Json) -> bool | None:
    """Whether a day is later, or a number larger, than what the line holds; None when neither is known."""
    one, two = _size(new), _size(held)
    return None if one is None or two is None else one > two


def _size(value: Json) -> Decimal | None:
    if isinstance(value, dict):
        value = value.get("mm", value.get("amount"))
    if value is None or isinstance(value, list):
        return None
    if isinstance(value, str) and value[4:5] == "-":  # a day: YYYY-MM-DD
        return Decimal(date.fromisoformat(value).toordinal())
    return Decimal(value)


def _reopens(case: Case, new: Lines, rules: list[_Rule]) -> tuple[str, ...]:
    """The finished stages that open again, the last round of each, in the order of the plan.

    The steps of its rule say so, or where no rule prices a line, the line itself.
    """
    named = {stage for rule in rules for stage in rule.step.reopens}
    for path in new:
        stage, _dot, key = path.partition(".")
        field = None if counting(case, path) else case.stage(stage).field(key)
        if field and field.freeze_at and not case.empty(stage, key) and finished(case, field.freeze_at):
            named.update(field.reopens)
    done = {stage: [key for key in rounds(case, stage) if case.state(key) == "done"] for stage in named}
    last = {keys[-1] for keys in done.values() if keys}
    return tuple(key for key in case.plan if key in last)


def _voids(case: Case, new: Lines, reopens: tuple[str, ...], costly: bool) -> tuple[str, ...]:
    """The stages that both had signed and that ask again.

    A change with a price, or of a locked line, is agreed by both before it is made, so that the stage of its
    own line need not ask.
    """
    open_ = () if costly else (path.partition(".")[0] for path in new if not is_locked(case, path))
    asked = {*reopens, *open_}
    return tuple(key for key in case.plan if key in asked and _both_signed(case, key))


def _both_signed(case: Case, stage: str) -> bool:
    return len(case.stage(stage).signed_by()) == len(SIDES) and any(
        case.stands(stage, side) for side in SIDES
    )


def _yeses(case: Case, new: Lines) -> Iterator[str]:
    """The departments of the customer whose yes covered one of the lines."""
    for stage, blocks in case.approvals.items():
        for block, held in blocks.items():
            for key, asked in held.asked.items():
                covered = {*new, *(path.partition(".")[0] for path in new)} & {*asked.scope}
                if covered and any(standing(case, held, key, one.person) for one in asked.people):
                    yield f"{stage}.{block}.{key}"


def _later(case: Case, touched: list[LateChange]) -> Later | None:
    """What it costs after the next step, where one rule says so."""
    step = to_come(case, touched[0]) if len(touched) == 1 else None
    if step is None:
        return None
    then = price(case, touched[0], step)
    return Later(stage=step.after, cost=then.cost, days=step.days, possible=not then.refused)


def _origin(path: str) -> str:
    stage, _dot, field = path.partition(".")
    return f"{origin(stage)}.{field}"


# ---- the quote: what was shown, to be sent back by whoever takes it
def _quote(case: Case, new: Lines, told: Impact, today: date) -> str:
    """The day, the sum, the days and a digest of everything that this rests on, in one short word.

    It needs no secret: the digest is worked out anew from the case when it comes back, so a made-up one is
    worth no more than asking again. Of the band it holds only whether both must agree: the sums of other
    changes do not make this one another.
    """
    lines = {path: [digest(case.value(path)), digest(value)] for path, value in new.items()}
    shown = told.model_dump(mode="json", exclude={"before", "after", "later", "quote", "band"})
    both = told.band is not None and told.band.asks
    mark = digest({"lines": lines, "shown": shown, "both": both})
    return f"{today:%Y%m%d}.{told.cost.total}.{told.days}.{mark}"


def why_not(told: Impact, quote: str, today: date) -> str:
    """Why a quote is not what a change costs any more, in a sentence; empty when it holds."""
    day, _dot, rest = quote.partition(".")
    if not (day.isascii() and day.isdigit() and len(day) == 8 and rest.count(".") == 2):
        return _("This price was not asked for here. This is what it costs.")
    if rest == told.quote.partition(".")[2]:
        return "" if _fresh(day, today) else _("That price was for seven days. This is what it costs now.")
    amount, days, _mark = rest.split(".")
    if (amount, days) == (str(told.cost.total), str(told.days)):
        return _(
            "Something that this rests on has changed since it was shown. Look once more; it costs the same."
        )
    return _(
        "The price has moved since it was shown, because something that it is reckoned from has changed."
    )


def _fresh(day: str, today: date) -> bool:
    try:
        shown = date.fromisoformat(day)
    except ValueError:
        return False
    return shown <= today + timedelta(days=1) and today <= shown + HOLDS
