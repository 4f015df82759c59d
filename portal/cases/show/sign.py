"""Where a stage is signed: by whom, what is missing, and what a signature given now would mean."""

from dataclasses import dataclass
from typing import Literal

from portal.cases.show.given import Desk, Who
from workflows.blocks.work import unmet
from workflows.case import Signature
from workflows.grammar import Side, Stage
from workflows.language import _, ngettext


@dataclass(frozen=True)
class SignView:
    """One side's place to sign: open, signed, or again (a line changed since)."""

    side: Side
    who: Who | None  # who signed, or who speaks for the side
    waits: str
    state: str
    caption: str
    changed: tuple[str, ...]


@dataclass(frozen=True)
class SignatureView:
    """Where a stage is signed. `missing` keeps it from that, `covers` is what a signature would mean.

    `locks` says of how many lines that they change by agreement alone once both have signed, or do already.
    """

    kind: Literal["signature"]
    id: str
    says: tuple[str, ...]
    signs: tuple[SignView, ...]
    missing: tuple[str, ...]
    can_sign: bool
    can_withdraw: bool
    covers: tuple[tuple[str, str], ...]
    locks: str


def void(desk: Desk, stage: str) -> frozenset[str]:
    """The lines of a stage that changed after somebody signed them."""
    sides = desk.case.signatures.get(stage, {})
    return frozenset(key for side in sides for key in desk.case.void(stage, side))


def signature(desk: Desk, stage: Stage) -> SignatureView | None:
    """Where a stage is signed; None when nobody signs it."""
    sides, case, me = stage.signed_by(), desk.case, desk.look.viewer.side
    if not sides:
        return None
    begun = desk.open and case.state(stage.key) in ("now", "done")
    return SignatureView(
        kind="signature",
        id=f"sign-{stage.key}",
        says=tuple(block.says.rstrip(".") for block in stage.blocks if block.kind == "signature"),
        signs=tuple(_sign(desk, stage, side) for side in sides),
        missing=tuple(unmet(case, stage)),
        can_sign=begun and any(side == me and not case.stands(stage.key, side) for side in sides),
        can_withdraw=begun and case.state(stage.key) == "now" and me in case.signatures.get(stage.key, {}),
        covers=tuple(case.covers(stage.key).items()),
        locks=_locks(desk, stage),
    )


def _locks(desk: Desk, stage: Stage) -> str:
    many = sum(field.locked for field in stage.fields())
    if not many:
        return ""
    if desk.case.progress[stage.key].locked:
        return ngettext(
            "Both have signed: %(num)s line here changes only when both agree. Propose what you would like.",
            "Both have signed: %(num)s lines here change only when both agree. Propose what you would like.",
            many,
        )
    return ngettext(
        "Once both have signed, %(num)s line here changes only when both agree.",
        "Once both have signed, %(num)s lines here change only when both agree.",
        many,
    )


def for_side(side: str) -> str:
    """For whom somebody signs."""
    return _("for the customer") if side == "customer" else _("for the clan")


def _sign(desk: Desk, stage: Stage, side: Side) -> SignView:
    given: Signature | None = desk.case.signatures.get(stage.key, {}).get(side)
    whose = for_side(side)
    if given is None:
        return SignView(side, desk.lead(side), desk.name(side), "open", whose, ())
    changed = desk.labels(stage.key, desk.case.void(stage.key, side))
    by = desk.by(given)
    state = "again" if changed else "signed"
    signed = _("signed %(when)s", when=by.when)
    return SignView(side, by.who, desk.name(side), state, f"{whose} · {signed}", changed)
