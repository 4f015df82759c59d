"""What both sides agree to becomes the next version: for new orders at once, for others when both say so."""

from portal.cases import definitions
from portal.orders.actions import place
from tests.pages import said
from tests.processes.conftest import AT, LINE, STAGE, SUIT, WHY


def labels(workflow, stage=STAGE):
    """What the lines of a stage are called."""
    found = next(one for one in workflow.stages if one.key == stage)
    return [line.label for line in found.fields()]


def test_a_customer_proposes_a_senior_agrees_and_new_orders_follow_it(as_, cast, proposing):
    at = proposing.propose(cast.julian)
    page = said(proposing.page(cast.marian, at))
    assert WHY in page and "Where did you wear it?" in page and "a line more" in page
    assert f"Version {SUIT.version + 1}, proposed" in page and "Proposed by Julian Okoro" in page
    assert "Make it version" not in page
    proposing.do(cast.marian, at, "make", status=409)
    proposing.do(cast.marian, at, "agree", text="It saves me two calls a month.")
    assert "Make it version" in said(proposing.page(cast.marian, at))
    assert "Make it version" not in said(proposing.page(cast.julian, at)).replace("makes it version", "")
    proposing.do(cast.julian, at, "make", status=403)
    proposing.do(cast.marian, at, "make")
    newest = proposing.newest()
    assert newest.version == SUIT.version + 1 and LINE["line_label"] in labels(newest)
    with proposing._unit():
        fresh = place(cast.julian, "okoro", "A second suit.")
        assert LINE["line_label"] in [one.label for one in fresh.thread.stages[STAGE].fields()]
    old = proposing.orders["okoro"]
    assert LINE["line_label"] not in [one.label for one in old.thread.stages[STAGE].fields()]
    assert proposing.entries(at) == ["process.propose", "process.agree", "process.make"]


def test_a_running_order_takes_it_when_the_house_offers_it_and_both_agree(as_, cast, proposing):
    at = proposing.propose(cast.julian)
    proposing.do(cast.marian, at, "agree")
    proposing.do(cast.marian, at, "make")
    order, number = proposing.orders["okoro"], SUIT.version + 1
    as_(cast.julian).post(order.at(f"/plan/versions/{number}/agree"), status=409)
    as_(cast.ada).post("/orders/versions", data={"workflow": SUIT.key, "offer": "yes"}, status=303)
    page = said(as_(cast.julian).get(order.at("/plan"), status=200))
    assert f"The house offers version {number}." in page and "asks now: Where did you wear it?" in page
    as_(cast.julian).post(order.at(f"/plan/versions/{number}/agree"), status=303)
    assert order.thread.version == SUIT.version
    as_(cast.marian).post(order.at(f"/plan/versions/{number}/agree"), status=303)
    assert order.thread.version == number and order.thread.stages[STAGE].field("where_did_you_wear_it")


def test_what_was_read_before_it_was_made_does_not_hide_the_new_version(cast, proposing, monkeypatch):
    monkeypatch.setattr(definitions, "_READ", {})  # as in another program that has read nothing yet
    assert proposing.newest().version == SUIT.version
    at = proposing.propose(cast.julian)
    proposing.do(cast.marian, at, "agree")
    proposing.do(cast.marian, at, "make")
    monkeypatch.setattr(definitions, "_READ", {})
    assert proposing.newest().version == SUIT.version + 1


def test_two_proposals_for_one_line_do_not_both_become_a_version(cast, proposing):
    first = proposing.propose(cast.julian, **{"label-sees": "Does it hang well?"})
    second = proposing.propose(cast.julian, drop="sees")
    for at in (first, second):
        proposing.do(cast.marian, at, "agree")
    proposing.do(cast.marian, first, "make")
    assert "was changed or taken out since" in said(proposing.page(cast.marian, second))
    refused = proposing.do(cast.marian, second, "make", status=409)
    assert "was changed or taken out since" in said(refused)
    assert proposing.newest().version == SUIT.version + 1


