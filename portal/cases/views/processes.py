"""Newer versions of processes: offered to running orders by the house, agreed to by both sides of each."""

from flask import Response, g, render_template, request, url_for

from portal.cases import queries, versions
from portal.cases.definitions import library
from portal.cases.views import bp, reasons
from portal.kernel.doors import me
from portal.kernel.http import done
from portal.kernel.queries import NotFound
from portal.kernel.verbs import may
from portal.people import actions as people
from workflows.language import _

VERSION = "/<ref>/plan/versions/<int:version>"


def link(house: object) -> str:
    """The way to this page from that of the house."""
    return render_template("cases/_processes.html", house=house)


@bp.get("/versions")
def all_versions() -> str:
    """Every process, how many orders follow an older version of it, and what is offered to them."""
    _only_administrators()
    return render_template("cases/versions.html", known=library(), behind=versions.behind())


@bp.post("/versions")
def offer_version() -> Response:
    """Offer the newest version of a process to the orders that follow an older one, or stop offering it."""
    _only_administrators()
    newest = library().get(request.form.get("workflow", ""))
    if newest is None:
        raise NotFound
    version = newest.version if request.form.get("offer") == "yes" else 0
    people.offer_version(me(), g.house, newest.key, version, newest.title)
    return done(url_for(".all_versions"))


@bp.post(f"{VERSION}/agree")
def agree_version(ref: str, version: int) -> Response:
    """Agree, for one's side, that this order follows the version that is offered."""
    case = queries.get(me(), ref)
    versions.agree_version(me(), case, versions.wanted(case, g.house, version))
    return done(url_for(".plan", ref=ref, _anchor="version"))


@bp.route(f"{VERSION}/decline", methods=["GET", "POST"])
def decline_version(ref: str, version: int) -> Response | str:
    """Say no to it, with a reason."""
    case = queries.get(me(), ref)
    workflow = versions.wanted(case, g.house, version)

    def do(why: str) -> None:
        versions.decline_version(me(), case, workflow, why)

    what, back = _("version %(number)s", number=str(version)), url_for(".plan", ref=ref, _anchor="version")
    return reasons.with_reason(case, "decline_version", what, do, back)


def _only_administrators() -> None:
    if not may(me(), "house.offer_version", g.house):
        raise NotFound
