"""What every test run shares: how hard hypothesis looks, and what is said at the end."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import unavailable

# Set before pytest-xdist starts its workers: they inherit the environment.
OWN_NOTES = unavailable.VARIABLE not in os.environ
NOTES = unavailable.path()

# No deadline: a busy machine is not a bug. Draws that are slow on a busy machine are none either.
settings.register_profile(
    "quick", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=2000)
settings.load_profile("thorough" if os.environ.get("COMMONTHREAD_THOROUGH") == "1" else "quick")


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what could not run; only the first process writes to the terminal."""
    if missing := unavailable.notes():
        terminalreporter.section("COULD NOT RUN", sep="!", red=True, bold=True)
        for line in missing:
            terminalreporter.write_line(line, red=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Clear the notes away, unless they belong to `make test` or to the process that started us."""
    if OWN_NOTES and not hasattr(config, "workerinput"):
        Path(NOTES).unlink(missing_ok=True)
