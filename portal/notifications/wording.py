"""What the letter of the day says: whose move it is in each order, what there is to do, what is new."""

from dataclasses import dataclass, field

from portal.cases import calling, post, retelling
from portal.cases.model import Calling, Case
from portal.cases.post import Site
from portal.cases.show.words import cut
from portal.kernel.journal import Entry
from portal.kernel.letterhead import Part, Sheet
from portal.notifications import news
from portal.notifications.choosing import how
from portal.notifications.model import OrderLetters
from portal.people.devices import Short
from portal.people.model import House, Person
from portal.people.queries import directory
from workflows.language import _, ngettext, pgettext


@dataclass
class About:
    """What is to be told to one person of one order."""

    case: Case
    todo: list[Calling] = field(default_factory=list)
    row: OrderLetters | None = None
    news: list[Entry] = field(default_factory=list)
    mover: Person | None = None

    def move(self, person: Person) -> str:
        """Whose move it is, for this reader."""
        if person.side == self.case.turn_side:
            return _("it is your move")
        if self.mover is None:
            return _("this is for you") if self.todo else _("nothing waits for you")
        if self.todo:
            return _("%(name)s has the move; this is for you", name=self.mover.first)
        return _("%(name)s has the move; nothing waits for you", name=self.mover.first)

    def short(self, person: Person, text: str, place: str) -> Short:
        """What a device shows of it, and the place of the order that it leads to."""
        return Short(f"{self.case.title}: {self.move(person)}", text, f"/orders/{self.case.ref}{place}")

    def part(self, person: Person) -> Part:
        """What the letter says of it."""
        todo = tuple(_said(row, self.case, person) for row in self.todo)
        new = news.told(person, self.case, self.news)
        head = retelling.heads(self.case, [self.case.seq]).get(self.case.seq, "")
        return Part(self.case.title, self.move(person), todo, new, head)


def mover(case: Case) -> Person | None:
    """Who speaks for the side whose move it is."""
    here = [one for one in directory(case.account_id) if one.left is None]
    return lead(case, [one for one in here if one.side == case.turn_side])


def lead(case: Case, people: list[Person]) -> Person | None:
    """Who speaks for these: whoever stated the need, else the first."""
    begun = case.document["begun"]["by"]
    return next(iter([*(one for one in people if one.handle == begun), *people]), None)


def send(site: Site, opened: House, person: Person, told: list[About]) -> bool:
    """Write the letter about these orders; False when everything that was new is gone again."""
    parts = [part for one in told if (part := one.part(person)).todo or part.news]
    if not parts:
        return False
    sheet = Sheet(
        house=opened.name,
        telephone=opened.telephone,
        first=person.first,
        told=_told(told, person) if len(told) > 1 else "",
        button=_button(site, told),
        parts=tuple(parts),
        links=_links(site, person),
        foot=_foot(site, person),
    )
    cases, subject = [one.case for one in told], cut(_subject(parts), 150)
    post.send(site, person, cases, subject, sheet, stops=True)
    _tell_short(site, opened, person, told)
    return True


def _tell_short(site: Site, opened: House, person: Person, told: list[About]) -> None:
    """Tell on devices what is asked of somebody, and what is new in orders of which they want it at once."""
    now = [one for one in told if one.todo or (one.news and how(one.row, person) == "at_once")]
    if len(now) > 1:
        post.tell(site, person, [one.case for one in now], Short(opened.name, _told(now, person), "/home"))
    elif now:
        (one,) = now
        post.tell(site, person, [one.case], one.short(person, _counted(one), "#move" if one.todo else "#log"))


def _counted(one: About) -> str:
    if one.todo:
        asked = len(one.todo)
        return ngettext("%(num)s thing is asked of you.", "%(num)s things are asked of you.", asked)
    new = len(one.news)
    return ngettext("%(num)s new thing since you were here.", "%(num)s new things since you were here.", new)


def _subject(parts: list[Part]) -> str:
    todo = [line for part in parts for line in part.todo]
    if todo:
        return todo[0] if len(todo) == 1 else _several(todo)
    if len(parts) > 1:
        return ngettext("New in %(num)s of your orders", "New in %(num)s of your orders", len(parts))
    title, new = parts[0].title, parts[0].news
    if len(new) == 1:
        return f"{title}: {new[0]}"
    return ngettext(
        "%(title)s: %(num)s thing since you were here",
        "%(title)s: %(num)s things since you were here",
        len(new),
        title=title,
    )


def _several(todo: list[str]) -> str:
    return ngettext(
        "%(num)s thing about your orders: %(first)s",
        "%(num)s things about your orders: %(first)s",
        len(todo),
        first=todo[0],
    )


def _told(told: list[About], person: Person) -> str:
    mine = sum(one.case.turn_side == person.side for one in told)
    if not mine:
        return _("Nothing is your move; this is new.")
    return ngettext(
        "It is your move in %(num)s of %(all)s orders.",
        "It is your move in %(num)s of %(all)s orders.",
        mine,
        all=len(told),
    )


def _button(site: Site, told: list[About]) -> tuple[str, str]:
    if len(told) > 1:
        return _("See what needs you"), f"{site.address}/home"
    case, waits = told[0].case, bool(told[0].todo)
    return _("Go to the order"), f"{site.address}/orders/{case.ref}#{'move' if waits else 'log'}"


def _foot(site: Site, person: Person) -> str:
    choices = site.choices(person)
    if choices:
        return _("Fewer letters, or none: %(address)s", address=choices)
    address = f"{site.address}/settings#letters"
    return _("The hours and days on which letters wait are yours to set: %(address)s", address=address)


def _links(site: Site, person: Person) -> tuple[tuple[str, str], ...]:
    choices = site.choices(person)
    if not choices:
        return ()
    said = {"weekly": _("Weekly instead"), "moves": _("only when something is asked of me")}
    said["nothing"] = pgettext("letters", "stop")
    offered = [(label, f"{choices}?how={key}") for key, label in said.items() if key != person.letters]
    return (*offered, (_("quiet hours"), f"{site.address}/settings#letters"))


def _said(row: Calling, case: Case, person: Person) -> str:
    if person.side == row.side:
        return calling.says(row, case)
    return _(
        "Nobody holds this any more, so it comes to you. Name somebody for it: %(what)s",
        what=calling.says(row, case),
    )
