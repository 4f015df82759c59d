"""What we know of a customer, put to use in what it says is wrong; somebody else confirms that it served."""

from typing import Any

from flask import Response, g, render_template, url_for

from portal.complaints import forms, queries, show
from portal.complaints.inputs import options
from portal.complaints.views import bp
from portal.complaints.views.single import ONE
from portal.findings import queries as findings
from portal.findings import using
from portal.findings.using import Place
from portal.kernel.doors import me
from portal.kernel.forms import sent
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound


@bp.get(f"{ONE}/known")
def using_known(complaint: str) -> str:
    """Ask which finding, and how it was used."""
    return _form(complaint, forms.KnownForm(), {})


@bp.post(f"{ONE}/known")
def use_known(complaint: str) -> Response:
    """Say which finding was used, and how."""
    form, row = sent(forms.KnownForm), _open_to_all(complaint)
    found = {one.ref: one for one in findings.usable(me(), row.account_id)}
    chosen = found.get(form.finding.data or "")
    if not form.validate() or chosen is None:
        missing = {} if chosen else {"finding": forms.choose_one()}
        return again(lambda: _form(complaint, form, {**form.problems, **missing}))
    using.use(me(), chosen, Place("complaint", None, row.ref, row.ref), form.how.data)
    return done(url_for(".page", complaint=complaint, _anchor="known"))


def _open_to_all(complaint: str) -> Any:
    """A complaint that everybody reads who may read findings: of others nothing is told there.

    Raises:
        NotFound: it is kept apart.
    """
    row = queries.get(me(), complaint)
    if row.only_me or row.restricted:
        raise NotFound
    return row


def _form(complaint: str, form: Any, errors: dict[str, str]) -> str:
    g.place, row = "complaints.index", _open_to_all(complaint)
    known = findings.usable(me(), row.account_id)
    return render_template(
        "complaints/known.html",
        one=show.view(row, me(), queries.texts(row)),
        known=[(found.ref, found.text[:120]) for found in known],
        said=form,
        options=options,
        errors=errors,
    )
