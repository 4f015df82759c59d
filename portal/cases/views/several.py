"""Several lines of a stage asked for at once."""

from flask import Response, url_for

from portal.cases import actions, changing, forms, queries, wishes
from portal.cases.views import bp, lined, render
from portal.cases.views.pages import with_stage
from portal.kernel.doors import me
from portal.kernel.forms import words
from portal.kernel.http import again, done
from workflows.blocks.lines import line_of
from workflows.case import Refused
from workflows.language import _
from workflows.values import Invalid


@bp.post("/<ref>/stages/<stage>/propose")
def propose_together(ref: str, stage: str) -> Response:
    """Ask the other side for several lines of a stage at once: they are agreed to together, or not at all.

    A line that holds nothing can simply be written, so what was typed there is kept as a draft.
    """
    case, said = with_stage(ref, stage), words()
    sent = forms.lines(case.thread.stages[stage], said, {}, render.zone())
    fields = [line_of(case.thread, stage, key) for key in sent]
    asked = [one for one in fields if wishes.can_be_asked(case.thread, stage, one, sent[one.key].raw)]
    try:
        if not asked:
            raise Refused(_("Nothing here is another value than it was."))
        wish = wishes.together(asked, said, render.zone())
        key = changing.propose(me(), case, stage, asked[0].key, wish)
    except (Invalid, Refused) as problem:
        wrong = {next(iter(sent), ""): str(problem)}
        return again(lambda: lined.write_stage(queries.get(me(), ref), stage, said, wrong))
    actions.drop_drafts(me(), case, [f"{stage}.{one.key}" for one in asked])
    for one in fields:
        if one not in asked and case.thread.empty(stage, one.key):
            typed = {name: list(text) for name, text in wishes.of_line(said, one.key).items()}
            actions.keep_draft(me(), case, f"{stage}.{one.key}", typed)
    return done(url_for(".proposal", ref=ref, key=key))
