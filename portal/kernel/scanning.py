"""Asking the machine's own scanner whether a file holds a virus: COMMONTHREAD_SCAN_COMMAND reads it.

It answers 0 when nothing was found and 1 when something was, as clamdscan does; anything else is no answer.
"""

import shlex
import subprocess

PATIENCE = 120  # seconds


class Unchecked(OSError):
    """The scanner gave no answer, so nothing is taken now; trying again later may help."""


def finds(command: str, content: bytes) -> bool:
    """Whether the scanner finds a virus; never without a command.

    Raises:
        Unchecked: it cannot be asked.
    """
    if not command:
        return False
    try:
        asked = subprocess.run(  # noqa: S603  the command is the operator's own
            shlex.split(command), input=content, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unchecked(f"the virus scanner cannot be asked ({error})") from error
    if asked.returncode not in (0, 1):
        raise Unchecked(f"the virus scanner answered {asked.returncode}")
    return asked.returncode == 1
