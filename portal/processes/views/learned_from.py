"""What was learned of a customer, put to use on a proposed change of a process."""

from flask import Response, g, render_template, request, url_for

from portal.kernel.doors import me
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import NotNow
from portal.processes import forms, queries, using
from portal.processes.views import bp
from portal.processes.views.single import ONE
from workflows.language import _

MOST = 600


@bp.get(f"{ONE}/known")
def using_known(process: str, proposed: int) -> str:
    """Ask which finding, and how it was used."""
    return _form(process, proposed, {})


@bp.post(f"{ONE}/known")
def use_known(process: str, proposed: int) -> Response:
    """Say which finding was used, and how."""
    said = request.form.to_dict(flat=False)
    found, how = _open(process, proposed), forms.one(said, "how")
    chosen = {one.ref: one for one in using.usable(me(), found)}.get(forms.one(said, "finding"))
    problems = {} if chosen else {"finding": _("Choose what was used.")}
    problems |= {} if how and len(how) <= MOST else {"how": _("Write how it was used.")}
    if chosen is None or problems:
        return again(lambda: _form(process, proposed, problems))
    try:
        using.use(me(), found, chosen, how)
    except NotNow as refusal:
        sentence = str(refusal)
        return again(lambda: _form(process, proposed, {"finding": sentence}), status=409)
    return done(url_for(".change", process=process, proposed=proposed, _anchor="known"))


def _open(process: str, proposed: int) -> queries.ProcessChange:
    """A proposal that is open.

    Raises:
        NotFound: it has ended, or is none that its reader may read.
    """
    found = queries.change(me(), process, proposed)
    if found.state != "open":
        raise NotFound
    return found


def _form(process: str, proposed: int, errors: dict[str, str]) -> str:
    g.place, found = "processes.index", _open(process, proposed)
    return render_template(
        "processes/known.html",
        row=found,
        known=[(one.ref, one.text[:120]) for one in using.usable(me(), found)],
        said={name: request.form.get(name, "") for name in ("finding", "how")},
        errors=errors,
    )
