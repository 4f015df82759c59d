"""What each step of a complaint is called, and the deeds by which it is done."""

from workflows.complaints.steps import Kind
from workflows.language import N_

# What a step is called, to whoever holds it and to everybody else.
CALLED: dict[Kind, tuple[str, str]] = {
    "acknowledge": (N_("Say in your own words what you understood"), N_("to say what we understood")),
    "confirm_summary": (N_("Say whether we understood it"), N_("to say whether we understood it")),
    "assess": (N_("Judge how grave it is"), N_("to judge how grave it is")),
    "draw": (N_("Find who answers in person"), N_("to find who answers in person")),
    "redraw": (
        N_("Who answers it is away: have somebody else drawn, if it cannot wait"),
        N_("to say whether it can wait for who answers it, who is away"),
    ),
    "answer_letter": (
        N_("Say whether one letter is enough for you"),
        N_("to say whether one letter is enough"),
    ),
    "letter": (N_("Write the one letter to all"), N_("to write you the letter")),
    "contact": (N_("Speak with them in person"), N_("to speak with you in person")),
    "confirm_talk": (N_("Say whether we spoke with you in person"), N_("to say whether we spoke in person")),
    "judge": (N_("Say whether they were right"), N_("to say whether you were right")),
    "offer": (N_("Offer what puts it right"), N_("to offer what puts it right")),
    "second": (N_("Agree to an offer above the limit"), N_("to agree to an offer above the limit")),
    "answer_offer": (N_("Say what you think of our offer"), N_("to answer the offer")),
    "answer_counter": (N_("Answer their counter-offer"), N_("to answer your counter-offer")),
    "mediate": (N_("Make an offer as mediator"), N_("to mediate")),
    "carry_out": (N_("Do what was promised"), N_("to do what was promised")),
    "judge_done": (N_("Say whether it is done"), N_("to say whether it is done")),
    "cause": (N_("Say why it happened"), N_("to say why it happened")),
    "prevent": (N_("Say what changes because of it"), N_("to say what changes because of it")),
    "change": (N_("Make the change"), N_("to make the change")),
    "advise": (N_("Say inside what is to be minded"), N_("to say inside what is to be minded")),
    "close": (N_("Say whether it is put right"), N_("to say whether it is put right")),
    "answer_pause": (N_("Say whether the clocks may rest"), N_("to say whether the clocks may rest")),
    "keep_word": (N_("Today is the day: do what you promised"), N_("to do what was promised for today")),
    "own_up": (
        N_("A promised day has passed: own up to it"),
        N_("to own up that a promised day has passed"),
    ),
    "check": (N_("Say whether it is still fine"), N_("to say whether it is still fine")),
    "update": (
        N_("Write to them, even if nothing happened"),
        N_("to write to you, even if nothing happened"),
    ),
}
# The deeds by which a step is done: their pages, and the buttons that need no words.
DEEDS: dict[Kind, tuple[tuple[str, str, bool], ...]] = {
    "acknowledge": (("acknowledge", N_("Sum it up"), False),),
    "confirm_summary": (("confirm", N_("Yes, that is it"), True), ("correct", N_("Put it right"), False)),
    "assess": (("assess", N_("Judge it"), False),),
    "draw": (("draw", N_("Draw somebody"), True), ("appoint", N_("Ask somebody by name"), False)),
    "redraw": (("redraw", N_("Have somebody else drawn"), False),),
    "answer_letter": (
        ("answer_letter", N_("One letter is enough"), True),
        ("ask_in_person", N_("Speak with me in person"), True),
    ),
    "contact": (("talk", N_("We have spoken"), False),),
    "judge": (("judge", N_("Say so"), False),),
    "offer": (("offer", N_("Make an offer"), False),),
    "second": (("second", N_("Agree to it"), True),),
    "answer_offer": (
        ("accept", N_("Accept it"), True),
        ("counter", N_("Ask for something else"), False),
        ("refuse", N_("Refuse it"), False),
    ),
    "answer_counter": (("agree", N_("Agree to it"), False), ("offer", N_("Make another offer"), False)),
    "mediate": (("mediate", N_("Make an offer"), False),),
    "carry_out": (("carry_out", N_("It is done"), False),),
    "judge_done": (("accept_done", N_("Yes, it is done"), True), ("refuse_done", N_("Not yet"), False)),
    "cause": (("name_cause", N_("Say why"), False),),
    "prevent": (("prevent", N_("Say what changes"), False),),
    "change": (("change_made", N_("It is made"), True),),
    "advise": (("advise", N_("Say it inside"), False),),
    "close": (("close", N_("Say how it ends"), False),),
    "answer_pause": (("allow_pause", N_("They may rest"), True), ("refuse_pause", N_("No"), True)),
    "keep_word": (("keep_word", N_("I kept it"), True),),
    "own_up": (("own_up", N_("Write to them"), False), ("keep_word", N_("I kept it"), True)),
    "check": (("check", N_("Say so"), False),),
}
# What else may be done, while it is open, by whoever may.
BESIDE = (
    ("assess", N_("Judge anew how grave it is")),
    ("add_fact", N_("Put down what your department found")),
    ("offer", N_("Make an offer")),
    ("ask_pause", N_("Ask to let the clocks rest")),
    ("choose", N_("Take it myself")),
    ("hand_back", N_("Give it back: I am not free to judge it")),
    ("refuse_owner", N_("Ask for somebody else")),
    ("redraw", N_("Have somebody else drawn")),
    ("join", N_("Answer it together with another")),
    ("leave_event", N_("Answer it by itself: it did not come of the event")),
    ("note_try", N_("Note that you tried to reach them")),
    ("close_for", N_("Close it for now")),
    ("close", N_("Close it")),
)
