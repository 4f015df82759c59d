"""What is held to SQLite alone is what tests/databases.py says, and never what asks the database itself."""

import pytest

from tests import databases

ITSELF = ("sqlalchemy", "own_database", "threading", "session", "ON_POSTGRES")


@pytest.mark.parametrize("file", sorted(databases.ONCE), ids=lambda file: file.name)
def test_a_file_for_sqlite_alone_leaves_the_database_to_the_house(file):
    text = file.read_text("utf-8")
    assert not [word for word in ITSELF if word in text]
    assert "mark.once" not in text, "it is said for the whole file already"
