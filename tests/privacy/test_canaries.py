"""What is in a copy: everything that its reader may read, and no word of another customer or another side."""

import pytest

from portal.kernel import files
from portal.privacy import making
from tests.privacy.conftest import PAGE, Opened
from tests.shape import test_doors
from tests.shape.standing import CANARY, IN_ROOM

_world, world = test_doors._world, test_doors.world
pytestmark = pytest.mark.timeout(300)
# Of each of these, whoever is the customer finds its words in the copy.
THEIRS = (
    "orders",
    "history",
    "messages",
    "files",
    "appointments",
    "findings",
    "contacts",
    "meetings",
    "ideas",
)
THEIRS = (*THEIRS, "complaints", "complaint-letters", "people")


def copy_of(world, name, what=""):
    """A copy that somebody asks for, as the worker makes it."""
    place = files.storage_of(world.app)
    assert world.ask(name, "POST", f"{PAGE}{what}").status_code == 303
    assert making.make_due(world.database, place, lambda: world.app)
    (key,) = [key for key in place.stored() if place.get(key).startswith(b"PK")]
    content = place.get(key)
    place.remove(key)
    return Opened(content)


def test_a_customer_finds_all_of_its_own_and_nothing_of_the_room_of_the_clan(world):
    whole = copy_of(world, "julian", "/customer")
    for table in THEIRS:
        assert whole.rows(f"okoro/{table}"), table
    words = whole.words
    for said in (
        "need",
        "said",
        "note",
        "cloth",
        "condition",
        "is wrong",
        "letter",
        "learned",
        "plant",
    ):
        assert f"{CANARY} {said}" in words, said
    assert f"{CANARY} in the room of customer" in words  # their own
    assert IN_ROOM not in words
    assert any(name.endswith(f"{CANARY}.png") for name in whole.names)
    assert (
        f"{CANARY} offer" not in words
    )  # it waits for a second executive, and its page does not tell it either


def test_ones_own_copy_holds_what_is_ones_own(world):
    own = copy_of(world, "julian")
    assert f"{CANARY} said" in own.words
    assert f"{CANARY} draft" in own.words
    assert IN_ROOM not in own.words
    assert {one["who"] for one in own.rows("okoro/messages")} == {"Julian Okoro"}
    assert not any("dossier" in name for name in own.names)


@pytest.mark.parametrize(("name", "what"), [("ruth", ""), ("ruth", "/customer"), ("stranger", "/customer")])
def test_another_customer_finds_no_word_of_it(world, name, what):
    words = copy_of(world, name, what).words
    assert CANARY not in words
    assert "okoro" not in words.lower()


@pytest.mark.parametrize("name", ["tom", "gwen", "ada"])
def test_who_of_the_house_stands_not_for_them_finds_no_word_of_it(world, name):
    """What they wrote, and what they were asked, does not count as theirs once it is somebody else's."""
    assert CANARY not in copy_of(world, name).words


def test_whoever_stands_for_two_has_each_in_a_folder_of_its_own(world):
    marian = copy_of(world, "marian")
    assert f"{IN_ROOM}" in marian.words  # said by herself in the room of her own side
    folders = {name.partition("/")[0] for name in marian.names if "/" in name}
    assert "okoro" in folders
    assert "okoro" not in "".join(
        marian.read(name).decode() for name in marian.names if name.startswith("north")
    )
