"""What the pages of pictures need."""

from typing import Any

from flask import render_template, request

from portal.cases import queries, show, talking
from portal.cases.queries import Case
from portal.cases.views import render
from workflows.language import _
from workflows.pins import line_of, pictures
from workflows.talk import PICTURE


def picture(case: Case, file: Any) -> str:
    """A picture with its pins; `file` is its row."""
    desk, shown = render.desk_and_page(case)
    place = f"{PICTURE}{file.id}"
    told = {"talk": render.talk(case, desk, place), "live": render.alive(case, place=place)}
    return render_template("cases/picture.html", order=shown, picture=view(case, desk, file), **told)


def beside(case: Case, newer: Any, older: Any) -> str:
    """Two pictures side by side."""
    desk, shown = render.desk_and_page(case)
    both = show.beside(desk, view(case, desk, newer), view(case, desk, older))
    return render_template("cases/beside.html", order=shown, both=both)


def put_pin(case: Case, file: Any, at: tuple[int, int] | None, problem: str = "") -> str:
    """The page on which a pin is put, with what was typed."""
    said = {name: request.form.get(name, "") for name in ("title", "text", "where")}
    if at is not None:
        said["where"] = f"{at[0]}-{at[1]}"
    desk, shown = render.desk_and_page(case)
    told = {
        "at": at,
        "said": said,
        "problem": problem,
        "parts": [(spot, _(name)) for spot, name in show.PARTS],
    }
    return render_template("cases/put_pin.html", order=shown, picture=view(case, desk, file), **told)


def view(case: Case, desk: show.Desk, file: Any) -> show.PictureView:
    """A picture of an order as it is looked at; `file` is its row."""
    place = line_of(desk.case, file.id)
    field = desk.case.stages[place[0]].field(place[1]) if place else None
    assert place and field  # noqa: S101  the view has found the picture on it
    image = show.Image(file.id, file.name, file.width, file.height)
    names = queries.pictures_there(case, pictures(desk.case, *place))
    said = talking.at_pins(case, [key for key, pin in desk.case.pins.items() if pin.file == file.id])
    return show.picture(desk, desk.case.stages[place[0]], field, image, names, said)
