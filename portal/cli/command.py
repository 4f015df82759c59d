"""Every command by name, and one way in which any of them says that something cannot be done."""

import os
import sys
from collections.abc import Callable, Sequence

import click

from portal.cli import copies, listings, mailing, openings, persons, pushes, serving, verifying
from portal.cli.failures import sentence
from portal.kernel.http import House

MakeApp = Callable[[], House]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def commonthread() -> None:
    """Run a Common Thread house and look after it. DATABASE_URL says which one."""


for command in (
    serving.serve,
    serving.worker,
    mailing.mail_in,
    pushes.push_key,
    openings.demo,
    openings.init,
    openings.upgrade,
    verifying.verify,
    persons.people,
    persons.person,
    persons.token,
    listings.workflow,
    listings.rights,
    listings.routes,
    copies.backup,
    copies.restore,
):
    commonthread.add_command(command)


def main(make_app: MakeApp, words: Sequence[str] | None = None) -> int:
    """Do what the words say; returns 0, 1 when the answer is no, or 2 after one sentence about why not.

    `make_app` is given from outside, because nothing here may know the whole portal.
    """
    try:
        answer = commonthread.main(words, "commonthread", standalone_mode=False, obj=make_app)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  whoever read us, such as head, has read enough
        return 0
    except Exception as error:
        said = sentence(error)
        if said is None:
            raise
        print(said, file=sys.stderr)
        return 2
    return answer if isinstance(answer, int) else 0
