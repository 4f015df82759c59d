"""Copies of everything, asked for through their page and made as the worker makes them."""

import csv
import io
import json
import re
import zipfile

import pytest

from portal.kernel import files
from portal.privacy import making
from tests import house

PAGE = "/settings/everything"


class Opened:
    """A ZIP: what is where in it, and every word of it together."""

    def __init__(self, content):
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self.names = self._archive.namelist()

    def read(self, name):
        """One of its files."""
        return self._archive.read(name)

    def rows(self, name):
        """The rows of a table, which are the same in both of its forms."""
        rows = json.loads(self.read(f"{name}.json"))
        table = list(csv.reader(io.StringIO(self.read(f"{name}.csv").decode("utf-8-sig"), newline="")))
        assert len(table) == len(rows) + 1
        return rows

    @property
    def words(self):
        """Everything that it says, the names of its files too."""
        return "\n".join([*self.names, *(self.read(name).decode(errors="replace") for name in self.names)])


class Copying:
    """Asks for copies, has them made, and fetches them."""

    def __init__(self, app, as_, database):
        self.app, self._as, self._database = app, as_, database

    @property
    def place(self):
        """Where the house keeps its files."""
        return files.storage_of(self.app)

    @staticmethod
    def opened(content):
        """A ZIP to look into."""
        return Opened(content)

    def make(self):
        """Do what the worker does; whether there was one to make."""
        return making.make_due(self._database, self.place, lambda: self.app)

    def link(self, who):
        """The link that stands on the page of somebody; None when there is none."""
        found = re.search(rf'href="({PAGE}/\d+/[^"]+)"', self._as(who).get(PAGE, status=200).text)
        return found and found[1]

    def of(self, who, what=""):
        """Ask for a copy, have it made and fetch it."""
        self._as(who).post(f"{PAGE}{what}", status=303)
        assert self.make()
        return Opened(self._as(who).get(self.link(who), status=200).data)


@pytest.fixture
def copies(app, as_, database, tmp_path, monkeypatch):
    """Copies in this house."""
    monkeypatch.setitem(app.config, "SETTINGS", house.settings(files_url=f"file://{tmp_path}"))
    return Copying(app, as_, database)
