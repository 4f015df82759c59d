"""Files that come in: with their form, or one by one while it is still being written."""

from collections.abc import Mapping

from flask import Response, render_template, request, url_for

from portal.cases import bringing, forms, queries, show
from portal.cases.views import bp
from portal.cases.views.pages import with_stage
from portal.kernel import files, uploads
from portal.kernel.doors import aside, me
from portal.kernel.forms import words
from portal.kernel.http import done
from portal.kernel.problems import problem
from portal.kernel.queries import NotFound
from portal.kernel.unlocked import unlocked
from workflows.grammar import Field, Stage
from workflows.language import _

Taken = dict[str, list[files.Stored]]


@bp.post("/<ref>/stages/<stage>/lines/<field>/files")
@aside
def bring(ref: str, stage: str, field: str) -> Response:
    """Take one file for a line whose form is still being written: it waits until that is sent."""
    line = with_stage(ref, stage, field).thread.stages[stage].field(field)
    if line is None or line.type not in ("file", "photo"):
        raise NotFound
    bringing.may_bring(me(), queries.get(me(), ref), line)
    upload = request.files.get("upload")
    if upload is None or not upload.filename:
        return problem(422, _("Nothing has arrived"), _("Choose the file and send it again."))
    stored, errors = take({field: forms.LineWords(None, 0, (upload,))}, {field: line})
    if errors:
        return problem(422, _("This file cannot be taken"), errors[field])
    kept = bringing.attach(me(), queries.get(me(), ref), stored[field][0], f"{stage}.{field}")
    view = show.FileView(kept["id"], kept["name"], kept["type"].startswith("image/"), waits=True)
    back = url_for(".show", ref=ref, open=f"{stage}.{field}", _anchor=f"line-{stage}-{field}")
    return done(
        back, lambda: render_template("cases/_brought.html", ref=ref, file=view, photo=line.type == "photo")
    )


def keep(ref: str, stage: str, taken: Taken, *, many: bool = False) -> dict[str, list[str]]:
    """What was typed, and the good files with it: they wait for their lines, so nobody chooses them twice.

    `many` when the form has several lines, whose words are named by line.
    """
    case, said = queries.get(me(), ref), dict(words())
    for key, stored in taken.items():
        name = f"{key}:keep" if many else "keep"
        ids = [bringing.attach(me(), case, one, f"{stage}.{key}")["id"] for one in stored]
        said[name] = [*said.get(name, ()), *ids]
    return said


def take_for(stage: Stage, sent: Mapping[str, forms.LineWords]) -> tuple[Taken, dict[str, str]]:
    """Take what a form brings to the lines of a stage; see `take`."""
    lines = {field.key: field for field in stage.fields() if field.type in ("file", "photo")}
    return take({key: one for key, one in sent.items() if key in lines and one.uploads}, lines)


def take(sent: Mapping[str, forms.LineWords], lines: Mapping[str, Field]) -> tuple[Taken, dict[str, str]]:
    """Store what is brought to each line, with the database free meanwhile; and what is wrong, by line.

    Where there is anything to take, whatever was read before must be read again.
    """

    def all_of_it() -> tuple[Taken, dict[str, str]]:
        taken: Taken = {key: [] for key in sent}
        errors: dict[str, str] = {}
        for key, one in sent.items():
            for upload in one.uploads:
                try:
                    taken[key].append(uploads.take(upload, photo=lines[key].type == "photo"))
                except files.BadFile as error:
                    errors.setdefault(key, str(error))
        return taken, errors

    return unlocked(all_of_it) if sent else ({}, {})
