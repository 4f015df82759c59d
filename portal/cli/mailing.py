"""Taking in a mail that a mail server hands over."""

import os
import sys

import click

from portal.cli.place import connected, unit
from portal.kernel import settings
from portal.notifications import answers


@click.command("mail-in")
@click.pass_context
def mail_in(context: click.Context) -> None:
    """Take in one mail from standard input, as a mail server pipes it.

    The answer is 0 when the house has it, and 75 when the server is to try again later.
    """
    try:
        chosen = settings.load()
        with unit(write=False):
            pass  # a house that is there, with the tables of this version
        with connected(chosen.database_url) as database:
            answers.take(answers.desk(database, chosen), sys.stdin.buffer.read())
    except Exception as error:  # whatever it is, the server must keep the mail
        print(f"Not now: {' '.join(str(error).split())[:300]}", file=sys.stderr)
        context.exit(os.EX_TEMPFAIL)
