"""Processes that both sides change: proposed by anybody, agreed to by both, made the next version."""

from portal.clans import errands
from portal.kernel import slots
from portal.kernel.http import House
from portal.processes import waiting
from portal.processes.views import bp, known, learned_from, proposing, single

ADDRESSES = (known, proposing, single, learned_from)  # importing them declares their addresses
errands.put_into_words(waiting.AREA, waiting.words)
errands.reach_beyond_clans(waiting.AREA)


def install(app: House) -> None:
    """Open the addresses of this area, and let every stage and every page lead to it."""
    app.register_blueprint(bp)
    slots.hang(app, "case.stage.deeds", proposing.link)
    slots.hang(app, "page.foot", known.foot)
