"""What a department's yes is to, how many of it are asked, and when it is asked at all, in words."""

from portal.cases.show import words as say
from portal.cases.show.given import Desk
from workflows.approved import Asked
from workflows.grammar import Department, When
from workflows.language import _, ngettext


def about(desk: Desk, one: Department) -> str:
    """What a department's yes is to, and who comes before it: to Drawing; two of three; after Quality."""
    places = say.listed([_named(desk, place) for place in one.scope])
    many = len(one.people) if isinstance(one, Asked) else 0
    how = _needed(one.needs, many) if one.needs and many != 1 else ""
    only = condition(desk, one) if not isinstance(one, Asked) else ""
    return "; ".join(part for part in (_("to %(lines)s", lines=places), how, only) if part)


def _needed(needs: int, many: int) -> str:
    """How many must say yes; of how many, where these are named."""
    if needs == 1:
        return _("any one of them")
    if many:
        return _("%(some)s of %(all)s", some=needs, all=many)
    return ngettext("%(num)s of them", "%(num)s of them", needs)


def condition(desk: Desk, one: Department) -> str:
    """When a department is asked at all, in words: asked when sum is over £500."""
    if one.when is None:
        return ""
    line, over, names = _hinge(desk, one.when)
    if over:
        return _("asked when %(line)s is over %(sum)s", line=say.lower(line), sum=over)
    return _("asked when %(answer)s is chosen in “%(line)s”", answer=names, line=line)


def when_chosen(desk: Desk, one: Department) -> str:
    """The same of an answer, as one of several conditions: when tweed is chosen in “Cloth”."""
    if one.when is None:
        return ""
    line, _over, names = _hinge(desk, one.when)
    return _("when %(answer)s is chosen in “%(line)s”", answer=names, line=line)


def _hinge(desk: Desk, when: When) -> tuple[str, str, str]:
    """The label of the line that it hangs on, and the sum above which it is asked or the answers."""
    stage, _dot, key = when.field.partition(".")
    field = desk.case.stages[stage].field(key) if stage in desk.case.stages else None
    label = field.label if field else when.field
    if when.over is not None:
        amount = {"amount": when.over * 100, "currency": desk.case.currency}
        return label, desk.show(field, amount) if field else str(when.over), ""
    names = [choice.label for choice in (field.choices if field else ()) if choice.key in when.values]
    return label, "", say.either(names)


def _named(desk: Desk, place: str) -> str:
    """A line or a whole stage by its name."""
    stage, _dot, key = place.partition(".")
    whole = desk.case.stages.get(stage)
    field = whole.field(key) if whole and key else None
    return say.lower(field.label) if field else whole.title if whole else place
