"""What an address of the API takes and answers, said once, where it is opened; the document reads it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Response, current_app
from pydantic import BaseModel

from portal.api import answers, changing, failures, presenting, reading
from portal.api.forms import Asked, Said
from portal.cases import letters, post, queries
from portal.cases.queries import Case
from portal.kernel.doors import me, token
from portal.kernel.queries import NotFound
from workflows.blocks.asked import plan_of
from workflows.booking import Priced
from workflows.case import Case as Thread
from workflows.grammar import Field, Stage
from workflows.language import N_, _
from workflows.pins import line_of

View = TypeVar("View", bound=Callable[..., Any])
Deed = Callable[..., list[str] | None]
# What an order may not have, by the word of an address that names it.
NONE_OF_THAT_KEY = {
    "promise": N_("This order has no promise of that key."),
    "pin": N_("This order has no pin of that key."),
    "note": N_("This order has no note of that key."),
    "proposal": N_("This order has no proposal of that key."),
    "change": N_("This order has no change of that key."),
    "redraw": N_("This order has no redraw of that key."),
    "payment": N_("This order has no payment of that key."),
}
NO_LINE = N_("%(stage)s has no line of that key. It has %(known)s.")
NO_BLOCK = N_("%(stage)s has no block of that key. It has %(known)s.")


@dataclass(frozen=True)
class Operation:
    """The shapes of one operation: what it answers with which status, and what it takes."""

    answer: type[BaseModel]
    status: int = 200
    takes: type[Said] | None = None
    query: type[Asked] | None = None
    clashes: bool = False  # whether two values of a line may meet here
    priced: bool = False  # whether what is done here may cost something


def told(answer: type[BaseModel], **shapes: Any) -> Callable[[View], View]:
    """Say of a view what it takes and answers."""

    def marked(view: View) -> View:
        view.operation = Operation(answer, **shapes)  # type: ignore[attr-defined]  # a mark, as doors are
        return view

    return marked


def deed(takes: type[Said] | None = None, **shapes: Any) -> Callable[[Deed], Callable[..., Response]]:
    """Make a view of something done to an order: find it, read the words, do it, tell the order as it is now.

    What the deed returns are warnings. What its address names must be there before anything else is read.
    """

    def made(do: Deed) -> Callable[..., Response]:
        @told(answers.Order, takes=takes, **shapes)
        @token
        @wraps(do)
        def view(ref: str, **names: str) -> Response:
            case = queries.get(me(), ref)
            must_have(case.thread, names)
            said = [reading.body(takes)] if takes else []
            warnings = _done(case, lambda: do(case, *said, **names)) or []
            if case.thread.appointments:
                letters.tell_due(post.site(current_app.config["SETTINGS"]), case)
            return answered(presenting.order(case, warnings))

        return view

    return made


def answered(answer: BaseModel, status: int = 200) -> Response:
    """An answer as JSON."""
    return Response(answer.model_dump_json(by_alias=True) + "\n", status, mimetype=reading.JSON)


def stage_said(case: Case, key: str, name: str = "stage") -> str:
    """The key of a stage that a body names, under that name.

    Raises:
        Unfit: the order has no such stage.
    """
    if key not in case.thread.stages:
        raise reading.Unfit.at(name, _no_stage(case.thread))
    return key


def line_said(case: Case, stage: str, key: str) -> Field:
    """The line that a body names by its stage and its own key.

    Raises:
        Unfit: the order has no such stage, or the stage no such line.
    """
    fields = {field.key: field for field in case.thread.stages[stage_said(case, stage)].fields()}
    if key not in fields:
        said = _("That stage has no line of that key. It has %(known)s.", known=", ".join(fields))
        raise reading.Unfit.at("field", said)
    return fields[key]


def _done(case: Case, do: Callable[[], list[str] | None]) -> list[str] | None:
    """Do it; a price that was not taken is told in the order's currency."""
    try:
        return do()
    except Priced as error:
        impact = changing.told(error.impact, case.thread.currency)
        raise failures.NotTaken(str(error), impact) from None


def _no_stage(thread: Thread) -> str:
    return _("This order has no stage of that key. It has %(known)s.", known=", ".join(thread.plan))


def must_have(thread: Thread, names: Mapping[str, str]) -> None:
    """NotFound, in a sentence, when an address names what this order does not have."""
    _kept(thread, names)
    if "stage" not in names:
        return
    if names["stage"] not in thread.stages:
        raise NotFound(_no_stage(thread))
    _named_in(thread.stages[names["stage"]], names)
    if "person" in names and not _asked(thread, names):
        raise NotFound(_("Nobody of that name is asked for a yes there."))


def _asked(thread: Thread, names: Mapping[str, str]) -> bool:
    plan = plan_of(thread, names["stage"], names["block"])
    asked = plan.asked.get(names["department"]) if plan else None
    return asked is not None and names["person"] in [one.person for one in asked.people]


def _kept(thread: Thread, names: Mapping[str, str]) -> None:
    known: dict[str, Mapping[str, object]] = {
        "promise": thread.commitments,
        "pin": thread.pins,
        "note": thread.notes,
        "proposal": thread.proposals,
        "change": thread.booked,
        "redraw": thread.redraws,
        "payment": thread.paid,
    }
    for word, keys in known.items():
        if names.get(word, "") not in ("", *keys):
            raise NotFound(_(NONE_OF_THAT_KEY[word]))
    if "file" in names and line_of(thread, names["file"]) is None:
        raise NotFound(_("This order has no picture of that id."))


def _named_in(stage: Stage, names: Mapping[str, str]) -> None:
    fields, blocks = [field.key for field in stage.fields()], [block.key for block in stage.blocks]
    for name, none, known in (("field", NO_LINE, fields), ("block", NO_BLOCK, blocks)):
        if name in names and names[name] not in known:
            raise NotFound(_(none, stage=stage.title, known=", ".join(known)))
