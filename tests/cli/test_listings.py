"""Definitions, rights and addresses can be listed without a house."""

from portal import create_app
from portal.kernel.settings import ROOT
from portal.kernel.verbs import VERBS
from tests import house

SUIT = ROOT / "workflows" / "library" / "bespoke_suit.toml"


def test_a_definition_is_sound_or_every_problem_in_it_is_named(run, refused, tmp_path):
    sound = run("workflow", "check", SUIT)
    assert sound.code == 0 and "No case can get stuck in it" in sound.out

    spoiled = tmp_path / "suit.toml"
    spoiled.write_text(
        SUIT.read_text("utf-8").replace("\nversion = ", "\nversion = -").replace('"rating"', '"stars"', 1)
    )
    unsound = run("workflow", "check", spoiled)
    assert unsound.code == 1 and unsound.out.count(str(spoiled)) == 2 and "2 problems." in unsound.out

    assert "nowhere.toml" in refused("workflow", "check", tmp_path / "nowhere.toml")


def test_the_rights_are_every_verb_with_who_may_and_what_is_said(run):
    lines = run("rights").out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(VERBS)
    assert "the customer" in next(line for line in lines if line.startswith("case.met"))


def test_the_routes_are_every_address_with_its_door(run):
    lines = run("routes").out.splitlines()
    app = create_app(house.settings(database_url="sqlite:///unused.db"))
    assert len(lines) == len(list(app.url_map.iter_rules()))
    doors = {line.split()[0]: line.split()[-1] for line in lines}
    assert (doors["/"], doors["/settings"], doors["/api/v1/people/me"]) == ("public", "session", "token")


def test_a_command_that_is_none_is_refused_in_a_sentence(run, refused):
    assert "nonsense" in refused("nonsense")
    assert "PERSON" in refused("token")
    assert "commonthread" in run("--help").out
