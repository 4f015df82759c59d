"""Who may do what with mails that came in, and what is said of it."""

from typing import Any

from portal.complaints.verbs import has_role
from portal.kernel.verbs import Rule, Verb, Verbs
from workflows.language import N_


def _administers(who: Any, _thing: object = None) -> bool:
    return who.left is None and "administrator" in who.roles


administrator = Rule(N_("an administrator"), _administers)
receiver = Rule(N_("whoever it was handed to"), lambda who, mail: who.left is None and who.id == mail.for_id)
steward = Rule(
    N_("a steward to whom it was handed"),
    lambda who, mail: has_role(who, "steward") and who.id == mail.for_id,
)

verbs = Verbs(
    "mail",
    {
        "hand": Verb(administrator, says=N_("handed a mail that came in to {person}")),
        "let_go": Verb(administrator, says=N_("let a mail that came in go")),
        "complain": Verb(steward, says=N_("put a mail that came in into a complaint")),
        "put": Verb(receiver, says=N_("put a mail that came in into an order")),
    },
)
