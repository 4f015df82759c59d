"""The page of an order: a case, who looks at it and when, as words that templates only have to place.

Pure: no database, no request. `order` makes everything the page, its parts and the answers to htmx need.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.cases.show.arrange import arranging
from portal.cases.show.ask import ConflictView, ReasonView, conflicts, reason, replanned
from portal.cases.show.asking import AskingView, PricedView, asking, priced
from portal.cases.show.begun import ORDER, STAGE, TALK, begun
from portal.cases.show.beside import BesideView, beside
from portal.cases.show.block import FieldsView
from portal.cases.show.book import BookView, book
from portal.cases.show.conditions import ConditionView, conditions
from portal.cases.show.cost import CostView, MindView, cost, mind
from portal.cases.show.cuttings import Cutting, cuttings
from portal.cases.show.dates import DatesView, dates
from portal.cases.show.dossier import Dossier, dossier
from portal.cases.show.given import (
    Begun,
    By,
    Desk,
    FileView,
    InRoom,
    Look,
    Opened,
    PersonCard,
    Viewer,
    Who,
    Words,
    mark,
)
from portal.cases.show.headlines import headlines
from portal.cases.show.input import InputView, held
from portal.cases.show.line import LineView, PastView, past
from portal.cases.show.log import LogView, log
from portal.cases.show.measures import MeasuresView, PointView, chart
from portal.cases.show.move import MoveView, move
from portal.cases.show.moved import Live, Moved, moved, moved_stages
from portal.cases.show.note import NoteForm, note_form, note_now, note_words
from portal.cases.show.offers import AskedView, ProposalView, all_together, asked, proposal
from portal.cases.show.ours import OursView, ours
from portal.cases.show.paper import Paper, paper
from portal.cases.show.payments import PaymentsView, payments
from portal.cases.show.picture import PARTS, Image, PictureView, picture, sees
from portal.cases.show.plan import planning
from portal.cases.show.price import PriceView, price, sums
from portal.cases.show.redraw import PlanPage, RedrawForm, drawn
from portal.cases.show.redraw import form as redraw_form
from portal.cases.show.room import RoomView, room
from portal.cases.show.sign import SignatureView
from portal.cases.show.since import Moment, SinceView, since
from portal.cases.show.stage import StageView, ThreadStage, place, stages, thread
from portal.cases.show.talk import MessageView, TalkView, in_room, message, readers
from portal.cases.show.talk import at_place as talk_at
from portal.cases.show.then import ThenView, then
from portal.cases.show.told import Logged, Past
from portal.cases.show.turns import TurnsView, turns
from portal.cases.show.words import full_day
from workflows.case import Case
from workflows.grammar import SIDES
from workflows.language import _

__all__ = [
    "PARTS",
    "AskingView",
    "Begun",
    "BesideView",
    "BookView",
    "ConflictView",
    "CostView",
    "DatesView",
    "Desk",
    "Dossier",
    "FileView",
    "Image",
    "InRoom",
    "InputView",
    "LineView",
    "Live",
    "LogView",
    "Logged",
    "Look",
    "MessageView",
    "Moment",
    "Moved",
    "NoteForm",
    "Opened",
    "OrderPage",
    "OursView",
    "Paper",
    "Past",
    "PastView",
    "PaymentsView",
    "PersonCard",
    "PictureView",
    "PlanPage",
    "PointView",
    "PriceView",
    "PricedView",
    "ProposalView",
    "ReasonView",
    "RedrawForm",
    "RoomView",
    "SinceView",
    "TalkView",
    "ThenView",
    "TurnsView",
    "Viewer",
    "Words",
    "all_together",
    "arranging",
    "asking",
    "begun",
    "beside",
    "book",
    "chart",
    "conflicts",
    "cost",
    "dates",
    "dossier",
    "drawn",
    "full_day",
    "held",
    "in_room",
    "log",
    "message",
    "moved",
    "moved_stages",
    "note_form",
    "note_now",
    "note_words",
    "order",
    "ours",
    "paper",
    "past",
    "payments",
    "picture",
    "planning",
    "price",
    "priced",
    "proposal",
    "reason",
    "redraw_form",
    "replanned",
    "room",
    "sees",
    "since",
    "talk_at",
    "then",
    "turns",
]

CUTTINGS = 2


@dataclass(frozen=True)
class OrderPage:
    """Everything the page of an order shows."""

    ref: str
    title: str
    title_path: str
    need: str
    need_by: By | None
    need_line: tuple[str, str]
    side: str
    mark: str
    seq: int
    fulfilled: bool
    now: str
    place: str
    next: str
    thread: tuple[ThreadStage, ...]
    cuttings: tuple[Cutting, ...]
    move: MoveView
    stages: tuple[StageView, ...]
    conditions: tuple[ConditionView, ...]
    judging: bool
    log: tuple[LogView, ...]
    people: Mapping[str, tuple[Who, ...]]
    readers: tuple[Who, ...]
    room_news: int
    money: tuple[tuple[str, str], ...]
    price: tuple[tuple[str, str], ...]
    mind: tuple[MindView, ...]
    asked: tuple[AskedView, ...]
    room: RoomView
    begun: tuple[Begun, ...]
    told: Mapping[str, Any]

    def stage(self, key: str) -> StageView:
        """The stage of that key."""
        return next(stage for stage in self.stages if stage.key == key)

    def line(self, stage: str, key: str) -> LineView:
        """The line of that key, in a stage that is open on this page."""
        blocks = (block for block in self.stage(stage).blocks if isinstance(block, FieldsView | MeasuresView))
        return next(line for block in blocks for line in block.lines if line.key == key)

    def elsewhere(self, stage: str = "") -> tuple[Begun, ...]:
        """What the viewer began to write, without what stands on the order's page, or on that of a stage."""
        open_here = [stage] if stage else [one.key for one in self.stages if one.blocks]
        here = {TALK + stage if stage else ORDER, *(STAGE + key for key in open_here)}
        return tuple(one for one in self.begun if one.where not in here)

    def signature(self, stage: str) -> SignatureView | None:
        """Where that stage is signed, when it is open on this page and anybody signs it."""
        blocks = (block for block in self.stage(stage).blocks if isinstance(block, SignatureView))
        return next(blocks, None)


