"""One address for each deed of a complaint: all are asked from one template, and done in one way."""

from collections.abc import Callable
from typing import Any

from flask import Response, g, render_template, url_for

from portal.complaints import queries, show
from portal.complaints.inputs import options
from portal.complaints.proof import WithFiles, bring, let_go, limits
from portal.complaints.queries import Complaint
from portal.complaints.views import bp, single
from portal.complaints.views.deed import Deed
from portal.complaints.views.deeds import DEEDS, PRESSED
from portal.complaints.views.single import ONE
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow, may
from workflows.records import Refused


def _asking(name: str) -> Callable[[str], str]:
    def ask(complaint: str) -> str:
        """The form of this deed, for whoever may do it."""
        row, deed = queries.get(me(), complaint), DEEDS[name]
        if not may(me(), f"complaint.{deed.verb or name}", row):
            raise NotFound
        form = deed.form()
        _offer(deed, form, row)
        return _page(name, row, form, {})

    return ask


def _doing(name: str) -> Callable[[str], Response]:
    def do(complaint: str) -> Response:
        """Do it with what was said, or show the form once more."""
        row, deed = queries.get(me(), complaint), DEEDS[name]
        form = sent(deed.form)
        _offer(deed, form, row)
        if not may(me(), f"complaint.{deed.verb or name}", row):
            raise NotFound
        if not form.validate():
            return again(lambda: _page(name, queries.get(me(), complaint), form, form.problems))
        if problem := bring(form):
            return again(lambda: _page(name, queries.get(me(), complaint), form, {"files": problem}))

        def once_more(said: dict[str, str]) -> str:
            let_go(form)
            return _page(name, queries.get(me(), complaint), form, said)

        return _done(complaint, lambda: deed.do(me(), queries.get(me(), complaint), form), once_more)

    return do


def _offer(deed: Deed, form: Any, row: Complaint) -> None:
    if deed.offer:
        deed.offer(form, row)


def _pressing(name: str) -> Callable[[str], Response]:
    def press(complaint: str) -> Response:
        """Do what needs no words."""
        row = queries.get(me(), complaint)
        return _done(
            complaint, lambda: PRESSED[name](me(), row, None), lambda said: single.shown(complaint, said)
        )

    return press


def _done(complaint: str, deed: Callable[[], object], page: Callable[[dict[str, str]], str]) -> Response:
    """Do it and show the complaint, or the page once more with what is in the way."""
    try:
        deed()
    except (NotNow, Refused) as refusal:
        sentence = str(refusal)
        return again(lambda: page({"refused": sentence}), status=409)
    return done(url_for("complaints.page", complaint=complaint))


def _page(name: str, row: Complaint, form: Any, errors: dict[str, str]) -> str:
    g.place, deed = "complaints.index", DEEDS[name]
    return render_template(
        "complaints/deed.html",
        name=name,
        deed=deed,
        one=show.view(row, me(), queries.texts(row)),
        people=deed.people(row) if deed.people else [],
        said=form,
        limits=limits() if isinstance(form, WithFiles) else "",
        options=options,
        errors=errors,
    )


for _name in DEEDS:
    bp.add_url_rule(f"{ONE}/{_name}", f"asking_{_name}", _asking(_name))
    bp.add_url_rule(f"{ONE}/{_name}", _name, _doing(_name), methods=["POST"])
for _name in PRESSED:
    bp.add_url_rule(f"{ONE}/{_name}", _name, _pressing(_name), methods=["POST"])
