"""What a search finds, for programs: the same as on the page, without the marks."""

from collections.abc import Iterable
from typing import Annotated, Any

from flask import url_for
from pydantic import Field

from portal.api.blocks import Answer
from portal.api.forms import Asked
from portal.kernel.terms import LONGEST
from portal.orders import hits
from portal.orders.queries import Finds


class Find(Asked):
    """What is looked for: words in any order, each the beginning of one; `order` comes first."""

    q: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    order: Annotated[str, Field(max_length=80)] = ""


class Hit(Answer):
    """One thing: its name, its words, the order it is in, and its page."""

    name: str
    says: str
    where: str
    page: str


class Kind(Answer):
    """Things of one kind; `more` are not shown. `does`: they are deeds, and a page is where one is done."""

    title: str
    does: bool
    more: int
    hits: list[Hit]


class Found(Answer):
    """What was found, by kind; `alike`: nothing holds these words, only words that are spelled like them."""

    alike: bool
    kinds: list[Kind]


def told(finds: Finds, groups: Iterable[hits.Group]) -> Found:
    """What was found, for a program."""
    kinds = [
        Kind(title=one.title, does=one.does, more=one.more, hits=[_hit(hit) for hit in one.hits])
        for one in groups
    ]
    return Found(alike=finds.alike, kinds=kinds)


def _hit(hit: hits.Hit) -> Hit:
    label, says = ("".join(text for text, _marked in pieces) for pieces in (hit.label, hit.says))
    return Hit(
        name=label, says=says, where=hit.where, page=url_for(hit.endpoint, **dict[str, Any](hit.values))
    )