def order(
    case: Case, ref: str, look: Look, entries: Sequence[Logged] = (), opened: Opened | None = None
) -> OrderPage:
    """The whole page. `entries` are the newest of the journal first, `opened` what is open for writing."""
    desk, opened = Desk(case, look), opened or Opened()
    stage, _dot, field = case.need_field.partition(".")
    need = case.line(stage, field)
    return OrderPage(
        ref=ref,
        title=str(case.value(case.title_field) or _("An order without a name yet")),
        title_path=case.title_field,
        need=str(need.value or "") if need else "",
        need_by=desk.by(need) if need else None,
        need_line=(stage, field),
        side=look.viewer.side,
        mark=mark(look.viewer.side),
        seq=case.seq,
        fulfilled=not desk.open,
        now=case.now or "",
        place=place(case, _("Every stage is done") if desk.open else _("Fulfilled")),
        next=_next(case),
        thread=thread(desk),
        cuttings=tuple(cuttings(desk))[:CUTTINGS],
        move=move(desk),
        stages=stages(desk, opened),
        conditions=conditions(desk),
        judging=desk.open and case.now is None,
        log=log(desk, entries),
        people={side: desk.of_side(side) for side in SIDES},
        readers=readers(desk, *SIDES),
        room_news=look.room_news,
        money=headlines(desk),
        price=sums(desk),
        mind=mind(desk) if desk.open else (),
        asked=asked(desk),
        room=room(desk, look.room),
        begun=look.begun,
        told=look.told,
    )


def _next(case: Case) -> str:
    coming = (stage.title for stage in case.in_order() if case.state(stage.key) == "next")
    return next(coming, "")
