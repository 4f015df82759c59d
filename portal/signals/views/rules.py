"""The rules that watch how customers fare: read by the people of the house, set by administrators."""

from typing import Any

from flask import Response, g, render_template, request, url_for

from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import may
from portal.signals import actions, forms, queries, show
from portal.signals.views import bp
from workflows.watching import RULES


def link(_house: Any) -> str:
    """The way to this page from that of the house."""
    return render_template("signals/_rules.html")


@bp.get("/signal-rules")
def watched() -> str:
    """Every rule, how often it was right, and what it weighs."""
    return _page()


@bp.post("/signal-rules")
def change_rule() -> Response:
    """Set a rule."""
    form, watched = sent(forms.RuleForm), request.form.get("key", "")
    if watched not in RULES or not may(me(), "rule.change", None):
        raise NotFound
    form.known = RULES[watched]
    if not form.validate():
        return again(lambda: _page({f"limit-{watched}": form.problems["limit"]}))
    actions.change(me(), queries.rules()[watched], form.asked, on=form.on.data == "yes")
    return done(url_for(".watched", _anchor=f"rule-{watched}"))


def _page(errors: dict[str, str] | None = None) -> str:
    g.place = "clans.index"
    if me().side != "clan":
        raise NotFound
    held = queries.rules()
    told = [
        show.rule(one, [end for _closed, end in queries.ends(key)], queries.weight(key, held))
        for key, one in held.items()
    ]
    return render_template("signals/rules.html", rules=told, errors=errors or {})
