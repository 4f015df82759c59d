"""Orders of two customers, and whoever looks at them."""

from typing import Any

import pytest

from portal.kernel.db import Database
from tests.cases import playing


@pytest.fixture
def coat(database: Database, cast: Any) -> playing.Order:
    """Julian's coat, with its cloth under way: it is the clan's move."""
    return playing.to_cloth(playing.begin(database, cast.julian, cast.okoro), cast.julian, cast.marian)


@pytest.fixture
def uniforms(database: Database, cast: Any) -> playing.Order:
    """What Ruth of Northmoor has just asked for: it is her move."""
    need = "Uniforms for the Harrogate depot."
    return playing.begin(database, cast.ruth, cast.northmoor, need, "Forty uniforms")
