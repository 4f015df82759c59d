"""What was found, as pages show it: in groups, each thing a link, the words that were looked for marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from portal.cases.deeds import asked, parts
from portal.cases.findable import Findable
from portal.cases.finding import Kind
from portal.cases.show.steps import DEEDS as DEEDS_OF_ORDER
from portal.cases.show.steps import called
from portal.kernel.terms import has_all, marked
from portal.orders.moves import OURS
from workflows.language import N_, _, pgettext

Pieces = tuple[tuple[str, bool], ...]
LONG = 160  # signs of a text beside its name
GROUPS = {
    N_("Orders"): ("order",),
    N_("Lines"): ("line",),
    N_("Messages"): ("message",),
    N_("Pictures and pins"): ("caption", "pin", "ours"),
    N_("Notes, proposals and promises"): ("note", "proposal", "promise", "stage"),
}
# What can be done from everywhere: its words, others that somebody may use for it, and where it is asked.
DEEDS = (
    (N_("State a new need"), N_("order begin place start"), "orders.new"),
    (N_("See the list of orders"), N_("all filter sort"), "orders.index"),
    (N_("Say that something is wrong"), N_("complain complaint problem claim"), "complaints.saying"),
    (N_("See what was said is wrong"), N_("complaints letters answers"), "complaints.index"),
    (N_("See how we work, and change it"), N_("processes improve propose"), "processes.index"),
    (N_("See your people"), N_("clan team colleagues"), "people.ours"),
    (N_("Invite somebody"), N_("add person colleague"), "people.invite"),
    (
        N_("Change your settings"),
        N_("theme keyboard keys letters e-mail password passkey language"),
        "people.settings",
    ),
)
# The same in one order.
OF_ORDER = (
    (N_("Say something in this order"), N_("write message talk"), "cases.show", "say"),
    (N_("Remind the other side"), N_("nudge"), "cases.remind", ""),
    (N_("See what has happened"), N_("history log journal"), "cases.history", ""),
    (N_("See who waited for whom"), N_("turns days"), "cases.turns", ""),
    (N_("See the price and what it is made of"), N_("money payments cost book"), "cases.price", ""),
    (N_("Change the plan of this order"), N_("stage add split skip process"), "cases.plan", ""),
    (N_("Keep or print the dossier"), N_("paper pdf save"), "cases.dossier", ""),
    (N_("Look at an earlier moment"), N_("then past compare"), "cases.then", ""),
)
# Where each kind of thing is, by the parts of its key: the page, and what stands in its address.
Address = tuple[str, Mapping[str, str]]
PAGES: Mapping[str, Address] = {
    "order": ("cases.show", {}),
    "line": ("cases.show", {"stage": "{0}", "_anchor": "line-{0}-{1}"}),
    "stage": ("cases.stage", {"stage": "{0}", "_anchor": "block-{0}-{1}"}),
    "ours": ("cases.ours", {"stage": "{0}", "field": "{1}"}),
    "room": ("cases.our_room", {"_anchor": "room-{0}"}),
    "caption": ("cases.picture", {"file": "{0}"}),
    "pin": ("cases.pin", {"key": "{0}"}),
    "note": ("cases.note", {"key": "{0}"}),
    "proposal": ("cases.proposal", {"key": "{0}"}),
    "promise": ("cases.show", {"_anchor": "promise-{0}"}),
}
PLAN = ("redraw", "redraw_anew")  # about changes of the plan, which are kept in words of their own
# Where a deed is asked, by its kind, its stage and what it is about: nothing is done by coming there.
ON_LINE: Address = ("cases.show", {"open": "{0}.{1}", "_anchor": "in-{0}-{1}"})
OF_PROMISE: Address = ("cases.show", {"_anchor": "promise-{1}"})
OF_NOTE: Address = ("cases.stage", {"stage": "{0}", "_anchor": "note-{1}"})
SIGNING: Address = ("cases.sign", {"stage": "{0}"})
ENDING: Address = ("cases.show", {"_anchor": "conditions"})
ON_BLOCK: Address = ("cases.stage", {"stage": "{0}", "_anchor": "block-{0}-{2}"})
ASKED: Mapping[str, Address] = {
    "line": ON_LINE,
    "rewrite": ON_LINE,
    "propose": ("cases.propose", {"stage": "{0}", "field": "{1}"}),
    "reopen": ("cases.reopen", {"stage": "{0}"}),
    "sign": SIGNING,
    "look_again": SIGNING,
    "pin": ("cases.pin", {"key": "{1}"}),
    "proposal": ("cases.proposal", {"key": "{1}"}),
    "ask_anew": ("cases.proposal", {"key": "{1}"}),
    "redraw_anew": ("cases.plan", {"_anchor": "{1}"}),
    "redraw": ("cases.plan", {"_anchor": "{1}"}),
    "hold": ("cases.stage", {"stage": "{0}", "_anchor": "held-{0}"}),
    "note": OF_NOTE,
    "judge_note": OF_NOTE,
    "promise": OF_PROMISE,
    "judge": OF_PROMISE,
    "change": OF_PROMISE,
    "payment": ("cases.price", {"_anchor": "payments-h"}),
    "book": ("cases.price", {"_anchor": "book-h"}),
    "condition": ENDING,
    "finish": ENDING,
}


@dataclass(frozen=True)
class Hit:
    """One thing that was found: its name and words in pieces, where it is, and the page it leads to."""

    label: Pieces
    says: Pieces
    where: str
    endpoint: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Group:
    """Things of one kind, and how many more there are; `does`: they are deeds, and nothing that is there."""

    title: str
    hits: tuple[Hit, ...]
    more: int = 0
    does: bool = False


def groups(kinds: Mapping[str, Kind], finds: Any, here: str) -> list[Group]:
    """Everything that was found: what is in this order, then by kind, then what can be done."""
    terms = finds.terms
    rows = [row for kind, found in kinds.items() if kind not in ("order", "deed") for row in found.rows]
    own = [row for row in rows if row.case.ref == here]
    told = [Group(_("In this order"), tuple(replace(_hit(row, terms), where=_whose(row)) for row in own))]
    for title, names in GROUPS.items():
        found = [kinds[name] for name in names if name in kinds]
        shown = [row for kind in found for row in kind.rows if row.case.ref != here or row.kind == "order"]
        more = sum(kind.count - len(kind.rows) for kind in found)
        told.append(Group(_(title), tuple(_hit(row, terms) for row in shown), more))
    told.append(Group(_("Customers"), tuple(_customer(one, terms) for one in finds.accounts)))
    told.append(Group(_("People"), tuple(_person(one, terms) for one in finds.people)))
    deeds = kinds.get("deed")
    done = [_hit(row, terms) for row in deeds.rows] if deeds else []
    told.append(
        Group(pgettext("what can be done, a heading", "Do"), (*done, *general(terms, here)), does=True)
    )
    return [group for group in told if group.hits]


def general(terms: Sequence[str], here: str) -> list[Hit]:
    """What can be done from everywhere, and in the order that somebody looks at."""
    found = [
        Hit(marked(_(label), terms), (), "", page, {})
        for label, also, page in DEEDS
        if has_all(f"{_(label)} {_(also)}", terms)
    ]
    if here:
        found[:0] = [
            Hit(
                marked(_(label), terms),
                (),
                here,
                page,
                {"ref": here} | ({"_anchor": anchor} if anchor else {}),
            )
            for label, also, page, anchor in OF_ORDER
            if has_all(f"{_(label)} {_(also)}", terms)
        ]
    return found


def _hit(row: Findable, terms: Iterable[str]) -> Hit:
    case, terms = row.case, tuple(terms)
    kind = "room" if row.kind == "message" and row.only_for else row.kind
    endpoint, values = address(kind, row.key)
    own = row.kind == "order"
    where = " · ".join(one for one in ("" if own else f"{case.title} · {case.ref}", _whose(row)) if one)
    said = _deed(row) if row.kind == "deed" else case.title if own else row.label
    label = marked(said, terms)
    return Hit(label, marked(row.says, terms, LONG), where, endpoint, {"ref": case.ref, **values})


def _deed(row: Findable) -> str:
    """What can be done, kept in English, in the language of who reads."""
    kind = row.key.partition(":")[0]
    if kind in OURS:
        return _(OURS[kind])
    told = parts(DEEDS_OF_ORDER[kind], row.label)
    if told is None:
        return row.label
    return called(kind, asked(told["label"]) if kind in PLAN else told["label"])


def _whose(row: Findable) -> str:
    return _("only your side reads this") if row.only_for and row.kind != "deed" else ""


def _person(one: Any, terms: Iterable[str]) -> Hit:
    said = " · ".join(part for part in (one.title, one.department) if part)
    terms = tuple(terms)
    return Hit(marked(one.name, terms), marked(said, terms), "", "people.person", {"handle": one.handle})


def _customer(one: Any, terms: Sequence[str]) -> Hit:
    says = ((_("Who is who, and its clan"), False),)
    return Hit(marked(one.name, terms), says, "", "clans.page", {"customer": one.handle})


def address(kind: str, key: str) -> tuple[str, dict[str, str]]:
    """The page of a thing that was found in an order, and what stands in its address besides the order."""
    if kind == "message":
        return "cases.history", {"before": str(int(key) + 1), "_anchor": f"said-{key}"}
    parts = key.split(":")
    page, values = PAGES.get(kind, PAGES["order"])
    if kind == "deed":
        deed, *parts = [*key.split(":", 2), key.rpartition(":")[2].replace(".", "-")]
        page, values = ASKED.get(deed, ON_BLOCK)
    return page, {name: value.format(*parts) for name, value in values.items()}
