"""The deeds of a complaint: each with its form, what its page and button say, and how it is done."""

from collections.abc import Callable
from typing import Any

from portal.complaints import actions, ending, forms, gathering, handing, queries, remedying
from portal.complaints.inputs import chosen_day
from portal.complaints.queries import Complaint
from portal.complaints.views.deed import (
    Deed,
    appoint,
    checked,
    executives,
    join,
    listed,
    offer_processes,
    offered,
    plain,
    prevent,
    then_drawn,
    words,
)
from portal.kernel.doors import me
from workflows.language import N_

DEEDS: dict[str, Deed] = {
    "acknowledge": Deed(
        forms.WordsForm,
        N_("Say in your own words what you understood"),
        N_("Send it to them"),
        words(actions.acknowledge),
        lead=N_("They read it, and say whether that is it or put it right."),
    ),
    "correct": Deed(
        forms.WordsForm,
        N_("How it really is"),
        N_("This is it"),
        words(actions.correct),
        lead=N_("Your words stand from now on, instead of ours."),
    ),
    "assess": Deed(
        forms.AssessForm,
        N_("Judge how grave it is"),
        N_("Keep this"),
        then_drawn(
            lambda who, row, form: actions.assess(
                who, row, form.words.data, form.immediate.data or "", form.said()
            )
        ),
        lead=N_("With it an executive is drawn who answers in person."),
    ),
    "appoint": Deed(
        forms.NamedForm,
        N_("Ask somebody to answer in person"),
        N_("Ask them"),
        appoint,
        people=lambda row: listed(executives(row)),
    ),
    "refuse_owner": Deed(
        forms.WordsForm,
        N_("Ask for somebody else"),
        N_("Ask for somebody else"),
        then_drawn(words(handing.refuse_owner)),
        lead=N_("Write why. Another is drawn at once."),
    ),
    "hand_back": Deed(
        forms.WordsForm,
        N_("Give it back"),
        N_("Give it back"),
        then_drawn(words(handing.hand_back)),
        lead=N_("Only if you are not free to judge it. Write why; another is drawn at once."),
    ),
    "redraw": Deed(
        forms.WordsForm,
        N_("Have somebody else drawn"),
        N_("Draw somebody else"),
        then_drawn(words(handing.redraw)),
        lead=N_("Write why. Both sides read it; another is drawn at once."),
    ),
    "own_up": Deed(
        forms.WordsForm,
        N_("A promised day has passed"),
        N_("Send it to them"),
        words(actions.own_up),
        lead=N_("Say that it has, why, and what they can count on now. They read it as a letter."),
    ),
    "talk": Deed(
        forms.TalkForm,
        N_("Note that you spoke in person"),
        N_("Note it, and ask them"),
        lambda who, row, form: actions.talk(who, row, form.words.data, form.said()),
        lead=N_("They are asked by mail whether it was so. It counts once they say yes."),
    ),
    "add_fact": Deed(
        forms.FactForm,
        N_("What your department found"),
        N_("Put it down"),
        lambda who, row, form: actions.add_fact(who, row, form.words.data, chosen_day(form.on), form.brought),
    ),
    "advise": Deed(
        forms.InsideForm,
        N_("What is to be minded?"),
        N_("Say it inside"),
        words(actions.advise),
        lead=N_("A lawyer wrote, or somebody threatens. Only the house reads this."),
    ),
    "judge": Deed(
        forms.JudgeForm,
        N_("Was the customer right?"),
        N_("Say so"),
        lambda who, row, form: remedying.judge(who, row, form.words.data, form.verdict.data),
    ),
    "offer": Deed(
        forms.OfferForm,
        N_("Offer what puts it right"),
        N_("Make this offer"),
        offered(remedying.offer),
    ),
    "mediate": Deed(
        forms.OfferForm,
        N_("Make an offer as mediator"),
        N_("Make this offer"),
        offered(remedying.mediate),
        lead=N_("Three counter-offers have led nowhere. Yours is the last one here."),
    ),
    "counter": Deed(
        forms.WordsForm,
        N_("What would be right"),
        N_("Make this counter-offer"),
        words(remedying.counter),
    ),
    "refuse": Deed(forms.WordsForm, N_("Refuse the offer"), N_("Refuse it"), words(remedying.refuse)),
    "agree": Deed(
        forms.AgreeForm,
        N_("Agree to what they ask for"),
        N_("Agree"),
        lambda who, row, form: remedying.agree(who, row, chosen_day(form.by_date)),
    ),
    "carry_out": Deed(
        forms.DoneForm,
        N_("Say that it is done"),
        N_("It is done"),
        lambda who, row, form: remedying.carry_out(who, row, form.words.data, form.brought),
        lead=N_("Write how they can see it, with a picture if you can. They say whether it is."),
    ),
    "refuse_done": Deed(
        forms.WordsForm,
        N_("What is missing?"),
        N_("It is not done"),
        words(remedying.refuse_done),
    ),
    "name_cause": Deed(
        forms.CauseForm,
        N_("Why did it happen?"),
        N_("Keep this"),
        lambda who, row, form: ending.name_cause(who, row, form.kind.data, form.whys()),
        lead=N_("Ask why, and why that was, up to five times."),
    ),
    "prevent": Deed(
        forms.PreventForm,
        N_("What changes because of it?"),
        N_("Keep this"),
        prevent,
        people=lambda row: listed(queries.of_house(row)),
        offer=offer_processes,
        beside="complaints/_begin_change.html",
    ),
    "close": Deed(
        forms.CloseForm,
        N_("Your last word"),
        N_("Close it"),
        lambda who, row, form: ending.close(
            who, row, form.words.data or "", form.outcome.data, form.personally.data or ""
        ),
        lead=N_("Only you can close it. One press opens it again."),
    ),
    "note_try": Deed(
        forms.WordsForm,
        N_("Note that you tried to reach them"),
        N_("Note it"),
        words(ending.note_try),
        lead=N_("Write how you tried. After three tries on three days a steward may close it."),
    ),
    "close_for": Deed(
        forms.WordsForm, N_("Close it for now"), N_("Close it for now"), words(ending.close_for)
    ),
    "check": Deed(
        forms.CheckForm, N_("Is it still fine?"), N_("Say so"), then_drawn(checked), verb="still_fine"
    ),
    "ask_pause": Deed(
        forms.PauseForm,
        N_("Ask to let the clocks rest"),
        N_("Ask them"),
        lambda who, row, form: actions.ask_pause(who, row, form.words.data, chosen_day(form.until)),
        lead=N_("No clock rests unless they say yes."),
    ),
    "join": Deed(
        forms.NamedForm,
        N_("Answer it together with another"),
        N_("Join them"),
        join,
        lead=N_("Both are kept. From now on the other one is answered for both."),
        people=lambda row: queries.others(me(), row),
    ),
}
PRESSED: dict[str, Callable[[Any, Complaint, Any], object]] = {
    "confirm": plain(actions.confirm),
    "answer_letter": plain(gathering.answer_letter),
    "ask_in_person": then_drawn(plain(gathering.ask_in_person)),
    "leave_event": plain(gathering.leave_event),
    "draw": plain(handing.draw),
    "keep_word": plain(actions.keep_word),
    "choose": plain(handing.choose),
    "second": plain(remedying.second),
    "accept": plain(remedying.accept),
    "accept_done": plain(remedying.accept_done),
    "change_made": plain(ending.change_made),
    "reopen": then_drawn(plain(ending.reopen)),
    "allow_pause": plain(actions.allow_pause),
    "refuse_pause": plain(actions.refuse_pause),
    "restrict": plain(actions.restrict),
    "erase": plain(actions.erase),
    "mark_legal": plain(actions.mark_legal),
}
