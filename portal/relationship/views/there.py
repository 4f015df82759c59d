"""Days at the customer's place in the last twelve months, by department of the house, with its visits."""

from collections.abc import Callable
from datetime import date

from flask import g, render_template

from portal.clans import queries as clans
from portal.kernel.doors import me
from portal.relationship import visits
from portal.relationship.views import bp
from workflows.language import _


def way(link: Callable[[str, str], str]) -> str:
    """The way to this page from the others of a customer."""
    return link(_("Days with you") if me().side == "customer" else _("Days there"), "relationship.there")


@bp.get("/customers/<customer>/days")
def there(customer: str) -> str:
    """How many days each department was at the customer's place. The same for both sides."""
    g.place, found = "clans.index", clans.account(me(), customer)
    told = visits.days(found, _a_year_before(clans.today()))
    some = sorted((one for one in told.items() if one[1]), key=lambda one: (-len(one[1]), one[0]))
    missing = [name for name, days in told.items() if not days]
    whole = sum(len(days) for _name, days in some)
    ways = {"account": found, "here": "relationship.there"}
    return render_template("relationship/days.html", **ways, departments=some, missing=missing, whole=whole)


def _a_year_before(day: date) -> date:
    """The same day of the year before; of the 29th of February the 28th."""
    short = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if short else day.day)
