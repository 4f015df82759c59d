"""Ticking things off a list, each with name and time."""


def test_what_is_ticked_in_the_form_is_ticked_and_what_is_not_is_taken_back(as_, cast, fitting):
    fitting.replan(cast.marian, cast.julian, "skip", "fitting", "It fits already")
    at, piotr = fitting.stage("finishing", "checklists/inspection"), as_(cast.piotr)
    answer = piotr.post(at, data={"item": ["buttons", "pressed"]}, status=303)
    assert answer.location.endswith("#block-finishing-inspection")
    assert fitting.last == "Piotr Alder ticked Pressed"
    assert set(fitting.thread.ticks["finishing"]) == {"inspection.buttons", "inspection.pressed"}
    piotr.post(at, data={"item": ["buttons"]}, status=303)
    assert fitting.last == "Piotr Alder ticked Pressed (taken back)"
    page = as_(cast.julian).get(fitting.at(), status=200).text
    assert "ticked: " in page
    assert 'name="item"' not in page  # the customer looks on
    answer = as_(cast.julian).post(at, data={"item": ["buttons", "card"]}, status=409)
    assert "Inspection is ticked by the other side." in answer.text
    as_(cast.stranger).post(at, data={"item": ["card"]}, status=404)


def test_the_same_list_sent_twice_changes_nothing(as_, cast, fitting):
    piotr, at = as_(cast.piotr), fitting.stage("finishing", "checklists/inspection")
    piotr.post(at, data={"item": ["card"]}, status=303)  # a stage to come may be worked on
    before = fitting.thread.seq
    piotr.post(at, data={"item": ["card", "made_up"]}, status=303)
    assert fitting.thread.seq == before


def test_a_list_that_is_none_is_refused(as_, cast, fitting):
    piotr = as_(cast.piotr)
    answer = piotr.post(fitting.stage("cloth", "checklists/fit"), data={"item": ["x"]}, status=409)
    assert "There is no such list in this stage." in answer.text
    piotr.post(fitting.stage("nothing", "checklists/inspection"), status=404)
    fitting.replan(cast.julian, cast.marian, "reopen", "need", "I forgot something")
    piotr.post(fitting.stage("finishing", "checklists/inspection"), data={"item": ["card"]}, status=303)
