"""An order and a customer of one number shared a history; the migration that parted them loses none of it."""

import pytest
from sqlalchemy import select

from portal.cases import rooms
from portal.cases.findable import Findable
from portal.cases.message import Message, RoomVisit
from portal.cli import verifying
from portal.kernel import journal, schema, storage
from portal.kernel.verbs import tell
from portal.people.queries import account_by_handle, by_handle
from tests import house
from tests.cases import playing


@pytest.fixture
def own(tmp_path, template_url, cast):
    """A house on a database of its own, as revision 0054 left it: nothing is rolled back afterwards."""
    with house.connected(house.copy(template_url, tmp_path)) as database:
        yield database


def migrate(database, way, revision):
    with database.unit(write=True) as session:
        connection = session.connection()
        config = schema._config()
        config.attributes["connection"] = connection
        way(config, revision)


def test_a_mixed_history_is_parted_and_what_names_its_messages_finds_them(own, tmp_path):
    with own.unit(write=True):
        julian, marian, piotr = (by_handle(name) for name in ("julian", "marian", "piotr"))
        okoro = account_by_handle("okoro")
    order = playing.begin(own, julian, okoro)
    with own.unit(write=False):
        room = f"clanroom:{order.do(marian, lambda _, case: case.id)}"
    clan = room.replace("clanroom", "clanside")

    def clans(what):
        with own.unit(write=True):
            tell(marian, room, "hunt.note", {"what": what})

    clans("Gloves")
    order.do(marian, rooms.say, "Is he serious about the kestrels?")
    clans("Hats")
    order.do(piotr, rooms.say, "He is, about the herons too")
    order.do(marian, rooms.edit, 2, "Is he certain about the kestrels?")
    order.do(marian, rooms.react, 4, "yes")
    with own.unit(write=True) as session:
        case = order.do(piotr, lambda _, case: case)
        rooms.mark_read(piotr, case.id, 2)
        assert session.scalar(select(journal.Stream.seq).where(journal.Stream.name == room)) == 6

    migrate(own, schema.command.downgrade, "0054")
    migrate(own, schema.command.upgrade, "head")

    with own.unit(write=False) as session:
        assert verifying.prove(storage.at(f"file://{tmp_path}/files")).problems == []
        assert [one.facts for one in journal.whole(clan)] == [{"what": "Gloves"}, {"what": "Hats"}]
        told = [(one.seq, one.verb, one.facts.get("of")) for one in journal.whole(room)]
        assert told == [
            (1, "room.say", None),
            (2, "room.say", None),
            (3, "room.edit", 1),
            (4, "room.react", 2),
        ]
        said = session.execute(select(Message.seq, Message.text).order_by(Message.seq)).all()
        assert said == [(1, "Is he certain about the kestrels?"), (2, "He is, about the herons too")]
        assert session.scalars(select(RoomVisit.seen).where(RoomVisit.person_id == piotr.id)).all() == [1]
        found = select(Findable.key, Findable.only_for).where(Findable.says.contains("kestrels"))
        assert session.execute(found).all() == [("1", "clan")]
