"""The outbox: which letters went, and why one did not."""

from flask import render_template
from werkzeug.wrappers import Response

from portal.kernel import mail
from portal.kernel.doors import me, public, somebody
from portal.kernel.http import to_sign_in
from portal.kernel.queries import NotFound
from portal.people.views import bp, door


@bp.get("/outbox")
@public
def outbox() -> str | Response:
    """Letters for administrators; in a demo house on this very machine, for anybody.

    A letter's text may hold a link that signs somebody in. So it is shown in a demo, and where letters cannot
    be sent and an administrator must hand them over; never in a house that sends them.
    """
    if not door.is_demo():
        if not somebody():
            return to_sign_in()
        if "administrator" not in me().roles:
            raise NotFound
    texts = door.is_demo() or not door.chosen().mail_url
    return render_template("people/outbox.html", letters=mail.outbox(), texts=texts, demo=door.is_demo())
