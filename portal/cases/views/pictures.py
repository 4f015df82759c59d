"""A picture of an order on a page of its own or beside another, what it shows, and the pins in it."""

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from portal.cases import forms, pinning, queries
from portal.cases.views import bp, looking
from portal.cases.views.reasons import with_reason
from portal.kernel.doors import me
from portal.kernel.http import again, done
from portal.kernel.queries import NotFound
from workflows import captions, pins
from workflows.case import Refused
from workflows.language import N_, _
from workflows.pinned import Spot

Place = tuple[str, str]  # a stage and a line
LOCKED = N_(
    "The pages of %(file)s cannot be drawn: it may be damaged, or locked with a password. "
    "It can be downloaded; or put a new one on the line."
)
NOT_YET = N_("The pages of %(file)s are not drawn yet. Look again in a minute, or download it.")
PRESSED = 320  # pixels: how wide the picture is that is pressed without script


@bp.get("/<ref>/pictures/<file>")
def picture(ref: str, file: str) -> str:
    """A picture with its pins."""
    case, _place, row = _found(ref, file)
    return looking.picture(case, row)


@bp.get("/<ref>/pictures/<file>/beside")
@bp.get("/<ref>/pictures/<file>/beside/<other>")
def beside(ref: str, file: str, other: str = "") -> BaseResponse | str:
    """A picture beside an earlier one: that of the same view in the stage before, unless another is named."""
    case, _place, newer = _found(ref, file)
    other = other or next(iter(captions.earlier(case.thread, file)), "")
    if not other:
        return redirect(url_for(".picture", ref=ref, file=file), 303)
    older = _found(ref, other)[2]
    if older.id == newer.id:
        raise NotFound
    return looking.beside(case, newer, older)


@bp.post("/<ref>/pictures/<file>/describe")
def describe(ref: str, file: str) -> Response:
    """Say what a picture shows."""
    case = _found(ref, file)[0]
    told = request.form.get("text", ""), request.form.get("view", "")
    pinning.describe_pictures(me(), case, {file: told})
    return done(url_for(".picture", ref=ref, file=file))


@bp.get("/<ref>/files/<file>/pages")
def pages(ref: str, file: str) -> BaseResponse:
    """Lead to the first page of a PDF, as a picture."""
    case, row = queries.get(me(), ref), queries.file(me(), ref, file)
    first = pins.page(row.id, 1)
    if row.type != pins.PDF:
        raise Refused(_("%(file)s is no PDF, so it has no pages. Open it as it is.", file=row.name))
    if not queries.pictures_there(case, [first]):
        if row.tries > 1:  # the first may still be under way
            raise Refused(_(LOCKED, file=row.name))
        raise Refused(_(NOT_YET, file=row.name))
    return redirect(url_for(".picture", ref=ref, file=first), 303)


@bp.route("/<ref>/pictures/<file>/pin", methods=["GET", "POST"])
def put_pin(ref: str, file: str) -> Response | str:
    """Put a pin: press the picture, or choose a part of it; then say what it is about."""
    case, place, row = _found(ref, file)
    if request.method == "GET":
        return looking.put_pin(case, row, _pressed(row))
    form = forms.PinForm(request.form)
    at = form.at
    problem = " ".join(form.problems.values()) if not form.validate() else ""
    if not problem and at is not None:
        try:
            spot = Spot(stage=place[0], field=place[1], file=file, x=at[0], y=at[1])
            pinning.put_pin(me(), case, spot, str(form.title.data), form.text.data or "")
            return done(_at_pin(ref, file, f"n{case.seq}"))
        except Refused as refused:
            problem = str(refused)
    return again(lambda: looking.put_pin(case, row, at, problem or _("Choose where it is.")))


@bp.get("/<ref>/pins/<key>")
def pin(ref: str, key: str) -> BaseResponse:
    """Lead to a pin in its picture."""
    return redirect(_at_pin(ref, _with_pin(ref, key).thread.pins[key].file, key), 303)


@bp.post("/<ref>/pins/<key>/answer")
def answer_pin(ref: str, key: str) -> Response:
    """Say something at a pin."""
    case = _with_pin(ref, key)
    pinning.answer_pin(me(), case, key, request.form.get("text", ""))
    return done(_at_pin(ref, case.thread.pins[key].file, key))


@bp.post("/<ref>/pins/<key>/settle")
def settle_pin(ref: str, key: str) -> Response:
    """Put one side's initials to a pin."""
    case = _with_pin(ref, key)
    pinning.settle_pin(me(), case, key)
    return done(_at_pin(ref, case.thread.pins[key].file, key))


@bp.route("/<ref>/pins/<key>/open", methods=["GET", "POST"])
def open_pin(ref: str, key: str) -> Response | str:
    """Open a settled pin again, with a reason."""
    case = _with_pin(ref, key)
    pin = case.thread.pins[key]

    def do(why: str) -> None:
        pinning.open_pin(me(), case, key, why)

    return with_reason(case, "open_pin", pin.title, do, _at_pin(ref, pin.file, key))


def _found(ref: str, file: str) -> tuple[queries.Case, Place, queries.File]:
    """The order, the stage and line that the picture is on, and its row."""
    case = queries.get(me(), ref)
    place = pins.line_of(case.thread, file)
    if place is None:
        raise NotFound
    return case, place, queries.file(me(), ref, file)


def _with_pin(ref: str, key: str) -> queries.Case:
    case = queries.get(me(), ref)
    if key not in case.thread.pins:
        raise NotFound
    return case


def _pressed(row: queries.File) -> tuple[int, int] | None:
    """Where the picture was pressed, in thousandths: said by the script, or by the picture itself."""
    said = [forms.number(request.args.get(name, "")) for name in ("x", "y", "at.x", "at.y")]
    if said[0] is not None and said[1] is not None:
        return min(said[0], 1000), min(said[1], 1000)
    if said[2] is None or said[3] is None or not row.width or not row.height:
        return None
    tall = PRESSED * row.height / row.width
    return min(round(said[2] * 1000 / PRESSED), 1000), min(round(said[3] * 1000 / tall), 1000)


def _at_pin(ref: str, file: str, key: str) -> str:
    return url_for(".picture", ref=ref, file=file, _anchor=f"pin-{key}")
