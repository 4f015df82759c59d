"""A complaint from the first sentence to "still fine?", through its pages; its journal tells all of it."""

from tests.pages import said


def test_it_goes_from_a_sentence_to_satisfied_with_a_counter_offer(as_, cast, complaints):
    ref = complaints.say(cast.julian, remedy="repair", remedy_words="A lining that holds")
    assert ref == "okoro-c1"
    page = said(complaints.page(cast.julian, ref))
    assert (
        "The lining tore on the second day." in page and "A repair" in page and "A lining that holds" in page
    )
    complaints.owned(cast.marian, ref, cast.gwen)
    complaints.do(cast.julian, ref, "confirm")
    assert "Gwen Pryce was drawn: nobody else was here and free to answer." in said(
        complaints.page(cast.julian, ref)
    )
    complaints.do(cast.gwen, ref, "talk", manner="phone", on="2026-01-05", minutes="20", words="He was calm.")
    complaints.do(cast.julian, ref, "talks/0/so")
    complaints.do(cast.tom, ref, "add_fact", on="2026-01-02", words="No.", status=404)
    complaints.do(cast.piotr, ref, "add_fact", on="2026-01-02", words="The gusset was cut for walking.")
    complaints.do(cast.gwen, ref, "judge", verdict="upheld", words="It tore.")
    complaints.do(cast.gwen, ref, "offer", words="A new lining.", value="90", by_date="2027-06-01")
    complaints.do(cast.julian, ref, "counter", words="And both gussets doubled.")
    complaints.do(cast.gwen, ref, "agree", by_date="2027-06-04")
    complaints.do(cast.gwen, ref, "carry_out", words="It lies at the front desk.")
    complaints.do(cast.julian, ref, "accept_done")
    complaints.do(cast.gwen, ref, "name_cause", kind="process", why1="Cut for walking", why2="Nobody asked")
    complaints.do(
        cast.gwen, ref, "prevent", changes="yes", words="We ask.", change="Suit: need", due="2027-07-01"
    )
    complaints.do(cast.gwen, ref, "close", outcome="satisfied", status=404)
    complaints.do(cast.julian, ref, "close", outcome="satisfied", personally="yes", words="It holds.")
    complaints.do(cast.gwen, ref, "change_made")
    one = complaints.it(ref)
    assert one.status == "closed" and one.ends[0].personally == "yes" and one.preventions[0].done
    assert complaints.sound(ref)
    page = said(complaints.page(cast.julian, ref))
    for words in (
        "And both gussets doubled.",
        "The gusset was cut for walking.",
        "It holds.",
        "Nobody asked",
    ):
        assert words in page
    assert complaints.letters(ref) == ["owner", "talk", "verdict", "offer", "agreed", "changed"]
