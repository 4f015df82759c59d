"""The drawing of who is who: each person where they stand, or each department where there are too many."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.relationship.show import Everyone, OfClan, OfCustomer, meaning
from workflows import rings, strands, ties
from workflows.clans import same
from workflows.language import _, listed, ngettext


@dataclass(frozen=True)
class Around:
    """One of the clan, or a department of it, where it stands around the customer."""

    spot: rings.Spot
    mark: str  # initials, or how many they are
    senior: bool
    above: str  # the department
    name: str
    handle: str  # empty for a department
    says: str
    kind: str
    you: bool = False

    @property
    def strands(self) -> list[tuple[str, str]]:
        """The lines of its tie: whose strand it is, and where it goes."""
        start, end = self.spot.start, self.spot.end
        if self.kind == ties.BOTH:
            gold, blue = strands.twist(start, end)
            return [("gold", gold), ("blue", blue)]
        line = strands.straight(start, end)
        return [({ties.OURS: "blue", ties.THEIRS: "gold"}.get(self.kind, "basting"), line)]

    @property
    def means(self) -> str:
        """What its line says, in words."""
        return meaning(self.kind)


@dataclass(frozen=True)
class Drawing:
    """The customer in the middle with its people, and the clan around."""

    middle: rings.Middle
    people: list[OfCustomer]
    more: str  # how many of its people are not drawn
    around: list[Around]


def draw(everyone: Everyone) -> Drawing:
    """Where everybody stands."""
    people = sorted(everyone.people, key=_importance)
    shown = people if len(people) <= rings.MOST_WITHIN else people[: rings.MOST_WITHIN - 2]
    middle = rings.middle(len(people) if shown is people else rings.MOST_WITHIN)
    if len(everyone.members) <= rings.MOST_AROUND:
        spots = rings.around(middle, len(everyone.members))
        around = [_person(spot, one) for spot, one in zip(spots, everyone.members, strict=True)]
    else:
        grouped = _grouped(everyone.departments)
        spots = rings.around(middle, len(grouped))
        around = [_department(spot, *one) for spot, one in zip(spots, grouped, strict=True)]
    return Drawing(middle, shown, _more(people[len(shown) :]), around)


def _importance(one: OfCustomer) -> tuple[bool, int]:
    """Who decides first, then who was heard of last."""
    return "decision_maker" not in one.member.person.roles, -(one.heard or date.min).toordinal()


def _person(spot: rings.Spot, one: OfClan) -> Around:
    person = one.member.person
    named = (person.initials, one.member.senior, person.department, person.name, person.handle)
    return Around(spot, *named, one.tie, one.kind, one.you)


def _more(rest: Sequence[OfCustomer]) -> str:
    if not rest:
        return ""
    silent = sum(one.silent for one in rest)
    said = ngettext("and %(num)s more", "and %(num)s more", len(rest))
    if not silent:
        return said
    return _("%(more)s, %(silent)s of them silent", more=said, silent=silent)


def _grouped(departments: Sequence[tuple[str, list[OfClan]]]) -> list[tuple[str, list[OfClan]]]:
    """The departments, the larger ones first; the smallest of more than can be drawn are told as one."""
    by_name: dict[str, tuple[str, list[OfClan]]] = {}
    for name, there in departments:
        by_name.setdefault(same(name), (name or _("Without a department"), []))[1].extend(there)
    found = sorted(by_name.values(), key=lambda one: (-len(one[1]), one[0]))
    if len(found) <= rings.MOST_AROUND:
        return found
    shown, rest = found[: rings.MOST_AROUND - 1], found[rings.MOST_AROUND - 1 :]
    name = ngettext("%(num)s more department", "%(num)s more departments", len(rest))
    return [*shown, (name, [one for _name, there in rest for one in there])]


def _department(spot: rings.Spot, name: str, there: list[OfClan]) -> Around:
    seniors = [one.member.person.first for one in there if one.member.senior]
    people = ngettext("%(num)s person", "%(num)s people", len(there))
    above = _("%(people)s, led by %(names)s", people=people, names=listed(seniors)) if seniors else people
    kinds = Counter(one.kind for one in there)
    says = ", ".join(_counted(kind, kinds[kind]) for kind in ties.KINDS if kinds[kind])
    return Around(spot, str(len(there)), bool(seniors), above, name, "", says, ties.most(kinds))


def _counted(kind: str, count: int) -> str:
    if kind == ties.BOTH:
        return ngettext("%(num)s both ways", "%(num)s both ways", count)
    if kind == ties.OURS:
        return ngettext("%(num)s waits for an answer", "%(num)s wait for an answer", count)
    if kind == ties.THEIRS:
        return ngettext("%(num)s is waited for", "%(num)s are waited for", count)
    return ngettext("%(num)s with nobody yet", "%(num)s with nobody yet", count)
