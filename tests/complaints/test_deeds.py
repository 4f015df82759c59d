"""What belongs to every deed of a complaint, whichever it is."""

from portal.complaints.verbs import complaints
from portal.complaints.views.deeds import DEEDS, PRESSED
from portal.orders.elsewhere import OF_COMPLAINTS

TOGETHER = {"gather", "deliver"}  # done for many at once
APART = TOGETHER | {
    *("receive", "write", "put_in", "say_inside", "confirm_talk", "deny_talk", "still_fine", "back_again")
}
BY_RULE = {"let_go", "stand_in", "come_back", "ask_anew", "give_together"}  # the house does, nobody presses


def test_what_is_begun_in_any_form_leads_back_to_it():
    assert set(OF_COMPLAINTS) == DEEDS.keys()


def test_every_verb_has_an_address():
    named = {deed.verb or name for name, deed in DEEDS.items()} | PRESSED.keys()
    assert complaints.table.keys() - APART - BY_RULE == named - APART