def test_it_is_taken_back_by_a_later_version_that_both_agree_to(cast, proposing):
    at = proposing.propose(cast.julian)
    proposing.do(cast.marian, at, "agree")
    proposing.do(cast.marian, at, "make")
    proposing.do(cast.marian, at, "revert", status=422, why=" ")
    back = proposing.do(cast.marian, at, "revert", why="Nobody wrote anything there.").headers["Location"]
    proposing.do(cast.marian, at, "revert", status=409, why="Once more.")
    proposing.do(cast.marian, back, "make", status=409)
    proposing.do(cast.julian, back, "agree")
    proposing.do(cast.marian, back, "make")
    newest = proposing.newest()
    assert newest.version == SUIT.version + 2 and newest.stages == SUIT.stages
    assert proposing.row(at).state == "reverted"
    assert "taken back by a later version" in said(proposing.page(cast.julian, at))


def test_the_history_thanks_by_name_only_who_wants_to_be_named(as_, cast, proposing):
    at = proposing.propose(cast.julian)
    proposing.do(cast.marian, at, "agree")
    proposing.do(cast.marian, at, "make")
    for person in (cast.ruth, cast.julian):
        page = said(as_(person).get(AT, status=200))
        assert "Thanks to a customer." in page and "Where did you wear it?" in page
    assert WHY not in as_(cast.ruth).get(AT).text and "Okoro" not in as_(cast.ruth).get(AT).text
    assert "Wear it at home" not in as_(cast.ruth).get(AT).text
    proposing.do(cast.marian, at, "name", status=403, credit="yes")
    proposing.do(cast.julian, at, "name", credit="yes")
    assert "Thanks to Julian Okoro." in said(as_(cast.ruth).get(AT))
    proposing.do(cast.julian, at, "name", credit="no")
    assert "Okoro" not in as_(cast.ruth).get(AT).text


def test_what_no_order_could_follow_is_said_and_not_proposed(as_, cast, proposing):
    refused = proposing.propose(cast.julian, stage="need", status=409, drop="price_high")
    assert "No order could follow it like this." in said(refused) and WHY in refused.text
    nothing = proposing.propose(cast.julian, status=409, days="2")
    assert "Nothing would change." in said(nothing)
    missing = proposing.propose(cast.julian, status=422, title="", **LINE)
    assert "Give it a name" in said(missing) and "Where did you wear it?" in missing.text
    assert said(as_(cast.marian).get(AT)).count("Nothing that you may read was proposed yet.") == 1


def test_all_that_the_form_offers_comes_into_the_version(cast, proposing):
    many = {
        **LINE,
        "label-sees": "How it hangs",
        "days": "9",
        "stage_title": "Wear at home",
        "stage_days": "7",
        "stage_holder": "customer",
        "stage_customer": "What pulled?\nWhat rubbed?",
        "stage_signed_by": "customer",
    }
    at = proposing.propose(cast.julian, **many)
    page = said(proposing.page(cast.marian, at))
    for words in ("a stage more, after Forward fitting", "What pulled?", "9 working days", "How it hangs"):
        assert words in page
    proposing.do(cast.marian, at, "agree")
    proposing.do(cast.marian, at, "make")
    newest = proposing.newest()
    keys = [one.key for one in newest.stages]
    assert keys[keys.index(STAGE) + 1] == "wear_at_home"
    assert newest.stages[keys.index(STAGE)].lead_days == 9
    assert {"How it hangs", "Where did you wear it?"} <= set(labels(newest))
    assert labels(newest, "wear_at_home") == ["What pulled?", "What rubbed?"]


def test_a_process_that_ships_anew_counts_once_it_is_newer(cast, proposing, unit, monkeypatch):
    at = proposing.propose(cast.julian)
    proposing.do(cast.marian, at, "agree")
    proposing.do(cast.marian, at, "make")
    shipped = SUIT.model_copy(update={"version": SUIT.version + 1, "title": "As it ships"})
    monkeypatch.setattr(definitions.check, "library", lambda: {SUIT.key: shipped})
    assert proposing.newest().title == SUIT.title
    newer = shipped.model_copy(update={"version": SUIT.version + 2})
    monkeypatch.setattr(definitions.check, "library", lambda: {SUIT.key: newer})
    assert proposing.newest().title == "As it ships"
