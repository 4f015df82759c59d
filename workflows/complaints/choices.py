"""What is chosen about a complaint, in words (docs/workflows.md, 4.5)."""

from workflows.language import N_

CHANNELS = {
    "portal": N_("here"),
    "e_mail": N_("by mail"),
    "phone": N_("on the telephone"),
    "visit": N_("face to face"),
    "letter": N_("in a letter"),
    "social": N_("in public"),
    "by_employee": N_("to somebody of ours"),
}
HARMS = {
    "money": N_("It costs money"),
    "time": N_("It costs time"),
    "safety": N_("It is not safe"),
    "reputation": N_("It makes us look bad"),
    "stress": N_("It is wearing us out"),
    "their_customer": N_("Our own customers feel it"),
}
REMEDIES = {
    "apology": N_("An apology"),
    "explanation": N_("To know why"),
    "repair": N_("A repair"),
    "replacement": N_("A new one"),
    "refund": N_("Money back"),
    "price_cut": N_("A lower price"),
    "change_of_process": N_("That you do it differently from now on"),
    "compensation": N_("Compensation"),
    "other": N_("Something else"),
}
CONTACTS = {"phone": N_("Ring me"), "e_mail": N_("Write to me"), "visit": N_("Come and see me")}
IMPACTS = {"one": N_("one"), "several": N_("several"), "many": N_("many")}
VERDICTS = {
    "upheld": N_("You were right"),
    "partly": N_("Partly right"),
    "not_upheld": N_("We see it otherwise"),
}
CAUSES = {
    "people": N_("somebody’s hand"),
    "process": N_("how we work"),
    "material": N_("material"),
    "information": N_("something not passed on"),
    "promise": N_("a promise we could not keep"),
    "supplier": N_("a supplier"),
    "other": N_("something else"),
}
OUTCOMES = {
    "satisfied": N_("I am satisfied"),
    "not_satisfied": N_("I am not satisfied, but it may be closed"),
    "withdrawn": N_("I take it back"),
}
ENDED = {
    "satisfied": N_("put right, in the customer’s words"),
    "not_satisfied": N_("closed, and the customer is not satisfied"),
    "withdrawn": N_("taken back by the customer"),
}
MANNERS = {"phone": N_("on the telephone"), "visit": N_("at their place"), "video": N_("by video")}
