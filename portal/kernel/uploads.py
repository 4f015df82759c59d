"""What a form brings along: read, scanned and stored, while nobody waits for the database."""

from collections.abc import Iterable

from flask import current_app, request
from werkzeug.datastructures import FileStorage

from portal.kernel import files, scanning
from portal.kernel.files import BadFile, Stored
from portal.kernel.unlocked import unlocked
from workflows.language import _, ngettext


def take(upload: FileStorage, *, photo: bool) -> Stored:
    """Check and store one file.

    Raises:
        BadFile: it cannot be taken; the message says why and what would do.
        portal.kernel.storage.OutOfReach: it cannot be stored now.
    """
    chosen, content, name = current_app.config["SETTINGS"], upload.read(), upload.filename or ""
    _scanned(content, name)
    place = files.storage_of(current_app)
    return files.take(place, content, name, photo=photo, largest=chosen.largest_upload)


def _scanned(content: bytes, name: str) -> None:
    """Refuse what the machine's scanner finds something in, and what it cannot look at now."""
    try:
        found = scanning.finds(current_app.config["SETTINGS"].scan_command, content)
    except scanning.Unchecked:
        problem = _("%(file)s cannot be checked just now. Send it later.", file=files.clean_name(name))
        raise BadFile(problem) from None
    if found:
        raise BadFile(_("%(file)s holds a virus and was not kept.", file=files.clean_name(name)))


def sent_with(name: str) -> list[FileStorage]:
    """The files that a control of this form brings."""
    return [upload for upload in request.files.getlist(name) if upload.filename]


def brought(name: str, most: int) -> tuple[tuple[Stored, ...], str]:
    """All files of a control, or none of them and what is wrong with the first that cannot be taken.

    A photograph is written anew, so that it does not tell where it was taken. Where there is anything to
    take, whatever was read before must be read again.
    """
    uploads = sent_with(name)
    if len(uploads) > most:
        said = ngettext("At most %(num)s file at once.", "At most %(num)s files at once.", most)
        return (), " ".join((said, _("Send the others afterwards.")))
    return unlocked(lambda: _all(uploads)) if uploads else ((), "")


def _all(uploads: Iterable[FileStorage]) -> tuple[tuple[Stored, ...], str]:
    taken: list[Stored] = []
    for upload in uploads:
        try:
            taken.append(take(upload, photo=upload.mimetype.startswith("image/")))
        except BadFile as problem:
            let_go(taken)
            return (), str(problem)
    return tuple(taken), ""


def let_go(taken: Iterable[Stored]) -> None:
    """Delete what was stored for a deed that was not done."""
    for one in taken:
        files.storage_of(current_app).remove(one.id)
