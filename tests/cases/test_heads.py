"""What people can keep of a history: the page of a signed stage names the entry of each signature."""

from portal.cases.retelling import HEAD
from portal.cli import heads


def test_the_page_of_a_signed_stage_names_its_entries(cloth, as_, cast):
    page = as_(cast.julian).get(cloth.stage("need"), status=200).text
    kept = {int(one["entry"]): one["hash"] for one in HEAD.finditer(page)}
    given = cloth.thread.signatures["need"].values()
    assert set(kept) == {one.seq for one in given} and len(kept) == 2
    with cloth.database.unit(write=False):
        found = heads.hold(page)
    assert (found.heads, found.problems) == (2, [])
    for number, hash_ in kept.items():
        at = cloth.at(f"/dossier/check?entry={number}&fingerprint={hash_}")
        assert "this is not the fingerprint" not in as_(cast.julian).get(at, status=200).text
    assert not HEAD.search(as_(cast.julian).get(cloth.stage("cloth"), status=200).text)
