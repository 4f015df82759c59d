"""The portal as its letters name it."""

import pytest

from portal.cases import post


@pytest.fixture
def site(app):
    """The portal as its letters name it."""
    return post.site(app.config["SETTINGS"])
