"""The whole order as a printed document, and the page on which a printed copy is checked."""

from flask import Response, current_app, g, make_response, request

from portal.cases import queries, retelling
from portal.cases.forms import number
from portal.cases.views import bp, papers
from portal.kernel import files, press
from portal.kernel.doors import me
from portal.kernel.problems import problem
from workflows.language import _


@bp.get("/<ref>/dossier")
def dossier(ref: str) -> str:
    """The order on paper, as it stands or as it stood after the entry that `at` names."""
    return papers.page(_stood(ref))


@bp.get("/<ref>/dossier.pdf")
def dossier_pdf(ref: str) -> Response:
    """The same as a PDF, where the house can make one; else how to print it."""
    stood = _stood(ref)
    if not press.installed():
        return problem(404, _("Print it from your browser"), _(papers.HOW_TO_PRINT))
    try:
        made = press.pdf(papers.bare(stood), papers.needed(stood, files.storage_of(current_app)))
    except press.NotMade as error:
        return problem(503, _("There is no PDF this time"), str(error))
    response = make_response(made)
    response.headers["Content-Type"] = "application/pdf"
    name = f"{stood.case.ref}, entry {stood.entry.seq}.pdf"
    response.headers["Content-Disposition"] = files.disposition("inline", name)
    return response


@bp.get("/<ref>/dossier/check")
def check_dossier(ref: str) -> str:
    """Hold the number and the fingerprint of a printed copy against the journal."""
    case = queries.get(me(), ref)
    said = request.args.get("entry", "").strip(), request.args.get("fingerprint", "").strip()
    asked = number(said[0])
    answer = retelling.answer(case, asked, said[1]) if asked is not None and said[1] else None
    return papers.checking(case, said, answer)


def _stood(ref: str) -> retelling.Stood:
    g.place = "orders.index"
    at = request.args.get("at")
    seq = number(at) if at else None
    return retelling.stood(queries.get(me(), ref), seq if not at else seq or 0)
