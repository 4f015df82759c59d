"""Pages before a change with a price: what it costs, and the form in which one side asks the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from portal.cases.show import words as say
from portal.cases.show.ask import KEYS
from portal.cases.show.cost import CostView, cost
from portal.cases.show.given import Desk, Words
from portal.cases.show.input import InputView, control
from workflows.booking import Priced
from workflows.impact import Impact
from workflows.language import _, ngettext


@dataclass(frozen=True)
class PricedView:
    """A change that was to be made and has a price. `field` is empty when it is several lines at once."""

    stage: str
    field: str
    anchor: str
    label: str
    title: str
    was: str
    becomes: str
    cost: CostView
    typed: tuple[tuple[str, str], ...]
    why: str
    action: str
    together: bool  # several lines, of which those that hold something can be asked for together


@dataclass(frozen=True)
class AskingView:
    """The form of a proposal or a counter; `by_hand`: the viewer may say a price of their own."""

    stage: str
    field: str
    label: str
    title: str
    says: str
    button: str
    action: str
    back: str
    form: InputView | None
    also: tuple[InputView, ...]
    cost: CostView | None
    said: Mapping[str, str]
    problems: tuple[tuple[str, str], ...]
    by_hand: bool
    currency: str


def priced(desk: Desk, asked: Priced, typed: Words, action: str) -> PricedView:
    """What a change costs that was to be made; `typed` is what its form said, to be sent again."""
    stage = next(iter(asked.lines)).partition(".")[0]
    fields = [desk.case.stages[stage].field(path.partition(".")[2]) for path in asked.lines]
    found = [field for field in fields if field]
    labels = [field.label for field in found]
    alone = found[0] if len(found) == 1 else None
    value = asked.lines[f"{stage}.{alone.key}"] if alone else None
    several = ngettext("Change %(num)s line?", "Change %(num)s lines?", len(labels))
    title = _("Change %(line)s?", line=say.lower(labels[0])) if alone else several
    return PricedView(
        stage=stage,
        field=alone.key if alone else "",
        anchor=f"line-{stage}-{alone.key}" if alone else f"stage-{stage}",
        label=say.listed(labels),
        title=title,
        was=_cut(desk.show(alone, desk.case.value(f"{stage}.{alone.key}"))) if alone else "",
        becomes=_cut(desk.show(alone, value)) if alone else "",
        cost=cost(desk, asked.impact, asked.moved),
        typed=tuple((name, text) for name, said in typed.items() if _kept(name) for text in said),
        why=next(iter(typed.get("why", ())), ""),
        action=action,
        together=not alone and any(not desk.case.empty(*path.split(".")) for path in asked.lines),
    )


def asking(
    desk: Desk,
    at: tuple[str, str],
    said: Words | None,
    told: Impact | None,
    also: Mapping[str, Words] = MappingProxyType({}),
    **words: str,
) -> AskingView:
    """The form in which a change of the line `at` is asked for. `said` is what was typed, or a draft.

    `words` are `title`, `says`, `button`, `action`, `back` and `problem`; `also` are other lines that are
    asked for with it, each with what its controls say.
    """
    stage, key = at
    field = desk.case.stages[stage].field(key)
    assert field is not None  # noqa: S101  the view has looked it up
    problem = words.pop("problem", "")
    files = field.type in ("file", "photo")
    names = ("way", "why", "labour", "material", "days")
    return AskingView(
        stage=stage,
        field=key,
        label=field.label,
        form=None if files else control(desk, stage, field, said),
        also=tuple(
            control(desk, stage, other, text, prefix=f"{name}:")
            for name, text in also.items()
            if (other := desk.case.stages[stage].field(name)) and other.type not in ("file", "photo")
        ),
        cost=cost(desk, told) if told else None,
        said={name: next(iter((said or {}).get(name, ())), "") for name in names},
        problems=((f"in-{stage}-{key}", problem),) if problem else (),
        by_hand=desk.look.viewer.side == "clan",
        currency=desk.case.currency,
        **words,
    )


def _kept(name: str) -> bool:
    return name.rpartition(":")[2] not in (*KEYS[1:], "quote")


def _cut(text: str) -> str:
    return say.cut(text, 200) or say.nothing()
