"""How a customer and its clan stand to each other: who is who, and who reached out to whom."""

from portal.kernel import journal, slots
from portal.kernel.http import House
from portal.relationship.contacts import heard
from portal.relationship.views import bp, chart, there, touches

ADDRESSES = (chart, there, touches)  # importing them declares their addresses
journal.follow(heard)


def install(app: House) -> None:
    """Open the addresses of this area, and hang the chart and a way into the pages of a customer."""
    app.register_blueprint(bp)
    slots.hang(app, "clan.chart", chart.chart)
    slots.hang(app, "clan.ways.more", touches.way)
    slots.hang(app, "clan.ways.more", there.way)
