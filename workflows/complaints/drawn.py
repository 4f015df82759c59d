"""Why somebody was drawn for a complaint, in plain sentences told from what the journal keeps."""

from collections.abc import Mapping
from typing import Any

from workflows.complaints.draw import Bar, Executive, Facts, Nobody, Turn, stood_in_for, turns, why_nobody
from workflows.language import N_, _, day_and_year, listed

LEFT_OUT: dict[Bar, str] = {
    "about": N_("%(name)s (the complaint is about them)"),
    "conflict": N_("%(name)s (not free to judge it, by their own word)"),
    "refused": N_("%(name)s (the customer asked for somebody else)"),
    "anew": N_("%(name)s (a steward had somebody else drawn)"),
}
NOBODY: dict[Nobody, str] = {
    "none": N_("Nobody could be drawn, for there are no executives. A steward decides."),
    "away": N_("Nobody could be drawn, for all executives are away. A steward decides."),
    "barred": N_(
        "Nobody could be drawn, for nobody who is here may answer this complaint. A steward decides."
    ),
}
DECIDED = (
    N_(
        "%(name)s was drawn: of those who were here and free to answer, nobody else had so small a part of "
        "their share this month (%(served)s of %(share)s)."
    ),
    N_(
        "%(name)s was drawn: of those who were here and free to answer, nobody had a smaller part of their "
        "share this month (%(served)s of %(share)s), and of those who had the same, nobody else had so small "
        "a part in twelve months (%(year_served)s of %(year_share)s)."
    ),
    N_(
        "%(name)s was drawn: of those who were here and free to answer, nobody had a smaller part of their "
        "share this month (%(served)s of %(share)s), nor in twelve months, and nobody else who had the same "
        "has waited so long (%(last)s)."
    ),
    N_(
        "%(name)s was drawn by lot: others who were here and free to answer had the same part of their share "
        "(%(served)s of %(share)s) and have waited as long. The lot is reckoned from the number of the "
        "complaint."
    ),
)


def explain(facts: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Who was drawn and why, and who was left out and why, by the names that people have today."""
    seen = Facts.model_validate(facts)
    found = turns(seen)
    said = [_why(seen, found, names) if found else _(NOBODY[why_nobody(seen.executives)])]
    outside = [_left_out(one, names) for one in seen.executives if one.target and one.handle not in found]
    if outside:
        said.append(_("Left out: %(people)s.", people=listed(outside)))
    return " ".join(said)


def _why(facts: Facts, found: Mapping[str, Turn], names: Mapping[str, str]) -> str:
    handle, *others = found
    one = next(one for one in facts.executives if one.handle == handle)
    name = names[handle]
    if not one.share:
        return _without_share(one, facts, names)
    if not others:
        return _("%(name)s was drawn: nobody else was here and free to answer.", name=name)
    step = next(step for step, own in enumerate(found[handle]) if own != found[others[0]][step])
    return _(DECIDED[step], name=name, **_figures(one))


def _figures(one: Executive) -> dict[str, object]:
    served, whole = one.year
    last = _("the last one on %(day)s", day=day_and_year(one.last)) if one.last else _("never one before")
    return {
        "served": one.served,
        "share": one.share,
        "year_served": served,
        "year_share": whole,
        "last": last,
    }


def _without_share(one: Executive, facts: Facts, names: Mapping[str, str]) -> str:
    name = names[one.handle]
    if one.target:
        said = N_(
            "%(name)s was drawn, though hardly here this month: nobody who is here more was free to answer."
        )
        return _(said, name=name)
    whom = listed([names[handle] for handle in stood_in_for(one, facts.executives)])
    said = N_("%(name)s was drawn to stand in for %(whom)s: no executive was here and free to answer.")
    return _(said, name=name, whom=whom)


def _left_out(one: Executive, names: Mapping[str, str]) -> str:
    name = names[one.handle]
    if one.barred:
        return _(LEFT_OUT[one.barred], name=name)
    if one.away:
        return _("%(name)s (away)", name=name)
    return _("%(name)s (hardly here this month)", name=name)
