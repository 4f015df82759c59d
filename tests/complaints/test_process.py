"""What prevents a complaint may be a change of the process: each names the other to who reads both."""

from portal.findings import actions as findings
from portal.findings.actions import Learned
from portal.kernel import clock
from portal.people.queries import account_by_handle, by_handle
from tests.pages import said
from tests.processes.conftest import AT, LINE, WHY

NAMED = {"changes": "yes", "words": "It is worn at home first.", "due": "2027-07-01", "person": "marian"}
TITLE = "Wear it at home"


def propose(as_, who, **more):
    """Somebody proposes a change of the suit; its address."""
    words = {"title": TITLE, "why": WHY, **LINE, **more}
    answer = as_(who).post(f"{AT}/stages/forward_fitting/change", data=words, status=303)
    return answer.headers["Location"]


def name_of(at):
    """How other areas name it."""
    return at.removeprefix("/processes/")


def upheld(cast, complaints):
    """Gwen finds that Julian was right, and says why it happened; its reference."""
    ref = complaints.say(cast.julian)
    complaints.owned(cast.marian, ref, cast.gwen)
    complaints.do(cast.gwen, ref, "judge", verdict="upheld", words="It was ours.")
    complaints.do(cast.gwen, ref, "name_cause", kind="process", why1="Nobody wore it")
    return ref


def test_the_prevention_is_a_change_of_the_process_and_each_leads_to_the_other(as_, cast, complaints):
    ref, at = upheld(cast, complaints), propose(as_, cast.julian)
    form = as_(cast.gwen).get(f"/complaints/{ref}/prevent", status=200)
    assert f'value="{name_of(at)}"' in form.text and "Propose it first" in said(form)
    complaints.do(cast.gwen, ref, "prevent", status=422, amends="bespoke-suit/changes/4711", **NAMED)
    complaints.do(cast.gwen, ref, "prevent", amends=name_of(at), **NAMED)
    assert "What changes: Bespoke suit" in said(complaints.page(cast.julian, ref))
    for person in (cast.julian, cast.gwen, cast.marian):
        page = complaints.page(person, ref)
        assert f'href="{at}"' in page.text and f"{TITLE} open" in said(page)
        change = as_(person).get(at, status=200)
        assert "It came from a complaint" in said(change) and f'href="/complaints/{ref}"' in change.text
    for person in (cast.tom, cast.ada):
        assert ref not in as_(person).get(at, status=200).text
    learned = said(as_(cast.marian).get("/complaints/learned", status=200))
    assert f"Of it came the change of a process: {TITLE} open" in learned


def test_of_what_named_no_change_it_is_said_that_none_came(as_, cast, complaints):
    ref = upheld(cast, complaints)
    complaints.do(cast.gwen, ref, "prevent", change="Suit: need", **NAMED)
    assert "No change of a process came of it." in said(as_(cast.marian).get("/complaints/learned"))


def test_what_another_customer_proposed_is_offered_and_told_only_where_it_is_shared(as_, cast, complaints):
    ref, theirs = upheld(cast, complaints), propose(as_, cast.ruth)
    form = as_(cast.gwen).get(f"/complaints/{ref}/prevent", status=200)
    assert name_of(theirs) not in form.text
    complaints.do(cast.gwen, ref, "prevent", status=422, amends=name_of(theirs), **NAMED)
    shared = propose(as_, cast.ruth, ticked="shared")
    complaints.do(cast.gwen, ref, "prevent", amends=name_of(shared), **NAMED)
    page = complaints.page(cast.julian, ref)
    assert TITLE in said(page) and "somebody of another customer" in said(page)
    assert "Vale" not in page.text and "Northmoor" not in page.text
    change = as_(cast.ruth).get(shared, status=200)
    assert "It came from a complaint" not in said(change) and "okoro" not in change.text


def test_what_is_known_is_put_to_use_on_a_change_with_a_chip_on_both_ends(as_, cast, unit):
    with unit():
        words = Learned("He reaches up sixty times a shift.", True, "certain", clock.now().date())
        finding = findings.report(by_handle("piotr"), account_by_handle("okoro"), words).ref
        room = findings.report(by_handle("piotr"), account_by_handle("okoro"), words, in_room=True).ref
    at, how = propose(as_, cast.julian), "The line asks where it pulls."
    assert "None used." in said(as_(cast.julian).get(at))
    wrong = as_(cast.marian).post(f"{at}/known", data={"finding": "", "how": how}, status=422)
    assert "Choose what was used." in said(wrong) and how in wrong.text
    as_(cast.julian).post(f"{at}/known", data={"finding": room, "how": how}, status=422)
    as_(cast.marian).post(f"{at}/known", data={"finding": finding, "how": how}, status=303)
    assert "Piotr Alder found it, Marian Wren used it" in said(as_(cast.julian).get(at))
    told = as_(cast.julian).get(f"/customers/okoro/findings/{finding}", status=200)
    assert f'href="{at}"' in told.text and how in said(told) and TITLE in said(told)
    assert "sixty times" not in as_(cast.tom).get(at, status=200).text
    shared = propose(as_, cast.ruth, ticked="shared")
    as_(cast.marian).post(f"{shared}/known", data={"finding": finding, "how": how}, status=422)
