"""Who may have everything about whom put together, and what is said of it."""

from portal.kernel.verbs import Rule, Verb, Verbs
from portal.people.verbs import administrator, customer
from workflows.language import N_

themselves = Rule(N_("the person"), lambda who, person: who.left is None and who.id == person.id)

copies = Verbs(
    "copy",
    {
        "ask": Verb(themselves, says=N_("asked for a copy of everything about themselves")),
        "ask_all": Verb(customer, says=N_("asked for a copy of everything about {account}")),
        "ask_for": Verb(
            administrator, says=N_("had a copy of everything about {account} put together for {person}")
        ),
    },
)
