"""The words of ours in what is kept of deeds; portal/cases/deeds.py says them in other languages."""

from collections.abc import Callable, Mapping
from typing import Any

from workflows.language import N_, ngettext

Facts = Mapping[str, Any]
Say = Callable[..., str]

FULFILLED = N_(". The order is fulfilled")
PART_OF = N_("“%(part)s” in %(stage)s")
QUOTED = N_(", “%(words)s”")
CHANGES = (
    *(N_("add %(stage)s after %(other)s"), N_("split %(stage)s, and make %(part)s a stage of its own")),
    *(N_("move %(stage)s after %(other)s"), N_("take %(stage)s out again"), N_("leave %(stage)s out")),
    *(N_("hold %(stage)s once more"), N_("open %(stage)s again")),
)
CHANGED = (
    *(N_("added %(stage)s after %(other)s"), N_("split %(stage)s, and make %(part)s a stage of its own")),
    *(N_("moved %(stage)s after %(other)s"), N_("took %(stage)s out again"), N_("left %(stage)s out")),
    *(N_("planned %(stage)s once more"), N_("opened %(stage)s again")),
)
PAID = (N_("%(sum)s received on %(day)s"), N_("%(sum)s given back on %(day)s"))
VERSION = (N_("version %(number)s of the process"),)
# The phrases that a fact may be, by the verb and the fact, the more telling ones first.
PHRASES: Mapping[str, tuple[str, ...]] = {
    "write.what": (
        N_("wrote %(what)s, for %(takes)s"),
        N_("wrote %(what)s"),
        N_("changed %(line)s from %(then)s to %(now)s because %(why)s, for %(takes)s"),
        N_("changed %(line)s from %(then)s to %(now)s because %(why)s"),
        N_("changed %(line)s from %(then)s to %(now)s, for %(takes)s"),
        N_("changed %(line)s from %(then)s to %(now)s"),
        N_("changed %(line)s because %(why)s, for %(takes)s"),
        N_("changed %(line)s because %(why)s"),
        N_("changed %(what)s, for %(takes)s"),
        N_("changed %(what)s"),
    ),
    "put_back.now": (N_("nothing, for %(takes)s"), N_("%(what)s, for %(takes)s"), N_("nothing")),
    "accept.cost": (N_(", for %(takes)s"),),
    "carry_over.title": (N_("“%(order)s”, taken %(day)s"),),
    "remind.whom": (N_("the clan"),),
    "sign.moved": (FULFILLED, N_(", and %(stage)s begins")),
    "met.ended": (FULFILLED,),
    "redraw.what": CHANGED,
    **{f"{verb}_redraw.what": CHANGES for verb in ("ask", "agree", "decline", "withdraw")},
    "agree_redraw.moved": (N_(". The hand-over moves to %(day)s"),),
    "agree_version.what": VERSION,
    "agree_version.done": (N_(". The order follows it from now on"),),
    "decline_version.what": VERSION,
    "release.how": (
        *(N_("the objection was upheld"), N_("the objection was answered, and not upheld")),
        N_("the objection was taken back"),
    ),
    "review.decision": (
        *(N_("accepted"), N_("accepted with changes"), N_("changes needed"), N_("not mine to judge")),
    ),
    **{f"{verb}.what": (PART_OF,) for verb in ("review", "propose_times", "move_time", "pick_time")},
    **{f"{verb}.what": (PART_OF,) for verb in ("keep_time", "describe_time", "cancel_time")},
    **{f"{verb}.note": (QUOTED,) for verb in ("review", "say_yes", "hand_on")},
    "tick.what": (N_("%(item)s (taken back)"),),
    "settle_pin.rest": (N_(", and so it is settled by both"),),
    "initial_notes.what": (N_("the note “%(note)s”"),),
    "judge_note.how": (N_("fixed"), N_("partly fixed"), N_("not fixed")),
    "judge_note.rest": (
        *(N_(", as both say"), N_(", as both say. It comes back as an open note"), N_(", because %(why)s")),
    ),
    "show_picture.rest": (
        N_(", which %(name)s brought, for %(takes)s"),
        *(N_(", which %(name)s brought"), N_(", for %(takes)s")),
    ),
    "describe_pictures.what": (N_("a picture: “%(text)s”"),),
    "say_yes.instead": (N_(", for %(name)s"),),
    "say_no.instead": (N_(", for %(name)s"),),
    "promise.due": ("%(day)s",),
    "record_payment.what": PAID,
    "undo_payment.what": PAID,
    "you.what": (
        N_("You wrote %(what)s, for %(takes)s."),
        N_("You wrote %(what)s."),
        N_("You changed %(line)s from %(then)s to %(now)s."),
        N_("You changed %(what)s, for %(takes)s."),
        N_("You changed %(what)s."),
    ),
}
# The same where something is counted.
COUNTED: Mapping[str, tuple[str, Say]] = {
    "you.what": (
        r"You wrote (?P<num>\d+) lines in (?P<stage>.+)\.",
        lambda num, **facts: ngettext(
            "You wrote %(num)s line in %(stage)s.", "You wrote %(num)s lines in %(stage)s.", num, **facts
        ),
    ),
    "write.what": (
        r"wrote (?P<num>\d+) lines in (?P<stage>.+)",
        lambda num, **facts: ngettext(
            "wrote %(num)s line in %(stage)s", "wrote %(num)s lines in %(stage)s", num, **facts
        ),
    ),
    "carry_over.what": (
        r"(?P<num>\d+) measures?",
        lambda num: ngettext("%(num)s measure", "%(num)s measures", num),
    ),
    "initial_notes.what": (
        r"(?P<num>\d+) notes",
        lambda num: ngettext("%(num)s note", "%(num)s notes", num),
    ),
    "describe_pictures.what": (
        r"(?P<num>\d+) pictures",
        lambda num: ngettext("%(num)s picture", "%(num)s pictures", num),
    ),
}
# Verbs whose sentence is another one by what was done.
WHOLE: Mapping[str, Callable[[Facts], str]] = {
    "react": lambda facts: (
        N_("said “{word}” to what {whom} wrote")
        if facts.get("given")
        else N_("took “{word}” back to what {whom} wrote")
    ),
    "do_note": lambda facts: (
        N_("did what was asked in the note “{what}”")
        if str(facts.get("done")).startswith("did")
        else N_("took back as not done the note “{what}”")
    ),
}

# What can be undone, said to whoever did it; how lines were written is among the phrases.
YOU = {
    "case.write": "",
    "case.say": N_("You wrote."),
    "case.sign": N_("You signed {stage}{moved}."),
    "case.put_back": N_("You put {field} back to {now}."),
    "case.propose": N_("You proposed {what}."),
    "case.write_note": N_("You noted “{what}”."),
    "case.ask_redraw": N_("You asked to {what}: {why}."),
}
