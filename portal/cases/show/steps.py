"""What each kind of step is called, on pages and in letters, and how long it takes."""

MANY = 4  # as many open things of one kind in one stage are one step
HALF_MINUTES = {
    "review": 10,
    "change": 10,
    "checklist": 6,
    "sign": 6,
    "plan": 10,
    "yes": 6,
}
TOGETHER = {
    "line": "Write {many} lines",
    "note": "Put your initials to {many} notes",
    "judge_note": "Say of {many} notes whether they were put right",
}
WORDS = {
    "line": "Write {label}",
    "appointment": "Arrange {label}",
    "review": "Decide: {label}",
    "change": "Make this change: {label}",
    "checklist": "Tick off: {label}",
    "plan": "Plan: {label}",
    "yes": "Say yes or no: {label}",
    "pin": "Answer the pin “{label}”",
    "note": "Put your initials to “{label}”",
    "judge_note": "Say whether this was put right: {label}",
    "to_do": "{label}",
    "sign": "Sign {label}",
    "look_again": "Look again at {label}, and sign",
    "proposal": "Answer the proposal: {label}",
    "ask_anew": "Ask anew, or take it back: {label}",
    "redraw": "Answer: may we {label}?",
    "promise": "Promise: {label}",
    "payment": "Pay {label}",
    "book": "{label}",
    "judge": "Say whether this is done well: {label}",
    "condition": "Say whether this is met: {label}",
    "finish": "{label}",
}
