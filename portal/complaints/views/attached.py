"""The files of a complaint, for whoever reads it and nobody else."""

from flask import Response

from portal.complaints import filing, queries
from portal.complaints.views import bp, single
from portal.kernel import giving
from portal.kernel.doors import me

FILE = f"{single.ONE}/files/<file>"


@bp.get(FILE)
def file(complaint: str, file: str) -> Response:
    """A file: a picture in place, everything else as a download."""
    row = queries.get(me(), complaint)
    found = filing.one(row, file)
    single.read(row, again=False)
    return giving.whole(found, giving.NOWHERE)


@bp.get(f"{FILE}/<int:width>")
def small(complaint: str, file: str, width: int) -> Response:
    """A picture about so many pixels wide."""
    row = queries.get(me(), complaint)
    found = filing.one(row, file)
    single.read(row, again=False)
    return giving.small(found, width, giving.NOWHERE)
