"""What pictures show, in words of either side: read out instead of them, and found by a search."""

from collections.abc import Mapping

from workflows.case import Case
from workflows.grammar import Stage
from workflows.language import N_, _
from workflows.pinned import Caption
from workflows.pins import line_of, pictures
from workflows.records import Mark, Refused
from workflows.texts import said

LONGEST = 300
Told = tuple[str, str]  # what a picture shows, and the view; empty when it is not said


def describe(case: Case, mark: Mark, told: Mapping[str, Told]) -> Case:
    """Say what pictures show, by file id. One that is described so already stays as it is.

    Raises:
        Refused: it is no picture of this order, there are no words or too many, or there is no such view.
    """
    new = {
        file: Caption(**mark.model_dump(), text=_words(text), view=_view(case, file, view))
        for file, (text, view) in told.items()
    }
    new = {file: one for file, one in new.items() if not _says(case, file, one)}
    return case.having(captions={**case.captions, **new}) if new else case


def view_of(case: Case, file: str) -> str:
    """From where a picture was taken; empty while nobody has said it."""
    return case.captions[file].view if file in case.captions else ""


def earlier(case: Case, file: str) -> list[str]:
    """The pictures to lay a picture beside: those of earlier stages on a line of the same key, the nearest
    stage first, and in it those of the same view before others. Without any, the others of its own line.
    """
    place = line_of(case, file)
    if place is None:
        return []
    before = [stage for stage in case.in_order() if _before(case, stage, place[0])]
    found = [
        one
        for stage in reversed(before)
        for one in _alike_first(case, _photos(case, stage.key, place[1]), file)
    ]
    return found or [one for one in _photos(case, *place) if one != file]


def _photos(case: Case, stage: str, key: str) -> list[str]:
    """The photographs on a line; the pages of documents are not looked at side by side."""
    field = case.stage(stage).field(key)
    return pictures(case, stage, key) if field and field.type == "photo" else []


def _before(case: Case, stage: Stage, key: str) -> bool:
    return case.plan.index(stage.key) < case.plan.index(key)


def _alike_first(case: Case, files: list[str], file: str) -> list[str]:
    return sorted(files, key=lambda one: view_of(case, one) != view_of(case, file))


def _words(text: str) -> str:
    words = " ".join(said(text, N_("What it shows")).split())
    if not 0 < len(words) <= LONGEST:
        raise Refused(_("Say in a few words what the picture shows, %(most)s letters at most.", most=LONGEST))
    return words


def _view(case: Case, file: str, view: str) -> str:
    place = line_of(case, file)
    if place is None:
        raise Refused(_("That picture is not in this order any more. Describe another one."))
    field = case.stage(place[0]).field(place[1])
    views = field.views if field else ()
    if view and view not in views:
        line = field.label if field else _("The line")
        why = _("%(line)s has no view called %(view)s.", line=line, view=view)
        offered = (
            _("It offers %(views)s.", views=", ".join(views))
            if views
            else _("It offers none; leave that out.")
        )
        raise Refused(f"{why} {offered}")
    return view


def _says(case: Case, file: str, new: Caption) -> bool:
    old = case.captions.get(file)
    return old is not None and (old.text, old.view) == (new.text, new.view)
