"""What is attached to a mail, checked and stored as uploads are."""

from portal.kernel import files, languages, scanning
from portal.kernel.files import Stored
from portal.kernel.settings import Settings
from portal.kernel.storage import Storage
from portal.notifications.reading import MOST, Attached, Came

MOST_FILES = 30
TOO_LARGE = f"What was attached is left out: the mail is larger than {MOST // 1_000_000} MB."


def stored(place: Storage, chosen: Settings, came: Came) -> tuple[tuple[Stored, ...], tuple[str, ...]]:
    """The files of a mail that are kept, and what was left out of it, in sentences.

    They become words of the order, for both sides: in English, whoever puts the mail there.

    Raises:
        portal.kernel.scanning.Unchecked, portal.kernel.storage.OutOfReach: not now.
    """
    if came.too_large:
        return (), (TOO_LARGE,)
    kept, left_out = [], []
    for one in came.attached[:MOST_FILES]:
        try:
            with languages.spoken(languages.ENGLISH):
                kept.append(_take(place, chosen, one))
        except files.BadFile as problem:
            left_out.append(str(problem))
    if len(came.attached) > MOST_FILES:
        left_out.append(f"Only the first {MOST_FILES} files were taken.")
    return tuple(kept), tuple(left_out)


def _take(place: Storage, chosen: Settings, one: Attached) -> Stored:
    if scanning.finds(chosen.scan_command, one.content):
        raise files.BadFile(f"{files.clean_name(one.name)} holds a virus and was not kept.")
    return files.take(place, one.content, one.name, photo=one.picture, largest=chosen.largest_upload)
