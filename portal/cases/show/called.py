"""What a letter says of an order: what was asked or answered in it, and what waits past its day."""

from portal.cases.show import words as say
from portal.cases.show.steps import TOGETHER, WORDS
from workflows.calls import Call
from workflows.values.times import day_in_words

HAPPENED = {
    "asked": "{by} asks for a change: {label}.{said}",
    "countered": "{by} offers another way: {label}.{said}",
    "agreed": "{by} agreed to what you asked for: {label}.",
    "declined": "{by} said no to what you asked for: {label}.{said}",
    "ran_out": "What you asked for ran out on {day} without an answer: {label}. Ask anew, or take it back.",
    "broken": "{by} promised this by {day}, and it is not done yet: {label}.",
    "reminded": "{by} reminds you:{said}",
}
LONG = 90  # characters of what it is about


def called(call: Call) -> str:
    """The sentence about one thing, on one line."""
    day = day_in_words(call.day, "en_GB") if call.day else ""
    label = say.cut(" ".join(call.label.split()), LONG).rstrip(".")
    if call.kind in HAPPENED:
        said = f" “{' '.join(call.words.split())}”" if call.words else ""
        return HAPPENED[call.kind].format(by=call.by, label=label, day=day, said=said)
    if call.count > 1 and call.kind in TOGETHER:
        told = TOGETHER[call.kind].format(many=call.count)
    else:
        told = WORDS[call.kind].format(label=say.lower(label) if call.kind == "line" else label)
        told += f", and {say.count(call.count - 1, 'more thing')} like it" if call.count > 1 else ""
    return f"{told}. It was expected by {day}."
