"""Forms that bring pictures and files along."""

from flask import current_app

from portal.complaints.filing import MOST
from portal.kernel import files, uploads
from portal.kernel.files import Stored
from portal.kernel.forms import Form
from workflows.language import _


def limits() -> str:
    """What may come along, in a sentence."""
    size = files.megabytes(current_app.config["SETTINGS"].largest_upload)
    return _("Pictures, PDFs or other files: up to %(most)s at once, %(size)s MB each.", most=MOST, size=size)


class WithFiles(Form):
    """A form whose files are stored once its words are good; `brought` is what was stored."""

    brought: tuple[Stored, ...] = ()

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong; browsers forget which files were chosen, so that is said too."""
        found = super().problems
        again = uploads.sent_with("files") and not self.brought and found
        return {**found, "files": _("Choose your files again: they were not kept.")} if again else found


def bring(form: Form) -> str:
    """Store the files of a form; gives what is wrong with the first that cannot be taken: then none is kept.

    Whatever was read before must be read again.
    """
    problem = ""
    if isinstance(form, WithFiles):
        form.brought, problem = uploads.brought("files", MOST)
    return problem


def let_go(form: Form) -> None:
    """Delete what was stored, for what the form asks is not done."""
    if isinstance(form, WithFiles):
        uploads.let_go(form.brought)
