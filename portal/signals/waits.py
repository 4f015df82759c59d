"""What waits for whom once the drum is struck: seniors to convene, and offers of help for the customer."""

from portal.clans import errands
from portal.clans.model import Errand
from portal.clans.queries import clan
from portal.people.queries import people_of
from portal.signals.model import Drum
from portal.signals.queries import open_drum, standing_of
from workflows.language import _
from workflows.signals import OFFERED, Standing

CONVENE, HELP = "drum", "help"


def follow(drum: Drum) -> None:
    """Let the drum wait for whoever is to do something about it now, and for nobody else."""
    key, at = str(drum.id), standing_of(drum)
    waits = at in (Standing.STRUCK, Standing.MISSED)
    led = [one.person.id for one in clan(drum.account).members if one.senior] if waits else []
    said = {"number": drum.number, "missed": at == Standing.MISSED}
    errands.give(drum.account_id, (CONVENE, key), led, drum.due, said)
    open_ = [one for one in drum.offers if one.state == OFFERED] if drum.open else []
    people = [one.id for one in people_of(drum.account)] if open_ else []
    errands.give(drum.account_id, (HELP, key), people, None, {"number": drum.number})


def settle(_who: object, account_id: int) -> None:
    """Seniors who come are called too, and those who go no more; it follows each deed that moves seats."""
    if drum := open_drum(account_id):
        follow(drum)


def to_convene(one: Errand) -> errands.Words:
    """The drum, for a senior."""
    facts = {"customer": one.account.name}
    missed = _("%(customer)s: too few came when the drum was struck. Call them again", **facts)
    struck = _("%(customer)s: the drum is struck. Call everybody", **facts)
    letter = _("Everybody who stands for them is to meet within two working days. One button calls them all.")
    path = f"/customers/{one.account.handle}/drums/{one.said['number']}"
    return errands.Words(missed if one.said["missed"] else struck, letter, path, _("Read why"))


def to_answer(one: Errand) -> errands.Words:
    """Offers of help, for the customer."""
    path = f"/customers/{one.account.handle}/drums/{one.said['number']}"
    line = _("Your clan offers help: say what would help you")
    return errands.Words(
        line, _("Each offer names who does it. You say which of them help."), path, _("Read it")
    )


def put_into_words() -> None:
    """Say both so from now on."""
    errands.put_into_words(CONVENE, to_convene)
    errands.put_into_words(HELP, to_answer)
