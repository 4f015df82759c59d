"""Who may do what, written down by hand: widening a right must break this table.

Each row is a verb, the thing it is done with, and everybody in the cast who may. Nobody else may.
"""

import pytest

from portal.kernel.verbs import VERBS, may
from portal.people.model import Invitation

CLAN = {"marian", "piotr", "priya", "tom", "gwen", "ada"}
EVERYBODY = {"julian", "ruth", "colin", "susan", "stranger", "felix"} | CLAN  # susan and felix have left

MAY = [
    ("person.describe", "ruth", {"ruth"}),
    ("person.describe", "marian", {"marian"}),
    ("person.leave", "ruth", {"ruth", "colin"}),
    ("person.leave", "julian", {"julian"}),
    ("person.leave", "piotr", {"ada"}),
    ("person.add", "ruth", {"ada"}),
    ("person.appoint", "ruth", {"ada"}),
    ("person.appoint", "ada", {"ada"}),
    ("account.open", None, CLAN),
    ("account.seat", "northmoor", {"ada"}),
    ("account.unseat", "northmoor", {"ada"}),
    ("account.set_days", "northmoor", {"ruth", "colin"}),
    ("house.open", None, {"ada"}),
    ("house.change", None, {"ada"}),
    ("house.offer_version", None, {"ada"}),
    ("invitation.send", "northmoor", {"ruth", "colin", "marian", "priya", "tom"}),
    ("invitation.send", "okoro", {"julian", "marian", "piotr", "priya"}),
    ("invitation.send", None, {"ada"}),
    ("invitation.withdraw", "by ruth", {"ruth", "ada"}),
    ("invitation.withdraw", "by tom", {"tom", "ada"}),
    ("invitation.accept", "by ruth", set()),
]


@pytest.mark.parametrize(("verb", "thing", "those"), MAY, ids=[f"{verb} {thing}" for verb, thing, _ in MAY])
def test_these_may_and_nobody_else(cast, unit, verb, thing, those):
    with unit():
        if thing and thing.startswith("by "):
            sender = getattr(cast, thing.removeprefix("by "))
            done_with = Invitation(by_id=sender.id, email="hannah@example.org", account_id=cast.northmoor.id)
        else:
            done_with = getattr(cast, thing) if thing else None
        assert {who for who in EVERYBODY if may(getattr(cast, who), verb, done_with)} == those


def test_every_verb_of_people_stands_in_this_table():
    ours = {name for name in VERBS if name.partition(".")[0] in ("person", "account", "house", "invitation")}
    assert {verb for verb, _, _ in MAY} == ours
