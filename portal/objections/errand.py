"""What waits for whoever is named to answer an objection."""

from portal.clans import errands
from portal.clans.model import Errand
from portal.objections.model import Objection
from workflows.language import _

ANSWER = "objection"


def follow(objection: Objection, name: str) -> None:
    """Let what `name` objects to wait for whoever is to answer; for nobody once it has ended."""
    key = str(objection.id)
    if not objection.open:
        errands.take(ANSWER, key)
        return
    people = [objection.answerer_id] if objection.answerer_id else []
    said = {"number": objection.number, "name": name, "held": objection.place if objection.hold else ""}
    errands.give(objection.account_id, (ANSWER, key), people, objection.due, said)


def words(one: Errand) -> errands.Words:
    """An objection in a line and in a letter, without what was objected, which stays in the clan's room."""
    facts = {"customer": one.account.name, "name": one.said["name"], "held": one.said["held"]}
    if facts["held"]:
        line = _("%(customer)s: %(name)s holds “%(held)s” until you answer", **facts)
        letter = _("The stage does not move before you have answered in writing.")
    else:
        line = _("%(customer)s: %(name)s objects in their name and asks you", **facts)
        letter = _("You are named to answer in writing.")
    path = f"/customers/{one.account.handle}/objections/{one.said['number']}"
    return errands.Words(line, letter, path, _("Read it and answer"))
