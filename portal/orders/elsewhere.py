"""What people begin to write on pages that are no order's: what it is called, and where they go on."""

from workflows.language import N_

# What is begun outside of orders: how it is called, and the page where it stands.
BEGUN = {
    "orders.new": (N_("a new need"), "orders.new"),
    "people.send_invitation": (N_("an invitation"), "people.invite"),
    "clans.ask": (N_("who your person for something is"), "clans.page"),
    "clans.answer": (N_("an answer to a customer"), "clans.answering"),
    "clans.describe": (N_("what somebody is here for"), "clans.words"),
    "clans.open_seat": (N_("a seat to be opened"), "clans.opening"),
    "clans.open_any_seat": (N_("a seat to be opened"), "clans.all_seats"),
    "findings.report": (N_("what you learned"), "findings.reporting"),
    "objections.object_to": (N_("what you object to"), "objections.index"),
    "objections.answer": (N_("an answer to an objection"), "objections.answering"),
    "findings.share": (N_("what you share with a customer"), "findings.sharing"),
    "findings.answer": (N_("an answer to what was learned"), "findings.answering"),
    "findings.correct": (N_("what you know now"), "findings.correcting"),
    "findings.use": (N_("how something was used"), "findings.using_it"),
    "findings.mark": (N_("whether something is right"), "findings.page"),
    "hunts.note": (N_("a hunt"), "hunts.noting"),
    "hunts.change": (N_("a hunt that is bettered"), "hunts.changing"),
    "hunts.answer": (N_("whether a hunt is good for them"), "hunts.answering"),
    "relationship.note": (N_("a contact"), "relationship.noting"),
    "relationship.correct": (N_("a contact put right"), "relationship.correcting"),
    "relationship.contradict": (N_("what was otherwise"), "relationship.contradicting"),
    "clans.close_seat": (N_("why a seat is closed"), "clans.closing"),
    "quests.note": (N_("a step of your first weeks"), "quests.noting"),
    "quests.offer": (N_("an invitation to a newcomer"), "quests.offering"),
    "quests.accept": (N_("whether you come"), "quests.replying"),
    "habitat.add": (N_("somebody for the map"), "habitat.adding"),
    "habitat.name": (N_("how rivals compete"), "habitat.naming"),
    "habitat.change": (N_("a change of the map"), "habitat.changing"),
}
