"""The house of the matrix: Julian's whole life in it, every word marked with a canary."""

from collections.abc import Iterator
from typing import Any

import pytest

from portal.people.queries import account_by_handle
from tests.cases import playing
from tests.matrix.canaries import CANARY, plant
from tests.shape import test_doors
from tests.shape.standing import ROWS

_world, world = test_doors._world, test_doors.world


@pytest.fixture(scope="module")
def _planted(_world: Any) -> Iterator[Any]:
    """Another order of Julian's, and canaries in every word of his and of the rival's order."""
    with _world.undone():
        _world.second = playing.begin(
            _world.database, _world.cast.julian, _world.cast.okoro, "Gloves", "Gloves"
        )
        with _world.database.unit(write=True) as session:
            _world.planted = plant(session, account_by_handle("okoro"), CANARY)
            plant(session, account_by_handle("northmoor"), "Uniforms")
        _world.values["condition"] = _world.order.condition  # the key is made of its words
        _world.before = _world._state(ROWS)
        yield _world


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many probes there were: it is a promise of ours (docs/promises.md)."""
    count = sum(
        value
        for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
        for name, value in report.user_properties
        if name == "probes"
    )
    if count:
        terminalreporter.write_line(f"{count:,} probes of doors")
